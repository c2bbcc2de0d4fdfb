"""What becomes of actions, people, tools, money and assumptions when a quarter ends."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quarterdeck import content
from quarterdeck.plan.actions import Action
from quarterdeck.plan.choices import LISTS
from quarterdeck.plan.document import Plan
from quarterdeck.plan.gaps import Gap
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.session import rows
from quarterdeck.session.closing.choices import Choice, Choices, Item, Rule, Why
from quarterdeck.session.closing.dates import later, period_later
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.removing import removed

ARCHIVED = ("done", "dropped", "carried_over")
"""Actions that leave the plan without a question: the snapshot keeps them."""
PUT_AWAY = ("rejected", "retired")
"""Tools that do."""
SURE = "high"
ACTION = "action"


def open_actions(facts: Facts, _: Choices) -> Iterator[Item]:
    """Actions that are not done: they go along, with a later date where theirs has passed."""
    for row_id, row in facts.plan.actions.items.items():
        if row.status not in ARCHIVED:
            late = row.due is not None and row.due <= facts.ended
            key = "action_open" if row.due is None else "action_late" if late else "action_runs"
            why = Why(key, {"due": row.due})
            path = ("actions", "items", row_id)
            reasons = frozenset({"drop"})
            yield Item(ACTION, path, ("carry", "done", "drop"), "carry", why, row.due, asks_reason=reasons)


def carry_action(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """Carried, with its days moved as far as they are past; else archived."""
    if choice.option != "carry":
        return removed(plan, item.path)
    row = plan.actions.items[item.path[-1]]
    values: dict[str, Any] = own_values(row)
    if row.due is not None and row.due <= facts.ended:
        values["due"] = later(row.due)
        if row.start is not None and row.status in (None, "todo"):
            values["start"] = later(row.start)
    return replace(plan, item.path, Action.model_validate(values))


def ended_action(row: Action, choice: Choice, facts: Facts) -> Action:
    """The action as it stands in the snapshot."""
    status = {"carry": "carried_over", "done": "done", "drop": "dropped"}[choice.option]
    values = own_values(row) | {"status": status}
    if status == "done" and row.done_on is None:
        values["done_on"] = facts.ended
    return Action.model_validate(values)


def archived(plan: Plan) -> Plan:
    """The plan without actions that were over before the quarter was closed, and without tools put away."""
    for row_id, row in plan.actions.items.items():
        if row.status in ARCHIVED:
            plan = removed(plan, ("actions", "items", row_id))
    for row_id, tool in plan.tools.items.items():
        if tool.status in PUT_AWAY:
            plan = removed(plan, ("tools", "items", row_id))
    return plan


def planned_members(facts: Facts, _: Choices) -> Iterator[Item]:
    """People who should have started by now."""
    for row_id, row in facts.plan.team.members.items():
        if row.status == "planned" and row.start is not None and row.start < facts.coming[0]:
            why, path = Why("member_planned", {"start": row.start}), ("team", "members", row_id)
            yield Item("member", path, ("hired", "move", "drop"), "move", why, row.start)


def carry_member(plan: Plan, _: Facts, item: Item, choice: Choice) -> Plan:
    """Hired as planned, to start a quarter later, or no longer planned."""
    if choice.option == "drop":
        return removed(plan, item.path)
    if choice.option == "hired":
        return replace(plan, (*item.path, "status"), "current")
    start = plan.team.members[item.path[-1]].start
    return replace(plan, (*item.path, "start"), period_later(start)) if start else plan


def tools_in_use(facts: Facts, _: Choices) -> Iterator[Item]:
    """Every tool: is it there, does it track what it should?"""
    for row_id, row in facts.plan.tools.items.items():
        if row.status in PUT_AWAY:
            continue
        tracks = sum(kpi in facts.plan.kpis.items for kpi in row.tracks)
        key = "tool_needed" if row.status not in ("implemented", "chosen") else "tool_tracks"
        why = Why(key if tracks or key == "tool_needed" else "tool_idle", {"count": tracks})
        path = ("tools", "items", row_id)
        yield Item("tool", path, ("keep", "retire"), "keep", why, row.price)


def carry_tool(plan: Plan, _: Facts, item: Item, choice: Choice) -> Plan:
    """Kept, or put away for good."""
    return removed(plan, item.path) if choice.option == "retire" else plan


def money(facts: Facts, _: Choices) -> Iterator[Item]:
    """The budget of the quarter, as a whole."""
    lines = [row for row in facts.plan.forecast.budget.values() if row.month in facts.months]
    if lines:
        amount = sum((row.amount for row in lines if row.amount is not None), Decimal(0))
        why = Why("budget", {"count": len(lines)})
        yield Item("budget", ("forecast", "budget"), ("move", "drop"), "move", why, amount)


def carry_money(plan: Plan, facts: Facts, _: Item, choice: Choice) -> Plan:
    """The same lines three months later, or none. Lines of earlier months leave in both cases."""
    for row_id, row in plan.forecast.budget.items():
        if row.month is None or row.month >= facts.coming[0]:
            continue
        path = ("forecast", "budget", row_id)
        if choice.option == "move" and row.month in facts.months:
            plan = replace(plan, (*path, "month"), period_later(row.month))
        else:
            plan = removed(plan, path)
    return plan


def assumptions(facts: Facts, _: Choices) -> Iterator[Item]:
    """What was to be checked by now, and what was never given a date."""
    for row_id, row in facts.plan.data.assumptions.items():
        due = row.checked_in is None or row.checked_in <= facts.quarter
        if due and row.confidence != SURE:
            why = Why("assumption", {"evidence": row.evidence or ""} if row.evidence else {})
            why = why if row.evidence else Why("assumption_bare")
            path = ("data", "assumptions", row_id)
            options = ("open", "confirmed", "refuted")
            yield Item("assumption", path, options, "open", why, row.confidence)


def carry_assumption(plan: Plan, facts: Facts, item: Item, choice: Choice) -> Plan:
    """Confirmed ones are known from now on, refuted ones open a gap, the others are checked next quarter."""
    quarter = facts.next if choice.option == "open" else facts.quarter
    plan = replace(plan, (*item.path, "checked_in"), quarter)
    if choice.option == "confirmed":
        return replace(plan, (*item.path, "confidence"), SURE)
    if choice.option == "refuted":
        row = plan.data.assumptions[item.path[-1]]
        title = content.say("closing.refuted", statement=row.statement or item.path[-1])
        plan = replace(plan, (*item.path, "confidence"), "low")
        gap = Gap(title=title[:200], assumption=item.path[-1])
        plan, _ = rows.added(plan, ("gaps", "items"), own_values(gap))
    return plan


def stage(facts: Facts, _: Choices) -> Iterator[Item]:
    """Where the company is: questions and defaults follow it, answers stay."""
    now = facts.plan.plan.stage
    if now in LISTS["stage"]:
        others = tuple(one for one in LISTS["stage"] if one != now)
        yield Item("stage", ("plan", "stage"), (now, *others), now, Why("stage"), now)


def carry_stage(plan: Plan, _: Facts, item: Item, choice: Choice) -> Plan:
    """The stage as it is now."""
    return replace(plan, item.path, choice.option)


def horizons(plan: Plan) -> Plan:
    """What was the team of the next quarter is the team of now."""
    for row_id, row in plan.team.structure.items():
        if row.horizon == "now":
            plan = removed(plan, ("team", "structure", row_id))
    for row_id, row in plan.team.structure.items():
        if row.horizon == "next_quarter":
            plan = replace(plan, ("team", "structure", row_id, "horizon"), "now")
    return plan


def hiring(plan: Plan, facts: Facts) -> Plan:
    """The quarter in which somebody is to be hired has come nearer or passed."""
    quarter = plan.team.hiring_quarter
    late = quarter is not None and quarter <= facts.quarter
    return replace(plan, ("team", "hiring_quarter"), facts.next) if late else plan


def agreement(plan: Plan, facts: Facts) -> Plan:
    """What marketing and sales promised each other is looked at again a quarter later."""
    day = plan.goals.sla.review_date
    late = day is not None and day <= facts.ended
    return replace(plan, ("goals", "sla", "review_date"), later(day)) if day and late else plan


def roadmap(plan: Plan, facts: Facts) -> Plan:
    """Stages of quarters that are over leave the roadmap."""
    for row_id, row in plan.actions.roadmap.items():
        if row.quarter is not None and row.quarter <= facts.quarter:
            plan = removed(plan, ("actions", "roadmap", row_id))
    return plan


RULES = (
    Rule("assumption", assumptions, carry_assumption),
    Rule(ACTION, open_actions, carry_action),
    Rule("member", planned_members, carry_member),
    Rule("tool", tools_in_use, carry_tool),
    Rule("budget", money, carry_money),
    Rule("stage", stage, carry_stage),
)
