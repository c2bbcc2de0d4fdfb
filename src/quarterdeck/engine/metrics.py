"""The formulas of marketing and sales by themselves. Figures in, one figure out.

Rates are fractions; functions that end in `_pct` give percent. All inputs of one formula belong to the same
period. What cannot be divided has a reason, never a bare 0.
"""

from __future__ import annotations

from quarterdeck.engine.figures import (
    ONE,
    ZERO,
    Figure,
    at_least,
    difference,
    known,
    lacking,
    percent,
    product,
    quotient,
    rounded_up,
    total,
)

THOUSAND = known(1000)
TWELVE = known(12)


def variance(actual: Figure, plan: Figure) -> Figure:
    """Actual less plan, in their unit. Whether that is good depends on the direction, which is kept apart."""
    return difference(actual, plan)


def change(now: Figure, before: Figure) -> Figure:
    """(now − before) ÷ before (fraction); from nothing or less there is no such share."""
    if before.number is not None and before.number <= 0:
        return lacking(reason="no_base")
    return quotient(difference(now, before), before)


def change_pct(now: Figure, before: Figure) -> Figure:
    """The same in percent."""
    return percent(change(now, before))


def conversion(reached: Figure, entered: Figure) -> Figure:
    """Share of a cohort that reached the next stage (fraction); nobody entered: no data."""
    return quotient(reached, entered, when_zero="nobody_entered")


def cost_per(spend: Figure, count: Figure, reason: str) -> Figure:
    """Money for each: cost per lead, per MQL, per customer. `reason` tells what there was none of."""
    return quotient(spend, count, when_zero=reason)


def cost_per_lead(spend: Figure, leads: Figure) -> Figure:
    """Programme spend ÷ new leads (money)."""
    return cost_per(spend, leads, "no_leads")


def acquisition_cost(spend: Figure, customers: Figure) -> Figure:
    """Sales and marketing cost ÷ new customers (money). Cost of goods stays out."""
    return cost_per(spend, customers, "no_customers")


def customers_per_thousand(customers: Figure, spend: Figure) -> Figure:
    """New customers for every 1,000 of money spent: the other way to read acquisition cost."""
    return product(quotient(customers, spend, when_zero="no_spend"), THOUSAND)


def return_on_investment(gain: Figure, cost: Figure) -> Figure:
    """(gain − cost) ÷ cost (fraction). The gain is gross profit, or revenue where that basis was chosen."""
    return quotient(difference(gain, cost), cost, when_zero="no_spend")


def return_on_investment_pct(gain: Figure, cost: Figure) -> Figure:
    """The same in percent."""
    return percent(return_on_investment(gain, cost))


def unit_margin(price: Figure, unit_cost: Figure) -> Figure:
    """What is left of the price of one unit (money); negative means a loss with every sale."""
    return difference(price, unit_cost)


def break_even_units(fixed: Figure, margin: Figure) -> Figure:
    """Fixed cost ÷ margin, unrounded; a margin of zero or less never breaks even."""
    if margin.number is not None and margin.number <= 0 and fixed.known:
        return lacking(reason="never")
    return quotient(fixed, margin)


def break_even_months(units: Figure, units_per_month: Figure) -> Figure:
    """Whole months until that many units are sold."""
    return rounded_up(quotient(rounded_up(units), units_per_month, when_zero="never"))


def annual(monthly: Figure) -> Figure:
    """Twelve times the last month: ARR from MRR. A level, not a sum of months."""
    return product(monthly, TWELVE)


def months_of_cash(cash: Figure, monthly_costs: Figure) -> Figure:
    """How long the money lasts without revenue (months)."""
    return quotient(cash, monthly_costs, when_zero="never")


def needed(outcome: Figure, rate: Figure) -> Figure:
    """One step up the funnel: how many must enter so that `outcome` come out. Never rounded in the chain."""
    return quotient(outcome, rate, when_zero="zero_rate")


def to_be_won(increase: Figure, addon: Figure) -> Figure:
    """Revenue new customers must bring: the increase less what existing customers add, never below zero."""
    return at_least(difference(increase, addon))


def compound(rate: Figure, periods: int) -> Figure:
    """A rate of loss over several periods: 1 − (1 − r)^n. Never r × n."""
    number = rate.number
    return rate if number is None else Figure(ONE - (ONE - number) ** periods)


def share_sum(shares: list[Figure]) -> Figure:
    """Sum of the shares that were given; none given is no data."""
    there = [figure for figure in shares if figure.known]
    missing = [path for figure in shares for path in figure.missing]
    return total(there) if there else lacking(*missing)


def attainment(actual: Figure, expected: Figure, baseline: Figure, falling: bool) -> Figure:
    """How far actual is towards what was expected by now, as a fraction.

    Rising: actual ÷ expected. Falling: (baseline − actual) ÷ (baseline − expected), and expected ÷ actual
    where there is no baseline above what is expected.
    """
    if not falling:
        return quotient(actual, expected, when_zero="no_base")
    start, aim = baseline.number, expected.number
    if start is not None and aim is not None and start > aim:
        return quotient(difference(baseline, actual), difference(baseline, expected))
    if actual.number is not None and actual.number <= ZERO:
        return known(1)
    return quotient(expected, actual)
