"""Figures of step 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure, known
from quarterdeck.plan.paths import undotted
from quarterdeck.plan.team import Member

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def kpis_owned(_: Member, here: str, analysis: Analysis) -> Figure:
    """How many KPIs name this person as owner."""
    member = undotted(here)[-1]
    return known(sum(kpi.owner == member for kpi in analysis.plan.kpis.items.values()))


FORMULAS: dict[str, Formula] = {"team.members.kpis_owned": kpis_owned}
