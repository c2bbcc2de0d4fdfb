"""Rules about step 8: everyone has a measure, everyone who must agree was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def without_kpi(analysis: Analysis) -> Iterator[Hit]:
    """Somebody who is there and answers for no KPI."""
    if not analysis.plan.kpis.items:
        return
    for row_id, row in analysis.plan.team.members.items():
        owned = analysis.computed[("team", "members", row_id, "kpis_owned")].number
        if row.status == "current" and not owned:
            yield hit("team", "members", row_id, member=row.name or row_id)


def not_involved(analysis: Analysis) -> Iterator[Hit]:
    """Somebody must agree and has not been asked."""
    for row_id, row in analysis.plan.team.stakeholders.items():
        if row.must_agree and not row.involved:
            yield hit("team", "stakeholders", row_id, "involved", stakeholder=row.name or row_id)


def leaves_before_starting(analysis: Analysis) -> Iterator[Hit]:
    """The last month lies before the first."""
    for row_id, row in analysis.plan.team.members.items():
        if row.start and row.end and row.end < row.start:
            name = row.name or row_id
            yield hit("team", "members", row_id, "end", member=name, start=row.start, end=row.end)


def needed_but_not_planned(analysis: Analysis) -> Iterator[Hit]:
    """More people are needed, and nobody is planned."""
    if any(row.status == "planned" for row in analysis.plan.team.members.values()):
        return
    for row_id, row in analysis.plan.team.teams.items():
        if row.headcount_now is not None and row.headcount_needed is not None:
            more = row.headcount_needed - row.headcount_now
            if more > 0:
                yield hit("team", "teams", row_id, "headcount_needed", team=row.name or row_id, more=more)


def results_without_strength(analysis: Analysis) -> Iterator[Hit]:
    """There are results of this person, and nobody has drawn from them what the person is good at."""
    months, kpis = analysis.plan.forecast.actuals.values(), analysis.plan.kpis.items.values()
    named = [row.member for month in months for row in month.parts.values() if row.dimension == "person"]
    named += [row.member for kpi in kpis for row in kpi.actuals.values() if row.dimension == "person"]
    measured = {name.casefold() for name in named if name}
    for row_id, row in analysis.plan.team.members.items():
        name = row.name or row_id
        if {name.casefold(), row_id.casefold()} & measured and row.strength in (None, "unknown"):
            yield hit("team", "members", row_id, "strength", member=name)


RULES = (
    Rule("QD801", WARNING, without_kpi),
    Rule("QD802", WARNING, not_involved),
    Rule("QD803", WARNING, leaves_before_starting),
    Rule("QD804", ADVICE, needed_but_not_planned),
    Rule("QD805", ADVICE, results_without_strength),
)
