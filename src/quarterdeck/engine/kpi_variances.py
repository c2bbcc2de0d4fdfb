"""Every KPI of the quarter looked back on, by month and so far: as it came, and as the quarter began with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import series
from quarterdeck.engine.baseline import Baseline, baseline
from quarterdeck.engine.figures import Figure, given, lacking, total
from quarterdeck.engine.outlook import outlook, tells
from quarterdeck.engine.reforecast import over
from quarterdeck.engine.targets import Level, direction, level
from quarterdeck.engine.variance import Variance, compare
from quarterdeck.plan.kpi_catalogue import SUMMED
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.measure import unit_of

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


class KpiVariance(Struct, frozen=True):
    """One KPI of which both sides are known for a month at least."""

    kpi: str
    unit: str
    """As in `plan.measure.unit_of`."""
    direction: str
    months: Mapping[str, Variance]
    """Every month of the quarter that is over."""
    so_far: Variance
    """The months together where they add up, else the last of them."""


def kpi_variances(analysis: Analysis, quarter: str | None) -> tuple[KpiVariance, ...]:
    """In the plan's order; KPIs the forecast knows nothing of are left out."""
    months = over(analysis.plan, quarter, analysis.today, analysis.fiscal_start)
    begun = baseline(analysis, quarter)
    rows = analysis.plan.kpis.items.items()
    found = (_of(analysis, kpi_id, kpi, months, begun) for kpi_id, kpi in rows if months and tells(kpi))
    return tuple(one for one in found if any(item.difference.known for item in one.months.values()))


def _of(analysis: Analysis, kpi_id: str, kpi: Kpi, months: tuple[str, ...], begun: Baseline) -> KpiVariance:
    here, way = f"kpis.items.{kpi_id}", direction(kpi, kpi.target)
    aim = level(kpi.target, given(kpi.baseline, f"{here}.baseline"), way, f"{here}.target")
    wanted = aim if isinstance(aim, Level) else None
    came = {one.period: one.figure for one in series(analysis.plan, kpi, analysis.fiscal_start)}
    actual = {month: came.get(month, lacking(f"{here}.actuals", reason="no_actual")) for month in months}

    def expected(asked: tuple[str, ...]) -> Figure:
        return outlook(kpi, begun.inputs, asked, begun.forecast)

    by_month = {month: compare(expected((month,)), actual[month], way, wanted) for month in months}
    known = tuple(month for month in months if by_month[month].difference.known)
    together = known if kpi.catalogue in SUMMED else known[-1:]
    value = total(actual[month] for month in together)
    so_far = compare(expected(together) if together else lacking(reason="no_actual"), value, way, wanted)
    return KpiVariance(kpi_id, unit_of(kpi), way, by_month, so_far)
