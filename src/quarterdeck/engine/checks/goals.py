"""Rules about step 4: goals that can be checked, somebody who answers, one or two in focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.figures import Word
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit
from quarterdeck.engine.gaps import OVER
from quarterdeck.engine.smart import Smart
from quarterdeck.plan.goals import Goal

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

MOST_FOCUS = 2
SIDES = ("leadership", "marketing", "sales")


def wanted(analysis: Analysis) -> Iterator[tuple[str, Goal, str]]:
    """Goals somebody still works on: id, goal, and what it is called."""
    for goal_id, goal in analysis.plan.goals.items.items():
        if goal.status not in OVER:
            yield goal_id, goal, goal.statement or goal_id


def too_many_focus_areas(analysis: Analysis) -> Iterator[Hit]:
    """More than two focus areas in a quarter, and nobody says why the others cannot wait."""
    areas = analysis.plan.goals.focus_areas.values()
    counts = Counter(row.quarter for row in areas if row.quarter)
    reasoned = Counter(row.quarter for row in areas if row.quarter and row.reason)
    for quarter, count in counts.items():
        if count - reasoned[quarter] > MOST_FOCUS:
            yield hit("goals", "focus_areas", quarter=quarter, count=count).which(quarter)


def without_kpi(analysis: Analysis) -> Iterator[Hit]:
    """Nothing measures it."""
    for goal_id, goal, name in wanted(analysis):
        if not goal.kpis:
            yield hit("goals", "items", goal_id, "kpis", goal=name)


def without_owner(analysis: Analysis) -> Iterator[Hit]:
    """Nobody answers for it."""
    for goal_id, goal, name in wanted(analysis):
        if goal.owner is None:
            yield hit("goals", "items", goal_id, "owner", goal=name)


def without_dates(analysis: Analysis) -> Iterator[Hit]:
    """No start, or no end."""
    for goal_id, goal, name in wanted(analysis):
        if goal.start is None or goal.end is None:
            yield hit("goals", "items", goal_id, "start" if goal.start is None else "end", goal=name)


def without_link(analysis: Analysis) -> Iterator[Hit]:
    """Serves neither the vision nor a goal of the company."""
    for goal_id, goal, name in wanted(analysis):
        if not goal.vision_link and goal.leadership_goal is None:
            yield hit("goals", "items", goal_id, "vision_link", goal=name)


def vague_statements(analysis: Analysis) -> Iterator[Hit]:
    """Only "more X", without a number."""
    for goal_id, _, name in wanted(analysis):
        if _reason(analysis.smart[goal_id], "S") == "vague":
            yield hit("goals", "items", goal_id, "statement", goal=name)


def no_agreement(analysis: Analysis) -> Iterator[Hit]:
    """Marketing and sales have promised each other nothing."""
    if analysis.plan.goals.items and analysis.plan.goals.sla_exists in (None, "no"):
        yield hit("goals", "sla_exists")


def side_missing(analysis: Analysis) -> Iterator[Hit]:
    """Leadership, marketing or sales were not in the room."""
    step = analysis.plan.goals
    missing = [side for side in SIDES if side not in step.attendees]
    if missing and (step.items or step.alignment_date):
        yield hit("goals", "attendees", missing=Word("attendee", missing[0]))


def leadership_uncovered(analysis: Analysis) -> Iterator[Hit]:
    """A goal of the company to which no goal contributes."""
    served = {goal.leadership_goal for _, goal, _ in wanted(analysis)}
    for row_id, row in analysis.plan.goals.leadership_goals.items():
        if row_id not in served:
            yield hit("goals", "leadership_goals", row_id, goal=row.statement or row_id)


def stretch_without_capacity(analysis: Analysis) -> Iterator[Hit]:
    """A high bar, and nobody free to jump."""
    for goal_id, goal, name in wanted(analysis):
        stretched = goal.stretch or (goal.target is not None and goal.target.stretch is not None)
        if stretched and goal.capacity_ok is not True:
            yield hit("goals", "items", goal_id, "capacity_ok", goal=name)


def dates_reversed(analysis: Analysis) -> Iterator[Hit]:
    """Ends before it starts."""
    for goal_id, goal, name in wanted(analysis):
        if goal.start and goal.end and goal.end <= goal.start:
            yield hit("goals", "items", goal_id, "end", goal=name, start=goal.start, end=goal.end)


def one_sided_joint_goal(analysis: Analysis) -> Iterator[Hit]:
    """A joint goal for which only one of the two teams answers."""
    members = analysis.plan.team.members
    for goal_id, goal, name in wanted(analysis):
        people = [members[key] for key in (goal.owner or "", *goal.co_owners) if key in members]
        teams = {person.team for person in people} | {team for one in people for team in one.responsible_for}
        missing = [team for team in ("marketing", "sales") if team not in teams]
        if goal.team == "joint" and missing:
            side = Word("team", missing[0])
            yield hit("goals", "items", goal_id, "co_owners", goal=name, missing=side)


def focus_without_goals(analysis: Analysis) -> Iterator[Hit]:
    """A focus area that leads to no goal."""
    for row_id, row in analysis.plan.goals.focus_areas.items():
        if not row.goals:
            yield hit("goals", "focus_areas", row_id, "goals", focus=row.title or row_id)


def serves_no_company_goal(analysis: Analysis) -> Iterator[Hit]:
    """The company has goals, and this one serves none of them."""
    if not analysis.plan.goals.leadership_goals:
        return
    for goal_id, goal, name in wanted(analysis):
        if goal.leadership_goal is None and goal.vision_link:
            yield hit("goals", "items", goal_id, "leadership_goal", goal=name)


def wrong_way(analysis: Analysis) -> Iterator[Hit]:
    """The target lies on the wrong side of the baseline."""
    for goal_id, _, name in wanted(analysis):
        mark = analysis.smart[goal_id].M
        if mark.reason.startswith("wrong_way"):
            yield hit("goals", "items", goal_id, "target", goal=name, **mark.values)


def without_action(analysis: Analysis) -> Iterator[Hit]:
    """An active goal nobody does anything for."""
    pursued = {goal_id for row in analysis.plan.actions.items.values() for goal_id in row.goals}
    for goal_id, goal, name in wanted(analysis):
        if goal.status == "active" and goal_id not in pursued:
            yield hit("goals", "items", goal_id, goal=name)


def _reason(smart: Smart, letter: str) -> str:
    return smart.marks[letter].reason


RULES = (
    Rule("QD401", WARNING, too_many_focus_areas),
    Rule("QD402", WARNING, without_kpi),
    Rule("QD403", WARNING, without_owner),
    Rule("QD404", WARNING, without_dates),
    Rule("QD405", WARNING, without_link),
    Rule("QD406", WARNING, vague_statements),
    Rule("QD407", ADVICE, no_agreement),
    Rule("QD408", WARNING, side_missing),
    Rule("QD409", WARNING, leadership_uncovered),
    Rule("QD410", WARNING, stretch_without_capacity),
    Rule("QD411", WARNING, dates_reversed),
    Rule("QD412", ADVICE, one_sided_joint_goal),
    Rule("QD413", ADVICE, focus_without_goals),
    Rule("QD414", ADVICE, serves_no_company_goal),
    Rule("QD415", WARNING, wrong_way),
    Rule("QD416", WARNING, without_action),
)
