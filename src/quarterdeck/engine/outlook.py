"""What the forecast says about a KPI of the catalogue. For the others it has nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import fsum, isfinite

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck.engine import metrics
from quarterdeck.engine.figures import Figure, lacking, percent, product, quotient
from quarterdeck.engine.forecast.inputs import Inputs, Rates
from quarterdeck.engine.forecast.model import Run
from quarterdeck.engine.forecast.result import STOCKS, ForecastResult, MonthFigures, rolled
from quarterdeck.engine.forecast.track import Track
from quarterdeck.plan.kpis import Kpi

Columns = Callable[[str], Figure]
"""A column of the month table over the months a KPI is asked about, by its name."""

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


class Window(Struct, frozen=True):
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


class Sight(Struct, frozen=True):
    """The same of a bare run of the model, for those who run it many times."""

    found: Run
    first: int
    """The months asked about: from this one …"""
    behind: int
    """… up to the one before this."""

    def __call__(self, column: str) -> Figure:
        """A column of the months rolled up, or the reason why it has no data."""
        track: Track = getattr(self.found, column)
        if not track.known:
            return Figure(None, track.reason, track.missing)
        values = track.values[self.first : self.behind]
        whole = values[-1] if column in STOCKS else sum(values)
        return Figure(exact(whole)) if isfinite(whole) else lacking(reason="too_large")


def outlook(kpi: Kpi, inputs: Inputs, months: tuple[str, ...], result: ForecastResult) -> Figure:
    """The KPI at the end of `months` (a level) or over them (a flow), in its own unit."""
    if not tells(kpi):
        return lacking(reason="not_in_forecast")
    if kpi.catalogue in _RATES:
        return told(kpi, over(inputs, months), lacking)
    found = window(result, months)
    return found if isinstance(found, Figure) else told(kpi, inputs, found)


def over(inputs: Inputs, months: Sequence[str]) -> Inputs:
    """The inputs with the rates as they are in these months, where a scenario makes them differ by month."""
    places = [at for at, month in enumerate(inputs.months) if month in months]
    if not inputs.shapes or not places:
        return inputs

    def mean(path: str, value: float | None) -> float | None:
        flow = None if value is None else inputs.by_month(path, value)
        return None if flow is None else fsum(flow[at] for at in places) / len(places)

    rates = {
        name: mean(f"forecast.rates.{name}_pct", getattr(inputs.rates, name))
        for name in Rates.__struct_fields__
    }
    churn = mean("forecast.revenue.monthly_churn_pct", inputs.revenue.churn)
    return replace(inputs, rates=Rates(**rates), revenue=replace(inputs.revenue, churn=churn))


def told(kpi: Kpi, inputs: Inputs, columns: Columns) -> Figure:
    """The KPI from the inputs of a forecast and the columns that came of them."""
    name = kpi.catalogue or ""
    if name in _RATES:
        return _RATES[name](inputs, kpi)
    return columns(FLOWS[name]) if name in FLOWS else FORMULAS[name](columns)


def tells(kpi: Kpi) -> bool:
    """Whether the forecast knows this KPI at all."""
    return bool(kpi.catalogue) and kpi.catalogue in {*FLOWS, *FORMULAS, *_RATES}


def flows(kpi: Kpi) -> bool:
    """Whether it comes of what goes through the funnel, not of a rate that stands by itself."""
    return tells(kpi) and kpi.catalogue not in _RATES


def exact(number: float) -> Decimal:
    """A number of the model without the noise of binary fractions."""
    return Decimal(repr(round(number, 9) + 0.0))


FORMULAS: dict[str, Callable[[Columns], Figure]] = {
    "mrr": lambda row: row("mrr"),
    "arr": lambda row: metrics.annual(row("mrr")),
    "arpu": lambda row: quotient(row("mrr"), row("customers"), when_zero="no_customers"),
    "cost-per-lead": lambda row: metrics.cost_per_lead(row("spend"), row("leads")),
}
"""Made of several columns, of the forecast or of what really happened."""


def _share(value: float | None, path: str) -> Figure:
    return lacking(path) if value is None else Figure(exact(value))


def _rate(inputs: Inputs, *names: str) -> Figure:
    """Rates of the funnel multiplied, in percent."""
    rates = inputs.rates
    return percent(product(*(_share(getattr(rates, name), f"forecast.rates.{name}_pct") for name in names)))


def _churn(inputs: Inputs, kpi: Kpi) -> Figure:
    monthly = _share(inputs.revenue.churn, "forecast.revenue.monthly_churn_pct")
    return percent(metrics.compound(monthly, 3 if kpi.frequency == "quarterly" else 1))


_RATES: dict[str, Callable[[Inputs, Kpi], Figure]] = {
    "visitor-to-lead": lambda inputs, _: _rate(inputs, "visit_to_lead"),
    "mql-to-sql": lambda inputs, _: _rate(inputs, "mql_to_sql"),
    "sql-to-deal": lambda inputs, _: _rate(inputs, "sql_to_opportunity", "win_rate"),
    "win-rate": lambda inputs, _: _rate(inputs, "win_rate"),
    "lead-to-opportunity": lambda inputs, _: _rate(inputs, "lead_to_mql", "mql_to_sql", "sql_to_opportunity"),
    "lead-to-customer": lambda inputs, _: _rate(
        inputs, "lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate"
    ),
    "churn-rate": _churn,
}
