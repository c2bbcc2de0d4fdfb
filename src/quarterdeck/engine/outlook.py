"""What the forecast says about a KPI of the catalogue. For the others it has nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quarterdeck.engine import metrics
from quarterdeck.engine.figures import Figure, fraction, given, lacking, percent, product, quotient
from quarterdeck.engine.forecast.result import ForecastResult, MonthFigures, rolled
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.kpis import Kpi

FLOWS = {
    "sales-revenue": "revenue",
    "deals-won": "wins",
    "new-customers": "wins",
    "leads": "leads",
    "mqls": "mqls",
    "sqls": "sqls",
    "opportunities": "opportunities",
}
"""Summed over the months asked for."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months a KPI is asked about, and how to read a figure of them."""

    rows: tuple[MonthFigures, ...]
    result: ForecastResult

    def __call__(self, column: str) -> Figure:
        """A column of the window rolled up, or the reason why it has no data."""
        return self.result.reasons.get(column) or Figure(rolled(column, self.rows))


def window(result: ForecastResult, months: tuple[str, ...]) -> Window | Figure:
    """The part of the grid that covers `months`, or the reason why it does not."""
    if result.reason:
        return Figure(None, result.reason, result.missing)
    rows = tuple(row for row in result.months if row.period in set(months))
    if not rows or len(rows) != len(months):
        return lacking("forecast.start", "forecast.months", reason="not_in_forecast")
    return Window(rows, result)


def outlook(kpi: Kpi, inputs: Forecast, months: tuple[str, ...], result: ForecastResult) -> Figure:
    """The KPI at the end of `months` (a level) or over them (a flow), in its own unit."""
    name = kpi.catalogue or ""
    if name in _RATES:
        return _RATES[name](inputs, kpi)
    if name not in FLOWS and name not in _FORMULAS:
        return lacking(reason="not_in_forecast")
    found = window(result, months)
    if isinstance(found, Figure):
        return found
    return found(FLOWS[name]) if name in FLOWS else _FORMULAS[name](found)


def tells(kpi: Kpi) -> bool:
    """Whether the forecast knows this KPI at all."""
    return bool(kpi.catalogue) and kpi.catalogue in {*FLOWS, *_FORMULAS, *_RATES}


_FORMULAS: dict[str, Callable[[Window], Figure]] = {
    "mrr": lambda row: row("mrr"),
    "arr": lambda row: metrics.annual(row("mrr")),
    "arpu": lambda row: quotient(row("mrr"), row("customers"), when_zero="no_customers"),
    "cost-per-lead": lambda row: metrics.cost_per_lead(row("spend"), row("leads")),
}


def _rate(inputs: Forecast, *names: str) -> Figure:
    """Rates of the funnel multiplied, in percent. Without a separate stage every SQL is an opportunity."""
    rates = inputs.rates
    parts = [
        given(getattr(rates, name), f"forecast.rates.{name}")
        for name in names
        if name != "sql_to_opportunity_pct" or rates.sql_to_opportunity_pct is not None
    ]
    return percent(product(*map(fraction, parts)))


def _churn(inputs: Forecast, kpi: Kpi) -> Figure:
    monthly = given(inputs.revenue.monthly_churn_pct, "forecast.revenue.monthly_churn_pct")
    return percent(metrics.compound(fraction(monthly), 3 if kpi.frequency == "quarterly" else 1))


_RATES: dict[str, Callable[[Forecast, Kpi], Figure]] = {
    "visitor-to-lead": lambda inputs, _: _rate(inputs, "visit_to_lead_pct"),
    "mql-to-sql": lambda inputs, _: _rate(inputs, "mql_to_sql_pct"),
    "sql-to-deal": lambda inputs, _: _rate(inputs, "sql_to_opportunity_pct", "win_rate_pct"),
    "win-rate": lambda inputs, _: _rate(inputs, "win_rate_pct"),
    "lead-to-opportunity": lambda inputs, _: _rate(
        inputs, "lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct"
    ),
    "lead-to-customer": lambda inputs, _: _rate(
        inputs, "lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct"
    ),
    "churn-rate": _churn,
}
