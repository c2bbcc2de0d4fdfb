"""Rules about step 9: verdicts on the past, and actions with a goal, a measure, an owner and a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit, money
from quarterdeck.plan.actions import Action
from quarterdeck.plan.asked import holds
from quarterdeck.plan.calendar import month_of
from quarterdeck.plan.declare import ESTABLISHED

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

GOES_ON = ("keep", "double", "fund", "extend", "adopt")
GROWS = ("double", "fund", "extend")
DEAR = 2
FINISHED = ("done", "dropped", "carried_over")
MOST_DUE = 4
"""Actions one person can finish in a month without the last ones suffering."""


def pending(analysis: Analysis) -> Iterator[tuple[str, Action, str]]:
    """Actions that are still to be done: id, action, and what it is called."""
    for row_id, row in analysis.plan.actions.items.items():
        if row.status not in FINISHED:
            yield row_id, row, row.what or row_id


def without_verdict(analysis: Analysis) -> Iterator[Hit]:
    """Last year's activity about which nobody has decided."""
    plan = analysis.plan
    if not holds(plan, ("actions", "verdicts"), ESTABLISHED):
        return
    judged = {row.activity for row in plan.actions.verdicts.values() if row.verdict}
    for row_id, row in plan.situation.channel_results.items():
        if row_id not in judged:
            yield hit("actions", "verdicts", activity=row.channel or row_id).which(row_id)


def above_budget(analysis: Analysis) -> Iterator[Hit]:
    """The actions together cost more than there is."""
    budget = analysis.computed[("forecast", "budget_total")].number
    cost = sum(row.budget for _, row, _ in pending(analysis) if row.budget is not None)
    if budget is not None and cost > budget:
        yield hit("actions", "items", cost=money(Decimal(cost)), budget=money(budget))


def outside_goal(analysis: Analysis) -> Iterator[Hit]:
    """Starts before its goal, or is due after it; of several goals the first that it misses."""
    for row_id, row, name in pending(analysis):
        for goal_id in row.goals:
            goal = analysis.plan.goals.items.get(goal_id)
            if goal is None:
                continue
            names = {"action": name, "goal": goal.statement or goal_id}
            if row.due and goal.end and row.due > goal.end:
                yield hit("actions", "items", row_id, "due", day=row.due, limit=goal.end, **names)
                break
            if row.start and goal.start and row.start < goal.start:
                yield hit("actions", "items", row_id, "start", day=row.start, limit=goal.start, **names)
                break


def packed(analysis: Analysis) -> Iterator[Hit]:
    """Too much of one person is due in one month."""
    due = Counter((row.owner, month_of(row.due)) for _, row, _ in pending(analysis) if row.owner and row.due)
    for (owner, month), count in sorted(due.items()):
        if count > MOST_DUE:
            member = analysis.plan.team.members.get(owner)
            name = member.name if member and member.name else owner
            found = hit("actions", "items", member=name, month=month, count=count)
            yield found.which(f"{owner}.{month}")


def without_goal(analysis: Analysis) -> Iterator[Hit]:
    """Leads nowhere."""
    for row_id, row, name in pending(analysis):
        if not row.goals:
            yield hit("actions", "items", row_id, "goals", action=name)


def without_kpi(analysis: Analysis) -> Iterator[Hit]:
    """Nobody will see whether it worked."""
    for row_id, row, name in pending(analysis):
        if not row.kpis:
            yield hit("actions", "items", row_id, "kpis", action=name)


def without_owner(analysis: Analysis) -> Iterator[Hit]:
    """Everyone's job."""
    for row_id, row, name in pending(analysis):
        if row.owner is None:
            yield hit("actions", "items", row_id, "owner", action=name)


def need_without_tool(analysis: Analysis) -> Iterator[Hit]:
    """Needs a tool that step 10 does not have."""
    served = {action for tool in analysis.plan.tools.items.values() for action in tool.actions}
    for row_id, row, name in pending(analysis):
        if row.tool_need and not row.needs_tools and row_id not in served:
            yield hit("actions", "items", row_id, "needs_tools", action=name, need=row.tool_need)


def freed_for_nothing(analysis: Analysis) -> Iterator[Hit]:
    """Something is dropped, and nobody has said where its money and time go."""
    for row_id, row in analysis.plan.actions.verdicts.items():
        if row.verdict == "drop" and not row.redeployed_to:
            yield hit("actions", "verdicts", row_id, "redeployed_to", activity=_activity(analysis, row_id))


def dates_reversed(analysis: Analysis) -> Iterator[Hit]:
    """Due before it starts."""
    for row_id, row, name in pending(analysis):
        if row.start and row.due and row.due < row.start:
            yield hit("actions", "items", row_id, "due", action=name, start=row.start, due=row.due)


def roadmap_too_full(analysis: Analysis) -> Iterator[Hit]:
    """More than two focus areas in a quarter of the roadmap."""
    for row_id, row in analysis.plan.actions.roadmap.items():
        if len(row.focus) > 2:
            quarter = row.quarter or row_id
            yield hit("actions", "roadmap", row_id, "focus", quarter=quarter, count=len(row.focus))


def overdue(analysis: Analysis) -> Iterator[Hit]:
    """The day has passed."""
    for row_id, row, name in pending(analysis):
        if row.due and row.due < analysis.today:
            yield hit("actions", "items", row_id, "status", action=name, due=row.due)


def judged_by_no_goal(analysis: Analysis) -> Iterator[Hit]:
    """An activity goes on, and nobody has said which of these goals it is likely to reach."""
    if not analysis.plan.goals.items:
        return
    for row_id, row in analysis.plan.actions.verdicts.items():
        if row.verdict in GOES_ON and not row.likely_to_reach:
            yield hit("actions", "verdicts", row_id, "likely_to_reach", activity=_activity(analysis, row_id))


def grows_without_means(analysis: Analysis) -> Iterator[Hit]:
    """More of it is wanted, and no money, channel or action with means is named for it."""
    plan = analysis.plan
    means = {row_id for row_id, line in plan.forecast.budget.items() if line.amount}
    means |= {row_id for row_id, channel in plan.forecast.channels.items() if channel.spend}
    means |= {row_id for row_id, row, _ in pending(analysis) if row.budget or row.resources}
    for row_id, row in plan.actions.verdicts.items():
        if row.verdict in GROWS and not means.intersection(row.carried_by):
            name = _activity(analysis, row_id)
            yield hit("actions", "verdicts", row_id, "carried_by", activity=name)


def dear_and_doubled(analysis: Analysis) -> Iterator[Hit]:
    """More money goes where a customer costs over twice as much as on average."""
    rows = analysis.plan.situation.channel_results
    there = [row for row in rows.values() if row.spend is not None and row.customers]
    won = sum(row.customers or 0 for row in there)
    if not won:
        return
    average = sum((row.spend or Decimal(0) for row in there), Decimal(0)) / won
    for row_id, row in analysis.plan.actions.verdicts.items():
        cost = analysis.computed[("actions", "verdicts", row_id, "cac")].number
        if row.verdict in GROWS and cost is not None and cost > DEAR * average:
            name = _activity(analysis, row_id)
            told = {"activity": name, "cac": money(cost), "average": money(average)}
            yield hit("actions", "verdicts", row_id, "verdict", **told)


def _activity(analysis: Analysis, row_id: str) -> str:
    """What the activity of a verdict is called."""
    row = analysis.plan.actions.verdicts[row_id]
    known = analysis.plan.situation.channel_results.get(row.activity or "")
    return (known.channel if known else row.new_activity) or row_id


RULES = (
    Rule("QD901", WARNING, without_verdict),
    Rule("QD902", WARNING, above_budget),
    Rule("QD903", WARNING, outside_goal),
    Rule("QD904", WARNING, packed),
    Rule("QD905", WARNING, without_goal),
    Rule("QD906", WARNING, without_kpi),
    Rule("QD907", WARNING, without_owner),
    Rule("QD908", ADVICE, need_without_tool),
    Rule("QD909", WARNING, freed_for_nothing),
    Rule("QD910", WARNING, dates_reversed),
    Rule("QD911", WARNING, roadmap_too_full),
    Rule("QD912", WARNING, overdue),
    Rule("QD913", ADVICE, judged_by_no_goal),
    Rule("QD914", ADVICE, grows_without_means),
    Rule("QD915", WARNING, dear_and_doubled),
)
