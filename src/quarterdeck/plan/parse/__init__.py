"""TEXT TO VALUES: what was typed into a field, as the value its model takes, or what to do about it.

`read` never raises and never guesses: where a text can mean two things, it says so. The other direction is
`plan.format`; reading `edit_text(value)` gives `value` again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.plan import format as fmt
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import NUMERIC, Field
from quarterdeck.plan.numerals import amount
from quarterdeck.plan.parse import choices, dates, lists, periods, targets, units
from quarterdeck.plan.parse.result import Echo, Problem, Read, Value
from quarterdeck.plan.parse.typed import one_line, quoted
from quarterdeck.plan.paths import MISSING
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_LONG, MAX_TEXT
from quarterdeck.plan.vocabulary import UNKNOWN
from quarterdeck.text import clean

__all__ = ["Echo", "Problem", "Read", "Value", "read"]


def read(
    field: Field, raw: str, style: Style, rows: Mapping[str, str] | None = None, unit: str = ""
) -> Value:
    """`raw` as an answer to `field`.

    `rows` gives id to words: of the rows a reference can name, or of a fixed list's answers (without it, ids
    alone are understood). `unit` is what a number or target counts where its field leaves that to another
    (`percent` matters).
    """
    text = clean(raw).strip(" \t")
    if not text.strip():
        return Read(MISSING)
    if field.kind in (Kind.TEXT, Kind.LONG):
        return _text(field, text)
    # A list's answer, a row or a "no" may be called what elsewhere means that nothing is known.
    found = _value(field, text, style, rows, unit)
    if isinstance(found, Problem) and one_line(text).casefold() in UNKNOWN:
        return Read(MISSING, Echo("echo.unknown"))
    return found if isinstance(found, Problem) else Read(found, _echo(field, found, text, style, unit))


def _text(field: Field, text: str) -> Value:
    """Short texts stand on one line; too long is said, never cut."""
    long = field.kind is Kind.LONG
    text = text.strip() if long else clean(text.replace("\n", " "), lines=False).strip()
    limit = MAX_LONG if long else MAX_TEXT
    if len(text) > limit:
        return Problem("longer_than", {"limit": str(limit), "length": str(len(text))})
    return Read(text if text else MISSING)


def _value(field: Field, text: str, style: Style, rows: Mapping[str, str] | None, unit: str) -> Any:
    """The value, or a Problem."""
    if field.kind in NUMERIC:
        return _number(field, text, style, unit or field.ui.unit)
    if field.kind in (Kind.CHOICE, Kind.REF):
        return choices.read_one(text.strip(), field, rows)
    if field.kind in (Kind.CHOICES, Kind.REFS):
        return choices.read_several(text.strip(), field, rows)
    if field.kind is Kind.TARGET:
        return targets.read_target(text, style, unit or field.ui.unit)
    reader = _READERS.get(field.kind)
    return reader(text, style) if reader else Problem("not_typed")


_READERS: dict[Kind, Callable[[str, Style], Any]] = {
    Kind.FLAG: lambda text, _: choices.read_flag(text.strip()),
    Kind.LIST: lambda text, _: lists.read_texts(text),
    Kind.DATE: dates.read_date,
    Kind.MONTH: periods.read_month,
    Kind.QUARTER: periods.read_quarter,
    Kind.PERIOD: periods.read_period,
    Kind.NUMBERS: lists.read_numbers,
    Kind.SERIES: lists.read_series,
    Kind.MAPPING: lists.read_mapping,
}
"""Kinds that need no more than the text and the style."""


def _number(field: Field, text: str, style: Style, unit: str) -> Any:
    if field.kind is Kind.PERCENT or unit == Kind.PERCENT.value:
        value = units.percentage(text, style)
    else:
        value = units.amount_or_sum(text, style, unit)
    if isinstance(value, Problem):
        return value
    if field.kind is Kind.INTEGER and value != value.to_integral_value():
        below = int(value.to_integral_value("ROUND_FLOOR"))
        ends = {"below": amount(Decimal(below), style), "above": amount(Decimal(below + 1), style)}
        return Problem("whole_number", {"typed": quoted(text), **ends})
    out = _outside(field, value, text, style)
    return out or (int(value) if field.kind is Kind.INTEGER else value)


def _outside(field: Field, value: Decimal, text: str, style: Style) -> Problem | None:
    """The problem of a number that lies outside what the field takes."""
    low, high = field.answer.low, field.answer.high
    if (low is None or value >= Decimal(str(low))) and (high is None or value <= Decimal(str(high))):
        return None
    ends = {name: end for name, end in (("low", low), ("high", high)) if end is not None}
    shown = {name: fmt.quantity(Decimal(str(end)), style, field.kind.value) for name, end in ends.items()}
    key = "outside" if len(shown) == 2 else "below" if low is not None else "above"
    return Problem(key, {"typed": quoted(text), **shown})


def _echo(field: Field, value: Any, text: str, style: Style, unit: str) -> Echo | None:
    """How the text was understood; None where the text shows it already."""
    if field.kind is Kind.DATE:
        week = str(value.isocalendar().week)
        return Echo("echo.date", {"date": fmt.day(value, style), "weekday": fmt.weekday(value), "week": week})
    if field.kind not in _ECHOED:
        return None
    shown = fmt.show(field, value, style, unit)
    return None if _same(shown, text) else Echo("echo.value", {"value": shown})


_ECHOED = NUMERIC | {
    *(Kind.MONTH, Kind.QUARTER, Kind.PERIOD),
    *(Kind.NUMBERS, Kind.SERIES, Kind.MAPPING, Kind.TARGET),
}


def _same(shown: str, text: str) -> bool:
    return one_line(shown).replace(" ", "").casefold() == one_line(text).replace(" ", "").casefold()
