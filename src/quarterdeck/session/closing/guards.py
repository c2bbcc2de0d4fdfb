"""Whether the quarter of a plan can be closed today, and if not, why not."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from quarterdeck.plan.calendar import last_day
from quarterdeck.plan.document import Plan
from quarterdeck.session.closing.baseline import fiscal_start

NO_QUARTER, RUNNING, CLOSED, CLOCK = "no_quarter", "running", "closed", "clock"


class Hindrance(Struct, frozen=True):
    """Why a quarter cannot be closed today."""

    key: str
    """no_quarter | running | closed | clock: a key of `closing.guards` in the interface's words."""
    quarter: str = ""
    day: date | None = None
    """RUNNING: the quarter's last day. CLOSED: when it was closed. CLOCK: the last closing."""
    days: int = 0
    """RUNNING: how many days it still runs, today included."""


def hindrance(plan: Plan, today: date) -> Hindrance | None:
    """What stands in the way of closing the plan's quarter today; None where nothing does."""
    quarter = plan.plan.quarter
    if quarter is None:
        return Hindrance(NO_QUARTER)
    review = plan.reviews.get(quarter)
    if review is not None and not review.is_open:
        return Hindrance(CLOSED, quarter, review.closed_on)
    last = max((row.closed_on for row in plan.reviews.values() if row.closed_on), default=None)
    if last is not None and today < last:
        return Hindrance(CLOCK, quarter, last)
    end = last_day(quarter, fiscal_start(plan))
    if today <= end:
        return Hindrance(RUNNING, quarter, end, (end - today).days + 1)
    return None


def is_closed(plan: Plan) -> bool:
    """Whether the plan is that of a closed quarter: a snapshot."""
    quarter = plan.plan.quarter
    review = plan.reviews.get(quarter) if quarter else None
    return review is not None and review.closed_on is not None


def days_over(plan: Plan, today: date) -> int | None:
    """For how many days the plan's quarter has been over without being closed; None while nothing waits."""
    quarter = plan.plan.quarter
    if quarter is None or hindrance(plan, today) is not None:
        return None
    return (today - last_day(quarter, fiscal_start(plan))).days
