"""What the forecast hangs on: each driver moved to both ends of its range by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine.drivers import Driver, drivers
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.outlook import Sight, exact

_STEEPEST = Decimal(10) ** 9
SWING = 0.1
"""How far a driver without a range of its own is moved: a tenth either way."""

Range = tuple[float, float]
"""Low and high of an input, in the units of the plan file."""


class Bar(Struct, frozen=True):
    """One driver, and what becomes of the figure at both ends."""

    driver: str
    """`rates.win_rate_pct`."""
    unit: str
    base: Decimal
    """What it is now."""
    low: Decimal
    high: Decimal
    own_range: bool
    """Whether low and high are the founder's own; else a tenth either way."""
    at_low: Decimal
    at_base: Decimal
    at_high: Decimal
    """The figure with the driver at its low end, as it is, and at its high end."""
    elasticity: Decimal | None
    """By how many per cent the figure changes for one per cent of the driver; None where one of them is 0."""

    @property
    def swing(self) -> Decimal:
        """The length of the bar."""
        return abs(self.at_high - self.at_low)


def tornado(
    inputs: Inputs, ranges: Mapping[str, Range], column: str, first: int = 0, behind: int | None = None
) -> tuple[Bar, ...]:
    """Every driver by the length of its bar, the longest first; those that move nothing are left out.

    Args:
        inputs: the forecast as it is.
        ranges: low and high by the driver's name.
        column: of the month table, rolled up over its months.
        first: the first of these months, counted from the start of the grid.
        behind: the first one that no longer belongs to them; None: the end of the grid.

    """
    end = len(inputs.months) if behind is None else behind

    def figure(changed: Inputs) -> Decimal | None:
        return Sight(run(changed), first, end)(column).number

    base = figure(inputs) if inputs.months[first:end] else None
    if base is None:
        return ()
    bars = (_bar(driver, inputs, ranges, base, figure) for driver in drivers(inputs))
    return tuple(sorted(filter(None, bars), key=lambda bar: (-bar.swing, bar.driver)))


def _bar(
    driver: Driver,
    inputs: Inputs,
    ranges: Mapping[str, Range],
    base: Decimal,
    figure: Callable[[Inputs], Decimal | None],
) -> Bar | None:
    now = driver.read(inputs) or 0.0
    low, high = (
        driver.within(end) for end in ranges.get(driver.name, (now * (1 - SWING), now * (1 + SWING)))
    )
    at_low, at_high = (figure(driver.write(inputs, end)) for end in (low, high))
    if at_low is None or at_high is None or at_low == at_high:
        return None
    return Bar(
        driver.name,
        driver.unit,
        base=exact(now),
        low=exact(low),
        high=exact(high),
        own_range=driver.name in ranges,
        at_low=at_low,
        at_base=base,
        at_high=at_high,
        elasticity=_elasticity(exact(now), exact(high - low), base, at_high - at_low),
    )


def _elasticity(value: Decimal, moved: Decimal, figure: Decimal, change: Decimal) -> Decimal | None:
    if not value or not moved or not figure:
        return None
    found = (change / figure) / (moved / value)
    return round(found, 6) if abs(found) < _STEEPEST else None
