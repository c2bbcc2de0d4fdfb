"""Typed answers as plain numbers for the forecast. Keeps a list of what was assumed and what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import fsum, inf

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Flow, Note, Shape

Amount = Decimal | int


class ByMonth(Struct, frozen=True):
    """A number that is another one in some months of the grid."""

    usual: Amount
    """What it is before the grid, and in all months nobody spoke of."""
    months: tuple[Amount, ...]


class Reader:
    """Reads one plan. Values out of bounds count as no data and are remembered by their path."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.impossible: set[str] = set()
        self.shapes: dict[str, Shape] = {}

    def note(self, key: str, path: str = "") -> None:
        """Remembers an assumption."""
        self.notes.append(Note(key, path))

    def number(
        self, value: Amount | ByMonth | None, path: str, low: float = 0.0, high: float = inf
    ) -> float | None:
        """The value as a float, or None where there is none between `low` and `high`."""
        if value is None:
            return None
        if isinstance(value, ByMonth):
            return self._by_month(value, path, low, high)
        number = float(value)
        if low <= number <= high:
            return number
        self.impossible.add(path)
        return None

    def _by_month(self, value: ByMonth, path: str, low: float, high: float) -> float | None:
        """The usual value, or where that is nothing the mean; how the months differ is remembered."""
        usual = self.number(value.usual, path, low, high)
        found = [self.number(each, path, low, high) for each in value.months]
        months = [each for each in found if each is not None]
        if usual is None or len(months) < len(found):
            return None
        size = usual or fsum(months) / len(months)
        if size:
            self.shapes[path] = Shape(tuple(each / size for each in months), usual / size)
        return size

    def share(
        self, percent: Amount | ByMonth | None, path: str, low: float = 0.0, high: float = 100.0
    ) -> float | None:
        """A percent as a fraction. The one place where the forecast's percents are converted."""
        number = self.number(percent, path, low, high)
        return None if number is None else number / 100.0

    def assumed(self, number: float | None, fallback: float, key: str, path: str) -> float:
        """The number, or a documented default that is said."""
        if number is not None:
            return number
        self.note(key, path)
        return fallback

    def numbers(self, values: Sequence[Amount], path: str, high: float = inf) -> tuple[float, ...]:
        """A list of numbers of zero or more; nothing at all where one of them is not."""
        found = [self.number(value, path, high=high) for value in values]
        kept = tuple(number for number in found if number is not None)
        return kept if len(kept) == len(found) else ()

    def flow(self, value: Amount | Sequence[Amount] | ByMonth | None, months: int, path: str) -> Flow | None:
        """One number a month. After the end of a list that is too short there is nothing, and it is said."""
        if value is None:
            return None
        if isinstance(value, Decimal | int):
            number = self.number(value, path)
            return None if number is None else (number,) * months
        found = self.numbers(value.months if isinstance(value, ByMonth) else value, path)
        if not found:
            return None
        if len(found) < months:
            self.note("short_list", path)
        return (*found, *(0.0,) * months)[:months]
