"""The forecast as it goes on from what really happened.

Months that are over and have results stand as they came; what is not known of them is filled in by the model,
since not known is not zero. The months after them restart from what is really there: customers, recurring
revenue, and everything that is still on its way through the funnel. The plan as it was made stays beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.forecast.inputs import Came, Inputs
from quarterdeck.engine.forecast.result import COLUMNS
from quarterdeck.plan.calendar import is_quarter, last_day, months_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.forecast import MonthActual

KNOWN = tuple(name for name in COLUMNS if name in MonthActual.model_fields)
"""Columns of the month table that are counted in real life."""
_BRIDGE = ("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr")


def closed(plan: Plan, today: date) -> tuple[str, ...]:
    """The months something is known of that are over; one that still runs is not held against a whole one."""
    return tuple(month for month in by_month(plan) if last_day(month) <= today)


def looked_back(plan: Plan, quarter: str | None, today: date, fiscal_start: int) -> str | None:
    """The quarter results tell of: the running one as soon as a month of it is over, else the last closed."""
    if over(plan, quarter, today, fiscal_start):
        return quarter
    ended = (row.quarter or row_id for row_id, row in plan.reviews.items() if not row.is_open)
    return max(filter(is_quarter, ended), default=None)


def over(plan: Plan, quarter: str | None, today: date, fiscal_start: int) -> tuple[str, ...]:
    """Those months of a quarter that are over and something is known of."""
    there = closed(plan, today)
    asked = months_of(quarter, fiscal_start) if quarter and is_quarter(quarter) else ()
    return tuple(month for month in asked if month in there)


def going_on(inputs: Inputs, plan: Plan, today: date) -> Inputs:
    """The inputs of a forecast that goes on from the results of the months that are over."""
    rows = by_month(plan)
    there = {month: rows[month][1] for month in closed(plan, today)}
    levels = _levels(there, inputs.opening.mrr, inputs.months)
    came: dict[str, Came] = {}
    for name in KNOWN:
        values = levels if name == "mrr" else {month: getattr(row, name) for month, row in there.items()}
        column = tuple(_number(values.get(month)) for month in inputs.months)
        if any(value is not None for value in column):
            came[name] = column
    return replace(inputs, came=came) if came else inputs


def _levels(
    rows: Mapping[str, MonthActual], opening: float | None, months: tuple[str, ...]
) -> dict[str, Decimal | None]:
    """Recurring revenue at the end of each month: as counted, else the month before and all that moved it."""
    level = None if opening is None else Decimal(repr(opening))
    found: dict[str, Decimal | None] = {}
    for month in months:
        row = rows.get(month)
        moves = [getattr(row, name, None) for name in _BRIDGE]
        known = [move for move in moves if move is not None]
        if row is not None and row.mrr is not None:
            level = row.mrr
        elif level is None or len(known) < len(_BRIDGE):
            level = None
        else:
            new, more, less, gone = known
            level = level + new + more - less - gone
        found[month] = level
    return found


def _number(value: Decimal | int | None) -> float | None:
    return None if value is None else float(value)
