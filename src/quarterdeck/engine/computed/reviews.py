"""Figures of closed quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine import metrics
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure, given
from quarterdeck.plan.reviews import Result

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def variance(row: Result, here: str, _: Analysis) -> Figure:
    """What came less what the forecast said."""
    return metrics.variance(given(row.actual, f"{here}.actual"), given(row.forecast, f"{here}.forecast"))


def variance_pct(row: Result, here: str, _: Analysis) -> Figure:
    """The same in percent of what the forecast said."""
    return metrics.change_pct(given(row.actual, f"{here}.actual"), given(row.forecast, f"{here}.forecast"))


FORMULAS: dict[str, Formula] = {
    "reviews.results.variance": variance,
    "reviews.results.variance_pct": variance_pct,
}
