"""Rules about step 7: every gap is seen, decided, and becomes something somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.findings import WARNING, Hit, Rule, counted, hit
from quarterdeck.plan.measure import unit_of

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

WITHOUT_DEED = ("accept", "lower_target")


def undecided(analysis: Analysis) -> Iterator[Hit]:
    """A gap that was written down and left there."""
    for row_id, row in analysis.plan.gaps.items.items():
        if row.remedy_kind is None:
            yield hit("gaps", "items", row_id, "remedy_kind", gap=row.title or row_id)


def unseen(analysis: Analysis) -> Iterator[Hit]:
    """The forecast falls short of a goal, and step 7 does not say so."""
    for gap in analysis.gaps:
        if gap.closed is False and not gap.row:
            goal, kpi = analysis.plan.goals.items[gap.goal], analysis.plan.kpis.items[gap.kpi]
            unit = unit_of(kpi)
            yield hit(
                "gaps",
                "items",
                goal=goal.statement or gap.goal,
                kpi=kpi.name or gap.kpi,
                forecast=counted(gap.forecast.number, unit),
                target=counted(gap.target.number, unit),
            ).which(f"{gap.goal}.{gap.kpi}")


def without_deed(analysis: Analysis) -> Iterator[Hit]:
    """A remedy was chosen, but no action, hire or budget line carries it out."""
    for row_id, row in analysis.plan.gaps.items.items():
        if row.remedy_kind and row.remedy_kind not in WITHOUT_DEED and not row.leads_to:
            yield hit("gaps", "items", row_id, "leads_to", gap=row.title or row_id)


RULES = (
    Rule("QD701", WARNING, undecided),
    Rule("QD702", WARNING, unseen),
    Rule("QD703", WARNING, without_deed),
)
