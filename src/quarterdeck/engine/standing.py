"""How a KPI stands: on track, to be watched, off track, or grey for a reason."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.figures import HUNDRED, ONE, ZERO, Figure, Word, given, lacking, percent, total
from quarterdeck.engine.forecast.result import STOCKS
from quarterdeck.engine.metrics import attainment
from quarterdeck.engine.outlook import Columns, outlook, tells, told
from quarterdeck.engine.results import Point, SoFar, so_far, trail
from quarterdeck.engine.targets import BAND, DOWN, UP, Level, as_figure, direction, level
from quarterdeck.plan.calendar import add_months, is_month, month_of, months_of, quarter_of
from quarterdeck.plan.kpi_catalogue import CATALOGUE, SUMMED
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.measure import unit_of
from quarterdeck.plan.reviews import ExpectedMonth

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ON_TRACK, WATCH, OFF_TRACK = "on_track", "watch", "off_track"
TOLERANCE_PCT = Decimal(20)
"""Amber down to 0.80 of what was expected, green from 0.95: a quarter of the tolerance."""
_LEVELS = frozenset({"pct", "ratio", "days", "minutes", "months", "score"})
"""Units that mean the same in a month as in a quarter."""
_AMOUNTS = frozenset({"money", "money_per_day"})
"""Units of which the catalogue knows what adds up and what is an average."""


class Standing(Struct, frozen=True):
    """One KPI by its results."""

    value: Figure
    """Of `periods`: the latest result, or what has come together in the quarter so far; else the baseline."""
    periods: tuple[str, ...]
    """The months, or the quarter, that `value` is about; empty before there is a result."""
    target: Figure
    expected: Figure
    """What the plan foresaw for these periods, by its own path."""
    pace_pct: Figure
    """How far the value is towards what was expected by then: 100 is on the way."""
    status: Figure
    """`on_track`, `watch` or `off_track`, or why there is none: the grey of no target, no or old data."""
    trail: tuple[Point, ...] = ()
    """Its course over the last periods, gaps included."""
    direction: str = UP
    """up | down | band: which way is better."""
    level: Level | None = None
    """The target with both of its ends; None where there is none."""
    unit: str = ""
    """money | percent | another word of what it counts."""

    @property
    def period(self) -> str:
        """The last of `periods`; empty before there is a result."""
        return self.periods[-1] if self.periods else ""


def standings(analysis: Analysis) -> dict[str, Standing]:
    """Every KPI of the plan by its id."""
    return {kpi_id: _standing(analysis, kpi_id, kpi) for kpi_id, kpi in analysis.plan.kpis.items.items()}


def _standing(analysis: Analysis, kpi_id: str, kpi: Kpi) -> Standing:
    """By its results against what was expected for the same periods.

    Equality is on track. Without a target, without a result, or with one older than the last finished
    period there is no status.
    """
    here = f"kpis.items.{kpi_id}"
    way = direction(kpi, kpi.target)
    baseline = given(kpi.baseline, f"{here}.baseline")
    aim = level(kpi.target, baseline, way, f"{here}.target")
    found = so_far(analysis, kpi_id, kpi)
    value = found.figure if found.figure.known else baseline
    expected = pace = status = _grey(analysis, here, found, aim)
    if not isinstance(aim, Figure) and not status.reason:
        expected = Figure(aim.number) if way == BAND else _expected(analysis, kpi_id, kpi, found, aim)
        reached = _reached(found, expected, baseline, aim, is_part=kpi.catalogue in SUMMED)
        pace, status = percent(reached), _status(reached, kpi.tolerance_pct)
    return Standing(
        value,
        found.periods,
        as_figure(aim),
        expected,
        pace,
        status,
        trail=trail(analysis, kpi),
        direction=way,
        level=aim if isinstance(aim, Level) else None,
        unit=unit_of(kpi),
    )


def _status(reached: Figure, tolerance_pct: Decimal | None) -> Figure:
    number = reached.number
    if number is None:
        return reached
    tolerance = (TOLERANCE_PCT if tolerance_pct is None else tolerance_pct) / HUNDRED
    green, amber = 1 - tolerance / 4, 1 - tolerance
    return Figure(
        Word("kpi_status", ON_TRACK if number >= green else WATCH if number >= amber else OFF_TRACK)
    )


def _reached(found: SoFar, expected: Figure, baseline: Figure, aim: Level, *, is_part: bool) -> Figure:
    """How far the value is towards what was expected, as a fraction. `is_part`: its periods add up."""
    actual, aimed = found.figure.number or ZERO, expected.number
    if aimed is None:
        return expected
    if aim.direction == BAND:
        return _nearness(aim, actual)
    if aim.direction == UP and aimed <= ZERO:
        # Nothing, or a loss, was expected: a share of it says nothing, the distance does.
        behind = max(aimed - actual, ZERO)
        return Figure(ONE - behind / abs(aimed) if aimed else Decimal(not behind))
    # The baseline of what adds up is a whole quarter's, and so no start for a part of one.
    start = lacking(reason="no_baseline") if is_part else baseline
    return attainment(found.figure, expected, start, aim.direction == DOWN)


def _nearness(aim: Level, actual: Decimal) -> Figure:
    """Neither way is better: 1 within the range, less by how far outside it lies."""
    away = aim.shortfall(actual)
    widest = max(abs(aim.low), abs(aim.high))
    return Figure(1 - away / widest if widest else Decimal(not away))


def _expected(analysis: Analysis, kpi_id: str, kpi: Kpi, found: SoFar, aim: Level) -> Figure:
    """What the plan foresaw for the same periods: a broken-down target, the forecast's path, or the target.

    The target is for the end of the quarter. Before that, it is the measure of what the forecast does not
    know and what means the same in a month as in a quarter. Nothing here is a straight line.
    """
    parts = {
        part.period: part.value
        for goal in analysis.plan.goals.items.values()
        for part in goal.targets.values()
        if part.kpi == kpi_id and part.value is not None
    }
    given_parts = [parts[period] for period in found.periods if period in parts]
    if len(given_parts) == len(found.periods):
        return Figure(sum(given_parts, ZERO))
    if _is_the_quarter(analysis, kpi, found):
        return Figure(aim.number)
    if tells(kpi):
        return _path(analysis, kpi, found.periods)
    entry = CATALOGUE.get(kpi.catalogue or "")
    unit = kpi.unit or (entry.unit if entry else "")
    is_average = entry is not None and unit in _AMOUNTS and entry.id not in SUMMED
    return Figure(aim.number) if unit in _LEVELS or is_average else lacking(reason="no_path")


def _path(analysis: Analysis, kpi: Kpi, periods: tuple[str, ...]) -> Figure:
    """The forecast's own path: as it stood when the quarter began, else as it stands now."""
    start = analysis.fiscal_start
    months = tuple(
        month for period in periods for month in ((period,) if is_month(period) else months_of(period, start))
    )
    kept = analysis.plan.reviews.get(analysis.quarter or "")
    rows = [kept.expected[month] for month in months if month in kept.expected] if kept else []
    if len(rows) == len(months):
        return told(kpi, analysis.inputs, _columns(rows))
    return outlook(kpi, analysis.inputs, months, analysis.forecast)


def _columns(rows: Sequence[ExpectedMonth]) -> Columns:
    """What was expected of some months, rolled up by column."""

    def rolled(column: str) -> Figure:
        values = [getattr(row, column, None) for row in rows]
        asked = values[-1:] if column in STOCKS else values
        return total(lacking() if value is None else Figure(value) for value in asked)

    return rolled


def _is_the_quarter(analysis: Analysis, kpi: Kpi, found: SoFar) -> bool:
    """Whether the value is the whole quarter's: all its months of what adds up, the last one of a level."""
    if analysis.quarter is None or analysis.quarter in found.periods:
        return analysis.quarter is not None
    months = months_of(analysis.quarter, analysis.fiscal_start)
    return found.periods == (months if kpi.catalogue in SUMMED else months[-1:])


def _grey(analysis: Analysis, here: str, found: SoFar, aim: Level | Figure) -> Figure:
    """Why nobody can tell how it stands; a figure without a reason where one can."""
    if isinstance(aim, Figure):
        return aim
    if not found.figure.known:
        return found.figure
    if _stale(analysis, found.period):
        reason = "too_old"
    elif analysis.quarter and found.period < _start(analysis, found.period, analysis.quarter):
        reason = "not_started"
    else:
        return lacking(reason="period_open") if found.is_open else Figure()
    return lacking(f"{here}.actuals", reason=reason)


def _start(analysis: Analysis, period: str, quarter: str) -> str:
    """The first period of the quarter, as a month or as the quarter itself."""
    return months_of(quarter, analysis.fiscal_start)[0] if is_month(period) else quarter


def _stale(analysis: Analysis, period: str) -> bool:
    """Older than the last period that is over: the figure says nothing about now."""
    this_month = month_of(analysis.today)
    if is_month(period):
        return period < add_months(this_month, -1)
    return period < quarter_of(add_months(this_month, -3), analysis.fiscal_start)
