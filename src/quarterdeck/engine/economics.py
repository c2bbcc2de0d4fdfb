"""The formulas of unit economics and pipeline by themselves: what customers cost, bring, how long they stay.

Figures in, one figure out, rates as fractions, all of the same period. Source: FORMULAS 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quarterdeck.engine.figures import (
    ONE,
    Figure,
    difference,
    known,
    lacking,
    product,
    quotient,
    total,
)

TWELVE = known(12)


def average_order(revenue: Figure, orders: Figure) -> Figure:
    """Revenue ÷ orders (money)."""
    return quotient(revenue, orders, when_zero="no_customers")


def break_even_revenue(fixed: Figure, contribution_ratio: Figure) -> Figure:
    """Fixed cost ÷ the share of revenue that is left (money); nothing left: never."""
    return _unless_positive(fixed, contribution_ratio)


def lifetime_value(monthly_revenue: Figure, gross_margin: Figure, monthly_churn: Figure) -> Figure:
    """ARPA × margin ÷ monthly churn (money). Without churn there is no such number, not an infinite one."""
    return quotient(product(monthly_revenue, gross_margin), monthly_churn, when_zero="no_churn")


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


def quick_ratio(new: Figure, expansion: Figure, churned: Figure, contraction: Figure) -> Figure:
    """(new + expansion) ÷ (churned + contraction); nothing lost is a reason, not 0."""
    return quotient(total((new, expansion)), total((churned, contraction)), when_zero="no_losses")


def gross_retention(begin: Sequence[Decimal], end: Sequence[Decimal]) -> Figure:
    """Σ min(begin, end) ÷ Σ begin over the customers there were; at most 1 by construction."""
    kept = sum(map(min, begin, end), Decimal(0))
    return quotient(Figure(kept), Figure(sum(begin, Decimal(0))), when_zero="no_customers")


def net_retention(begin: Sequence[Decimal], end: Sequence[Decimal]) -> Figure:
    """Σ end ÷ Σ begin over the customers there were; new ones are not in it."""
    return quotient(Figure(sum(end, Decimal(0))), Figure(sum(begin, Decimal(0))), when_zero="no_customers")


def net_retention_of_bridge(begin: Figure, churned: Figure, expansion: Figure, contraction: Figure) -> Figure:
    """(begin − churned + expansion − contraction) ÷ begin."""
    left = difference(total((begin, expansion)), total((churned, contraction)))
    return quotient(left, begin, when_zero="no_customers")


def over_periods(retention: Figure, periods: int) -> Figure:
    """A retention kept up for several periods: to their power, never times them."""
    number = retention.number
    return retention if number is None else Figure(number**periods)


def velocity(open_opportunities: Figure, deal: Figure, win_rate: Figure, cycle_days: Figure) -> Figure:
    """Open opportunities × deal × win rate ÷ cycle (money a day). Open ones, not created ones."""
    return quotient(product(open_opportunities, deal, win_rate), cycle_days, when_zero="no_data")


def coverage(pipeline: Figure, target: Figure) -> Figure:
    """Open pipeline ÷ what is still to be won (×)."""
    return quotient(pipeline, target, when_zero="no_target")


def required_coverage(decided_share: Figure) -> Figure:
    """1 ÷ the share of open pipeline that is won in the period (×)."""
    return quotient(Figure(ONE), decided_share, when_zero="zero_rate")


def _unless_positive(top: Figure, bottom: Figure) -> Figure:
    if top.known and bottom.number is not None and bottom.number <= 0:
        return lacking(reason="never")
    return quotient(top, bottom)
