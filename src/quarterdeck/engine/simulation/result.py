"""What came of all runs: a low, a middle and a high course of every column, and the chance of every goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from quarterdeck.engine.figures import LARGEST, Figure, lacking
from quarterdeck.engine.forecast.inputs import Note
from quarterdeck.engine.outlook import exact

QUANTILES = (0.1, 0.5, 0.9)
_LARGEST = float(LARGEST)


class Band(Struct, frozen=True):
    """One figure: of ten runs one ends below p10, five below p50, nine below p90."""

    p10: Decimal
    p50: Decimal
    p90: Decimal


class Chance(Struct, frozen=True):
    """How probable it is that one KPI of a goal gets to its target."""

    goal: str
    kpi: str
    probability_pct: Figure


class Simulation(Struct, frozen=True):
    """Everything that came of it. The same plan, runs and seed give the same again."""

    runs: int
    seed: int
    months: Mapping[str, Mapping[str, Band]] = field(default_factory=dict)
    """By month, then by column of the month table."""
    quarters: Mapping[str, Mapping[str, Band]] = field(default_factory=dict)
    year: Mapping[str, Band] = field(default_factory=dict)
    chances: tuple[Chance, ...] = ()
    drivers: tuple[str, ...] = ()
    """The inputs that varied, by name; all others stood still."""
    notes: tuple[Note, ...] = ()
    reason: str = ""
    """Why there is nothing (a key of the messages on figures); empty when there is something."""


def band(values: Sequence[float]) -> Band | None:
    """P10, P50 and P90; None where a value is beyond all bounds."""
    ordered = sorted(values)
    if not (ordered and ordered[0] >= -_LARGEST and ordered[-1] <= _LARGEST):
        return None
    return Band(*(exact(_at(ordered, share)) for share in QUANTILES))


def probability(reached: int, runs: int) -> Figure:
    """So many of so many, in percent."""
    return Figure(Decimal(100 * reached) / runs) if runs else lacking()


def _at(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
