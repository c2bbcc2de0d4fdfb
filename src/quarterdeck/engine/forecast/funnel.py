"""From leads to opportunities and the demand for deals, with the time each stage takes. FORMULAS 2.2."""

from __future__ import annotations

from dataclasses import dataclass

from quarterdeck.engine.forecast.inputs import Flow, Inputs
from quarterdeck.engine.forecast.kernels import lag_kernel, spread, undecided
from quarterdeck.engine.forecast.leads import leads
from quarterdeck.engine.forecast.track import Track, lacking


@dataclass(frozen=True, slots=True)
class Funnel:
    """What enters each stage, month by month."""

    leads: Track
    mqls: Track
    sqls: Track
    opportunities: Track
    demand: Track
    """Deals that would be won if everyone could be served."""
    undecided: Track
    """Opportunities neither won nor lost at the end of the month, by their age."""


def funnel(inputs: Inputs) -> Funnel:
    """The whole chain. Histories feed it too: what was created before the start is still on its way."""
    rates, timing, opening = inputs.rates, inputs.timing, inputs.opening
    first = leads(inputs)
    mqls = _next(first, rates.lead_to_mql, timing.lead_to_mql, opening.leads_created, "lead_to_mql_pct")
    sqls = _next(mqls, rates.mql_to_sql, timing.mql_to_sql, opening.mqls_created, "mql_to_sql_pct")
    accepted, wait = rates.sql_to_opportunity, timing.sql_to_opportunity
    opportunities = _next(sqls, accepted, wait, opening.sqls_created, "sql_to_opportunity_pct")
    created = opening.opportunities_created
    return Funnel(
        first,
        mqls,
        sqls,
        opportunities,
        _through(opportunities, rates.win_rate, timing.close_curve, created, "win_rate_pct"),
        # Losses are spread as wins are: what the curve has not decided yet is open.
        _through(opportunities, 1.0, undecided(timing.close_curve), created, "win_rate_pct"),
    )


def _next(before: Track, rate: float | None, lag: float, history: Flow, name: str) -> Track:
    return _through(before, rate, lag_kernel(lag), history, name)


def _through(before: Track, rate: float | None, kernel: Flow, history: Flow, name: str) -> Track:
    if rate is None:
        return lacking(*before.missing, f"forecast.rates.{name}", reason=before.reason or "no_data")
    if not before.known:
        return before
    return Track(spread(before.values, kernel, history, rate))
