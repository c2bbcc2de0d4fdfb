"""A computed figure: a value, or the reason why there is none. And arithmetic that keeps the two apart.

Undefined is a result. A ratio without a base is not 0, not infinity and not NaN: it is a `Figure` with a
reason, and the reason travels through every sum and quotient made from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from msgspec import Struct

Value = Decimal | str
"""A number, or a `Word` of a fixed list. A yes or no is 1 or 0."""

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
LARGEST = Decimal(10) ** 18
"""Beyond it a figure says more about a slip in the inputs than about the business."""


class Word(str):
    """An answer of a fixed list, a status for example: its words stand in the content under `list_name`."""

    __slots__ = ("list_name",)
    list_name: str

    def __new__(cls, list_name: str, value: str) -> Word:
        """The answer `value` of the list `list_name`."""
        word = super().__new__(cls, value)
        word.list_name = list_name
        return word


class Figure(Struct, frozen=True):
    """A value, or the reason why there is none."""

    value: Value | None = None
    reason: str = ""
    """A key of `content/<language>/messages/figures.json`; empty when there is a value."""
    missing: tuple[str, ...] = ()
    """Dotted paths of the fields that would have to be filled in, row ids included."""

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


def known(value: Decimal | int) -> Figure:
    """A figure that is simply there."""
    return Figure(Decimal(value))


def flag(value: bool) -> Figure:
    """Yes as 1, no as 0."""
    return Figure(ONE if value else ZERO)


def lacking(*missing: str, reason: str = "no_data") -> Figure:
    """No value, and which fields would give one."""
    return Figure(None, reason, tuple(dict.fromkeys(missing)))


def given(value: Decimal | int | None, path: str) -> Figure:
    """A typed value, or "no data" naming the field it should stand in."""
    return lacking(path) if value is None else Figure(Decimal(value))


def first_unknown(figures: Iterable[Figure]) -> Figure | None:
    """One figure that carries the reason and everything that is missing, or None if all are known."""
    unknown = [figure for figure in figures if figure.number is None]
    if not unknown:
        return None
    gaps = tuple(dict.fromkeys(path for figure in unknown for path in figure.missing))
    return Figure(None, unknown[0].reason or "no_data", gaps)


def numbers(*figures: Figure) -> tuple[Decimal, ...]:
    """The numbers of figures that are all known."""
    return tuple(figure.number for figure in figures if figure.number is not None)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum; unknown as soon as one part is. The sum of nothing is 0."""
    parts = tuple(figures)
    return first_unknown(parts) or Figure(sum(numbers(*parts), ZERO))


def difference(left: Figure, right: Figure) -> Figure:
    """The first less the second."""
    unknown = first_unknown((left, right))
    if unknown:
        return unknown
    first, second = numbers(left, right)
    return Figure(first - second)


def product(*figures: Figure) -> Figure:
    """All multiplied."""
    unknown = first_unknown(figures)
    if unknown:
        return unknown
    result = ONE
    for number in numbers(*figures):
        result *= number
        if abs(result) > LARGEST:
            return lacking(reason="too_large")
    return Figure(result)


def quotient(top: Figure, bottom: Figure, *, when_zero: str = "no_base") -> Figure:
    """The first divided by the second; a bottom of 0 gives the reason `when_zero`."""
    unknown = first_unknown((top, bottom))
    if unknown:
        return unknown
    above, below = numbers(top, bottom)
    if not below:
        return lacking(reason=when_zero)
    # Told by the exponents, because dividing by next to nothing overflows.
    too_large = above and above.adjusted() - below.adjusted() > LARGEST.adjusted()
    return lacking(reason="too_large") if too_large else Figure(above / below)


def percent(figure: Figure) -> Figure:
    """A fraction as the number a person says: 0.22 → 22."""
    return product(figure, Figure(HUNDRED))


def fraction(figure: Figure) -> Figure:
    """The number a person says as a fraction: 22 → 0.22."""
    return quotient(figure, Figure(HUNDRED))


def at_least(figure: Figure, floor: Decimal = ZERO) -> Figure:
    """Never below `floor`."""
    number = figure.number
    return figure if number is None else Figure(max(number, floor))


def rounded_up(figure: Figure) -> Figure:
    """The next whole number. For display and for whole units at the end of a chain, never inside one.

    What a division left behind in the far decimals does not make one more.
    """
    number = figure.number
    if number is None or abs(number) > LARGEST:
        return figure
    return Figure(round(number, 9).to_integral_value(ROUND_CEILING))
