"""Some hundred runs at once, month by month: columns of the month table, each with one value per run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from math import fsum
from operator import add, mul

from quarterdeck.engine.forecast import revenue as model
from quarterdeck.engine.forecast.capacity import limit
from quarterdeck.engine.forecast.inputs import Came, Inputs
from quarterdeck.engine.simulation.course import RATES, STAGES, Part, stages
from quarterdeck.engine.simulation.dice import Dice

HERE = "forecast.revenue"
Runs = list[float]
"""One value per run."""
Table = dict[str, list[Runs]]
"""By column, then by month."""


def simulate(
    inputs: Inputs, drawn: Mapping[str, Runs], count: int, dice: Dice, wanted: Collection[str] = STAGES
) -> Table:
    """The columns that are known, of `count` runs.

    Args:
        inputs: the forecast; all that is not drawn comes from it.
        drawn: values of rates and of revenue inputs by driver, as fractions.
        count: how many runs.
        dice: where chance comes from.
        wanted: the stages of the funnel that are asked for; wins always are.

    """
    table: Table = {}
    rates = [_value(inputs.rates, name, f"rates.{name}_pct", drawn, count) for name in RATES]
    for at, (stage, parts) in enumerate(zip(STAGES, stages(inputs), strict=False)):
        passed = [rate for rate in rates[:at] if rate is not None]
        if len(passed) < at:
            break
        if stage not in wanted and stage != STAGES[-1]:
            continue
        # From each source on: the product of all rates up to this stage.
        ways = [*accumulate(reversed(passed), _times)][::-1]
        reached = [_counted(parts, ways, month, count, dice) for month in range(len(inputs.months))]
        table[stage] = _as_it_came(reached, inputs.came.get(stage), count)
    if "wins" in table:
        won = _worked(inputs, table["wins"], _deal_sizes(inputs, drawn, count))
        table["wins"] = _as_it_came(won, inputs.came.get("wins"), count)
        _money(inputs, drawn, count, table)
    elif not model.sells_through_a_funnel(inputs):
        _lines(inputs, count, table)
    return table


def _as_it_came(expected: list[Runs], came: Came | None, count: int) -> list[Runs]:
    """Months that are over as they were counted, in every run."""
    if came is None:
        return expected
    return [runs if known is None else [known] * count for runs, known in zip(expected, came, strict=False)]


def _times(left: Runs, right: Runs) -> Runs:
    return list(map(mul, left, right))


def _value(part: object, attribute: str, driver: str, drawn: Mapping[str, Runs], count: int) -> Runs | None:
    """An input in every run: as drawn, or the same in all of them; None where it is not known."""
    if driver in drawn:
        return drawn[driver]
    fixed = getattr(part, attribute)
    return None if fixed is None else [fixed] * count


def _counted(parts: Sequence[Part], ways: Sequence[Runs], month: int, count: int, dice: Dice) -> Runs:
    """How many reach a stage in a month."""
    means, less = [0.0] * count, None
    for part in parts:
        mean, square = part.means[month], part.squares[month]
        way = ways[part.source] if ways else [1.0] * count
        if mean:
            reached = [rate * mean for rate in way]
            means = list(map(add, means, reached)) if any(means) else reached
        if square:
            before = less or [0.0] * count
            less = [whole + rate * rate * square for whole, rate in zip(before, way, strict=True)]
    return dice.counts(means, less)


def _deal_sizes(inputs: Inputs, drawn: Mapping[str, Runs], count: int) -> Runs | None:
    """By how much capacity in deals shrinks in each run because deals are larger; None: by nothing."""
    names = ("new_mrr_per_customer", "one_off_per_customer")
    size, revenue = model.first_year_value(inputs.revenue), inputs.revenue
    if not size or not any(f"revenue.{name}" in drawn for name in names):
        return None
    monthly, once = (_value(revenue, name, f"revenue.{name}", drawn, count) for name in names)
    months = 12.0 if revenue.recurring else 0.0
    nothing = [0.0] * count
    pairs = zip(monthly or nothing, once or nothing, strict=True)
    return [(months * each + first) / size or 1.0 for each, first in pairs]


def _worked(inputs: Inputs, demand: list[Runs], sizes: Runs | None) -> list[Runs]:
    """Capacity in every run: what nobody has time for waits, and a part of it goes."""
    most = limit(inputs)
    if most is None:
        return demand
    # Founders' hours limit the number of deals, whatever they bring; reps bring in so much money.
    by_size = sizes if inputs.capacity.reps else None
    survival, wins = inputs.capacity.survival, []
    waiting = [0.0] * len(demand[0])
    for month, wanted in enumerate(demand):
        room = [most[month] / size for size in by_size] if by_size else [most[month]] * len(wanted)
        there = [new + old for new, old in zip(wanted, waiting, strict=True)]
        won = list(map(min, there, room))
        waiting = [survival * (all_ - done) for all_, done in zip(there, won, strict=True)]
        wins.append(won)
    return wins


def _money(inputs: Inputs, drawn: Mapping[str, Runs], count: int, table: Table) -> None:
    """Revenue in every run: customers, recurring revenue, first and repeat orders, lines."""
    revenue, opening, wins = inputs.revenue, inputs.opening, table["wins"]

    def of(name: str, attribute: str) -> Runs | None:
        return _value(revenue, attribute, f"revenue.{name}", drawn, count)

    churn, early = of("monthly_churn_pct", "churn"), of("early_churn_pct", "early_churn")
    if churn is None and not revenue.recurring:
        churn = [0.0] * count
    stay = _left(inputs, "monthly_churn_pct", churn)
    stay_young = _left(inputs, "early_churn_pct", early)
    if stay is not None and opening.customers is not None:
        counted = inputs.came.get("customers")
        table["customers"] = _held([opening.customers] * count, stay, stay_young, wins, counted)
    recognised: list[Runs] | None = [[0.0] * count for _ in wins]
    if revenue.recurring:
        price = of("new_mrr_per_customer", "new_mrr_per_customer")
        more, less = of("monthly_expansion_pct", "expansion"), of("monthly_contraction_pct", "contraction")
        recognised = None
        if stay and price and more and less and opening.mrr is not None:
            table["mrr"] = _recurring(inputs, wins, price, stay, stay_young, _grown(inputs, more, less))
            recognised = _recognised([opening.mrr] * count, table["mrr"])
    orders, lines = _orders(inputs, drawn, count, table), model.lines(inputs)
    if recognised is not None and orders is not None and lines.known:
        table["revenue"] = [
            [recurring + order + line for recurring, order in zip(monthly, once, strict=True)]
            for monthly, once, line in zip(recognised, orders, lines.values, strict=True)
        ]
        table["revenue"] = _as_it_came(table["revenue"], inputs.came.get("revenue"), count)


def _recurring(
    inputs: Inputs,
    wins: list[Runs],
    price: Runs,
    stay: list[Runs],
    stay_young: list[Runs] | None,
    grown: list[Runs],
) -> list[Runs]:
    """MRR at the end of every month, in every run."""
    start = [inputs.opening.mrr or 0.0] * len(price)
    added = [
        [won * each * size for won, each in zip(now, price, strict=True)]
        for now, size in zip(wins, inputs.by_month(f"{HERE}.new_mrr_per_customer", 1.0), strict=True)
    ]
    young = None if stay_young is None else [*map(_times, stay_young, grown)]
    return _held(start, [*map(_times, stay, grown)], young, added, inputs.came.get("mrr"))


def _recognised(start: Runs, mrr: list[Runs]) -> list[Runs]:
    """Of every month, the half of opening plus closing MRR."""
    return [
        [(one + two) / 2 for one, two in zip(*pair, strict=True)]
        for pair in zip([start, *mrr[:-1]], mrr, strict=True)
    ]


def _left(inputs: Inputs, name: str, lost: Runs | None) -> list[Runs] | None:
    """What a month leaves of a level, in every run."""
    if lost is None:
        return None
    flow = inputs.by_month(f"{HERE}.{name}", 1.0)
    return [[1.0 - share * size for share in lost] for size in flow]


def _grown(inputs: Inputs, more: Runs, less: Runs) -> list[Runs]:
    """What a month makes of one of recurring revenue that stays, in every run."""
    up = inputs.by_month(f"{HERE}.monthly_expansion_pct", 1.0)
    down = inputs.by_month(f"{HERE}.monthly_contraction_pct", 1.0)
    return [
        [1.0 + rise * higher - fall * lower for rise, fall in zip(more, less, strict=True)]
        for higher, lower in zip(up, down, strict=True)
    ]


def _held(
    level: Runs,
    kept: list[Runs],
    kept_young: list[Runs] | None,
    added: list[Runs],
    counted: Came | None = None,
) -> list[Runs]:
    """A level month by month: what is kept of it, and what the wins add (`forecast.revenue.held`).

    From a level that was counted at the end of a month the next one goes on.
    """
    young: list[Runs] = [[0.0] * len(level)] * model.EARLY if kept_young else []
    found = []
    for at, new in enumerate(added):
        aged = [_times(part, kept_young[at]) for part in young] if kept_young else []
        grows = aged.pop() if kept_young else new
        level = [was * share + more for was, share, more in zip(level, kept[at], grows, strict=True)]
        young = [new, *aged] if kept_young else []
        whole = [fsum(parts) for parts in zip(level, *young, strict=True)] if young else level
        came = counted[at] if counted else None
        if came is not None:
            # Old and new keep their shares of what was counted.
            shares = [came / there if there else 0.0 for there in whole]
            level = [was * share if share else came for was, share in zip(level, shares, strict=True)]
            young = [_times(part, shares) for part in young]
            whole = [came] * len(whole)
        found.append(whole)
    return found


def _orders(inputs: Inputs, drawn: Mapping[str, Runs], count: int, table: Table) -> list[Runs] | None:
    """First purchases of those who are won, and repeat orders of those who were there."""
    revenue, wins = inputs.revenue, table["wins"]

    def of(name: str, attribute: str) -> Runs | None:
        return _value(revenue, attribute, f"revenue.{name}", drawn, count)

    value = of("order_value", "order_value")
    own = of("one_off_per_customer", "one_off_per_customer")
    first = own or value
    if first is None:
        return None if revenue.one_off else [[0.0] * count for _ in wins]
    flow = inputs.by_month(f"{HERE}.{'one_off_per_customer' if own else 'order_value'}", 1.0)
    bought = [
        [count * each * size for count, each in zip(won, first, strict=True)]
        for won, size in zip(wins, flow, strict=True)
    ]
    rate = of("repeat_rate_pct", "repeat_rate")
    if rate is None or value is None or not any(rate):
        return bought
    if "customers" not in table or inputs.opening.customers is None:
        return None
    before = [[inputs.opening.customers] * count, *table["customers"][:-1]]
    again = _times(rate, value)
    often, dear = (inputs.by_month(f"{HERE}.{name}", 1.0) for name in ("repeat_rate_pct", "order_value"))
    return [
        [new + base * more * size for new, base, more in zip(now, there, again, strict=True)]
        for now, there, size in zip(bought, before, map(mul, often, dear), strict=True)
    ]


def _lines(inputs: Inputs, count: int, table: Table) -> None:
    lines = model.lines(inputs)
    if lines.known:
        table["revenue"] = [[value] * count for value in lines.values]
