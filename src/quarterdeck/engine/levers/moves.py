"""What can be pulled: each lever as a number the model understands, and how far it may go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck.engine.drivers import drivers
from quarterdeck.engine.forecast.inputs import Inputs, Rep
from quarterdeck.engine.forecast.kernels import mean_age, stretched
from quarterdeck.engine.forecast.leads import paid
from quarterdeck.engine.forecast.model import Run
from quarterdeck.engine.tornado import Range

FARTHEST = 2.0
"""Without a range of its own a lever is tried up to double, or down to half of what it is."""
FARTHEST_BOUGHT = 5.0
"""Leads and spend can be bought: up to so many times."""
MOST_HIRES = 10
NEW = "new"

UP, DOWN = 1, -1
_RATES = ("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct")
_WAYS = {
    **{f"rates.{name}": UP for name in _RATES},
    "revenue.new_mrr_per_customer": UP,
    "revenue.one_off_per_customer": UP,
    "revenue.order_value": UP,
    "revenue.repeat_rate_pct": UP,
    "revenue.monthly_churn_pct": DOWN,
    "revenue.monthly_expansion_pct": UP,
    "capacity.founder_hours_per_month": UP,
}
"""Which inputs are levers, and which way helps."""


class Move(Struct, frozen=True):
    """One lever."""

    lever: str
    """leads, spend, reps, cycle_months, or an input of the forecast by the last part of its name."""
    unit: str
    """count | money | months | pct | hours."""
    now: float
    farthest: float
    """The bound it is tried up to: the founder's own range, or so many times what it is."""
    own_range: bool
    write: Callable[[Inputs, float], Inputs]
    lead_time: float = 0.0
    """Months until it shows, on average."""
    cost: Callable[[float], float | None] = lambda _: None
    """Money it takes to get there, as far as the plan knows."""


def moves(inputs: Inputs, found: Run, ranges: Mapping[str, Range], months: int) -> tuple[Move, ...]:
    """Every lever this plan has, for a goal that is judged at the end of `months` months of the grid."""
    return (
        *_leads(inputs, found, months),
        *_inputs(inputs, ranges),
        *_cycle(inputs),
        *_reps(inputs, months),
        *_spend(inputs, months),
    )


def way_of_a_lead(inputs: Inputs) -> float:
    """Months from a lead to its win, on average."""
    timing = inputs.timing
    stages = timing.lead_to_mql + timing.mql_to_sql + timing.sql_to_opportunity
    return stages + mean_age(timing.close_curve)


def lead_price(inputs: Inputs, months: int) -> float | None:
    """What a bought lead costs on average in the first months; None where none is bought."""
    money = leads = 0.0
    for channel in inputs.channels:
        for amount in (channel.spend or ())[:months]:
            if amount and channel.cost_per_lead:
                money += amount
                leads += paid(amount, channel.cost_per_lead, channel.reference_spend, channel.saturation)
    return money / leads if leads else None


def _leads(inputs: Inputs, found: Run, months: int) -> Iterator[Move]:
    now, price = sum(found.leads.values[:months]), lead_price(inputs, months)
    if now > 0:
        yield Move(
            "leads",
            "count",
            now,
            FARTHEST_BOUGHT * now,
            False,
            lambda given, value: replace(given, lead_factor=value / now),
            way_of_a_lead(inputs),
            lambda value: None if price is None else (value - now) * price,
        )


def _inputs(inputs: Inputs, ranges: Mapping[str, Range]) -> Iterator[Move]:
    timing, close = inputs.timing, mean_age(inputs.timing.close_curve)
    waits = {
        "rates.lead_to_mql_pct": way_of_a_lead(inputs),
        "rates.mql_to_sql_pct": timing.mql_to_sql + timing.sql_to_opportunity + close,
        "rates.sql_to_opportunity_pct": timing.sql_to_opportunity + close,
        "rates.win_rate_pct": close,
    }
    for driver in drivers(inputs):
        way, now = _WAYS.get(driver.name), driver.read(inputs)
        if way is None or not now:
            continue
        own = driver.name in ranges
        low, high = ranges.get(driver.name, (now / FARTHEST, now * FARTHEST))
        farthest = driver.within(high if way == UP else low)
        if (farthest - now) * way > 0:
            name = driver.name.rpartition(".")[2]
            wait = waits.get(driver.name, 0.0)
            yield Move(name, driver.unit, now, farthest, own, driver.write, wait)


def _cycle(inputs: Inputs) -> Iterator[Move]:
    now = way_of_a_lead(inputs)

    def write(given: Inputs, value: float) -> Inputs:
        timing, factor = given.timing, value / now
        shorter = replace(
            timing,
            lead_to_mql=timing.lead_to_mql * factor,
            mql_to_sql=timing.mql_to_sql * factor,
            sql_to_opportunity=timing.sql_to_opportunity * factor,
            close_curve=stretched(timing.close_curve, factor),
        )
        return replace(given, timing=shorter)

    if now > 0:
        yield Move("cycle_months", "months", now, now / FARTHEST, False, write)


def _reps(inputs: Inputs, months: int) -> Iterator[Move]:
    """More people who sell, from the first month on, with the ramp that takes."""
    capacity = inputs.capacity
    if not capacity.reps or capacity.productivity is None or not capacity.deal_size:
        return
    now = sum(rep.count for rep in capacity.reps)
    ids = {rep.id for rep in capacity.reps}
    pay = [person.monthly_cost for person in inputs.costs.people if person.id in ids]
    known = [each for each in pay if each is not None]
    each = sum(known) / len(known) if known else None

    def write(given: Inputs, value: float) -> Inputs:
        more = Rep(NEW, hired=0, count=value - now)
        return replace(given, capacity=replace(given.capacity, reps=(*given.capacity.reps, more)))

    def cost(value: float) -> float | None:
        return None if each is None else ceil(round(value - now, 9)) * each * months

    yield Move("reps", "count", now, now + MOST_HIRES, False, write, float(len(capacity.ramp)), cost)


def _spend(inputs: Inputs, months: int) -> Iterator[Move]:
    now = sum(sum((channel.spend or ())[:months]) for channel in inputs.channels)

    def write(given: Inputs, value: float) -> Inputs:
        factor = value / now
        channels = tuple(
            replace(
                channel, spend=None if channel.spend is None else tuple(factor * one for one in channel.spend)
            )
            for channel in given.channels
        )
        return replace(given, channels=channels)

    if now > 0:
        wait = way_of_a_lead(inputs)
        yield Move(
            "spend", "money", now, FARTHEST_BOUGHT * now, False, write, wait, lambda value: value - now
        )
