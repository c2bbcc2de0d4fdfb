"""What a target means as a level: changes added to their baseline, ranges and directions resolved."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine.figures import HUNDRED, ZERO, Figure, lacking
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.types import Target

UP, DOWN, BAND = "up", "down", "band"
_BY_AIM = {"at_least": UP, "at_most": DOWN}
CHANGES = ("absolute", "relative_pct", "pct_points")


class Level(Struct, frozen=True):
    """Where a KPI is to be: from `low` to `high`, which are the same for a single number."""

    low: Decimal
    high: Decimal
    direction: str

    @property
    def number(self) -> Decimal:
        """The end of the range that counts as reached: the lower one when rising, the upper when falling."""
        return self.high if self.direction == DOWN else self.low

    def shortfall(self, value: Decimal) -> Decimal:
        """How far `value` is from reaching it, in the favourable direction: reached at zero or below."""
        if self.direction == UP:
            return self.low - value
        if self.direction == DOWN:
            return value - self.high
        return max(self.low - value, value - self.high, ZERO)


def direction(kpi: Kpi | None, target: Target | None, stated: str | None = None) -> str:
    """Which way is better: as the target says, as stated, as the KPI or its catalogue entry says; else up."""
    by_aim = _BY_AIM.get(target.aim or "") if target else None
    own = kpi.direction if kpi else None
    entry = CATALOGUE.get(kpi.catalogue or "") if kpi else None
    return by_aim or stated or own or (entry.direction if entry else UP)


def level(target: Target | None, baseline: Figure, way: str, path: str) -> Level | Figure:
    """The target as a level, or why there is none. `path` is where it should stand.

    A change counts from the baseline: −5 % of 8 is 7.6, −5 points of 8 is 3.
    """
    if target is None or target.value is None:
        return lacking(path, reason="no_target")
    ends = (target.value, target.value if target.high is None else target.high)
    if target.change not in CHANGES:
        return Level(min(ends), max(ends), way)
    start = baseline.number
    if start is None:
        return lacking(*baseline.missing, reason="no_baseline")
    moved = [start * (1 + end / HUNDRED) if target.change == "relative_pct" else start + end for end in ends]
    return Level(min(moved), max(moved), way)


def as_figure(found: Level | Figure) -> Figure:
    """The level's number, or the reason why there is none."""
    return Figure(found.number) if isinstance(found, Level) else found
