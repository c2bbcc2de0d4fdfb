"""The deterministic forecast, whole: one `Inputs` in, one `Run` out. Pure, and cheap enough for every key.

In binary floats on purpose: what comes out is an estimate, scenarios and levers run the same functions
thousands of times, and the table rounds away the noise of the sixteenth digit (see `result`).
"""

from __future__ import annotations

from operator import add

from msgspec import Struct

from quarterdeck.engine.forecast import capacity, costs, revenue
from quarterdeck.engine.forecast.funnel import funnel
from quarterdeck.engine.forecast.inputs import Flow, Inputs
from quarterdeck.engine.forecast.track import Track, as_it_came, combine, constant


class Run(Struct, frozen=True):
    """A track for every column of the month table, in its order."""

    leads: Track
    mqls: Track
    sqls: Track
    opportunities: Track
    wins: Track
    open_opportunities: Track
    customers: Track
    new_mrr: Track
    expansion_mrr: Track
    contraction_mrr: Track
    churned_mrr: Track
    mrr: Track
    one_off_revenue: Track
    line_revenue: Track
    revenue: Track
    spend: Track
    team_cost: Track
    tools_cost: Track
    bound_by: tuple[str | None, ...]
    """`demand` or `capacity`; None in every month where the wins are not known."""


def run(inputs: Inputs, more_wins: Flow = ()) -> Run:
    """Leads, funnel, capacity, revenue and costs of every month of the grid.

    `more_wins` come on top of those the funnel brings, to ask what they would be worth.
    """
    stages = funnel(inputs)
    wins, waiting, bound_by = _worked(inputs, stages.demand)
    wins = as_it_came(wins, inputs.came.get("wins"))
    if more_wins:
        wins = combine(add, wins, Track(more_wins))
    bridge = revenue.bridge(inputs, wins)
    customers = revenue.customers(inputs, wins)
    one_off, lines = revenue.one_off(inputs, wins, customers), revenue.lines(inputs)
    parts = [bridge.recognised, one_off, lines] if revenue.sells_through_a_funnel(inputs) else [lines]
    return Run(
        leads=stages.leads,
        mqls=stages.mqls,
        sqls=stages.sqls,
        opportunities=stages.opportunities,
        wins=wins,
        open_opportunities=combine(lambda age, queue: age + queue, stages.undecided, waiting),
        customers=customers,
        new_mrr=bridge.new,
        expansion_mrr=bridge.expansion,
        contraction_mrr=bridge.contraction,
        churned_mrr=bridge.churned,
        mrr=bridge.closing,
        one_off_revenue=one_off,
        line_revenue=lines,
        revenue=as_it_came(combine(lambda *amounts: sum(amounts), *parts), inputs.came.get("revenue")),
        spend=as_it_came(costs.spend(inputs), inputs.came.get("spend")),
        team_cost=costs.team_cost(inputs, wins),
        tools_cost=costs.tools_cost(inputs),
        bound_by=bound_by,
    )


def _worked(inputs: Inputs, demand: Track) -> tuple[Track, Track, tuple[str | None, ...]]:
    months = len(inputs.months)
    if not demand.known:
        return demand, constant(0.0, months), (None,) * months
    most = capacity.limit(inputs)
    worked = capacity.work(demand.values, most, inputs.capacity.survival)
    return Track(worked.wins), Track(worked.waiting), worked.bound_by
