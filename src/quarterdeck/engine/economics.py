"""The formulas of what customers cost, and of the pipeline they come from.

Figures in, one figure out, rates as fractions, all of the same period.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import prod
from operator import mul

from quarterdeck.engine.figures import (
    ONE,
    ZERO,
    Figure,
    at_least,
    difference,
    known,
    lacking,
    product,
    quotient,
    rounded_up,
    total,
)

TWELVE = known(12)
FEWEST = 5
"""Deals below which an average cycle is an anecdote."""


def average_order(revenue: Figure, orders: Figure) -> Figure:
    """Revenue ÷ orders (money)."""
    return quotient(revenue, orders, when_zero="no_customers")


def break_even_revenue(fixed: Figure, contribution_ratio: Figure) -> Figure:
    """Fixed cost ÷ the share of revenue that is left (money); nothing left: never."""
    return _unless_positive(fixed, contribution_ratio)


def payback_months(cost: Figure, monthly_revenue: Figure, gross_margin: Figure, loss: Figure) -> Figure:
    """CAC ÷ (ARPA × margin × (1 − monthly churn)); without margin: never. `loss` 0 leaves churn out."""
    kept = difference(known(1), loss)
    return _unless_positive(cost, product(monthly_revenue, gross_margin, kept))


def payback_of_recurring(cost: Figure, new_annual: Figure, gross_margin: Figure) -> Figure:
    """S&M of the period before ÷ (new annual recurring revenue × margin) × 12 (months)."""
    return product(_unless_positive(cost, product(new_annual, gross_margin)), TWELVE)


def affordable_cost(monthly_revenue: Figure, months: Figure, gross_margin: Figure) -> Figure:
    """The most a customer may cost to be paid back within `months` (money)."""
    return product(monthly_revenue, months, gross_margin)


def cost_ratio(cost: Figure, *recurring: Figure) -> Figure:
    """S&M ÷ recurring revenue won with it: new alone, or new and expansion. Never the net of losses."""
    return quotient(cost, total(recurring))


def implied_payback(revenue_gain: Figure, cost_before: Figure) -> Figure:
    """12 ÷ magic number, a quarter's gain in revenue × 4 ÷ the S&M of the quarter before (months)."""
    magic = quotient(product(revenue_gain, known(4)), cost_before, when_zero="no_spend")
    return _unless_positive(TWELVE, magic)


def velocity(open_opportunities: Figure, deal: Figure, win_rate: Figure, cycle_days: Figure) -> Figure:
    """Open opportunities × deal × win rate ÷ cycle (money a day). Open ones, not created ones."""
    return quotient(product(open_opportunities, deal, win_rate), cycle_days, when_zero="no_data")


def velocity_gain(cut: Figure) -> Figure:
    """What a shorter cycle adds to velocity: 1 ÷ (1 − cut) − 1 (fraction). A tenth less is a ninth more."""
    return difference(quotient(known(1), difference(known(1), cut)), known(1))


def coverage(pipeline: Figure, target: Figure) -> Figure:
    """Open pipeline ÷ what is still to be won (×); nothing left to win is a reason, not infinity."""
    return quotient(pipeline, target, when_zero="reached")


def required_coverage(won_share: Figure, created_and_closed: Figure) -> Figure:
    """(1 − share created and closed in the period) ÷ share of open pipeline won in the period (×)."""
    return quotient(difference(known(1), created_and_closed), won_share, when_zero="zero_rate")


def extra_opportunities(deals: Figure, win_rate: Figure, open_opportunities: Figure) -> Figure:
    """Whole opportunities beyond the open ones that so many deals take."""
    return at_least(
        difference(rounded_up(quotient(deals, win_rate, when_zero="zero_rate")), open_opportunities)
    )


def wins_by_age(created: Sequence[Decimal], close_rates: Sequence[Decimal]) -> Figure:
    """Σ opportunities × the share that is won at their age; this month's come first."""
    if len(created) != len(close_rates):
        return lacking(reason="uneven_lists")
    return Figure(sum(map(mul, created, close_rates), ZERO))


def matured_rate(won: Sequence[Decimal], created: Sequence[Decimal], decided: Sequence[Decimal]) -> Figure:
    """Σ won ÷ Σ created × share decided by their age (fraction); young cohorts count for what they can show.

    Source: cohort analysis, corrected for what cannot have been decided yet.
    """
    if not len(won) == len(created) == len(decided):
        return lacking(reason="uneven_lists")
    whole = Figure(sum(map(mul, created, decided), ZERO))
    return quotient(Figure(sum(won, ZERO)), whole, when_zero="not_yet_mature")


def mean(values: Sequence[Decimal]) -> Figure:
    """The mean."""
    return quotient(Figure(sum(values, ZERO)), known(len(values)), when_zero="no_data")


def mean_cycle(days: Sequence[Decimal]) -> Figure:
    """Mean days of deals from creation to win; of fewer than five it says nothing."""
    return mean(days) if len(days) >= FEWEST else lacking(reason="too_few")


def median_cycle(days: Sequence[Decimal]) -> Figure:
    """The middle one of the same days."""
    from statistics import median

    return Figure(Decimal(median(days))) if len(days) >= FEWEST else lacking(reason="too_few")


def through(rates: Sequence[Decimal]) -> Figure:
    """Stage rates multiplied: the share that passes all of them (fraction)."""
    return Figure(prod(rates, start=ONE))


def ramped(reps: Sequence[Decimal], ramp: Sequence[Decimal]) -> Figure:
    """Ramped rep equivalents: Σ reps of each tenure × their share of full productivity."""
    return wins_by_age(reps, ramp)


def grossed_up(amount: Figure, more: Figure) -> Figure:
    """Amount × (1 + share): quota on the street from capacity and over-assignment."""
    return product(amount, total((known(1), more)))


def break_even_month(contributions: Sequence[Decimal], fixed: Figure) -> Figure:
    """The first month by whose end the contributions have earned the fixed cost back (months)."""
    goal, earned = fixed.number, ZERO
    for month, amount in enumerate(contributions, start=1):
        earned += amount
        if goal is not None and earned >= goal:
            return known(month)
    return lacking(reason="not_within")


def _unless_positive(top: Figure, bottom: Figure) -> Figure:
    if top.known and bottom.number is not None and bottom.number <= 0:
        return lacking(reason="never")
    return quotient(top, bottom)
