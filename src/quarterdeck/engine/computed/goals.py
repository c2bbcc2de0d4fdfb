"""Figures of step 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.paths import undotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def smart(_: Goal, here: str, analysis: Analysis) -> Figure:
    """The letters a goal passes, a dot for each that it does not: `SM·RT`. The reasons: `Analysis.smart`."""
    return Figure(analysis.smart[undotted(here)[-1]].letters)


FORMULAS: dict[str, Formula] = {"goals.items.smart": smart}
