"""What may stand behind a number: a percent sign, "points", the unit the field counts in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from quarterdeck.plan.numerals import bare
from quarterdeck.plan.parse.numbers import number
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.sums import calculate, looks_like_sum
from quarterdeck.plan.parse.typed import one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.vocabulary import PERCENT, UNITS


def without(text: str, words: Iterable[str]) -> str:
    """`text` without one of `words` at its end (longest first); as it was if none stands there."""
    folded = text.casefold()
    for word in sorted(words, key=len, reverse=True):
        bare_text = text[: len(text) - len(word)].rstrip()
        # A word needs a digit, a bracket or a mark before it: the k of "10 k" is no part of "week".
        if folded.endswith(word) and bare_text and not bare_text[-1].isalpha():
            return bare_text
    return text


def amount_or_sum(text: str, style: Style, unit: str = "") -> Decimal | Problem:
    """A number, with the field's unit behind it if it likes, or a small sum."""
    text = one_line(text)
    stem = unit.removesuffix("s")
    text = without(text, UNITS.get(unit, (unit, stem) if stem else ()))
    if looks_like_sum(text):
        return calculate(text, style)
    found = number(text, style)
    if isinstance(found, Problem) and found.key == "not_a_number" and text.strip("0123456789., ") == "-":
        return Problem("range_or_minus", {"typed": quoted(text)})
    return found


def percentage(text: str, style: Style) -> Decimal | Problem:
    """22 for 22 %. Below one and without the sign, whether the share or the percentage is meant is asked."""
    text = one_line(text)
    stripped = without(text, PERCENT)
    value = amount_or_sum(stripped if not looks_like_sum(text) else text, style)
    if isinstance(value, Problem) or stripped != text or not 0 < abs(value) < 1:
        return value
    return Problem(
        "percent_or_share",
        {
            "typed": quoted(text),
            "share": f"{bare(value * 100, style)} %",
            "percent": f"{bare(value, style)} %",
        },
    )
