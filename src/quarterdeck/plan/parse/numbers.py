"""Numbers as people type them: `12.500,00 €`, `12'500.-`, `(500)`, `1,5 Mio`, `١٢٣`.

One separator before exactly three digits can group or divide; unless the plan's style decides, that is asked.
Everything is a Decimal; binary fractions would not reconcile.
"""

from __future__ import annotations

import re
from decimal import Decimal

from quarterdeck.plan import money
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import LONGEST, one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_NUMBER
from quarterdeck.plan.vocabulary import SUFFIXES

MAX_DIGITS = 15

_BODY = re.compile(r"[0-9.,'_ ٫]*[0-9][0-9.,'_ ٫]*")
_NO_CENTS = re.compile(r"(?<=[0-9])[.,]-{1,2}$")
_AFTER = re.compile(r"(?<=[0-9. -])\s*([^\W\d_]+\.?)$")
_SIGN_BEFORE = re.compile(r"^([A-Za-z]{0,3}[$€£¥₹₩₪₦₱₫₴₺₸₵₡₽฿]|[^\W\d_]{1,7}\.?)\s*(?=[-+(.\d])")
_SIGN_AFTER = re.compile(r"(?<=[\d.,)\s-])\s*([A-Za-z]{0,3}[$€£¥₹₩₪₦₱₫₴₺₸₵₡₽฿]|[^\W\d_]{1,7}\.?)$")
_WORD_BEFORE_SIGN = re.compile(r"(?<=[^\W\d_])\s*([$€£¥₹₩₪₦₱₫₴₺₸₵₡₽฿])$")


def number(raw: str, style: Style) -> Decimal | Problem:
    """One number, or why it is none. Reads no percent signs and calculates nothing."""
    typed = {"typed": quoted(raw)}
    text = one_line(raw)
    text, negative = _sign(text if len(text) <= LONGEST else "")
    text, foreign = _without_currency(text, style)
    if foreign:
        return Problem("other_currency", {**typed, "sign": foreign, "currency": style.currency})
    text, again = _sign(text)
    text, times, suffix = _suffix(_NO_CENTS.sub("", text))
    sensible = not (negative and again) and _BODY.fullmatch(text)
    read = _body(text, style, suffix) if sensible else None
    if read is None or isinstance(read, Problem):
        return read or Problem("not_a_number", typed)
    value = read * times
    if abs(value) > MAX_NUMBER:
        return Problem("too_big", typed)
    return plain(-value if negative or again else value)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros, exponent or minus zero."""
    if value == 0:
        return Decimal(0)
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _sign(text: str) -> tuple[str, bool]:
    """The text without its sign, and whether it was negative: -5, 5-, (5)."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith(("-", "+")):
        return text[1:].strip(), text[0] == "-"
    if text.endswith("-") and not _NO_CENTS.search(text):
        return text[:-1].strip(), True
    return text, False


def _without_currency(text: str, style: Style) -> tuple[str, str]:
    """The text without a currency's sign or code; and that sign, if it is not the plan's currency."""
    for pattern in (_SIGN_BEFORE, _SIGN_AFTER, _WORD_BEFORE_SIGN):
        match = pattern.search(text)
        if match is None or match[1].casefold() in SUFFIXES:
            continue
        meant = money.meant(match[1])
        if meant:
            rest = (text[: match.start()] + text[match.end() :]).strip()
            foreign = style.currency != "" and style.currency not in meant
            return rest, match[1] if foreign else ""
    return text, ""


def size(text: str, style: Style) -> Decimal:
    """What the word behind a number multiplies it by: a thousand for `50k`, 1 without one."""
    return _suffix(_without_currency(text, style)[0])[1]


def _suffix(text: str) -> tuple[str, Decimal, str]:
    match = _AFTER.search(text)
    if match is None or match[1].casefold() not in SUFFIXES:
        return text, Decimal(1), ""
    return text[: match.start()].strip(), SUFFIXES[match[1].casefold()], match[0]


def _body(text: str, style: Style, suffix: str) -> Decimal | Problem | None:
    """Digits and separators as a number; None if the separators make no sense."""
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        return Problem("too_many_digits", {"typed": quoted(text)})
    text = text[:-1] if text.endswith(".") and text.count(".") == 1 else text
    marks = list(dict.fromkeys(char for char in text if not char.isdigit()))
    last = max(marks, key=text.rindex, default="")
    if len(marks) > 1:
        return _two_marks(text, marks, last)
    if last in (".", ",") and text.count(last) == 1:
        return _one_mark(text, last, style, suffix)
    whole, _, fraction = text.partition("٫")
    return _decimal(whole, "" if last == "٫" else last, fraction or "0")


def _two_marks(text: str, marks: list[str], last: str) -> Decimal | None:
    """12.500,00: the last mark divides, the other one groups."""
    whole, _, fraction = text.rpartition(last)
    group = marks[0]
    fits = len(marks) == 2 and last in ".,٫" and group != "٫" and last not in whole
    return _decimal(whole, group, fraction) if fits else None


def _one_mark(text: str, mark: str, style: Style, suffix: str) -> Decimal | Problem | None:
    """A single point or comma: it divides, unless exactly three digits follow one to three others."""
    head, _, tail = text.partition(mark)
    divides = _decimal(head, "", tail)
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return divides
    if not style.asks:
        return divides if mark == style.decimal_mark else Decimal(head + tail)
    fraction = tail.rstrip("0")
    fraction = f"{fraction}0" if len(fraction) == 3 else fraction
    return Problem(
        "ambiguous",
        {
            "typed": f"{text}{suffix}",
            "whole": f"{head}{tail}{suffix}",
            "fraction": f"{head}{mark if fraction else ''}{fraction}{suffix}",
        },
    )


def _decimal(whole: str, group: str, fraction: str) -> Decimal | None:
    if not fraction.isdigit():
        return None
    if group:
        parts = whole.split(group)
        western = all(len(part) == 3 for part in parts[1:])
        indian = group in ", " and len(parts[-1]) == 3 and all(len(part) == 2 for part in parts[1:-1])
        if not (1 <= len(parts[0]) <= 3 and (western or (indian and len(parts[0]) <= 2))):
            return None
        whole = "".join(parts)
    if not (whole or "0").isdigit():
        return None
    return Decimal(f"{whole or '0'}.{fraction}")
