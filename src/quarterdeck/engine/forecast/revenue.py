"""What wins bring: the bridge of recurring revenue, customers, one-off sales and lines. FORMULAS 2.4."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from quarterdeck.engine.forecast.inputs import Inputs, Line, Revenue
from quarterdeck.engine.forecast.track import Track, added, combine, constant, lacking, required, unknown_of
from quarterdeck.plan.paths import quoted


@dataclass(frozen=True, slots=True)
class Bridge:
    """MRR[t] = MRR[t−1] + new + expansion − contraction − churned, month by month."""

    new: Track
    expansion: Track
    contraction: Track
    churned: Track
    closing: Track
    recognised: Track
    """Half of opening plus closing."""


def bridge(inputs: Inputs, wins: Track) -> Bridge:
    """Rates act on the opening MRR; new customers can leave from the month after.

    Churn c·MRR, contraction x·(1−c)·MRR, expansion e·(1−c)·MRR.
    """
    revenue, opening = inputs.revenue, inputs.opening.mrr
    if not revenue.recurring:
        nothing = constant(0.0, len(inputs.months))
        return Bridge(nothing, nothing, nothing, nothing, nothing, nothing)
    price = required(forecast__revenue__new_mrr_per_customer=revenue.new_mrr_per_customer)
    new = _times(wins, revenue.new_mrr_per_customer, price)
    gaps = required(forecast__opening__mrr=opening, forecast__revenue__monthly_churn_pct=revenue.churn)
    unknown = unknown_of([track for track in (new, gaps) if track])
    if unknown or opening is None or revenue.churn is None:
        missing = unknown or lacking()
        return Bridge(new, missing, missing, missing, missing, missing)
    kept = 1.0 - revenue.churn
    levels = [opening]
    for added_now in new.values:
        levels.append(levels[-1] * kept * (1.0 + revenue.expansion - revenue.contraction) + added_now)
    before = levels[:-1]
    return Bridge(
        new,
        Track(tuple(level * kept * revenue.expansion for level in before)),
        Track(tuple(level * kept * revenue.contraction for level in before)),
        Track(tuple(level * revenue.churn for level in before)),
        Track(tuple(levels[1:])),
        Track(tuple((first + last) / 2 for first, last in pairwise(levels))),
    )


def first_year_value(revenue: Revenue) -> float:
    """What one win brings within a year, by which capacity in money becomes deals; 0 where nobody said."""
    recurring = (revenue.new_mrr_per_customer or 0.0) * 12 if revenue.recurring else 0.0
    return recurring + (revenue.one_off_per_customer or 0.0)


def customers(inputs: Inputs, wins: Track) -> Track:
    """Last month's × (1 − churn) + wins. Where nothing recurs nobody leaves: everyone who ever bought."""
    churn = inputs.revenue.churn
    if churn is None and not inputs.revenue.recurring:
        churn = 0.0
    opening = inputs.opening.customers
    gaps = required(forecast__opening__customers=opening, forecast__revenue__monthly_churn_pct=churn)
    unknown = unknown_of([track for track in (wins, gaps) if track])
    if unknown or opening is None or churn is None:
        return unknown or lacking()
    there, values = opening, []
    for won in wins.values:
        there = there * (1.0 - churn) + won
        values.append(there)
    return Track(tuple(values))


def one_off(inputs: Inputs, wins: Track, there: Track) -> Track:
    """First purchases of the customers won, and repeat orders of those there were a month before.

    Nothing where revenue only recurs and no such price is given. FORMULAS 2.4: orders = new + rate × base.
    """
    revenue = inputs.revenue
    first = revenue.order_value if revenue.one_off_per_customer is None else revenue.one_off_per_customer
    if first is None and not revenue.one_off:
        return constant(0.0, len(inputs.months))
    bought = _times(wins, first, required(forecast__revenue__one_off_per_customer=first))
    value = revenue.order_value
    if not revenue.repeat_rate or value is None:
        return bought
    if not there.known or inputs.opening.customers is None:
        return unknown_of([track for track in (bought, there) if not track.known]) or there
    before = Track((inputs.opening.customers, *there.values[:-1]))
    return combine(lambda new, base: new + base * revenue.repeat_rate * value, bought, before)


def lines(inputs: Inputs) -> Track:
    """Units × price of every line."""
    return added([_line(line) for line in inputs.lines], len(inputs.months))


def sells_through_a_funnel(inputs: Inputs) -> bool:
    """False for a plan of revenue lines alone, whose revenue must not wait for a funnel nobody described."""
    revenue, opening = inputs.revenue, inputs.opening
    prices = (revenue.new_mrr_per_customer, revenue.one_off_per_customer)
    described = any(value is not None for value in (*prices, opening.mrr, inputs.rates.win_rate))
    return bool(inputs.channels or opening.opportunities_created or described or not inputs.lines)


def _line(line: Line) -> Track:
    here = f"forecast.lines.{quoted(line.id)}"
    if line.units is None or line.price is None:
        asked = ((f"{here}.units", line.units), (f"{here}.price", line.price))
        return lacking(*(path for path, value in asked if value is None))
    return combine(lambda units, price: units * price, Track(line.units), Track(line.price))


def _times(wins: Track, amount: float | None, gaps: Track | None) -> Track:
    unknown = unknown_of([track for track in (wins, gaps) if track])
    if unknown or amount is None:
        return unknown or lacking()
    return Track(tuple(won * amount for won in wins.values))
