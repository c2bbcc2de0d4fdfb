"""How good the forecasts were, KPI by KPI, over the quarters that are closed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.figures import ZERO, Figure, lacking, percent, quotient
from quarterdeck.engine.targets import UP, direction
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.measure import unit_of
from quarterdeck.plan.reviews import Result

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


class Outcome(Struct, frozen=True):
    """One KPI in one closed quarter."""

    quarter: str
    target: Decimal | None
    forecast: Decimal | None
    """As it stood when the quarter began."""
    actual: Decimal | None


class Accuracy(Struct, frozen=True):
    """A KPI's forecasts and what came of them."""

    kpi: str
    name: str
    unit: str
    direction: str
    quarters: tuple[Outcome, ...]
    """The closed ones in which it was measured, oldest first."""
    wape_pct: Figure
    """How far off the forecasts were on average, in percent of what came: 0 is never."""
    bias_pct: Figure
    """How far above (plus) or below what came they were: 0 is as often over as under."""


def wape(pairs: Sequence[tuple[Decimal, Decimal]]) -> Figure:
    """Σ|A − F| ÷ Σ|A| of pairs of forecast and actual (fraction): large figures weigh more than small."""
    off = sum((abs(actual - forecast) for forecast, actual in pairs), ZERO)
    return _share(off, sum((abs(actual) for _, actual in pairs), ZERO), pairs)


def bias(pairs: Sequence[tuple[Decimal, Decimal]]) -> Figure:
    """Σ(F − A) ÷ ΣA of pairs of forecast and actual (fraction): above zero where too much was forecast."""
    over = sum((forecast - actual for forecast, actual in pairs), ZERO)
    return _share(over, sum((actual for _, actual in pairs), ZERO), pairs)


def accuracies(analysis: Analysis) -> tuple[Accuracy, ...]:
    """Every KPI of every closed quarter, in the order in which they were first measured."""
    closed = {row.quarter or row_id: row for row_id, row in analysis.plan.reviews.items() if not row.is_open}
    found: dict[str, list[Outcome]] = {}
    rows = {}
    for quarter, review in sorted(closed.items()):
        for kpi, row in review.results.items():
            found.setdefault(kpi, []).append(Outcome(quarter, row.target, row.forecast, row.actual))
            rows[kpi] = row
    known = analysis.plan.kpis.items
    return tuple(_of(kpi, rows[kpi], known.get(kpi), outcomes) for kpi, outcomes in found.items())


def measured_as(row: Result, kpi: Kpi | None) -> tuple[str, str]:
    """Unit and direction as the record keeps them, else as the KPI says that is still in the plan."""
    unit, way = row.unit or "", row.direction or ""
    if kpi is not None:
        return unit or unit_of(kpi), way or direction(kpi, kpi.target)
    return unit, way or UP


def _of(kpi_id: str, row: Result, kpi: Kpi | None, outcomes: list[Outcome]) -> Accuracy:
    pairs = [
        (outcome.forecast, outcome.actual)
        for outcome in outcomes
        if outcome.forecast is not None and outcome.actual is not None
    ]
    unit, way = measured_as(row, kpi)
    off, lean = percent(wape(pairs)), percent(bias(pairs))
    return Accuracy(kpi_id, row.name or kpi_id, unit, way, tuple(outcomes), off, lean)


def _share(part: Decimal, whole: Decimal, pairs: Sequence[tuple[Decimal, Decimal]]) -> Figure:
    if not pairs:
        return lacking(reason="no_actual")
    return quotient(Figure(part), Figure(whole))
