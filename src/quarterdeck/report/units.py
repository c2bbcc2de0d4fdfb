"""Numbers with what they count: `€22,000`, `3 %`, `12 days`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import Target
from quarterdeck.report.document import joined

WRITTEN = frozenset({"money", "percent"})
"""Units that stand at the number itself, not as a word behind it."""
RATES = {"money_per_day": ("money", "a_day")}
"""Units of an amount and a word."""
LISTS = frozenset({Kind.NUMBERS, Kind.SERIES})
COUNTED = frozenset({Kind.NUMBER, Kind.INTEGER, Kind.MONEY, Kind.TARGET, Kind.SERIES})
"""Kinds behind which the word of a unit may stand."""
DATES = frozenset({Kind.DATE, Kind.MONTH, Kind.QUARTER, Kind.PERIOD})
HARD_SPACE = "\u00a0"
"""Holds a date together, and a number and its unit, where a line is broken."""
_WHOLE_FROM = 1000


def shown(declared: Field, value: Any, style: Style, unit: str = "", label: str = "") -> str:
    """A number, target, date or text for reading. What it counts is left out where its label says it."""
    mark, word = RATES.get(unit, (unit, unit))
    kind = declared.answer.kind if declared.kind is Kind.COMPUTED else declared.kind
    if kind is Kind.NUMBER and mark in WRITTEN:
        text = fmt.quantity(Decimal(value), style, mark)
    elif kind in LISTS:
        text = _listed(declared, value, style, mark)
    else:
        text = fmt.show(declared, value, style, mark)
    if kind in DATES:
        text = text.replace(" ", HARD_SPACE)
    return with_word(text, word, value, label) if word not in WRITTEN and kind in COUNTED else text


def _listed(declared: Field, value: Any, style: Style, mark: str) -> str:
    """Several numbers; those of a field that ends in `_pct` are percentages."""
    mark = "percent" if declared.name.endswith("_pct") else mark
    items = value if isinstance(value, tuple) else (value,)
    return joined(tuple(fmt.quantity(Decimal(item), style, mark) for item in items))


def with_word(text: str, unit: str, value: Any, label: str = "") -> str:
    """`text` and the word of its unit, unless there is none or `label` has it; singular for one."""
    many = _word(f"units.{unit}")
    one = _word(f"report.units_one.{unit}") or many
    if not many or any(word.casefold() in label.casefold() for word in (one, many)):
        return text
    return f"{text}{HARD_SPACE}{one if _is_one(value) else many}"


def _is_one(value: Any) -> bool:
    if isinstance(value, Target):
        return value.value == 1 and value.high is value.stretch is value.limit is None
    return isinstance(value, Decimal | int) and value == 1


def _word(key: str) -> str:
    """A unit that nobody counts in, such as a month of the year, has no word."""
    try:
        return content.say(key)
    except KeyError:
        return ""


def readable(value: Any, kind: Kind = Kind.NUMBER) -> Any:
    """A calculated amount without fractions that nobody reads."""
    if isinstance(value, Decimal) and abs(value) >= _WHOLE_FROM:
        return round(value, 0)
    if isinstance(value, Decimal) and kind is Kind.PERCENT and abs(value) >= 1:
        return round(value, 1)
    return value
