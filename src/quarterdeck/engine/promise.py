"""What a plan promises of its quarter: targets, forecast, goals and drivers as they stand on a day.

This is the baseline that actuals are held against later; once frozen it is never computed again.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine import overrides
from quarterdeck.engine.figures import Figure, given
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.engine.outlook import outlook
from quarterdeck.engine.targets import Level, direction, level
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.goals import Goal
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.reviews import ExpectedMonth, GoalOutcome, Result, Review

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

COLUMNS = tuple(name for name in ExpectedMonth.model_fields if name != "month")
"""What is kept of a month: columns of the month table."""
_SMALL = Decimal(1)


def promised(analysis: Analysis, quarter: str, on: date) -> Review:
    """The record of `quarter` as it is begun: what is promised, nothing of what came."""
    plan = analysis.plan
    months = months_of(quarter, analysis.fiscal_start)
    known = {row.period: row for row in analysis.forecast.months}
    goals = {goal_id: _goal(analysis, goal_id, goal) for goal_id, goal in plan.goals.items.items()}
    kpis = {kpi_id: _result(analysis, kpi_id, kpi, months) for kpi_id, kpi in plan.kpis.items.items()}
    found = {
        "quarter": quarter,
        "frozen_on": on,
        "results": kpis,
        "goals": goals,
        "expected": {month: _month(known[month]) for month in months if month in known},
        "drivers": drivers(analysis),
    }
    return Review.model_validate({key: value for key, value in found.items() if value})


def is_whole(analysis: Analysis) -> bool:
    """Whether there is something to hold anybody to: a forecast of the quarter, and a KPI with a target."""
    quarter, headline = analysis.quarter, analysis.headline
    has_target = any(kpi.target is not None for kpi in analysis.plan.kpis.items.values())
    return has_target and quarter is not None and analysis.forecast.figure(headline, quarter).known


def drivers(analysis: Analysis) -> dict[str, Decimal]:
    """Every input of the forecast that is one number, by its name below `[forecast]`."""
    found = {}
    for name, place in overrides.inputs(analysis.plan).items():
        value: object = analysis.basis.forecast
        for key in place.path:
            value = value[key] if isinstance(value, dict) else getattr(value, key)
        if isinstance(value, Decimal | int):
            found[name] = Decimal(value)
    return found


def _result(analysis: Analysis, kpi_id: str, kpi: Kpi, months: tuple[str, ...]) -> Result:
    entry = CATALOGUE.get(kpi.catalogue or "")
    way, here = direction(kpi, kpi.target), f"kpis.items.{kpi_id}"
    aim = level(kpi.target, given(kpi.baseline, f"{here}.baseline"), way, f"{here}.target")
    found = {
        "name": kpi.name or kpi_id,
        "unit": kpi.unit or (entry.unit if entry else None),
        "direction": way,
        "target": shortened(aim.number) if isinstance(aim, Level) else None,
        "forecast": _number(outlook(kpi, analysis.inputs, months, analysis.forecast)),
    }
    return Result.model_validate({key: value for key, value in found.items() if value is not None})


def _goal(analysis: Analysis, goal_id: str, goal: Goal) -> GoalOutcome:
    kpi = analysis.plan.kpis.items.get(goal.kpis[0]) if goal.kpis else None
    start = goal.baseline if goal.baseline is not None or kpi is None else kpi.baseline
    way, here = direction(kpi, goal.target, goal.direction), f"goals.items.{goal_id}"
    aim = level(goal.target, given(start, f"{here}.baseline"), way, f"{here}.target")
    found = {
        "statement": goal.statement or goal_id,
        "target": shortened(aim.number) if isinstance(aim, Level) else None,
    }
    return GoalOutcome.model_validate({key: value for key, value in found.items() if value is not None})


def _month(row: MonthFigures) -> ExpectedMonth:
    values = {name: shortened(value) for name in COLUMNS if (value := row[name]) is not None}
    return ExpectedMonth.model_validate({"month": row.period, **values})


def _number(figure: Figure) -> Decimal | None:
    return None if figure.number is None else shortened(figure.number)


def shortened(value: Decimal) -> Decimal:
    """With two decimals, below one with four: a record is read by people too."""
    places = Decimal("0.0001") if abs(value) < _SMALL else Decimal("0.01")
    short = value.quantize(places).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
