"""Whether a goal is SMART, judged by what is linked and filled in, not by words that sound like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quarterdeck.engine.findings import told
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.targets import CHANGES, DOWN, UP, direction
from quarterdeck.engine.vague import vague
from quarterdeck.plan.goals import Goal

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five: passed, or the reason why not."""

    ok: bool
    reason: str = ""
    """A key of `content/<language>/messages/smart.json`; empty when passed."""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Smart:
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


PASSED = Mark(True)


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
    return PASSED if goal.goal_type else Mark(False, "no_type")


def measurable(analysis: Analysis, goal: Goal) -> Mark:
    """Bound to a KPI that is there, with a target, a starting point, and a way that fits both."""
    kpis = [kpi_id for kpi_id in goal.kpis if kpi_id in analysis.plan.kpis.items]
    if not kpis:
        return Mark(False, "no_kpi")
    kpi = analysis.plan.kpis.items[kpis[0]]
    name = kpi.name or kpis[0]
    target = goal.target or kpi.target
    if target is None or target.value is None:
        return Mark(False, "no_target", {"kpi": name})
    start = kpi.baseline if goal.baseline is None else goal.baseline
    if start is None:
        return Mark(False, "no_baseline", {"kpi": name})
    way = direction(kpi, target, goal.direction)
    moved = target.value if target.change in CHANGES else target.value - start
    if (way == UP and moved < 0) or (way == DOWN and moved > 0):
        return Mark(False, f"wrong_way_{way}", {"kpi": name, "baseline": start, "target": target.value})
    return PASSED


def achievable(analysis: Analysis, goal_id: str, goal: Goal) -> Mark:
    """Somebody answers for it, it was held against people, money and situation, and the forecast agrees."""
    if goal.owner not in analysis.plan.team.members:
        return Mark(False, "no_owner")
    judged = {"capacity": goal.capacity_ok, "budget": goal.budget_ok, "situation": goal.situation_ok}
    for name, answer in judged.items():
        if answer is False:
            return Mark(False, f"no_{name}")
    for name, answer in judged.items():
        if answer is None:
            return Mark(False, f"{name}_not_judged")
    return _reached(analysis, goal_id, goal) or PASSED


def _reached(analysis: Analysis, goal_id: str, goal: Goal) -> Mark | None:
    """The forecast falls short, and nobody has decided what to do: for want of time, or of anything else."""
    bound = {row.period for row in analysis.forecast.months if row.bound_by == CAPACITY}
    for gap in analysis.gaps:
        open_here = gap.goal == goal_id and gap.closed is False and not goal.stretch
        if open_here and not _decided(analysis, gap.row):
            name = analysis.plan.kpis.items[gap.kpi].name or gap.kpi
            values = {"kpi": name, "forecast": told(gap.forecast.number), "target": told(gap.target.number)}
            return Mark(False, "capacity_short" if bound & {*gap.months} else "forecast_short", values)
    return None


def relevant(analysis: Analysis, goal: Goal) -> Mark:
    """Serves something above it: the vision, or a goal of the whole company."""
    if goal.vision_link or goal.leadership_goal in analysis.plan.goals.leadership_goals:
        return PASSED
    return Mark(False, "no_link")


def timed(goal: Goal) -> Mark:
    """Has a first and a last day, in that order."""
    if goal.start is None or goal.end is None:
        return Mark(False, "no_dates" if goal.start is goal.end else "no_start" if goal.end else "no_end")
    if goal.end <= goal.start:
        return Mark(False, "dates_reversed", {"start": goal.start, "end": goal.end})
    return PASSED


def _decided(analysis: Analysis, row: str) -> bool:
    gap = analysis.plan.gaps.items.get(row)
    return gap is not None and gap.remedy_kind is not None
