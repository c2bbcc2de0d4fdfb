"""Figures of step 9: the evidence behind each verdict, from last year's activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine.computed import situation
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure
from quarterdeck.plan.actions import Verdict

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def evidence(formula: Formula) -> Formula:
    """A figure of the activity the verdict is about."""

    def figure(row: Verdict, _: str, analysis: Analysis) -> Figure:
        return situation.activity(analysis, row.activity, formula)

    return figure


FORMULAS: dict[str, Formula] = {
    "actions.verdicts.cpl": evidence(situation.cost_per_lead),
    "actions.verdicts.cac": evidence(situation.cost_per_customer),
    "actions.verdicts.roi_pct": evidence(situation.return_pct),
}
