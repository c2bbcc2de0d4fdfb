"""The fiscal year as it looks now: what came up to date, and the outlook for the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.figures import ZERO
from quarterdeck.engine.forecast.result import STOCKS
from quarterdeck.engine.reforecast import KNOWN, closed
from quarterdeck.plan.calendar import add_months, months

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

_YEAR = 12


class YearColumn(Struct, frozen=True):
    """One column of the month table over the fiscal year."""

    column: str
    so_far: Decimal
    """What came: the sum of a flow; of a level, where it stands."""
    rest: Decimal
    """What the outlook adds to a flow by the end of the year; of a level, by how much it moves."""

    @property
    def whole(self) -> Decimal:
        """The year: actual to date + tail."""
        return self.so_far + self.rest


class WholeYear(Struct, frozen=True):
    """The year, and the months of it that are over."""

    year: str
    """The fiscal year, named after the calendar year it ends in."""
    over: tuple[str, ...]
    columns: tuple[YearColumn, ...]
    """Those that are known of every month: never a month counted as zero."""


def whole_year(analysis: Analysis) -> WholeYear | None:
    """None before the first month of the year is over, or where no forecast reaches its end."""
    there = closed(analysis.plan, analysis.today)
    if analysis.quarter is None or not there or not analysis.outlook_forecast.months:
        return None
    year = _months(analysis)
    over = tuple(month for month in year if month in there)
    if not over:
        return None
    ahead = {row.period: row for row in analysis.outlook_forecast.months}
    came = by_month(analysis.plan)
    columns = []
    for name in KNOWN:
        # Within the grid the outlook has filled in what of a month is not known.
        values = [
            ahead[month][name] if month in ahead else getattr(came[month][1], name) if month in over else None
            for month in year
        ]
        known = [value for value in values if value is not None]
        if len(known) == len(year):
            columns.append(_column(name, known, year.index(over[-1]) + 1))
    return WholeYear(year[-1][:4], over, tuple(columns)) if columns else None


def _column(name: str, values: list[Decimal], passed: int) -> YearColumn:
    if name in STOCKS:
        return YearColumn(name, values[passed - 1], values[-1] - values[passed - 1])
    return YearColumn(name, sum(values[:passed], ZERO), sum(values[passed:], ZERO))


def _months(analysis: Analysis) -> tuple[str, ...]:
    """The twelve months of the fiscal year the plan's first month lies in."""
    month = analysis.outlook_forecast.months[0].period
    passed = (int(month[5:7]) - analysis.fiscal_start) % _YEAR
    return months(add_months(month, -passed), _YEAR)
