"""Days, months and periods a quarter later."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from quarterdeck.plan.calendar import add_months, add_quarters, is_month

QUARTER = 3
"""Months."""


def later(day: date, months: int = QUARTER) -> date:
    """The same day some months later; the last of a month stays the last."""
    month = add_months(f"{day.year:04d}-{day.month:02d}", months)
    year, number = int(month[:4]), int(month[5:])
    end = monthrange(year, number)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, number, end if is_last else min(day.day, end))


def period_later(period: str) -> str:
    """The same month or quarter, a quarter later."""
    return add_months(period, QUARTER) if is_month(period) else add_quarters(period, 1)
