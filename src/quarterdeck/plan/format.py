"""Values as text: for reading (`show`) and for editing (`edit_text`, which reads back to the same value).

For reading: a real minus sign, the currency before the amount, a narrow space before the percent sign. What
was typed is shown as it was; a calculated figure with many decimals is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from quarterdeck.plan.change import Change, change
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import NUMERIC, Field
from quarterdeck.plan.numerals import MINUS, amount, bare, bare_percent, money, percent, quantity
from quarterdeck.plan.paths import MISSING
from quarterdeck.plan.style import NARROW_SPACE, Style
from quarterdeck.plan.target_text import ABSOLUTE, POINTS, is_change, phrase, typed_phrase
from quarterdeck.plan.target_text import RELATIVE as RELATIVE_PCT
from quarterdeck.plan.types import Target
from quarterdeck.plan.vocabulary import EMPTY, FROM, MONTH_NAMES, RELATIVE, TIMES, TO, UNKNOWN, WEEKDAY_NAMES

__all__ = ["amount", "edit_text", "money", "override", "percent", "quantity", "show"]


def day(value: date, style: Style) -> str:
    """A day that no reader takes for another: `31 Mar 2026`, `Mar 31, 2026`, `2026-03-31`."""
    if style.date_order == "ymd":
        return value.isoformat()
    between = ", " if style.date_order == "mdy" else " "
    return f"{day_in_year(value, style)}{between}{value.year:04d}"


def day_in_year(value: date, style: Style) -> str:
    """A day whose year is told beside it: `31 Mar`, `Mar 31`, `03-31`."""
    if style.date_order == "ymd":
        return value.isoformat()[5:]
    name = MONTH_NAMES[value.month - 1][:3]
    return f"{name} {value.day}" if style.date_order == "mdy" else f"{value.day} {name}"


def weekday(value: date) -> str:
    """`Tue`."""
    return WEEKDAY_NAMES[value.weekday()][:3]


def month(value: str) -> str:
    """`2027-01` as `Jan 2027`."""
    year, _, number = value.partition("-")
    return f"{MONTH_NAMES[int(number) - 1][:3]} {year}"


def quarter(value: str) -> str:
    """`2027-Q1` as `Q1 2027`."""
    year, _, name = value.partition("-")
    return f"{name} {year}"


def period(value: str) -> str:
    """A month or a quarter for reading."""
    return quarter(value) if "Q" in value else month(value)


def show(field: Field, value: Any, style: Style, unit: str = "") -> str:
    """`value` for reading. Answers of fixed lists and row ids stand as they are: their words stand elsewhere.

    `unit` is what a number or target counts where the field leaves that to another: `money`, `percent`, or
    anything else.
    """
    if value is MISSING or value is None:
        return ""
    kind = field.answer.kind if field.kind is Kind.COMPUTED else field.kind
    if kind is Kind.INTEGER:
        # Nobody hires half a person: a calculated number of whole things is shown rounded up.
        value = Decimal(value)
        value = value if value.adjusted() > 15 else round(value, 9).to_integral_value(ROUND_CEILING)
    if kind in NUMERIC:
        counted = unit if unit and kind is Kind.NUMBER else kind.value
        return quantity(Decimal(value), style, counted)
    if kind is Kind.TARGET:
        return phrase(value, lambda number: _aimed_at(number, value, style, unit or field.ui.unit))
    writer = _SHOWN.get(kind)
    return writer(value, style) if writer else str(value)


_SHOWN: dict[Kind, Callable[[Any, Style], str]] = {
    Kind.DATE: day,
    Kind.MONTH: lambda value, _: period(value),
    Kind.QUARTER: lambda value, _: period(value),
    Kind.PERIOD: lambda value, _: period(value),
    Kind.FLAG: lambda value, _: "yes" if value else "no",
    Kind.NUMBERS: lambda value, style: _numbers(value, lambda item: amount(item, style)),
    Kind.SERIES: lambda value, style: _numbers(value, lambda item: amount(item, style)),
    Kind.MAPPING: lambda value, style: "; ".join(
        f"{key} = {override(item, style)}" for key, item in value.items()
    ),
    Kind.LIST: lambda value, _: ", ".join(value),
    Kind.CHOICES: lambda value, _: ", ".join(value),
    Kind.REFS: lambda value, _: ", ".join(value),
}


def edit_text(
    field: Field, value: Any, style: Style, rows: Mapping[str, str] | None = None, unit: str = ""
) -> str:
    """What stands in an input: reading it back gives `value`. Unanswered is empty; an empty list is `none`.

    Answers of fixed lists and references stand by their words where `rows` gives them and they are unique.
    """
    if value is MISSING or value is None:
        return ""
    if field.kind is Kind.TARGET:
        return typed_phrase(value, lambda number: _typed_aim(number, value, style, unit or field.ui.unit))
    if field.kind in (Kind.CHOICES, Kind.REFS):
        return ", ".join(_named(item, rows) for item in value) or EMPTY
    if field.kind in (Kind.CHOICE, Kind.REF):
        return _named(value, rows)
    if field.kind is Kind.NUMBER and unit == Kind.PERCENT.value:
        return bare_percent(value, style)
    writer = _EDITED.get(field.kind)
    return writer(value, style) if writer else str(value)


def _edited_series(value: Any, style: Style) -> str:
    text = _numbers(value, lambda item: bare(item, style)) or EMPTY
    return f"{text};" if isinstance(value, tuple) and len(value) == 1 else text


def _edited_mapping(value: Any, style: Style) -> str:
    def written(item: Decimal | str) -> str:
        return _override(
            item, lambda size: f"{TIMES[0]} {bare(size, style)}", lambda number: bare(number, style), str
        )

    return "\n".join(f"{key} = {written(item)}" for key, item in value.items()) or EMPTY


def override(value: Decimal | str, style: Style, text: Callable[[Decimal], str] | None = None) -> str:
    """What a scenario makes of an input: a number, or `× 0.9 from Apr 2027`. `text` writes a new value."""
    plain = text or (lambda number: amount(number, style))
    return _override(value, lambda size: f"× {bare(size, style)}", plain, month)


def _override(
    value: Decimal | str,
    times: Callable[[Decimal], str],
    number: Callable[[Decimal], str],
    of_month: Callable[[str], str],
) -> str:
    found = change(value) if isinstance(value, str) else Change(value)
    if found is None:
        return str(value)
    head = times(found.value) if found.factor else number(found.value)
    ends = ((FROM[0], found.first), (TO[0], found.last))
    return " ".join([head, *(f"{word} {of_month(end)}" for word, end in ends if end)])


_EDITED: dict[Kind, Callable[[Any, Style], str]] = {
    Kind.INTEGER: lambda value, style: bare(Decimal(value), style),
    Kind.NUMBER: bare,
    Kind.MONEY: bare,
    Kind.PERCENT: bare_percent,
    Kind.DATE: lambda value, _: str(value.isoformat()),
    Kind.FLAG: lambda value, _: "yes" if value else "no",
    Kind.NUMBERS: _edited_series,
    Kind.SERIES: _edited_series,
    Kind.MAPPING: _edited_mapping,
    Kind.LIST: lambda value, _: _lines(value),
}


def _numbers(value: Any, text: Callable[[Decimal], str]) -> str:
    """One number, or a list whose commas are not taken for those of its numbers."""
    texts = [text(item) for item in (value if isinstance(value, tuple) else (value,))]
    return ("; " if any("," in item for item in texts) else ", ").join(texts)


def _aimed_at(number: Decimal, value: Target, style: Style, unit: str) -> str:
    if not is_change(value):
        return quantity(number, style, unit)
    sign = MINUS if number < 0 else "+"
    size = abs(number)
    if value.change == ABSOLUTE:
        return f"{sign}{quantity(size, style, unit)}"
    if value.change == POINTS or (unit == "percent" and value.change == ABSOLUTE):
        return f"{sign}{amount(size, style)} points"
    text = f"{sign}{amount(size, style)}{NARROW_SPACE}%"
    return f"{text} {RELATIVE}" if unit == "percent" else text


def _typed_aim(number: Decimal, value: Target, style: Style, unit: str) -> str:
    if not is_change(value):
        return bare_percent(number, style) if unit == "percent" else bare(number, style)
    text = bare(number, style)
    text = text if number < 0 else f"+{text}"
    if value.change == POINTS or (unit == "percent" and value.change == ABSOLUTE):
        return f"{text} points"
    return f"{text} % {RELATIVE}" if value.change == RELATIVE_PCT else text


def _lines(items: tuple[str, ...]) -> str:
    """One per line. A single text that would be split, or read as "none", is closed by a line's end."""
    text = "\n".join(items)
    alone = len(items) == 1 and (";" in text or text.casefold() == EMPTY)
    return (f"{text}\n" if alone else text) or EMPTY


def _named(key: str, rows: Mapping[str, str] | None) -> str:
    name = (rows or {}).get(key, "")
    same = [other for other in (rows or {}).values() if other.casefold() == name.casefold()]
    taken = (
        name in (rows or {}) or name.casefold() in {EMPTY, *UNKNOWN} or any(mark in name for mark in ",;\n")
    )
    return name if name and len(same) == 1 and not taken else key
