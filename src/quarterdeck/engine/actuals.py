"""What a KPI really showed: the latest total."""

from __future__ import annotations

from dataclasses import dataclass

from quarterdeck.engine.figures import Figure, given, lacking
from quarterdeck.plan.calendar import is_month, last_day
from quarterdeck.plan.kpis import Kpi


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest actual of a KPI and the month or quarter it belongs to."""

    figure: Figure
    period: str = ""


def latest(kpi: Kpi, path: str, fiscal_start: int) -> Latest:
    """The newest total; values of one person, channel or product are not the KPI's."""
    there = [
        (last_day(row.period, fiscal_start), is_month(row.period), row)
        for row in kpi.actuals.values()
        if row.period and row.value is not None and row.dimension in (None, "total")
    ]
    if not there:
        return Latest(lacking(f"{path}.actuals"))
    _, _, newest = max(there, key=lambda item: item[:2])
    return Latest(Figure(newest.value), newest.period or "")


def current(kpi: Kpi, path: str, fiscal_start: int) -> Figure:
    """Where the KPI stands: its latest actual, or its baseline before there is one."""
    found = latest(kpi, path, fiscal_start).figure
    return found if found.known else given(kpi.baseline, f"{path}.baseline")
