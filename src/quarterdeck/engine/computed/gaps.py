"""Figures of step 7: the gap each row decides about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.plan.gaps import Gap
from quarterdeck.plan.paths import undotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def of_row(part: Callable[[GapFigures], Figure]) -> Formula:
    """One figure of the gap between a row's goal and its KPI."""

    def figure(_: Gap, here: str, analysis: Analysis) -> Figure:
        return part(analysis.decisions[undotted(here)[-1]])

    return figure


FORMULAS: dict[str, Formula] = {
    "gaps.items.current": of_row(lambda gap: gap.current),
    "gaps.items.forecast": of_row(lambda gap: gap.forecast),
    "gaps.items.target": of_row(lambda gap: gap.target),
    "gaps.items.to_target": of_row(lambda gap: gap.to_target),
    "gaps.items.from_forecast": of_row(lambda gap: gap.from_forecast),
    "gaps.items.size_pct": of_row(lambda gap: gap.size_pct),
}
