"""What lies between today, the forecast and each goal: G = target − forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine import actuals
from quarterdeck.engine.figures import Figure, given, lacking, percent, quotient
from quarterdeck.engine.outlook import outlook
from quarterdeck.engine.targets import Level, as_figure, direction, level
from quarterdeck.plan.calendar import month_of, months, months_between, months_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.paths import dotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

OVER = ("reached", "missed", "dropped")
"""States of a goal nobody works on any more."""


class GapFigures(Struct, frozen=True):
    """One KPI of one goal: where it is, where the forecast takes it, where it is to be."""

    goal: str
    """Id of the goal; empty for a gap of a KPI alone."""
    kpi: str
    direction: str
    """up | down | band."""
    current: Figure
    forecast: Figure
    target: Figure
    to_target: Figure
    """From current to target, in the favourable direction: closed at zero or below."""
    from_forecast: Figure
    """From forecast to target, in the favourable direction: closed at zero or below."""
    row: str = ""
    """Id of the row of step 7 that decides about it; empty while there is none."""
    level: Level | None = None
    """The target with both of its ends; None where there is none."""
    months: tuple[str, ...] = ()
    """The months it is about; empty where the plan names no quarter."""

    @property
    def gap(self) -> Figure:
        """What the forecast leaves open."""
        return self.from_forecast

    @property
    def closed(self) -> bool | None:
        """Whether the forecast reaches the target; None where that cannot be told."""
        number = self.from_forecast.number
        return None if number is None else number <= 0

    @property
    def size_pct(self) -> Figure:
        """What the forecast leaves open as a share of the target."""
        size = self.target.number
        base = self.target if size is None else Figure(abs(size))
        return percent(quotient(self.from_forecast, base))


def gaps(analysis: Analysis) -> tuple[GapFigures, ...]:
    """One for every KPI of every goal that is still wanted, in the plan's order."""
    plan = analysis.plan
    decided = {(row.goal, row.kpi): row_id for row_id, row in plan.gaps.items.items()}
    return tuple(
        of_goal(analysis, goal_id, kpi_id, decided.get((goal_id, kpi_id), ""))
        for goal_id, goal in plan.goals.items.items()
        if goal.status not in OVER
        for kpi_id in dict.fromkeys(goal.kpis)
        if kpi_id in plan.kpis.items
    )


def decisions(analysis: Analysis) -> dict[str, GapFigures]:
    """The gap each row of step 7 is about, by the row's id."""
    found = {gap.row: gap for gap in analysis.gaps}
    rows = analysis.plan.gaps.items
    return {
        row_id: found.get(row_id) or of_goal(analysis, row.goal or "", row.kpi or "", row_id)
        for row_id, row in rows.items()
    }


def of_goal(analysis: Analysis, goal_id: str, kpi_id: str, row: str = "") -> GapFigures:
    """The gap of one KPI, judged by the goal where the goal has a target for it, else by the KPI's own."""
    plan = analysis.plan
    goal, kpi = plan.goals.items.get(goal_id), plan.kpis.items.get(kpi_id)
    if kpi is None:
        unknown = lacking(f"gaps.items.{row}.kpi") if row else lacking("kpis.items")
        return GapFigures(goal_id, kpi_id, direction(None, None), *(unknown,) * 5, row)
    way, aim = _aim(plan, goal_id, kpi_id)
    current = actuals.current(plan, kpi_id, analysis.fiscal_start)
    if not current.known and goal and goal.kpis[:1] == (kpi_id,):
        current = given(goal.baseline, f"goals.items.{goal_id}.baseline")
    asked = tuple(_period(analysis, goal))
    expected = outlook(kpi, analysis.outlook_inputs, asked, analysis.outlook_forecast)
    return GapFigures(
        goal_id,
        kpi_id,
        way,
        current,
        expected,
        as_figure(aim),
        _shortfall(aim, current),
        _shortfall(aim, expected),
        row,
        aim if isinstance(aim, Level) else None,
        asked,
    )


def target_place(plan: Plan, goal_id: str, kpi_id: str) -> Path:
    """Where the target stands: a goal's belongs to the first of its KPIs, the others have their own."""
    goal = plan.goals.items.get(goal_id)
    if goal is not None and goal.target is not None and goal.kpis[:1] == (kpi_id,):
        return ("goals", "items", goal_id, "target")
    return ("kpis", "items", kpi_id, "target")


def _aim(plan: Plan, goal_id: str, kpi_id: str) -> tuple[str, Level | Figure]:
    goal, kpi = plan.goals.items.get(goal_id), plan.kpis.items[kpi_id]
    place = target_place(plan, goal_id, kpi_id)
    here, start = dotted(place[:-1]), kpi.baseline
    if goal is not None and place[0] == "goals":
        way, target = direction(kpi, goal.target, goal.direction), goal.target
        start = goal.baseline if goal.baseline is not None else kpi.baseline
    else:
        way, target = direction(kpi, kpi.target), kpi.target
    return way, level(target, given(start, f"{here}.baseline"), way, f"{here}.target")


def _shortfall(aim: Level | Figure, value: Figure) -> Figure:
    number = value.number
    if isinstance(aim, Figure):
        return aim
    return value if number is None else Figure(aim.shortfall(number))


def _period(analysis: Analysis, goal: Goal | None) -> Iterator[str]:
    """The months a goal is about: its own as far as the grid knows them, else the plan's quarter."""
    grid = {row.period for row in analysis.forecast.months}
    if goal is not None and goal.start is not None and goal.end is not None and goal.start < goal.end:
        first, last = month_of(goal.start), month_of(goal.end)
        if first in grid and last in grid:
            yield from months(first, months_between(first, last) + 1)
            return
    if analysis.quarter is not None:
        yield from months_of(analysis.quarter, analysis.fiscal_start)
