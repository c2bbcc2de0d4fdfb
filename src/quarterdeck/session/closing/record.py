"""The record of a quarter, completed when it is closed: beside what was promised, what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from quarterdeck.engine.promise import shortened
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.paths import own_values
from quarterdeck.plan.reviews import GoalOutcome, Result, Review
from quarterdeck.session.closing import channels, goals
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.facts import Facts

_OUTCOMES = {goals.ON: "carried_over"}


class Lessons(Struct, frozen=True):
    """What was learned in the quarter, in the founder's words; empty where nothing was said."""

    worked: str = ""
    failed: str = ""
    learned: str = ""


def completed(
    facts: Facts,
    items: Sequence[Item],
    choices: Mapping[str, Choice],
    lessons: Lessons,
    *,
    closed_on: date,
    snapshot: str,
) -> Review:
    """The record with what came, how the goals ended, what was learned, and where all of it stands."""
    promised = facts.review
    values: dict[str, Any] = own_values(promised) | {
        "quarter": facts.quarter,
        "closed_on": closed_on,
        "snapshot": snapshot,
        "results": results(facts),
        "goals": {**promised.goals, **_goals(facts, items, choices)},
        "verdicts": channels.decided(facts, items, choices),
        "worked": lessons.worked,
        "failed": lessons.failed,
        "learned": lessons.learned,
    }
    return Review.model_validate({key: value for key, value in values.items() if value not in ("", {}, None)})


def results(facts: Facts) -> dict[str, Result]:
    """Every KPI that was promised, and those that came later, with what it came to where that is known."""
    found: dict[str, Result] = {}
    for kpi_id in dict.fromkeys((*facts.review.results, *facts.plan.kpis.items)):
        promised = facts.review.results.get(kpi_id)
        values: dict[str, Any] = own_values(promised) if promised else _new(facts, kpi_id)
        came = facts.actual(kpi_id).number
        if came is not None:
            values["actual"] = shortened(came)
        found[kpi_id] = Result.model_validate(values)
    return found


def _new(facts: Facts, kpi_id: str) -> dict[str, Any]:
    """A KPI that was not there when the quarter began: nothing was promised of it."""
    kpi = facts.plan.kpis.items[kpi_id]
    values = {"name": kpi.name or kpi_id, "unit": kpi.unit, "direction": kpi.direction}
    return {key: value for key, value in values.items() if value is not None}


def _goals(facts: Facts, items: Sequence[Item], choices: Mapping[str, Choice]) -> dict[str, GoalOutcome]:
    asked = {item.path[-1]: item for item in items if item.kind == goals.RULE.kind}
    found = {}
    for goal_id, goal in facts.plan.goals.items.items():
        item = asked.get(goal_id)
        choice = item.chosen(choices) if item else Choice(goal.status or "", reason=goal.status_note or "")
        found[goal_id] = _outcome(facts, goal_id, goal, choice)
    return found


def _outcome(facts: Facts, goal_id: str, goal: Goal, choice: Choice) -> GoalOutcome:
    promised = facts.review.goals.get(goal_id)
    values: dict[str, Any] = own_values(promised) if promised else {"statement": goal.statement or goal_id}
    option = _OUTCOMES.get(choice.option, choice.option)
    runs_on = option == "carried_over" and not goals.is_over(facts, goal)
    values |= {"outcome": "active" if runs_on else option or None, "reason": choice.reason or None}
    return GoalOutcome.model_validate({key: value for key, value in values.items() if value is not None})
