"""Each uncertain input, once per run: from its own range, leaning with the others to a good or a bad year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from quarterdeck.engine.drivers import Driver, drivers
from quarterdeck.engine.forecast.inputs import Inputs, Note
from quarterdeck.engine.odds import shape
from quarterdeck.engine.simulation.dice import Dice
from quarterdeck.engine.tornado import Range

MARKET = 0.5
"""How closely the inputs follow the shared market factor: 0 not at all, 1 in step."""
WORSE_WHEN_HIGH = frozenset(
    {
        *("revenue.monthly_churn_pct", "revenue.early_churn_pct", "revenue.monthly_contraction_pct"),
        "capacity.attrition_pct",
        *("timing.lead_to_mql", "timing.mql_to_sql", "timing.sql_to_opportunity"),
    }
)
_GRID = 256


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An input with a range."""

    driver: Driver
    low: float
    likely: float
    high: float


def uncertain(inputs: Inputs, ranges: Mapping[str, Range]) -> tuple[tuple[Uncertain, ...], tuple[Note, ...]]:
    """The inputs that vary, and what had to be left out because its range does not hold its value."""
    found, notes = [], []
    for driver in drivers(inputs):
        likely, ends = driver.read(inputs), ranges.get(driver.name)
        if likely is None or ends is None:
            continue
        low, high = driver.within(ends[0]), driver.within(ends[1])
        if low <= likely <= high:
            if low < high:
                found.append(Uncertain(driver, low, likely, high))
        else:
            notes.append(Note("range_left_out", f"forecast.{driver.name}"))
    if not found:
        notes.append(Note("no_ranges", "forecast.ranges"))
    return tuple(found), tuple(notes)


def draw(item: Uncertain, market: list[float], dice: Dice) -> list[float]:
    """One value per run: evenly spread over the range's quantiles, in the order of fortune."""
    values = quantiles(item.low, item.likely, item.high, len(market))
    own = dice.normals(len(market))
    sign = -MARKET if item.driver.name in WORSE_WHEN_HIGH else MARKET
    rest = sqrt(1.0 - MARKET * MARKET)
    fortune = [sign * shared + rest * alone for shared, alone in zip(market, own, strict=True)]
    found = [0.0] * len(market)
    for value, at in zip(values, sorted(range(len(market)), key=fortune.__getitem__), strict=True):
        found[at] = value
    return found


def quantiles(low: float, likely: float, high: float, count: int) -> list[float]:
    """The middle values of so many equally probable slices of a PERT distribution, rising."""
    alpha, beta = shape(low, likely, high)
    density = [
        ((at + 0.5) / _GRID) ** (alpha - 1) * (1 - (at + 0.5) / _GRID) ** (beta - 1) for at in range(_GRID)
    ]
    whole, width = sum(density), (high - low) / _GRID
    return list(_sliced(density, whole, low, width, count))


def _sliced(density: list[float], whole: float, low: float, width: float, count: int) -> Iterator[float]:
    passed, at = 0.0, 0
    for slice_ in range(count):
        wanted = (slice_ + 0.5) / count * whole
        while at < len(density) - 1 and passed + density[at] < wanted:
            passed += density[at]
            at += 1
        yield low + width * (at + min((wanted - passed) / density[at], 1.0))
