"""Whether a goal is SMART, judged by links, figures and the forecast, not by words that sound like it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from quarterdeck.engine.computed.forecast import budget_total
from quarterdeck.engine.figures import ZERO, Figure, Word, lacking
from quarterdeck.engine.findings import counted, money, told
from quarterdeck.engine.forecast.capacity import CAPACITY, limit
from quarterdeck.engine.targets import CHANGES, DOWN, UP, direction
from quarterdeck.engine.vague import vague
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.measure import unit_of

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

_SHARES = ("relative_pct", "pct_points")
"""Changes whose number does not count what the KPI counts."""


class Mark(Struct, frozen=True):
    """One of the five: whether it holds, and why."""

    ok: bool
    reason: str
    """A key of `content/<language>/messages/smart.json`."""
    values: Mapping[str, object] = field(default_factory=dict)


class Smart(Struct, frozen=True):
    """Specific, measurable, achievable, relevant, time-bound."""

    S: Mark
    M: Mark
    A: Mark
    R: Mark
    T: Mark

    @property
    def marks(self) -> dict[str, Mark]:
        """The five by their letters, in order."""
        return {"S": self.S, "M": self.M, "A": self.A, "R": self.R, "T": self.T}

    @property
    def ok(self) -> bool:
        """All five passed."""
        return all(mark.ok for mark in self.marks.values())

    @property
    def letters(self) -> str:
        """The letters that are passed, a dot for each other: `SM·RT`."""
        return "".join(letter if mark.ok else "·" for letter, mark in self.marks.items())


def judge(analysis: Analysis) -> dict[str, Smart]:
    """The five marks of every goal, by its id."""
    return {
        goal_id: Smart(
            specific(goal),
            measurable(analysis, goal),
            achievable(analysis, goal_id, goal),
            relevant(analysis, goal),
            timed(goal),
        )
        for goal_id, goal in analysis.plan.goals.items.items()
    }


def specific(goal: Goal) -> Mark:
    """Says what will be different, and what kind of goal it is."""
    if not goal.statement:
        return Mark(False, "no_statement")
    if vague(goal.statement):
        return Mark(False, "vague", {"statement": goal.statement})
    if not goal.goal_type:
        return Mark(False, "no_type")
    return Mark(True, "specific", {"type": Word("goal_type", goal.goal_type)})


def measurable(analysis: Analysis, goal: Goal) -> Mark:
    """Bound to a KPI with a unit, with a target, a starting point, and a way that fits both."""
    kpis = [kpi_id for kpi_id in goal.kpis if kpi_id in analysis.plan.kpis.items]
    if not kpis:
        return Mark(False, "no_kpi")
    kpi = analysis.plan.kpis.items[kpis[0]]
    named = {"kpi": kpi.name or kpis[0]}
    target, start = goal.target or kpi.target, kpi.baseline if goal.baseline is None else goal.baseline
    lacks = {
        "no_target": target is None or target.value is None,
        "no_unit": not unit_of(kpi),
        "no_baseline": start is None,
        "relative_or_points": target is not None
        and target.change == "absolute"
        and unit_of(kpi) == Kind.PERCENT.value,
    }
    reason = next((name for name, missing in lacks.items() if missing), "")
    if reason or target is None or target.value is None or start is None:
        return Mark(False, reason, named)
    way = direction(kpi, target, goal.direction)
    moved = target.value if target.change in CHANGES else target.value - start
    unit = unit_of(kpi)
    aimed = told(target.value) if target.change in _SHARES else counted(target.value, unit)
    values = named | {"baseline": counted(start, unit), "target": aimed}
    if (way == UP and moved < 0) or (way == DOWN and moved > 0):
        return Mark(False, f"wrong_way_{way}", values)
    return Mark(True, target.change if target.change in CHANGES else "level", values)


def achievable(analysis: Analysis, goal_id: str, goal: Goal) -> Mark:
    """Somebody answers for it; the model reaches it with the people and the money there are.

    What the model cannot tell, the founder has to have judged: capacity, budget, situation.
    """
    if goal.owner not in analysis.plan.team.members:
        return Mark(False, "no_owner")
    judged = {"capacity": goal.capacity_ok, "budget": goal.budget_ok, "situation": goal.situation_ok}
    refused = next((name for name, answer in judged.items() if answer is False), None)
    if refused:
        return Mark(False, f"no_{refused}")
    found = _reached(analysis, goal_id, goal)
    short = found if found and not found.ok else _unpaid(analysis, goal_id, goal)
    if short:
        return short
    told_by_model = {"capacity"} if found and limit(analysis.inputs) is not None else set()
    told_by_model |= {"budget"} if goal.budget is not None and _lines(analysis, goal_id) else set()
    unknown = next((name for name in judged if judged[name] is None and name not in told_by_model), None)
    return Mark(False, f"{unknown}_not_judged") if unknown else found or Mark(True, "judged")


def _reached(analysis: Analysis, goal_id: str, goal: Goal) -> Mark | None:
    """What the forecast says of the goal's KPIs; None where it says nothing.

    Where it falls short and nobody has decided what to do: for want of people, or of anything else.
    """
    bound = {row.period for row in analysis.forecast.months if row.bound_by == CAPACITY}
    found: Mark | None = None
    for gap in analysis.gaps:
        if gap.goal != goal_id or gap.closed is None:
            continue
        name = analysis.plan.kpis.items[gap.kpi].name or gap.kpi
        unit = unit_of(analysis.plan.kpis.items[gap.kpi])
        numbers = {"forecast": gap.forecast.number, "target": gap.target.number}
        values = {"kpi": name} | {key: counted(number, unit) for key, number in numbers.items()}
        remedy = _decided(analysis, gap.row)
        if gap.closed:
            mark = Mark(True, "reached", values)
        elif goal.stretch:
            mark = Mark(True, "stretch", values)
        elif remedy:
            mark = Mark(True, "decided", values | {"remedy": Word("remedy", remedy)})
        else:
            return Mark(False, "capacity_short" if bound & {*gap.months} else "forecast_short", values)
        found = mark if found is None or found.reason == "reached" != mark.reason else found
    return found


def _unpaid(analysis: Analysis, goal_id: str, goal: Goal) -> Mark | None:
    """The goal costs more than it may, or the plan's budget more than there is."""
    lines = _lines(analysis, goal_id)
    if lines and goal.budget is not None and sum(lines) > goal.budget:
        return Mark(False, "over_budget", {"needed": money(sum(lines, ZERO)), "budget": money(goal.budget)})
    rows = analysis.plan.situation.resources.values()
    there = [row.amount for row in rows if row.kind == "budget" and row.amount is not None]
    asked = budget_total(analysis.plan.forecast, "forecast", analysis).number
    if lines and there and asked is not None and asked > sum(there):
        return Mark(False, "money_short", {"needed": money(asked), "budget": money(sum(there, ZERO))})
    return None


def _lines(analysis: Analysis, goal_id: str) -> list[Decimal]:
    """What the budget holds for a goal."""
    rows = analysis.plan.forecast.budget.values()
    return [row.amount for row in rows if row.goal == goal_id and row.amount is not None]


def chance(analysis: Analysis, goal_id: str) -> Figure:
    """How probable it is that the first of its KPIs gets to its target, in percent.

    Only where inputs have ranges: without them chance alone would look surer than it can be.
    """
    goal = analysis.plan.goals.items.get(goal_id)
    if goal is None or not analysis.ranges:
        return lacking("forecast.ranges")
    found = [item for item in analysis.simulated.chances if item.goal == goal_id]
    first = next((item for item in found if goal.kpis[:1] == (item.kpi,)), None)
    return first.probability_pct if first else lacking(reason="not_in_forecast")


def relevant(analysis: Analysis, goal: Goal) -> Mark:
    """Serves something above it: the vision, or a goal of the whole company."""
    above = analysis.plan.goals.leadership_goals.get(goal.leadership_goal or "")
    if above is not None:
        return Mark(True, "serves_goal", {"goal": above.statement or goal.leadership_goal})
    if goal.vision_link:
        return Mark(True, "serves_vision", {"link": goal.vision_link})
    return Mark(False, "no_link")


def timed(goal: Goal) -> Mark:
    """Has a first and a last day, in that order."""
    if goal.start is None or goal.end is None:
        return Mark(False, "no_dates" if goal.start is goal.end else "no_start" if goal.end else "no_end")
    if goal.end <= goal.start:
        return Mark(False, "dates_reversed", {"start": goal.start, "end": goal.end})
    return Mark(True, "timed", {"start": goal.start, "end": goal.end})


def _decided(analysis: Analysis, row: str) -> str | None:
    gap = analysis.plan.gaps.items.get(row)
    return gap.remedy_kind if gap is not None else None
