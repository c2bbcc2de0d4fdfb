"""Freezes by itself what a quarter promises, as it stood when the quarter began.

A plan that was made beforehand is frozen as it was last saved before it is written in its quarter. One that
is begun within its quarter has two weeks to settle; the first figure of what really happened ends them.
"""

from __future__ import annotations

from datetime import date, timedelta

from quarterdeck.plan.calendar import first_day, months_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.plan.reviews import Review

SETTLING = timedelta(days=14)
"""How long a plan that is begun within its own quarter may still be changed before it is held to its word."""


def kept(before: Plan, after: Plan, today: date) -> Plan:
    """`after` with the record of its quarter as it has to be; `before` is the plan as it was last saved.

    A record that is frozen never changes and is never lost; one is added or frozen where that is due.
    """
    quarter = after.plan.quarter
    if quarter is None or today < first_day(quarter, fiscal_start(after)):
        return after
    known, mine = before.reviews.get(quarter), after.reviews.get(quarter)
    if known is not None and known.frozen_on is not None and mine is None:
        return _with(after, quarter, known)
    if mine is not None and (mine.begun_on is None or mine.frozen_on is not None):
        return after
    found = _due(before, after, quarter, mine, today)
    return after if found is None else _with(after, quarter, found)


def frozen(plan: Plan, quarter: str, today: date) -> Review:
    """The record of the quarter, frozen now at the latest: a quarter is not closed without one."""
    mine = plan.reviews.get(quarter)
    if mine is not None and (mine.frozen_on is not None or mine.begun_on is None):
        return mine
    return _frozen(plan, quarter, mine, today)


def fiscal_start(plan: Plan) -> int:
    """The first month of the fiscal year, 1 where the plan does not say."""
    return plan.plan.fiscal_year_start or 1


def has_actuals(plan: Plan, quarter: str) -> bool:
    """Whether anything that really happened in the quarter stands in the plan."""
    months = months_of(quarter, fiscal_start(plan))
    by_month = any(row.month in months and len(own_values(row)) > 1 for row in plan.forecast.actuals.values())
    periods = {quarter, *months}
    rows = (row for kpi in plan.kpis.items.values() for row in kpi.actuals.values())
    return by_month or any(row.period in periods and row.value is not None for row in rows)


def _due(before: Plan, after: Plan, quarter: str, mine: Review | None, today: date) -> Review | None:
    """The record to put down now, if one is due."""
    # Imported late: a plan whose record stands needs no engine to be saved.
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.engine.promise import is_whole

    made_before = before.plan.quarter == quarter and is_whole(analyse(before, today))
    if mine is None and made_before:
        return _frozen(before, quarter, mine, today)
    begun = mine.begun_on if mine else None
    if begun is None:
        return Review(quarter=quarter, begun_on=today)
    if made_before and (has_actuals(after, quarter) or today - begun >= SETTLING):
        return _frozen(before, quarter, mine, today)
    return None


def _frozen(plan: Plan, quarter: str, mine: Review | None, today: date) -> Review:
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.engine.promise import promised

    found = promised(analyse(plan, today), quarter, today)
    begun = mine.begun_on if mine else None
    if begun is None:
        return found
    return Review.model_validate({"quarter": quarter, "begun_on": begun, **own_values(found)})


def _with(plan: Plan, quarter: str, review: Review) -> Plan:
    return replace(plan, ("reviews", quarter), review)
