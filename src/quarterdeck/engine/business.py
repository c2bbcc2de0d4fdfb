"""What customers cost and are worth by the plan's own figures, each by a named formula of the catalogue.

Cost is held against customers as late as it works: the way of a lead takes months, so the customers of a
quarter were paid for before it. Commissions alone fall due with the win. Months before the forecast begins
count as its first one does.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine import economics, metrics, recurring, worth
from quarterdeck.engine.figures import (
    Figure,
    at_least,
    difference,
    fraction,
    given,
    known,
    lacking,
    percent,
    product,
    quotient,
    total,
)
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.engine.levers.moves import way_of_a_lead
from quarterdeck.engine.outlook import exact

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

YEAR = 12
COSTS = ("spend", "team_cost", "tools_cost")
LIFETIME = 60


class Measure(Struct, frozen=True):
    """One figure, and the formula of the catalogue it is counted by."""

    formula: str
    unit: str
    """money | percent | ratio | months."""
    figure: Figure


def measures(analysis: Analysis) -> tuple[Measure, ...]:
    """Of the forecast's first twelve months: what a customer costs and brings, and when it pays."""
    rows = analysis.forecast.months[:YEAR]
    if not rows:
        return ()
    table = _Table(analysis, rows)
    cac, value = _cost_of_customer(table), _value(table)
    found = [
        Measure("cac-fully-loaded", "money", cac),
        Measure("cac-paid", "money", _cost_of_bought(table)),
        Measure("ltv-finite", "money", value),
        Measure("ltv-to-cac", "ratio", worth.per_cost(value, cac)),
        Measure("cac-payback-of-customer", "months", _payback(table, cac)),
        Measure("affordable-cac", "money", _affordable(table)),
    ]
    if analysis.inputs.revenue.recurring:
        found += _of_recurring(table)
    return (*found, Measure("break-even-month", "months", _break_even(table)))


class _Table:
    """The months, their sums, and the answers the figures are made of."""

    def __init__(self, analysis: Analysis, rows: Sequence[MonthFigures]) -> None:
        self.analysis, self.rows = analysis, rows
        self.result, self.plan = analysis.forecast, analysis.basis.forecast
        at = "forecast.revenue"
        self.margin = _input(analysis.inputs.revenue.gross_margin, f"{at}.gross_margin_pct")
        self.churn = _input(analysis.inputs.revenue.churn, f"{at}.monthly_churn_pct")
        self.wins = self.sum("wins")

    def flow(self, column: str) -> list[Figure]:
        """A column, month by month."""
        missing = self.result.reasons.get(column)
        return [missing or Figure(row[column]) for row in self.rows]

    def sum(self, column: str) -> Figure:
        """A flow over all months."""
        return total(self.flow(column))

    @property
    def monthly(self) -> Figure:
        """What a new customer brings in a month after the first purchase."""
        revenue = self.analysis.inputs.revenue
        at = "forecast.revenue"
        if revenue.recurring:
            return _input(revenue.new_mrr_per_customer, f"{at}.new_mrr_per_customer")
        if not revenue.repeat_rate:
            return known(0)
        return product(
            _input(revenue.order_value, f"{at}.order_value"),
            _input(revenue.repeat_rate, f"{at}.repeat_rate_pct"),
        )

    @property
    def first(self) -> Figure:
        """What the first purchase brings, or the set-up."""
        revenue = self.analysis.inputs.revenue
        if not revenue.one_off:
            return known(0)
        price = revenue.order_value if revenue.one_off_per_customer is None else revenue.one_off_per_customer
        return _input(price, "forecast.revenue.one_off_per_customer")


def _input(value: float | None, path: str) -> Figure:
    return lacking(path) if value is None else Figure(exact(value))


def _cost_of_customer(table: _Table) -> Figure:
    """All of marketing and sales, earlier by the way of a lead, ÷ customers won."""
    return metrics.acquisition_cost(total(_earlier(table, name) for name in COSTS), table.wins)


def _cost_of_bought(table: _Table) -> Figure:
    """The channels' money ÷ the customers that come of bought leads, as far as these are told apart."""
    bought = _bought_share(table)
    return metrics.acquisition_cost(_earlier(table, "spend"), product(table.wins, bought))


def _bought_share(table: _Table) -> Figure:
    """Leads that were paid for ÷ all leads."""
    inputs = table.analysis.inputs
    free = 0.0
    for channel in inputs.channels:
        grown = 1.0
        for month in inputs.months[:YEAR]:
            season = inputs.seasonality[int(month[5:7]) - 1]
            free += season * (channel.organic_leads or 0.0) * grown
            grown *= 1.0 + channel.growth
    leads = table.sum("leads")
    return quotient(difference(leads, Figure(exact(free))), leads, when_zero="no_leads")


def _earlier(table: _Table, column: str) -> Figure:
    """A cost of the months in which the customers' leads came, on average."""
    late = round(way_of_a_lead(table.analysis.inputs))
    flow = table.flow(column)
    return total(flow[max(at - late, 0)] for at in range(len(flow)))


def _value(table: _Table) -> Figure:
    """Gross profit of the first purchase and of all months a customer is credited with."""
    own = table.plan.economics
    months = known(LIFETIME if own.lifetime_months is None else own.lifetime_months)
    discount = fraction(Figure(own.yearly_discount_pct or Decimal(0)))
    first = product(table.first, table.margin)
    if table.monthly.number == 0:
        return first
    life = worth.finite(table.monthly, table.margin, table.churn, months, discount)
    return total((first, life))


def _payback(table: _Table, cost: Figure) -> Figure:
    """Months until the first purchase and what follows it have paid for the customer."""
    left = at_least(difference(cost, product(table.first, table.margin)))
    monthly = product(table.monthly, table.margin)
    if left.number == 0:
        return left
    if monthly.number is not None and monthly.number <= 0 and left.known:
        return lacking(reason="never")
    return quotient(left, monthly)


def _affordable(table: _Table) -> Figure:
    path = "forecast.economics.payback_target_months"
    months = given(table.plan.economics.payback_target_months, path)
    later = economics.affordable_cost(table.monthly, months, table.margin)
    return total((product(table.first, table.margin), later))


def _of_recurring(table: _Table) -> list[Measure]:
    """How the customers there are grow and shrink, over the whole year from its first month's start."""
    begin = _input(table.analysis.inputs.opening.mrr, "forecast.opening.mrr")
    moves = {name: table.sum(name) for name in ("new_mrr", "expansion_mrr", "churned_mrr", "contraction_mrr")}
    gains = (moves["new_mrr"], moves["expansion_mrr"])
    losses = (moves["churned_mrr"], moves["contraction_mrr"])
    kept = _kept(table)
    return [
        Measure("quick-ratio", "ratio", recurring.quick_ratio(*gains, *losses)),
        Measure("nrr-cohort", "percent", percent(kept)),
        Measure("arr", "money", metrics.annual(table.flow("mrr")[-1])),
        Measure("growth", "percent", metrics.change_pct(table.flow("mrr")[-1], begin)),
    ]


def _kept(table: _Table) -> Figure:
    """What the customers of the start bring a year later, ÷ what they brought: nobody new is in it."""
    revenue = table.analysis.inputs.revenue
    if not table.churn.known:
        return table.churn
    inputs, here = table.analysis.inputs, "forecast.revenue"
    lost = inputs.by_month(f"{here}.monthly_churn_pct", revenue.churn or 0.0)
    more = inputs.by_month(f"{here}.monthly_expansion_pct", revenue.expansion)
    less = inputs.by_month(f"{here}.monthly_contraction_pct", revenue.contraction)
    kept = 1.0
    for gone, up, down in zip(lost[:YEAR], more, less, strict=False):
        kept *= (1.0 - gone) * (1.0 + up - down)
    return Figure(exact(kept))


def _break_even(table: _Table) -> Figure:
    """The first month by whose end all gross profit has paid for all of marketing and sales."""
    costs = [total(month) for month in zip(*(table.flow(name) for name in COSTS), strict=True)]
    earned = [product(amount, table.margin) for amount in table.flow("revenue")]
    left = [difference(income, cost) for income, cost in zip(earned, costs, strict=True)]
    unknown = next((figure for figure in left if not figure.known), None)
    if unknown:
        return unknown
    numbers = [figure.number for figure in left if figure.number is not None]
    return economics.break_even_month(numbers, known(0))
