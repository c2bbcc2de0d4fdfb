"""What wins bring: the bridge of recurring revenue, customers, one-off sales and lines."""

from __future__ import annotations

from itertools import pairwise
from operator import mul

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Came, Flow, Inputs, Line, Revenue
from quarterdeck.engine.forecast.kernels import spread
from quarterdeck.engine.forecast.track import (
    Track,
    added,
    as_it_came,
    combine,
    constant,
    lacking,
    required,
    unknown_of,
)
from quarterdeck.plan.paths import quoted

HERE = "forecast.revenue"
EARLY = 3
"""Months in which a new customer may leave more easily than later."""


class Bridge(Struct, frozen=True):
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

    Churn c·MRR, contraction x·(1−c)·MRR, expansion e·(1−c)·MRR; each cohort by its own c where the first
    months are known to be different.
    """
    revenue, opening = inputs.revenue, inputs.opening.mrr
    if not revenue.recurring:
        nothing = constant(0.0, len(inputs.months))
        return Bridge(nothing, nothing, nothing, nothing, nothing, nothing)
    price = required(forecast__revenue__new_mrr_per_customer=revenue.new_mrr_per_customer)
    new = _times(inputs, wins, revenue.new_mrr_per_customer, "new_mrr_per_customer", price)
    new = as_it_came(new, inputs.came.get("new_mrr"))
    gaps = required(forecast__opening__mrr=opening, forecast__revenue__monthly_churn_pct=revenue.churn)
    unknown = unknown_of([track for track in (new, gaps) if track])
    if unknown or opening is None or revenue.churn is None:
        missing = unknown or lacking()
        return Bridge(new, missing, missing, missing, missing, missing)
    more = inputs.by_month(f"{HERE}.monthly_expansion_pct", revenue.expansion)
    less = inputs.by_month(f"{HERE}.monthly_contraction_pct", revenue.contraction)
    grown = tuple(1.0 + up - down for up, down in zip(more, less, strict=True))
    base = held(opening, new.values, losses(inputs, revenue.churn), grown, inputs.came.get("mrr"))
    return Bridge(
        new,
        as_it_came(Track(tuple(map(mul, base.kept, more))), inputs.came.get("expansion_mrr")),
        as_it_came(Track(tuple(map(mul, base.kept, less))), inputs.came.get("contraction_mrr")),
        as_it_came(Track(base.lost), inputs.came.get("churned_mrr")),
        Track(base.closing),
        Track(tuple((first + last) / 2 for first, last in pairwise((opening, *base.closing)))),
    )


class Losses(Struct, frozen=True):
    """Who leaves, as a share of those there were when the month began."""

    usual: Flow
    early: Flow | None
    """Of those won in the three months before; None: as all others."""


def losses(inputs: Inputs, churn: float) -> Losses:
    """The shares of every month."""
    early, here = inputs.revenue.early_churn, f"{HERE}.early_churn_pct"
    return Losses(
        inputs.by_month(f"{HERE}.monthly_churn_pct", churn),
        None if early is None else inputs.by_month(here, early),
    )


class Held(Struct, frozen=True):
    """A level month by month: at its end, what was lost of it, and what was kept before it grew."""

    closing: Flow
    lost: Flow
    kept: Flow


def held(opening: float, added: Flow, losses: Losses, grown: Flow, counted: Came | None = None) -> Held:
    """M[u,t] = New[u]·Π (1 − c_a)·(1 + e − x), summed over the months u a part was added in.

    All parts older than three months share one churn, so they are one level. From a level that was `counted`
    at the end of a month the next one goes on.
    """
    old, young = opening, [0.0] * EARLY if losses.early else []
    closing: list[float] = []
    lost, kept = [], []
    for new, gone, early, step in zip(added, losses.usual, losses.early or losses.usual, grown, strict=True):
        stay, stay_young = old * (1.0 - gone), [each * (1.0 - early) for each in young]
        lost.append(old * gone + sum(young) * early)
        kept.append(stay + sum(stay_young))
        aged = [each * step for each in stay_young]
        old = stay * step + (aged.pop() if young else new)
        young = [new, *aged] if young else young
        level = old + sum(young)
        came = counted[len(closing)] if counted else None
        if came is not None and level:
            old, young = old * came / level, [each * came / level for each in young]
        elif came is not None:
            old = came
        closing.append(level if came is None else came)
    return Held(tuple(closing), tuple(lost), tuple(kept))


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
    steady, counted = (1.0,) * len(inputs.months), inputs.came.get("customers")
    return Track(held(opening, wins.values, losses(inputs, churn), steady, counted).closing)


def one_off(inputs: Inputs, wins: Track, there: Track) -> Track:
    """First purchases of the customers won, and repeat orders of those there were a month before.

    Nothing where revenue only recurs and no such price is given. Orders = new + rate × base.
    """
    revenue = inputs.revenue
    first = revenue.order_value if revenue.one_off_per_customer is None else revenue.one_off_per_customer
    if first is None and not revenue.one_off:
        return constant(0.0, len(inputs.months))
    priced = "order_value" if revenue.one_off_per_customer is None else "one_off_per_customer"
    bought = _times(inputs, wins, first, priced, required(forecast__revenue__one_off_per_customer=first))
    value = revenue.order_value
    if not revenue.repeat_rate or value is None:
        return bought
    if not there.known or inputs.opening.customers is None:
        return unknown_of([track for track in (bought, there) if not track.known]) or there
    before = Track((inputs.opening.customers, *there.values[:-1]))
    orders = inputs.by_month(f"{HERE}.repeat_rate_pct", revenue.repeat_rate)
    each = Track(tuple(map(mul, orders, inputs.by_month(f"{HERE}.order_value", value))))
    return combine(lambda new, base, more: new + base * more, bought, before, each)


def lines(inputs: Inputs) -> Track:
    """Units × price of every line, a sale of more than a month spread over its months."""
    return added([_line(line) for line in inputs.lines], len(inputs.months))


def sells_through_a_funnel(inputs: Inputs) -> bool:
    """False for a plan of revenue lines alone, whose revenue must not wait for a funnel nobody described."""
    revenue, opening = inputs.revenue, inputs.opening
    prices = (revenue.new_mrr_per_customer, revenue.one_off_per_customer)
    described = any(value is not None for value in (*prices, opening.mrr, inputs.rates.win_rate))
    return bool(inputs.channels or opening.opportunities_created or described or not inputs.lines)


def _line(line: Line) -> Track:
    if line.units is None or line.price is None:
        here = f"forecast.lines.{quoted(line.id)}"
        asked = zip(line.answers, (line.units, line.price), strict=True)
        return lacking(*(f"{here}.{name}" for name, value in asked if value is None))
    sold = tuple(map(mul, line.units, line.price))
    if line.months == 1:
        return Track(sold)
    earlier = tuple(units * line.price[0] for units in line.sold_before) if line.price else ()
    return Track(spread(sold, (1.0 / line.months,) * line.months, earlier))


def _times(inputs: Inputs, wins: Track, amount: float | None, name: str, gaps: Track | None) -> Track:
    unknown = unknown_of([track for track in (wins, gaps) if track])
    if unknown or amount is None:
        return unknown or lacking()
    return Track(tuple(map(mul, wins.values, inputs.by_month(f"{HERE}.{name}", amount))))
