"""What a customer is worth, in several ways that must not be mixed up.

Figures in, one figure out; rates are fractions a month.
"""

from __future__ import annotations

from decimal import Decimal

from quarterdeck.engine.figures import (
    ONE,
    Figure,
    difference,
    known,
    numbers,
    product,
    quotient,
    total,
)

LONGEST_LIFE = known(60)
"""Months a customer is credited with where nobody leaves: a churn of 1.67 % a month."""


def lifetime(monthly_churn: Figure) -> Figure:
    """1 ÷ monthly churn (months)."""
    return quotient(known(1), monthly_churn, when_zero="no_churn")


def simple(monthly_revenue: Figure, gross_margin: Figure, monthly_churn: Figure) -> Figure:
    """ARPA × margin ÷ monthly churn (money). Without churn there is no such number, not an infinite one."""
    return quotient(product(monthly_revenue, gross_margin), monthly_churn, when_zero="no_churn")


def capped(monthly_revenue: Figure, gross_margin: Figure, monthly_churn: Figure) -> Figure:
    """The simple form with a life of at most sixty months."""
    life, churn = numbers(LONGEST_LIFE)[0], monthly_churn.number
    if churn is not None and churn * life < 1:
        return product(monthly_revenue, gross_margin, LONGEST_LIFE)
    return simple(monthly_revenue, gross_margin, monthly_churn)


def finite(
    monthly_revenue: Figure,
    gross_margin: Figure,
    monthly_churn: Figure,
    months: Figure,
    yearly_discount: Figure,
) -> Figure:
    """Σ ARPA·margin·(1−c)^a·(1+d)^−a over the months a = 0 … H−1; holds where churn is 0, too."""
    profit = product(monthly_revenue, gross_margin)
    kept = quotient(difference(known(1), monthly_churn), _growth(yearly_discount))
    share, count = kept.number, months.number
    if share is None or count is None:
        return kept if share is None else months
    whole = int(count)
    weights = Decimal(whole) if share == 1 or not whole else (ONE - share**whole) / (ONE - share)
    return product(profit, Figure(weights))


def discounted(
    monthly_revenue: Figure, gross_margin: Figure, monthly_churn: Figure, yearly_discount: Figure
) -> Figure:
    """g·(1+d) ÷ (c+d): for ever, paid at the start of each month."""
    monthly = difference(_growth(yearly_discount), known(1))
    profit = product(monthly_revenue, gross_margin, total((known(1), monthly)))
    return quotient(profit, total((monthly_churn, monthly)), when_zero="no_churn")


def discounted_in_arrears(
    monthly_revenue: Figure, gross_margin: Figure, monthly_churn: Figure, yearly_discount: Figure
) -> Figure:
    """g·r ÷ (1+d−r) with r = 1−c: for ever, paid at the end of each month."""
    kept = difference(known(1), monthly_churn)
    below = difference(_growth(yearly_discount), kept)
    return quotient(product(monthly_revenue, gross_margin, kept), below, when_zero="no_churn")


def expanding(first_profit: Figure, monthly_increase: Figure, monthly_churn: Figure) -> Figure:
    """A ÷ c + m·(1−c) ÷ c²: gross profit of the first month, and by how much it grows every month."""
    kept = difference(known(1), monthly_churn)
    base = quotient(first_profit, monthly_churn, when_zero="no_churn")
    more = quotient(
        product(monthly_increase, kept), product(monthly_churn, monthly_churn), when_zero="no_churn"
    )
    return total((base, more))


def of_orders(order: Figure, orders_a_year: Figure, years: Figure, gross_margin: Figure) -> Figure:
    """Order value × orders a year × years × margin (money); a margin of 1 gives it in revenue."""
    return product(order, orders_a_year, years, gross_margin)


def per_cost(value: Figure, cost: Figure) -> Figure:
    """LTV ÷ CAC, both of the same segment."""
    return quotient(value, cost, when_zero="no_cost")


def _growth(yearly: Figure) -> Figure:
    """What one grows to in a month at a yearly rate: never a twelfth of it."""
    number = yearly.number
    return yearly if number is None else Figure((ONE + number) ** (ONE / 12))
