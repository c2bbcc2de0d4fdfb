"""Rules about step 10: every tool has a reason, measures something, fits the money, and people know of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.computed.tools import IDLE
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit
from quarterdeck.engine.people import IN_USE
from quarterdeck.plan.tools import Tool

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def considered(analysis: Analysis) -> Iterator[tuple[str, Tool, str]]:
    """Tools that are in use or may come to be: id, tool, and what it is called."""
    for row_id, row in analysis.plan.tools.items.items():
        if row.status not in IDLE:
            yield row_id, row, row.name or row_id


def without_action(analysis: Analysis) -> Iterator[Hit]:
    """No action asked for it."""
    asked = {tool for row in analysis.plan.actions.items.values() for tool in row.needs_tools}
    for row_id, row, name in considered(analysis):
        if not row.actions and row_id not in asked:
            yield hit("tools", "items", row_id, "actions", tool=name)


def tracks_nothing(analysis: Analysis) -> Iterator[Hit]:
    """No KPI is measured with it."""
    sources = {kpi.tool for kpi in analysis.plan.kpis.items.values()}
    for row_id, row, name in considered(analysis):
        if not row.tracks and row_id not in sources:
            yield hit("tools", "items", row_id, "tracks", tool=name)


def over_budget(analysis: Analysis) -> Iterator[Hit]:
    """Costs more than its budget line has."""
    for row_id, _, name in considered(analysis):
        if analysis.computed[("tools", "items", row_id, "within_budget")].number == 0:
            yield hit("tools", "items", row_id, "budget_line", tool=name)


def nobody_told(analysis: Analysis) -> Iterator[Hit]:
    """In use, and no stakeholder knows."""
    if not analysis.plan.team.stakeholders:
        return
    for row_id, row, name in considered(analysis):
        if row.status in IN_USE and not row.told:
            yield hit("tools", "items", row_id, "told", tool=name)


def without_goal(analysis: Analysis) -> Iterator[Hit]:
    """Serves no goal."""
    for row_id, row, name in considered(analysis):
        if not row.goals:
            yield hit("tools", "items", row_id, "goals", tool=name)


RULES = (
    Rule("QD1001", WARNING, without_action),
    Rule("QD1002", WARNING, tracks_nothing),
    Rule("QD1003", WARNING, over_budget),
    Rule("QD1004", ADVICE, nobody_told),
    Rule("QD1005", ADVICE, without_goal),
)
