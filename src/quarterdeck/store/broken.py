"""Why a file is not TOML, in plain words: the likely cause, and the line as it should be written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from quarterdeck import text as texts
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.paths import dotted
from quarterdeck.store import words
from quarterdeck.store.scan import repeated

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_END = "(at end of document)"
_SMART = re.compile("[\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb]")
_PAIR = re.compile(r"^\s*([^\s=:#]+)\s*=\s*(.*?)\s*$")
_COLON = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*:\s*(.*?)\s*$")
_NUMBER = r"[+-]?\d[\d.,' \u00a0\u202f_]*"
_CURRENCY = re.compile(rf"^(?:[$€£¥]|[A-Z]{{3}}\s)\s*({_NUMBER})$|^({_NUMBER})\s*(?:[$€£¥]|[A-Z]{{3}})$")
_PERCENT = re.compile(rf"^({_NUMBER})\s*%$")
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_ONE_COMMA = re.compile(r"^[+-]?\d+,\d+$")
_SPACED = re.compile(r"^[+-]?\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?:[.,]\d+)?$")
_ZERO = re.compile(r"^[+-]?0\d+(?:\.\d+)?$")
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$")
_ISO_DATE = re.compile(r"^\d{4}-\d{1,2}(?:-\d{1,2})?$")


@dataclass(frozen=True, slots=True)
class _Line:
    """The line that could not be read, cut into key and value."""

    number: int
    text: str
    key: str
    value: str


Told = tuple[str, dict[str, object]] | None


def explain(error: ValueError, text: str, name: str) -> PlanUnreadable:
    """The exception for what tomllib could not read in `text`."""
    cause = str(error)
    if "Exceeds the limit" in cause:
        number = next((n for n, line in enumerate(text.split("\n"), 1) if re.search(r"\d{1000}", line)), 1)
        return _told("huge", name, number, field=_line(text, number).key)
    again = repeated(text) if "overwrite" in cause or "declare" in cause or "twice" in cause else None
    if again:
        path, first, second = again
        return _told("repeated", name, second, key=dotted(path), first=first)
    found = _AT_LINE.search(cause)
    number = int(found.group(1)) if found else _last_line(text)
    if "Unterminated" in cause or 'Expected "' in cause:
        number = _opening(text) or number
    line = _line(text, number)
    for look in _LOOKS:
        told = look(line, cause)
        if told:
            key, values = told
            return _told(key, name, line.number, **values)
    plain = texts.clean(_AT_LINE.sub("", cause).replace(_AT_END, ""), lines=False)
    return _told("toml", name, line.number, cause=plain[:1].lower() + plain[1:])


def _told(key: str, name: str, line: int, **values: object) -> PlanUnreadable:
    what, fix = words.situation(f"read.{key}", line=line, **values)
    return PlanUnreadable(what, hint=fix, place=name)


def _line(text: str, number: int) -> _Line:
    lines = text.split("\n")
    raw = lines[number - 1] if 0 < number <= len(lines) else ""
    pair = _PAIR.match(raw)
    if not pair:
        return _Line(number, raw.strip(), "", "")
    value = pair.group(2)
    bare = value.split("#")[0].strip() if value[:1] not in "\"'" else value
    return _Line(number, raw.strip(), texts.clean(pair.group(1), lines=False), texts.clean(bare, lines=False))


def _last_line(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1


def _opening(text: str) -> int | None:
    """The line on which a text begins that never ends: the last quote that opens."""
    for number, line in reversed(list(enumerate(text.split("\n"), 1))):
        if '"""' in line or "'''" in line:
            return number
    return None


def _quotes(line: _Line, cause: str) -> Told:
    if line.value and _SMART.search(line.value[:1] + line.value[-1:]):
        inner = _SMART.sub("", line.value).strip('"')
        return "smart_quotes", {"example": f'{line.key} = "{inner}"'}
    if line.value[:1] == '"' and line.value.count('"') == 1:
        return "single_quote", {"example": f"{line.key} = {line.value}" + '"'}
    if line.value[:1] == "'" and line.value.count("'") == 1:
        return "single_quote", {"example": f"{line.key} = {line.value}'"}
    if "Unterminated" in cause or 'Expected "' in cause:
        return "open_quote", {}
    return ("backslash", {}) if "Unescaped" in cause or "escape" in cause else None


def _numbers(line: _Line, cause: str) -> Told:
    value = line.value
    currency, percent = _CURRENCY.match(value), _PERCENT.match(value)
    if currency:
        amount = _bare(currency.group(1) or currency.group(2))
        return "currency", {"example": f"{line.key} = {amount}"}
    if percent:
        return "percent", {"example": f"{line.key} = {_bare(percent.group(1))}"}
    if _ONE_COMMA.match(value) and _THOUSANDS.match(value):
        pair = {"example": f"{line.key} = {value.replace(',', '')}", "typed": value}
        return "decimal_comma", pair | {"other": f"{line.key} = {value.replace(',', '.')}"}
    if _THOUSANDS.match(value):
        return "comma_number", {"example": f"{line.key} = {value.replace(',', '')}"}
    if _ONE_COMMA.match(value):
        return "comma_number", {"example": f"{line.key} = {value.replace(',', '.')}"}
    if _SPACED.match(value):
        return "spaced_number", {"example": f"{line.key} = {_bare(value)}"}
    if _ZERO.match(value):
        return "leading_zero", {"example": f"{line.key} = {value.lstrip('+-0') or '0'}"}
    return None


def _dates(line: _Line, cause: str) -> Told:
    if _DATE.match(line.value):
        return "date_order", {"example": f"{line.key} = 2026-03-31"}
    if re.match(r"^\d{4}-\d{2}$|^\d{4}-Q\d$", line.value):
        return "no_quotes", {"example": f'{line.key} = "{line.value}"'}
    if _ISO_DATE.match(line.value):
        return "bad_date", {"typed": line.value, "example": f"{line.key} = 2026-03-31"}
    return None


def _structure(line: _Line, cause: str) -> Told:
    if "Unclosed array" in cause:
        return "open_list", {}
    if "Unclosed inline" in cause:
        return "open_inline", {}
    if line.text.startswith("[") and "=" not in line.text:
        inner = re.sub(r"[\[\]]", "", line.text).strip()
        return "open_header", {"example": f"[{inner or 'goals'}]"}
    colon = _COLON.match(line.text)
    if colon and not line.key:
        value = colon.group(2)
        needs_quotes = value and not re.match(r"""^["'\[\d+-]|^(true|false)$""", value)
        return "colon", {"example": f"{colon.group(1)} = " + (f'"{value}"' if needs_quotes else value)}
    if line.key and not line.value:
        return "no_value", {}
    return None


def _bare_words(line: _Line, cause: str) -> Told:
    value = line.value
    if value.lower() in ("true", "false", "yes", "no"):
        yes = value.lower() in ("true", "yes")
        return "capital_flag", {"example": f"{line.key} = {'true' if yes else 'false'}"}
    if value.lower() in ("null", "none", "nil", "n/a", "-", "?"):
        return "null", {}
    if value and value[0].isalpha() and '"' not in value:
        return "no_quotes", {"example": f'{line.key} = "{value}"'}
    if "Expected newline" in cause:
        return "two_statements", {}
    if not line.key and line.text and "=" not in line.text:
        return "no_equals", {"example": f'{line.text.split()[0]} = "…"'}
    return ("control", {}) if "control character" in cause or "\r" in line.text else None


def _bare(number: str) -> str:
    """`1,250.50` and `1 250,50` as TOML writes them; the mark that comes last is the decimal one."""
    digits = re.sub(r"[' _\u00a0\u202f]", "", number)
    if "," in digits and "." in digits:
        thousands = "," if digits.rindex(".") > digits.rindex(",") else "."
        return digits.replace(thousands, "").replace(",", ".")
    if _THOUSANDS.match(digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")


_LOOKS: tuple[Callable[[_Line, str], Told], ...] = (_quotes, _numbers, _dates, _structure, _bare_words)
