"""Figures of step 6 beside the month table: reverse funnel, price, budget, cash, the quarter's end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine import metrics
from quarterdeck.engine.actuals import measured
from quarterdeck.engine.computed import growth
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import (
    Figure,
    fraction,
    given,
    lacking,
    percent,
    product,
    quotient,
    rounded_up,
    total,
)
from quarterdeck.plan.calendar import months_of
from quarterdeck.plan.forecast import Channel, Forecast, Outcome, Pricing, Rates, Runway
from quarterdeck.plan.paths import quoted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def sql_to_deal_pct(row: Rates, _: str, __: Analysis) -> Figure:
    """SQL to opportunity × win rate."""
    return percent(growth.sql_to_deal(row))


def channel_revenue(row: Channel, here: str, analysis: Analysis) -> Figure:
    """The channel's expected share of the quarter's revenue in the forecast."""
    share = fraction(given(row.expected_share_pct, f"{here}.expected_share_pct"))
    return product(analysis.forecast.figure("revenue", analysis.quarter or ""), share)


def channel_shares(step: Forecast, here: str, _: Analysis) -> Figure:
    """Sum of the channels' expected shares that were given."""
    at = f"{here}.channels"
    rows = step.channels.items()
    return metrics.share_sum(
        [given(row.expected_share_pct, f"{at}.{quoted(row_id)}.expected_share_pct") for row_id, row in rows]
    )


def unit_margin(row: Pricing, here: str, _: Analysis) -> Figure:
    """Price less cost of one unit."""
    price, cost = given(row.price_point, f"{here}.price_point"), given(row.unit_cost, f"{here}.unit_cost")
    return metrics.unit_margin(price, cost)


def unit_margin_pct(row: Pricing, here: str, analysis: Analysis) -> Figure:
    """The same as a share of the price."""
    price = given(row.price_point, f"{here}.price_point")
    return percent(quotient(unit_margin(row, here, analysis), price, when_zero="zero_price"))


def break_even_units(row: Pricing, here: str, analysis: Analysis) -> Figure:
    """Whole units until the fixed cost is earned back."""
    fixed = given(row.fixed_cost, f"{here}.fixed_cost")
    return rounded_up(metrics.break_even_units(fixed, unit_margin(row, here, analysis)))


def break_even_months(row: Pricing, here: str, analysis: Analysis) -> Figure:
    """Whole months until then."""
    pace = given(row.units_per_month, f"{here}.units_per_month")
    return metrics.break_even_months(break_even_units(row, here, analysis), pace)


def budget_total(step: Forecast, here: str, _: Analysis) -> Figure:
    """Sum of all budget lines."""
    if not step.budget:
        return lacking(f"{here}.budget")
    at = f"{here}.budget"
    return total(given(row.amount, f"{at}.{quoted(row_id)}.amount") for row_id, row in step.budget.items())


def funding_total(step: Forecast, here: str, _: Analysis) -> Figure:
    """Sum of all money that is to come in."""
    if not step.funding:
        return lacking(f"{here}.funding")
    at = f"{here}.funding"
    return total(given(row.amount, f"{at}.{quoted(row_id)}.amount") for row_id, row in step.funding.items())


def months_of_cash(row: Runway, here: str, _: Analysis) -> Figure:
    """How long the cash lasts at the present cost, without revenue."""
    cash, costs = given(row.cash, f"{here}.cash"), given(row.monthly_costs, f"{here}.monthly_costs")
    return metrics.months_of_cash(cash, costs)


def outcome(typed: str, column: str, formula: str) -> Formula:
    """How the quarter ended against its forecast; the actual is the typed one, or the sum of its months."""
    compare = {"variance": metrics.variance, "change_pct": metrics.change_pct}[formula]

    def ended(row: Outcome, here: str, analysis: Analysis) -> Figure:
        actual: Decimal | None = getattr(row, typed)
        came = _sum_of_months(analysis, column) if actual is None else Figure(actual)
        if not came.known:
            came = lacking(f"{here}.{typed}", *came.missing, reason=came.reason)
        return compare(came, analysis.forecast.figure(column, analysis.quarter or ""))

    return ended


def _sum_of_months(analysis: Analysis, column: str) -> Figure:
    if analysis.quarter is None:
        return lacking("plan.quarter")
    wanted = months_of(analysis.quarter, analysis.fiscal_start)
    found = measured(analysis.plan, wanted)(column)
    return found if found.known else lacking("forecast.actuals", reason="quarter_open")


FORMULAS: dict[str, Formula] = {
    "forecast.growth.revenue_increase": growth.revenue_increase,
    "forecast.growth.to_be_won": growth.to_be_won,
    "forecast.growth.new_customers_needed": growth.customers,
    "forecast.growth.sql_needed": growth.all_sqls,
    "forecast.growth.sql_additional": growth.sqls,
    "forecast.growth.mql_needed": growth.all_mqls,
    "forecast.growth.mql_additional": growth.mqls,
    "forecast.growth.leads_needed": growth.leads,
    "forecast.growth.visits_needed": growth.visits,
    "forecast.rates.sql_to_deal_pct": sql_to_deal_pct,
    "forecast.channels.revenue": channel_revenue,
    "forecast.channel_share_pct": channel_shares,
    "forecast.pricing.unit_margin": unit_margin,
    "forecast.pricing.unit_margin_pct": unit_margin_pct,
    "forecast.pricing.break_even_units": break_even_units,
    "forecast.pricing.break_even_months": break_even_months,
    "forecast.budget_total": budget_total,
    "forecast.funding_total": funding_total,
    "forecast.runway.months_of_cash": months_of_cash,
    "forecast.outcome.revenue_variance": outcome("actual_revenue", "revenue", "variance"),
    "forecast.outcome.revenue_variance_pct": outcome("actual_revenue", "revenue", "change_pct"),
    "forecast.outcome.spend_variance": outcome("actual_spend", "spend", "variance"),
    "forecast.outcome.spend_variance_pct": outcome("actual_spend", "spend", "change_pct"),
}
