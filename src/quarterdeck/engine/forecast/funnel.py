"""From leads to opportunities and the demand for deals, with the time each stage takes."""

from __future__ import annotations

from operator import mul

from msgspec import Struct

from quarterdeck.engine.forecast.inputs import Flow, Inputs, Shape
from quarterdeck.engine.forecast.kernels import lag_kernel, spread, undecided
from quarterdeck.engine.forecast.leads import leads
from quarterdeck.engine.forecast.track import Track, as_it_came, lacking

RATES = "forecast.rates"


class Funnel(Struct, frozen=True):
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
    rates, timing, opening, came = inputs.rates, inputs.timing, inputs.opening, inputs.came
    first = as_it_came(leads(inputs), came.get("leads"))
    mqls = _next(inputs, first, rates.lead_to_mql, timing.lead_to_mql, opening.leads_created, "lead_to_mql")
    mqls = as_it_came(mqls, came.get("mqls"))
    sqls = _next(inputs, mqls, rates.mql_to_sql, timing.mql_to_sql, opening.mqls_created, "mql_to_sql")
    sqls = as_it_came(sqls, came.get("sqls"))
    accepted, wait = rates.sql_to_opportunity, timing.sql_to_opportunity
    opportunities = _next(inputs, sqls, accepted, wait, opening.sqls_created, "sql_to_opportunity")
    opportunities = as_it_came(opportunities, came.get("opportunities"))
    created = opening.opportunities_created
    won = f"{RATES}.win_rate_pct"
    # Losses are spread as wins are: what the curve has not decided yet is open.
    waiting = undecided(timing.close_curve)
    return Funnel(
        first,
        mqls,
        sqls,
        opportunities,
        _through(opportunities, rates.win_rate, timing.close_curve, created, won, inputs.shapes.get(won)),
        _through(opportunities, 1.0, waiting, created, won),
    )


def _next(inputs: Inputs, before: Track, rate: float | None, lag: float, history: Flow, name: str) -> Track:
    path = f"{RATES}.{name}_pct"
    return _through(before, rate, lag_kernel(lag), history, path, inputs.shapes.get(path))


def _through(
    before: Track, rate: float | None, kernel: Flow, history: Flow, path: str, shape: Shape | None = None
) -> Track:
    if rate is None:
        if before.known and not any(before.values) and not any(history):
            # Of nobody nobody goes on, whatever the rate.
            return before
        return lacking(*before.missing, path, reason=before.reason or "no_data")
    if not before.known:
        return before
    values = before.values
    if shape is not None:
        # Rates belong to the month of the cohort, not to the month in which it comes out.
        values = tuple(map(mul, values, shape.months))
        history = tuple(shape.before * number for number in history)
    return Track(spread(values, kernel, history, rate))
