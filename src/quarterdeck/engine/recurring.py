"""Recurring revenue and who stays: levels, retention, churn.

Figures in, one figure out; rates are fractions of what was there when the period began.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import prod

from quarterdeck.engine.figures import (
    ONE,
    ZERO,
    Figure,
    difference,
    known,
    lacking,
    numbers,
    quotient,
    total,
)


def closing(
    opening: Figure,
    new: Figure,
    expansion: Figure,
    reactivation: Figure,
    contraction: Figure,
    churned: Figure,
) -> Figure:
    """Opening + new + expansion + reactivation − contraction − churned (money)."""
    return difference(total((opening, new, expansion, reactivation)), total((contraction, churned)))


def recognised(opening: Figure, closing_level: Figure) -> Figure:
    """Half of opening plus closing (money): as if customers came and went in the middle of the month."""
    return quotient(total((opening, closing_level)), known(2))


def after_months(
    opening: Figure, new: Figure, months: Figure, churn: Figure, expansion: Figure, contraction: Figure
) -> Figure:
    """A level after so many months of the same new and the same rates, all of them of the opening level."""
    level, added, count, lost, more, less = numbers(opening, new, months, churn, expansion, contraction)
    kept, whole = ONE + more - less - lost, int(count)
    series = Decimal(whole) if kept == 1 else (ONE - kept**whole) / (ONE - kept)
    return Figure(level * kept**whole + added * series)


def ceiling(new: Figure, net_loss: Figure) -> Figure:
    """New ÷ net monthly loss: the level at which as much leaves as comes."""
    return quotient(new, net_loss, when_zero="no_churn")


def quick_ratio(new: Figure, expansion: Figure, churned: Figure, contraction: Figure) -> Figure:
    """(new + expansion) ÷ (churned + contraction); nothing lost is a reason, not 0."""
    return quotient(total((new, expansion)), total((churned, contraction)), when_zero="no_losses")


def gross_retention(begin: Sequence[Decimal], end: Sequence[Decimal]) -> Figure:
    """Σ min(begin, end) ÷ Σ begin over the customers there were; at most 1 by construction."""
    if len(begin) != len(end):
        return lacking(reason="uneven_lists")
    kept = Figure(sum(map(min, begin, end), ZERO))
    return quotient(kept, Figure(sum(begin, ZERO)), when_zero="no_customers")


def net_retention(begin: Sequence[Decimal], end: Sequence[Decimal]) -> Figure:
    """Σ end ÷ Σ begin over the customers there were; new ones are not in it."""
    if len(begin) != len(end):
        return lacking(reason="uneven_lists")
    return quotient(Figure(sum(end, ZERO)), Figure(sum(begin, ZERO)), when_zero="no_customers")


def net_retention_of_bridge(begin: Figure, churned: Figure, expansion: Figure, contraction: Figure) -> Figure:
    """(begin − churned + expansion − contraction) ÷ begin."""
    left = difference(total((begin, expansion)), total((churned, contraction)))
    return quotient(left, begin, when_zero="no_customers")


def over_periods(retention: Figure, periods: Figure) -> Figure:
    """A retention kept up for several periods: to their power, never times them."""
    rate, count = numbers(retention, periods)
    return Figure(rate ** int(count))


def gross_retention_of_bridge(begin: Figure, churned: Figure, contraction: Figure) -> Figure:
    """(begin − churned − contraction) ÷ begin."""
    return quotient(difference(begin, total((churned, contraction))), begin, when_zero="no_customers")


def gross_churn(begin: Figure, churned: Figure, contraction: Figure) -> Figure:
    """1 − gross retention."""
    return difference(known(1), gross_retention_of_bridge(begin, churned, contraction))


def net_churn(begin: Figure, churned: Figure, expansion: Figure, contraction: Figure) -> Figure:
    """1 − net retention; below zero where the customers there are bring more every month."""
    return difference(known(1), net_retention_of_bridge(begin, churned, expansion, contraction))


def logo_churn(lost: Figure, start: Figure) -> Figure:
    """Customers lost ÷ customers at the start."""
    return quotient(lost, start, when_zero="no_customers")


def logo_churn_of_all(lost: Figure, start: Figure, new: Figure) -> Figure:
    """Customers lost ÷ (customers at the start + new ones): some billing systems count so."""
    return quotient(lost, total((start, new)), when_zero="no_customers")


def logo_retention(end: Figure, new: Figure, start: Figure) -> Figure:
    """(Customers at the end − new ones) ÷ customers at the start."""
    return quotient(difference(end, new), start, when_zero="no_customers")


def churn_over(monthly: Figure, months: Figure) -> Figure:
    """1 − (1 − c)^n: never the monthly rate times the months."""
    rate, count = numbers(monthly, months)
    return Figure(ONE - (ONE - rate) ** int(count))


def churn_of_months(rates: Sequence[Decimal]) -> Figure:
    """1 − Π (1 − c) over months that differ."""
    return Figure(ONE - prod((ONE - rate for rate in rates), start=ONE))


def monthly_of_yearly(yearly: Figure) -> Figure:
    """1 − (1 − A)^(1/12): never a twelfth of it."""
    (rate,) = numbers(yearly)
    return Figure(ONE - (ONE - rate) ** (ONE / 12))
