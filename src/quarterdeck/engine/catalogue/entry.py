"""The shape of the catalogue's formulas: named inputs with their units in, one figure out.

Percents are converted here and nowhere else: inputs and results in `pct` are the numbers people say
(22 for 22 %), what a formula computes with are fractions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, Overflow

from msgspec import Struct

from quarterdeck.engine.figures import HUNDRED, LARGEST, Figure, lacking, percent

Given = Decimal | tuple[Decimal, ...]
"""What was given for an input: a number, or for a list several."""

MOST_MONTHS = Decimal(1200)
_BOUNDS: dict[str, tuple[str, Decimal | None, Decimal | None]] = {
    "share": ("pct", Decimal(0), HUNDRED),
    "pct": ("pct", None, None),
    "money": ("money", None, None),
    "count": ("count", Decimal(0), None),
    "number": ("count", None, None),
    "ratio": ("ratio", Decimal(0), None),
    "months": ("months", Decimal(0), MOST_MONTHS),
    "periods": ("count", Decimal(1), MOST_MONTHS),
    "whole_months": ("months", Decimal(1), MOST_MONTHS),
    "days": ("days", Decimal(0), None),
    "minutes": ("minutes", Decimal(0), None),
}
"""Kind of an input: its unit, and the lowest and highest value there can be."""
_WHOLE = ("periods", "whole_months")
_SPEC = re.compile(r"(?P<name>\w+):(?P<kind>\w+)(?P<many>\*?)(?:=(?P<default>\d+))?")


class Input(Struct, frozen=True):
    """One input of a formula."""

    name: str
    """In percent where it ends in `_pct`."""
    unit: str
    """pct | money | count | ratio | months | days | minutes."""
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False
    many: bool = False
    """Takes a list: one value for each customer, month or cohort."""
    default: Decimal | None = None
    """Stands in where nothing is given; None: it must be given."""

    def allows(self, given: Given) -> bool:
        """Whether there can be such a value."""
        values = given if isinstance(given, tuple) else (given,)
        return all(
            (self.low is None or value >= self.low)
            and (self.high is None or value <= self.high)
            and not (self.whole and value % 1)
            for value in values
        )

    def argument(self, given: Given) -> Figure | tuple[Decimal, ...]:
        """The value as formulas take it: percents as fractions."""
        size = HUNDRED if self.unit == "pct" else Decimal(1)
        if isinstance(given, tuple):
            return tuple(value / size for value in given)
        return Figure(given / size)


class Entry(Struct, frozen=True):
    """One formula. Its name and its definition stand in `messages/formulas.json` under `of` and its id."""

    id: str
    group: str
    unit: str
    """pct | money | count | ratio | months | days | minutes | money_per_day."""
    inputs: tuple[Input, ...]
    rule: Callable[..., Figure]
    source: str
    """A key of `sources` in `messages/formulas.json`: who defines it so."""

    def compute(self, given: Mapping[str, Given]) -> Figure:
        """The result in its unit, or why there is none. Names that are not inputs are not looked at."""
        values = {item.name: given.get(item.name, item.default) for item in self.inputs}
        missing = [item.name for item in self.inputs if values[item.name] in (None, ())]
        if missing:
            return lacking(*missing)
        arguments = []
        for item in self.inputs:
            value = values[item.name]
            if value is None or not item.allows(value):
                return lacking(item.name, reason="impossible")
            arguments.append(item.argument(value))
        try:
            found = self.rule(*arguments)
        except Overflow:
            return lacking(reason="too_large")
        found = percent(found) if self.unit == "pct" else found
        return lacking(reason="too_large") if found.number and abs(found.number) > LARGEST else found


def entry(group: str, id: str, unit: str, inputs: str, rule: Callable[..., Figure], source: str) -> Entry:
    """A formula by its words: inputs are `name:kind`, a list `name:kind*`, with a default `name:kind=60`."""
    return Entry(id, group, unit, tuple(map(_input, inputs.split())), rule, source)


def _input(spec: str) -> Input:
    found = _SPEC.fullmatch(spec)
    if found is None:
        raise ValueError(spec)
    unit, low, high = _BOUNDS[found["kind"]]
    default = None if found["default"] is None else Decimal(found["default"])
    return Input(found["name"], unit, low, high, found["kind"] in _WHOLE, bool(found["many"]), default)
