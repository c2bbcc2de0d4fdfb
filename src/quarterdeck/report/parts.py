"""Computed parts of the report that the wizard shows under a form, by their name in the step catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.document import Plan
from quarterdeck.report.document import Block
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import forecast, goals


def forecast_months(plan: Plan, analysis: Analysis) -> tuple[Block, ...]:
    """The month table."""
    return forecast.months(Reading(plan, analysis))


def smart_marks(plan: Plan, analysis: Analysis) -> tuple[Block, ...]:
    """Each goal's five marks, and what is missing."""
    return goals.smart_lead(Reading(plan, analysis))


PARTS: Mapping[str, Callable[[Plan, Analysis], tuple[Block, ...]]] = {
    "forecast_months": forecast_months,
    "smart_marks": smart_marks,
}
