"""How a KPI stands: on track, to be watched, off track, or grey for a reason. FORMULAS 1, RAG proposal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.actuals import Latest, latest
from quarterdeck.engine.figures import HUNDRED, Figure, Word, given, lacking
from quarterdeck.engine.metrics import attainment
from quarterdeck.engine.outlook import outlook, tells
from quarterdeck.engine.targets import BAND, DOWN, Level, direction, level
from quarterdeck.plan.calendar import add_months, is_month, month_of, months_of, quarter_of
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.kpis import Kpi

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ON_TRACK, WATCH, OFF_TRACK = "on_track", "watch", "off_track"
TOLERANCE_PCT = Decimal(20)
"""Amber down to 0.80 of what was expected, green from 0.95: a quarter of the tolerance."""
_LEVELS = frozenset({"pct", "ratio", "days", "minutes", "months", "score"})
"""Units that mean the same in a month as in a quarter."""


def standing(analysis: Analysis, kpi_id: str, kpi: Kpi) -> Figure:
    """`on_track`, `watch` or `off_track` by the latest actual against what was expected for its period.

    Equality is on track. Without a target, without an actual, or with one older than the last finished
    period there is no status.
    """
    here = f"kpis.items.{kpi_id}"
    way = direction(kpi, kpi.target)
    baseline = given(kpi.baseline, f"{here}.baseline")
    aim = level(kpi.target, baseline, way, f"{here}.target")
    if isinstance(aim, Figure):
        return aim
    found = latest(kpi, here, analysis.fiscal_start)
    actual, grey = found.figure.number, _grey(analysis, found)
    if actual is None or grey:
        return lacking(f"{here}.actuals", reason=grey)
    tolerance = (TOLERANCE_PCT if kpi.tolerance_pct is None else kpi.tolerance_pct) / HUNDRED
    if way == BAND:
        return _near(aim, actual, tolerance)
    expected = _expected(analysis, kpi_id, kpi, found.period, aim)
    reached = attainment(found.figure, expected, baseline, way == DOWN)
    return reached if reached.number is None else _status(reached.number, tolerance)


def _status(reached: Decimal, tolerance: Decimal) -> Figure:
    green, amber = 1 - tolerance / 4, 1 - tolerance
    found = ON_TRACK if reached >= green else WATCH if reached >= amber else OFF_TRACK
    return Figure(Word("kpi_status", found))


def _near(aim: Level, actual: Decimal, tolerance: Decimal) -> Figure:
    """Neither way is better: within the range, or not further off than the tolerance."""
    away = aim.shortfall(actual)
    widest = max(abs(aim.low), abs(aim.high))
    return _status(1 - away / widest if widest else Decimal(not away), tolerance)


def _expected(analysis: Analysis, kpi_id: str, kpi: Kpi, period: str, aim: Level) -> Figure:
    """What the plan itself foresaw for `period`: a broken-down target, the forecast's path, or the target."""
    for goal in analysis.plan.goals.items.values():
        for part in goal.targets.values():
            if part.kpi == kpi_id and part.period == period and part.value is not None:
                return Figure(part.value)
    entry = CATALOGUE.get(kpi.catalogue or "")
    unit = kpi.unit or (entry.unit if entry else "")
    if period == analysis.quarter or unit in _LEVELS:
        return Figure(aim.number)
    if tells(kpi):
        months = (period,) if is_month(period) else months_of(period, analysis.fiscal_start)
        return outlook(kpi, analysis.inputs, tuple(months), analysis.forecast)
    return lacking(reason="no_path")


def _grey(analysis: Analysis, found: Latest) -> str:
    """Why the latest actual says nothing about this quarter; empty when it does."""
    if not found.figure.known:
        return "no_actual"
    if _stale(analysis, found.period):
        return "too_old"
    if analysis.quarter and found.period < _start(analysis, found.period, analysis.quarter):
        return "not_started"
    return ""


def _start(analysis: Analysis, period: str, quarter: str) -> str:
    """The first period of the quarter, as a month or as the quarter itself."""
    return months_of(quarter, analysis.fiscal_start)[0] if is_month(period) else quarter


def _stale(analysis: Analysis, period: str) -> bool:
    """Older than the last period that is over: the figure says nothing about now."""
    this_month = month_of(analysis.today)
    if is_month(period):
        return period < add_months(this_month, -1)
    return period < quarter_of(add_months(this_month, -3), analysis.fiscal_start)
