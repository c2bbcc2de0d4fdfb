"""What becomes of goals when a quarter ends: they go on, are reached, missed or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from quarterdeck.engine.gaps import OVER
from quarterdeck.engine.targets import UP
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.paths import MISSING, own_values, replace
from quarterdeck.plan.style import style_of
from quarterdeck.session import rows
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.dates import later
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.removing import removed
from quarterdeck.session.closing.targets import moved, suggested
from quarterdeck.session.closing.wording import reworded

ON, REACHED, MISSED, DROPPED = "on", "reached", "missed", "dropped"
TABLE = ("goals", "items")


def asks(facts: Facts, _: Choices) -> Iterator[Item]:
    """Every goal somebody still works on."""
    for goal_id, goal in facts.plan.goals.items.items():
        if goal.status not in OVER:
            yield _item(facts, goal_id, goal)


def applies(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """The goal goes on, with new dates where its own are over, or leaves the plan."""
    goal = facts.plan.goals.items[item.path[-1]]
    if choice.option == ON:
        return replace(plan, item.path, _on(facts, goal, choice.value))
    plan = _without_gaps(_without_wishes(plan, item.path[-1], choice), item.path[-1])
    return removed(plan, item.path)


def ended(goal: Goal, choice: Choice) -> Goal:
    """The goal as it stands in the snapshot: how it ended, and why."""
    status = "carried_over" if choice.option == ON else choice.option
    values: dict[str, Any] = own_values(goal) | {"status": status}
    if choice.reason:
        values["status_note"] = choice.reason
    return Goal.model_validate(values)


class Verdict(Struct, frozen=True):
    """How a goal ended, as far as its first KPI tells."""

    option: str
    why: Why


def verdict(facts: Facts, goal: Goal) -> Verdict:
    """What the figure says of the goal, and what it suggests."""
    kpi_id = goal.kpis[0] if goal.kpis else ""
    aim, came = facts.goal_aim(goal), facts.actual(kpi_id).number
    runs_on = goal.end is not None and goal.end > facts.ended
    if aim is None or came is None:
        return Verdict(ON, Why("goal_runs_on", {"end": goal.end}) if runs_on else Why("goal_unknown"))
    values = {"came": came, "target": aim.number, "kpi": kpi_id}
    if aim.shortfall(came) <= 0:
        return Verdict(REACHED, Why("goal_reached", values))
    if runs_on:
        return Verdict(ON, Why("goal_runs_on", {"end": goal.end}))
    return Verdict(ON, Why("goal_missed", values))


def _item(facts: Facts, goal_id: str, goal: Goal) -> Item:
    found = verdict(facts, goal)
    kpi_id = goal.kpis[0] if goal.kpis else ""
    ways = (ON, MISSED, DROPPED) if found.option != REACHED else (REACHED, ON, DROPPED)
    aim = facts.goal_aim(goal)
    target = suggested(facts, kpi_id, aim) if is_over(facts, goal) else None
    return Item(
        "goal",
        (*TABLE, goal_id),
        ways,
        found.option,
        found.why,
        was=goal.target,
        came=facts.actual(kpi_id).number,
        value=target.value if target else None,
        takes_value=ON if aim is not None else "",
        asks_reason=frozenset({MISSED, DROPPED, ON} if found.option != REACHED else {DROPPED}),
    )


def is_over(facts: Facts, goal: Goal) -> bool:
    """Whether the goal ends with the quarter."""
    return goal.end is None or goal.end <= facts.ended


def _on(facts: Facts, goal: Goal, target: Decimal | None) -> Goal:
    values: dict[str, Any] = own_values(goal) | {"status": "active"}
    values.pop("status_note", None)
    came = facts.actual(goal.kpis[0]).number if goal.kpis else None
    if is_over(facts, goal):
        values["start"] = facts.begins
        values["end"] = later(goal.end) if goal.end else None
        values.pop("targets", None)
        if came is not None:
            values |= {"baseline": came, "baseline_source": "history"}
    else:
        values["targets"] = {key: row for key, row in goal.targets.items() if not _past(facts, row.period)}
    if target is not None:
        values["target"] = moved(goal.target, target, _way(facts, goal))
    if is_over(facts, goal) and goal.statement:
        values["statement"] = _said(facts, goal, goal.statement, target)
    return Goal.model_validate({key: value for key, value in values.items() if value not in (None, {})})


def _said(facts: Facts, goal: Goal, statement: str, target: Decimal | None) -> str:
    """The goal's sentence with its new figures and dates."""
    aim, came = facts.goal_aim(goal), facts.actual(goal.kpis[0]).number if goal.kpis else None
    start, figures = goal.baseline, dict[Decimal, Decimal]()
    if start is not None and came is not None:
        figures[start] = came
    if aim is not None and target is not None:
        figures[aim.number] = target
        if start is not None and came is not None:
            figures.setdefault(abs(aim.number - start), abs(target - came))
    style = style_of(facts.plan, facts.today)
    return reworded(statement, figures, facts.months, facts.quarter, style)


def _way(facts: Facts, goal: Goal) -> str:
    aim = facts.goal_aim(goal)
    return aim.direction if aim else UP


def _past(facts: Facts, period: str | None) -> bool:
    return period is not None and (period in facts.months or period == facts.quarter)


def _without_wishes(plan: Plan, goal_id: str, choice: Choice) -> Plan:
    """A wish whose goal is reached is fulfilled; dropped, it is discarded; missed, it is open again."""
    for row_id, row in plan.plan.objectives_raw.items():
        if row.goal != goal_id:
            continue
        path: Path = ("plan", "objectives_raw", row_id)
        if choice.option == REACHED:
            plan = rows.removed(plan, path)
            continue
        plan = replace(plan, (*path, "goal"), MISSING)
        dropped = choice.option == DROPPED
        plan = replace(plan, (*path, "decision"), "discarded" if dropped else "open")
        if dropped and choice.reason:
            plan = replace(plan, (*path, "reason"), choice.reason)
    return plan


def _without_gaps(plan: Plan, goal_id: str) -> Plan:
    """What was decided about the gaps of a goal goes with it."""
    for row_id, row in plan.gaps.items.items():
        if row.goal == goal_id:
            plan = removed(plan, ("gaps", "items", row_id))
    return plan


RULE = Rule("goal", asks, applies)
