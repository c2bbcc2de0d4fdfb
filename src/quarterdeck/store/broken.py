"""Why a file is not TOML, in plain words: the likely cause, and the line as it should be written."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from quarterdeck import text as texts
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.paths import dotted
from quarterdeck.store.fences import refusal
from quarterdeck.store.scan import repeated

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_END = "(at end of document)"
_SMART = re.compile("[\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb]")
_PAIR = re.compile(r"([^\s=:#]+)\s*=\s*(.*)")
_COLON = re.compile(r"([A-Za-z0-9_-]+)\s*:\s*(.*)")
_NEEDS_NO_QUOTES = re.compile(r"""["'\[{\d+-]|(?:true|false)$""")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_ONE_COMMA = re.compile(r"[+-]?\d{1,3},\d{3}$")
_MANY_DIGITS = re.compile(r"(?<![\d_])[\d_]{1000}|^[^\"'#]*\d[eE][+-]?\d{9}")

_AMOUNT = r"([+-]?\d[\d.,' \u00a0\u202f_]*)"
_NUMBER_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?:[$€£¥]|[A-Z]{{3}}\s)\s*{_AMOUNT}$|{_AMOUNT}\s*(?:[$€£¥]|[A-Z]{{3}})$"), "currency"),
    (re.compile(rf"{_AMOUNT}\s*%$"), "percent"),
    (re.compile(r"([+-]?[\d.,]*\d,[\d.,]*\d)$"), "comma_number"),
    (re.compile(r"([+-]?\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?:[.,]\d+)?)$"), "spaced_number"),
    (re.compile(r"([+-]?0\d+(?:\.\d+)?)$"), "leading_zero"),
)


class _Line(Struct, frozen=True):
    """The line that could not be read, cut into key and value."""

    text: str
    key: str
    value: str
    cause: str
    """What tomllib says of it."""

    def example(self, value: str) -> dict[str, str]:
        """The line with another value, for the words to show."""
        return {"example": f"{self.key} = {value}"}


Told = tuple[str, dict[str, str]] | None
"""The key of the situation under `read` and what its words need; None: not this one."""


def explain(error: ValueError | ArithmeticError, text: str, name: str) -> PlanUnreadable:
    """The exception for what tomllib, or the number type it was given, could not read in `text`."""
    cause = str(error)
    if "Exceeds the limit" in cause or isinstance(error, ArithmeticError):
        number = _line_with(_MANY_DIGITS, text)
        return refusal("huge", name, line=number, field=_cut(text, number, cause).key)
    again = repeated(text) if any(word in cause for word in ("overwrite", "declare", "twice")) else None
    if again:
        path, first, second = again
        return refusal("repeated", name, line=second, key=dotted(path), first=first)
    number = _line_number(text, cause)
    line = _cut(text, number, cause)
    for look in _LOOKS:
        told = look(line)
        if told:
            return refusal(told[0], name, line=number, **told[1])
    plain = texts.clean(_AT_LINE.sub("", cause).replace(_AT_END, ""), lines=False)
    return refusal("toml", name, line=number, cause=plain[:1].lower() + plain[1:])


def _line_number(text: str, cause: str) -> int:
    if _is_open_text(cause):
        lines = enumerate(text.split("\n"), 1)
        opening = [number for number, line in lines if '"""' in line or "'''" in line]
        if opening:
            return opening[-1]
    found = _AT_LINE.search(cause)
    return int(found.group(1)) if found else text.rstrip("\n").count("\n") + 1


def _cut(text: str, number: int, cause: str) -> _Line:
    lines = text.split("\n")
    raw = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    pair = _PAIR.match(raw)
    key, value = pair.groups() if pair else ("", "")
    if value[:1] not in ('"', "'"):
        value = value.split("#")[0].strip()
    raw, key, value = (texts.clean(part, lines=False)[:200] for part in (raw, key, value))
    return _Line(raw, key, value, cause)


def _line_with(pattern: re.Pattern[str], text: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.search(line)), 1)


def _is_open_text(cause: str) -> bool:
    return "Unterminated" in cause or "'''" in cause


def _quotes(line: _Line) -> Told:
    value = line.value
    if value and _SMART.search(value[0] + value[-1]):
        return "smart_quotes", line.example(_quoted(_SMART.sub("", value).strip('"')))
    if value[:1] in ('"', "'") and value.count(value[0]) == 1:
        return "single_quote", line.example(value + value[0])
    if _is_open_text(line.cause):
        return "open_quote", {}
    return ("backslash", {}) if "Unescaped" in line.cause or "escape" in line.cause else None


def _numbers(line: _Line) -> Told:
    if _ONE_COMMA.match(line.value):
        other = f"{line.key} = {line.value.replace(',', '.')}"
        return "decimal_comma", line.example(_bare(line.value)) | {"typed": line.value, "other": other}
    for pattern, key in _NUMBER_FORMS:
        found = pattern.match(line.value)
        if found:
            return key, line.example(_bare(next(part for part in found.groups() if part)))
    return None


def _dates(line: _Line) -> Told:
    if re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$", line.value):
        return "date_order", line.example("2026-03-31")
    if re.match(r"\d{4}-(?:\d{2}|Q\d)$", line.value):
        return "no_quotes", line.example(_quoted(line.value))
    if re.match(r"\d{4}-\d{1,2}-\d{1,2}$", line.value):
        return "bad_date", line.example("2026-03-31") | {"typed": line.value}
    return None


def _structure(line: _Line) -> Told:
    if "Unclosed" in line.cause:
        return ("open_list" if "array" in line.cause else "open_inline"), {}
    if line.text.startswith("[") and not line.key:
        return "open_header", {"example": f"[{re.sub(r'[^A-Za-z0-9_.-]', '', line.text) or 'goals'}]"}
    colon = _COLON.match(line.text)
    if colon and not line.key:
        key, value = colon.groups()
        return "colon", {"example": f"{key} = {value if _NEEDS_NO_QUOTES.match(value) else _quoted(value)}"}
    return ("no_value", {}) if line.key and not line.value else None


def _bare_words(line: _Line) -> Told:
    word = line.value.lower()
    if word in ("true", "false", "yes", "no"):
        return "capital_flag", line.example("true" if word in ("true", "yes") else "false")
    if word in ("null", "none", "nil", "n/a", "-", "?"):
        return "null", {}
    if line.value[:1].isalpha() and '"' not in line.value:
        return "no_quotes", line.example(_quoted(line.value))
    return None


def _rest(line: _Line) -> Told:
    if "Illegal character" in line.cause:
        return "control", {}
    if line.text and "=" not in line.text:
        return "no_equals", {"example": f'{line.text.split()[0]} = "…"'}
    return ("two_statements", {}) if "Expected newline" in line.cause else None


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bare(number: str) -> str:
    """`1,250.50` and `1 250,50` as TOML writes them; of two marks the last is the decimal one."""
    digits = re.sub(r"[' _\u00a0\u202f]", "", number)
    if "," in digits and "." in digits:
        thousands = "," if digits.rindex(".") > digits.rindex(",") else "."
        digits = digits.replace(thousands, "")
    elif _THOUSANDS.match(digits):
        digits = digits.replace(",", "")
    return re.sub(r"^([+-]?)0+(?=\d)", r"\1", digits.replace(",", "."))


_LOOKS: tuple[Callable[[_Line], Told], ...] = (_quotes, _numbers, _dates, _structure, _bare_words, _rest)
