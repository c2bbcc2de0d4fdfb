"""From an opportunity to a win: rates, cycle, velocity, coverage, deal sizes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from quarterdeck.engine import accuracy, economics, metrics
from quarterdeck.engine.catalogue.entry import entry
from quarterdeck.engine.figures import Figure, lacking, product, quotient, total

_of = partial(entry, "sales")
_per_customer = partial(quotient, when_zero="no_customers")


def win_rate(won: Figure, *ended_otherwise: Figure) -> Figure:
    """Won ÷ (won and all that ended otherwise)."""
    return metrics.conversion(won, total((won, *ended_otherwise)))


def extra_cost(deals: Figure, rate: Figure, there: Figure, price: Figure) -> Figure:
    """What the extra opportunities cost (money)."""
    return product(economics.extra_opportunities(deals, rate, there), price)


def shrunk(won: Figure, decided: Figure, planned: Figure, cases: Figure) -> Figure:
    """(n0 × planned rate + won) ÷ (n0 + decided): few results move what was planned only a little."""
    return metrics.conversion(total((product(cases, planned), won)), total((cases, decided)))


def error(actual: Sequence[Decimal], forecast: Sequence[Decimal]) -> Figure:
    """Σ|actual − forecast| ÷ Σ|actual| (fraction)."""
    return accuracy.wape(pairs) if (pairs := _pairs(actual, forecast)) else lacking(reason="uneven_lists")


def bias(actual: Sequence[Decimal], forecast: Sequence[Decimal]) -> Figure:
    """Σ(forecast − actual) ÷ Σ actual (fraction): above zero it promised too much."""
    return accuracy.bias(pairs) if (pairs := _pairs(actual, forecast)) else lacking(reason="uneven_lists")


def _pairs(actual: Sequence[Decimal], forecast: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """Forecast and actual, period by period."""
    return [*zip(forecast, actual, strict=True)] if len(actual) == len(forecast) else []


FORMULAS = (
    _of("win-rate-narrow", "pct", "won:count lost:count", win_rate, "kellblog_rates"),
    _of("win-rate-broad", "pct", "won:count lost:count derailed:count", win_rate, "kellblog_rates"),
    _of("win-rate-cohort", "pct", "won:count opportunities:count", metrics.conversion, "kellblog_rates"),
    _of(
        "win-rate-matured",
        "pct",
        "won:count* opportunities:count* decided_pct:share*",
        economics.matured_rate,
        "derived",
    ),
    _of(
        "win-rate-shrunk",
        "pct",
        "won:count decided:count planned_rate_pct:share plan_cases:count=40",
        shrunk,
        "varianceexplained",
    ),
    _of("mean-close-rate", "pct", "close_rates_pct:share*", economics.mean, "kellblog_time"),
    _of(
        "wins-by-age",
        "count",
        "opportunities:count* close_rates_pct:share*",
        economics.wins_by_age,
        "kellblog_time",
    ),
    _of("in-period-conversion", "pct", "win_rate_pct:share decided_pct:share", product, "millergrowth"),
    _of("sql-to-deal", "pct", "won:count sqls:count", metrics.conversion, "convention"),
    _of("signing-rate", "pct", "signed:count sent:count", metrics.conversion, "convention"),
    _of("demo-to-request", "pct", "requests:count demos:count", metrics.conversion, "convention"),
    _of("sales-cycle-mean", "days", "cycle_days:days*", economics.mean_cycle, "convention"),
    _of("sales-cycle-median", "days", "cycle_days:days*", economics.median_cycle, "convention"),
    _of(
        "sales-velocity",
        "money_per_day",
        "open_opportunities:count deal_value:money win_rate_pct:share cycle_days:days",
        economics.velocity,
        "velocity",
    ),
    _of("velocity-gain-of-cycle", "pct", "cycle_cut_pct:share", economics.velocity_gain, "velocity"),
    _of(
        "pipeline-coverage",
        "ratio",
        "pipeline:money left_to_win:money",
        economics.coverage,
        "kellblog_coverage",
    ),
    _of(
        "coverage-needed",
        "ratio",
        "in_period_conversion_pct:share create_and_close_pct:share=0",
        economics.required_coverage,
        "sellingsherpa",
    ),
    _of(
        "extra-opportunities",
        "count",
        "deals:count win_rate_pct:share open_opportunities:count",
        economics.extra_opportunities,
        "kellblog_coverage",
    ),
    _of(
        "extra-opportunities-cost",
        "money",
        "deals:count win_rate_pct:share open_opportunities:count cost_per_opportunity:money",
        extra_cost,
        "kellblog_coverage",
    ),
    _of("average-order-value", "money", "revenue:money orders:count", economics.average_order, "convention"),
    _of("deal-size", "money", "first_year_revenue:money new_customers:count", _per_customer, "convention"),
    _of("value-per-win", "money", "revenue:money won:count", _per_customer, "convention"),
    _of("opportunity-value", "money", "value_per_win:money lead_to_win_pct:share", product, "convention"),
    _of("forecast-variance", "count", "actual:number forecast:number", metrics.variance, "convention"),
    _of("forecast-error", "pct", "actual:number* forecast:number*", error, "convention"),
    _of("forecast-bias", "pct", "actual:number* forecast:number*", bias, "convention"),
    _of("forecast-variance-pct", "pct", "actual:number forecast:number", metrics.change, "convention"),
)
