"""Where a KPI stands by its results: the latest, or the quarter so far; and its course."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import latest, series
from quarterdeck.engine.figures import Figure, lacking, total
from quarterdeck.plan.calendar import add_months, add_quarters, is_month, last_day, months_of
from quarterdeck.plan.kpi_catalogue import SUMMED
from quarterdeck.plan.kpis import Kpi

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

TRAIL = 6
"""Periods a KPI's course is shown for."""


class Point(Struct, frozen=True):
    """One period of a KPI's course."""

    period: str
    value: Decimal | None
    """None where nothing is known: that is not zero."""


class SoFar(Struct, frozen=True):
    """Where a KPI stands by its results."""

    figure: Figure
    periods: tuple[str, ...] = ()
    """The months, or the quarter, it is about, in order; empty where there is no result."""
    is_open: bool = False
    """Whether the period is not over yet, so that it cannot be held against a whole one."""

    @property
    def period(self) -> str:
        """The last of `periods`; empty where there is no result."""
        return self.periods[-1] if self.periods else ""


def so_far(analysis: Analysis, kpi_id: str, kpi: Kpi) -> SoFar:
    """The latest result; of what adds up over months, the sum of the quarter's finished months.

    A month that is missing is not zero: it is left out, here and in what is expected.
    """
    newest = latest(analysis.plan, kpi_id, analysis.fiscal_start)
    if not newest.figure.known:
        return SoFar(lacking(*newest.figure.missing, reason="no_actual"))
    if analysis.quarter is None or kpi.catalogue not in SUMMED:
        return SoFar(newest.figure, (newest.period,))
    found = {one.period: one.figure for one in series(analysis.plan, kpi, analysis.fiscal_start)}
    months = months_of(analysis.quarter, analysis.fiscal_start)
    asked = (analysis.quarter, *months)
    over = tuple(period for period in asked if period in found and _is_over(analysis, period))
    parts = over[:1] if analysis.quarter in over else over
    if parts:
        return SoFar(total(found[period] for period in parts), parts)
    is_open = newest.period in asked and not _is_over(analysis, newest.period)
    return SoFar(newest.figure, (newest.period,), is_open)


def trail(analysis: Analysis, kpi: Kpi) -> tuple[Point, ...]:
    """The last `TRAIL` months, or quarters where more of these are known, the latest at the end."""
    found = {one.period: one.figure.number for one in series(analysis.plan, kpi, analysis.fiscal_start)}
    months = {period: value for period, value in found.items() if is_month(period)}
    quarters = {period: value for period, value in found.items() if period not in months}
    known, back = (months, add_months) if len(months) >= len(quarters) else (quarters, add_quarters)
    if not known:
        return ()
    first, last = min(known), max(known)
    periods = dict.fromkeys(back(last, -step) for step in range(TRAIL - 1, -1, -1))
    return tuple(Point(period, known.get(period)) for period in periods if period >= first)


def _is_over(analysis: Analysis, period: str) -> bool:
    return last_day(period, analysis.fiscal_start) <= analysis.today
