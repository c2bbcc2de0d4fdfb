"""Each uncertain input, once per run: from its own range, leaning with the others to a good or a bad year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp, log, sqrt

from msgspec import Struct

from quarterdeck.engine.counts import Beta
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
_WIDEST, _SLIGHT = 8.0, 1e-12


class Uncertain(Struct, frozen=True):
    """An input with a range: a beta distribution between its ends."""

    driver: Driver
    low: float
    high: float
    alpha: float
    beta: float


def uncertain(
    inputs: Inputs, ranges: Mapping[str, Range], betas: Mapping[str, Beta] | None = None
) -> tuple[tuple[Uncertain, ...], tuple[Note, ...]]:
    """The inputs that vary, and what had to be left out because its range does not hold its value.

    The founder's own range comes first; a rate without one varies as far as what was counted leaves open.
    """
    found, notes = [], []
    counted = betas or {}
    for driver in drivers(inputs):
        likely, ends = driver.read(inputs), ranges.get(driver.name)
        if ends is None and driver.name in counted:
            found.append(Uncertain(driver, 0.0, 100.0, *counted[driver.name]))
            notes.append(Note("counted_rate", f"forecast.{driver.name}"))
        if likely is None or ends is None:
            continue
        low, high = driver.within(ends[0]), driver.within(ends[1])
        if low <= likely <= high:
            if low < high:
                found.append(Uncertain(driver, low, high, *shape(low, likely, high)))
        else:
            notes.append(Note("range_left_out", f"forecast.{driver.name}"))
    if not found:
        notes.append(Note("no_ranges", "forecast.ranges"))
    return tuple(found), tuple(notes)


def draw(item: Uncertain, market: list[float], dice: Dice) -> list[float]:
    """One value per run: evenly spread over the range's quantiles, in the order of fortune."""
    values = spread(item.low, item.high, item.alpha, item.beta, len(market))
    own = dice.normals(len(market))
    sign = -MARKET if item.driver.name in WORSE_WHEN_HIGH else MARKET
    rest = sqrt(1.0 - MARKET * MARKET)
    fortune = [sign * shared + rest * alone for shared, alone in zip(market, own, strict=True)]
    found = [0.0] * len(market)
    for value, at in zip(values, sorted(range(len(market)), key=fortune.__getitem__), strict=True):
        found[at] = value
    return found


def spread(low: float, high: float, alpha: float, beta: float, count: int) -> list[float]:
    """The middle values of so many equally probable slices of a beta distribution, rising."""
    first, last = _where(alpha, beta)
    size = (last - first) / _GRID
    places = [first + size * (at + 0.5) for at in range(_GRID)]
    logs = [(alpha - 1) * log(place) + (beta - 1) * log(1 - place) for place in places]
    highest = max(logs)
    density = [exp(each - highest) + _SLIGHT for each in logs]
    width = high - low
    return list(_sliced(density, sum(density), low + width * first, width * size, count))


def _where(alpha: float, beta: float) -> tuple[float, float]:
    """The part of 0 to 1 where there is anything to be drawn: many counts leave little open."""
    whole = alpha + beta
    mean, deviation = alpha / whole, sqrt(alpha * beta / (whole + 1.0)) / whole
    return max(mean - _WIDEST * deviation, 0.0), min(mean + _WIDEST * deviation, 1.0)


def _sliced(density: list[float], whole: float, low: float, width: float, count: int) -> Iterator[float]:
    passed, at = 0.0, 0
    for slice_ in range(count):
        wanted = (slice_ + 0.5) / count * whole
        while at < len(density) - 1 and passed + density[at] < wanted:
            passed += density[at]
            at += 1
        yield low + width * (at + min((wanted - passed) / density[at], 1.0))
