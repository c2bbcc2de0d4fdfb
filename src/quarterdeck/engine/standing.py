"""How a KPI stands: on track, to be watched, off track, or grey for a reason. FORMULAS 1, RAG proposal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.actuals import Latest, latest
from quarterdeck.engine.figures import HUNDRED, Figure, Word, given, lacking, percent
from quarterdeck.engine.metrics import attainment
from quarterdeck.engine.outlook import outlook, tells
from quarterdeck.engine.targets import BAND, DOWN, Level, as_figure, direction, level
from quarterdeck.plan.calendar import add_months, is_month, month_of, months_of, quarter_of
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.measure import unit_of

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ON_TRACK, WATCH, OFF_TRACK = "on_track", "watch", "off_track"
TOLERANCE_PCT = Decimal(20)
"""Amber down to 0.80 of what was expected, green from 0.95: a quarter of the tolerance."""
_LEVELS = frozenset({"pct", "ratio", "days", "minutes", "months", "score"})
"""Units that mean the same in a month as in a quarter."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One KPI by its latest actual."""

    value: Figure
    """The latest actual, or the baseline before there is one."""
    period: str
    """The month or quarter of the actual; empty before there is one."""
    target: Figure
    expected: Figure
    """What the plan foresaw for that period."""
    pace_pct: Figure
    """How far the actual is towards what was expected by then: 100 is on the way."""
    status: Figure
    """`on_track`, `watch` or `off_track`, or why there is none: the grey of no target, no or old data."""
    unit: str = ""
    """money | percent | another word of what it counts."""


def standings(analysis: Analysis) -> dict[str, Standing]:
    """Every KPI of the plan by its id."""
    return {kpi_id: _standing(analysis, kpi_id, kpi) for kpi_id, kpi in analysis.plan.kpis.items.items()}


def standing(analysis: Analysis, kpi_id: str, kpi: Kpi) -> Figure:
    """The status alone."""
    return _standing(analysis, kpi_id, kpi).status


def _standing(analysis: Analysis, kpi_id: str, kpi: Kpi) -> Standing:
    """By the latest actual against what was expected for its period.

    Equality is on track. Without a target, without an actual, or with one older than the last finished
    period there is no status.
    """
    here = f"kpis.items.{kpi_id}"
    way = direction(kpi, kpi.target)
    baseline = given(kpi.baseline, f"{here}.baseline")
    aim = level(kpi.target, baseline, way, f"{here}.target")
    found = latest(analysis.plan, kpi_id, analysis.fiscal_start)
    value = found.figure if found.figure.known else baseline
    grey = _grey(analysis, found)
    reason = lacking(f"{here}.actuals", reason=grey) if grey else None
    unknown = aim if isinstance(aim, Figure) else reason
    if isinstance(aim, Figure) or unknown is not None:
        why = unknown or lacking()
        return Standing(value, found.period, as_figure(aim), why, why, why, unit_of(kpi))
    tolerance = (TOLERANCE_PCT if kpi.tolerance_pct is None else kpi.tolerance_pct) / HUNDRED
    expected = Figure(aim.number) if way == BAND else _expected(analysis, kpi_id, kpi, found.period, aim)
    if way == BAND:
        reached = _nearness(aim, found.figure.number or Decimal(0))
    else:
        reached = attainment(found.figure, expected, baseline, way == DOWN)
    number = reached.number
    status = reached if number is None else _status(number, tolerance)
    return Standing(value, found.period, as_figure(aim), expected, percent(reached), status, unit_of(kpi))


def _status(reached: Decimal, tolerance: Decimal) -> Figure:
    green, amber = 1 - tolerance / 4, 1 - tolerance
    found = ON_TRACK if reached >= green else WATCH if reached >= amber else OFF_TRACK
    return Figure(Word("kpi_status", found))


def _nearness(aim: Level, actual: Decimal) -> Figure:
    """Neither way is better: 1 within the range, less by how far outside it lies."""
    away = aim.shortfall(actual)
    widest = max(abs(aim.low), abs(aim.high))
    return Figure(1 - away / widest if widest else Decimal(not away))


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
