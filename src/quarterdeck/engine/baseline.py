"""What the quarter was begun with: the forecast and the drivers as they were frozen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine import inputs, overrides
from quarterdeck.engine.figures import lacking
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.forecast.result import COLUMNS, ForecastResult, MonthFigures, roll_up
from quarterdeck.plan.reviews import ExpectedMonth, Review

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

KEPT = tuple(name for name in COLUMNS if name in ExpectedMonth.model_fields)
"""Columns of the month table that a record keeps."""


class Baseline(Struct, frozen=True):
    """What results are held against."""

    forecast: ForecastResult
    inputs: Inputs
    frozen: bool
    """Whether it was put down when the quarter began; else it is the plan as it stands now."""


def baseline(analysis: Analysis, quarter: str | None) -> Baseline:
    """The record of that quarter; without one the plan's own forecast."""
    record = analysis.plan.reviews.get(quarter or "")
    if quarter is None or record is None or record.frozen_on is None or not record.expected:
        return Baseline(analysis.forecast, analysis.inputs, frozen=False)
    drivers = overrides.applied(analysis.plan, record.drivers)
    return Baseline(as_forecast(quarter, record), inputs.read(drivers), frozen=True)


def as_forecast(quarter: str, record: Review) -> ForecastResult:
    """The months of a record as a month table. What it does not keep has no data."""
    months = tuple(
        MonthFigures(row.month or row_id, **{name: getattr(row, name) for name in KEPT})
        for row_id, row in sorted(record.expected.items(), key=lambda item: item[1].month or item[0])
    )
    unknown = [name for name in COLUMNS if any(row[name] is None for row in months)]
    whole = roll_up(quarter, months)
    return ForecastResult(
        months=months,
        quarters=(whole,),
        year=whole,
        reasons={name: lacking(reason="no_path") for name in unknown},
    )
