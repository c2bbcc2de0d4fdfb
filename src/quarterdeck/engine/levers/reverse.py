"""What each month must bring so that the gap closes: the funnel backwards, in time.

A win of March comes from opportunities of the months before it, and these from leads of earlier months still:
what is needed is carried back through the same lags that carry leads forward. What would have had to arrive
before the forecast's first month can no longer be had.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Flow, Inputs
from quarterdeck.engine.forecast.kernels import lag_kernel
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.levers.moves import lead_price
from quarterdeck.engine.levers.question import Question
from quarterdeck.engine.outlook import FLOWS, exact
from quarterdeck.plan.calendar import add_months

STAGES = ("leads", "mqls", "sqls", "opportunities", "wins")
_RATES = ("lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate")
_NOTHING = 1e-9
LARGEST = 1e18
"""Beyond it a need says more about a slip in the inputs than about the business."""


class Phase(Struct, frozen=True):
    """What one month needs beyond the forecast. None: a stage behind the one the goal counts."""

    month: str
    past: bool
    """Before the forecast begins: it can no longer be had."""
    leads: Decimal
    mqls: Decimal | None = None
    sqls: Decimal | None = None
    opportunities: Decimal | None = None
    wins: Decimal | None = None
    budget: Decimal | None = None
    """For bought leads, at what they cost on average; None where none are bought."""


class Reverse(Struct, frozen=True):
    """The months, and how much of it comes too late."""

    phases: tuple[Phase, ...]
    late_pct: Decimal
    """Share of the leads that would have had to arrive before the forecast begins, or goes on."""


def reverse(asked: Question, short: float) -> Reverse | None:
    """The way back from an open gap; None where the KPI does not come through the funnel, or a rate is 0."""
    inputs = asked.inputs
    stage = FLOWS.get(asked.kpi.catalogue or "", "wins")
    last = STAGES.index(stage) if stage in STAGES else len(STAGES) - 1
    rates = [getattr(inputs.rates, name) for name in _RATES[:last]]
    more = _more(asked, last, short)
    if more is None or not all(rates):
        return None
    months = len(inputs.months)
    wanted = [more if asked.open <= at < asked.behind else 0.0 for at in range(months)]
    if abs(more) > LARGEST:
        return None
    # Index 0 is the earliest month any of it can have begun.
    before = sum(len(kernel) - 1 for kernel in _kernels(inputs)[:last])
    needs = {last: [0.0] * before + wanted}
    for at in range(last - 1, -1, -1):
        needs[at] = _earlier(needs[at + 1], _kernels(inputs)[at], rates[at])
    if any(max(values, default=0.0) > LARGEST for values in needs.values()):
        return None
    first = next((at for at, need in enumerate(needs[0]) if need > _NOTHING), 0)
    phases = tuple(_phase(asked, needs, at, before) for at in range(first, before + asked.behind))
    whole = sum(needs[0])
    late = sum(needs[0][: before + asked.passed]) / whole if whole else 0.0
    return Reverse(phases, exact(100 * late))


def _more(asked: Question, last: int, short: float) -> float | None:
    """How many more a month are needed at the stage, in each of the goal's months."""
    count = asked.behind - asked.open
    if not asked.flows or count < 1:
        return None
    if last < len(STAGES) - 1:
        return short / count
    flow = tuple(float(asked.open <= at < asked.behind) for at in range(len(asked.inputs.months)))
    with_one = asked.short(asked.inputs, run(asked.inputs, flow))
    # The model is a straight line in wins.
    return None if with_one is None or with_one >= short else short / (short - with_one)


def _kernels(inputs: Inputs) -> list[Flow]:
    timing = inputs.timing
    lags = (timing.lead_to_mql, timing.mql_to_sql, timing.sql_to_opportunity)
    return [*map(lag_kernel, lags), timing.close_curve]


def _earlier(needed: list[float], kernel: Flow, rate: float) -> list[float]:
    """What must enter a stage so that `needed` come out of it later."""
    return [
        sum(weight * needed[at + age] for age, weight in enumerate(kernel) if at + age < len(needed)) / rate
        for at in range(len(needed))
    ]


def _phase(asked: Question, needs: dict[int, list[float]], at: int, before: int) -> Phase:
    inputs = asked.inputs
    found = {STAGES[stage]: exact(values[at]) for stage, values in needs.items()}
    price = lead_price(inputs, asked.behind)
    return Phase(
        add_months(inputs.months[0], at - before),
        at < before + asked.passed,
        budget=None if price is None else exact(round(price * needs[0][at], 2)),
        **found,
    )
