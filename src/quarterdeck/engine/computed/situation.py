"""Figures of step 3: estimates and what came, last year's returns, activities and site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine import metrics
from quarterdeck.engine.computed.register import Formula
from quarterdeck.engine.figures import Figure, fraction, given, known, lacking, percent, product, quotient
from quarterdeck.plan.paths import quoted, undotted
from quarterdeck.plan.situation import ChannelResult, Estimate, SiteFunnel, Situation

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

PROFIT = "profit"


def roi_basis(analysis: Analysis) -> str:
    """`revenue` or `profit`: what returns are counted on. Revenue where the founder has not chosen."""
    return analysis.plan.situation.roi_basis or "revenue"


def gain(analysis: Analysis, revenue: Figure) -> Figure:
    """What counts as return: the revenue, or the gross profit in it."""
    if roi_basis(analysis) != PROFIT:
        return revenue
    margin = analysis.plan.forecast.revenue.gross_margin_pct
    return product(revenue, fraction(given(margin, "forecast.revenue.gross_margin_pct")))


def variance(row: Estimate, here: str, _: Analysis) -> Figure:
    """What came less what was expected."""
    return metrics.variance(given(row.actual, f"{here}.actual"), given(row.estimate, f"{here}.estimate"))


def variance_pct(row: Estimate, here: str, _: Analysis) -> Figure:
    """The same in percent of what was expected."""
    return metrics.change_pct(given(row.actual, f"{here}.actual"), given(row.estimate, f"{here}.estimate"))


def cost_per_lead(row: ChannelResult, here: str, _: Analysis) -> Figure:
    """Spend ÷ leads of one activity."""
    return metrics.cost_per_lead(given(row.spend, f"{here}.spend"), given(row.leads, f"{here}.leads"))


def cost_per_customer(row: ChannelResult, here: str, _: Analysis) -> Figure:
    """Spend ÷ customers of one activity."""
    spend = given(row.spend, f"{here}.spend")
    return metrics.acquisition_cost(spend, given(row.customers, f"{here}.customers"))


def return_pct(row: ChannelResult, here: str, analysis: Analysis) -> Figure:
    """(Revenue or its gross profit − spend) ÷ spend of one activity."""
    earned = gain(analysis, given(row.revenue, f"{here}.revenue"))
    return metrics.return_on_investment_pct(earned, given(row.spend, f"{here}.spend"))


def rank(_: ChannelResult, here: str, analysis: Analysis) -> Figure:
    """Place among all activities by return, the best first; equals share a place."""
    own = analysis.returns[undotted(here)[-1]]
    number = own.number
    if number is None:
        return own
    others = (figure.number for figure in analysis.returns.values())
    return known(1 + sum(other is not None and other > number for other in others))


def expected_shares(step: Situation, here: str, _: Analysis) -> Figure:
    """Sum of the expected shares that were given."""
    rows = step.distribution_channels.items()
    at = f"{here}.distribution_channels"
    return metrics.share_sum(
        [given(row.expected_share_pct, f"{at}.{quoted(row_id)}.expected_share_pct") for row_id, row in rows]
    )


def actual_shares(step: Situation, here: str, _: Analysis) -> Figure:
    """Sum of the actual shares that were given."""
    rows = step.distribution_channels.items()
    at = f"{here}.distribution_channels"
    return metrics.share_sum(
        [given(row.actual_share_pct, f"{at}.{quoted(row_id)}.actual_share_pct") for row_id, row in rows]
    )


def review_cac(step: Situation, here: str, _: Analysis) -> Figure:
    """Last year's spend ÷ new customers."""
    spend = given(step.review_spend, f"{here}.review_spend")
    return metrics.acquisition_cost(spend, given(step.review_new_customers, f"{here}.review_new_customers"))


def per_thousand(step: Situation, here: str, _: Analysis) -> Figure:
    """Last year's new customers for every 1,000 spent."""
    customers = given(step.review_new_customers, f"{here}.review_new_customers")
    return metrics.customers_per_thousand(customers, given(step.review_spend, f"{here}.review_spend"))


def review_return(step: Situation, here: str, analysis: Analysis) -> Figure:
    """Last year's return. A contribution to profit is already less what was spent."""
    spend = given(step.review_spend, f"{here}.review_spend")
    contribution = given(step.review_profit_contribution, f"{here}.review_profit_contribution")
    if roi_basis(analysis) == PROFIT and contribution.known:
        return percent(quotient(contribution, spend, when_zero="no_spend"))
    earned = gain(analysis, given(step.review_revenue, f"{here}.review_revenue"))
    return metrics.return_on_investment_pct(earned, spend)


def site_rate(reached: str, entered: str) -> Formula:
    """A conversion of last year's site funnel, in percent."""

    def rate(row: SiteFunnel, here: str, _: Analysis) -> Figure:
        counts = (given(getattr(row, name), f"{here}.{name}") for name in (reached, entered))
        return percent(metrics.conversion(*counts))

    return rate


def activity(analysis: Analysis, row_id: str | None, formula: Formula) -> Figure:
    """A figure of one of last year's activities, looked up by its id."""
    row_id = row_id or ""
    row = analysis.plan.situation.channel_results.get(row_id)
    if row is None:
        return lacking("situation.channel_results")
    return formula(row, f"situation.channel_results.{quoted(row_id)}", analysis)


FORMULAS: dict[str, Formula] = {
    "situation.vs_estimates.variance": variance,
    "situation.vs_estimates.variance_pct": variance_pct,
    "situation.channel_results.cpl": cost_per_lead,
    "situation.channel_results.cac": cost_per_customer,
    "situation.channel_results.roi_pct": return_pct,
    "situation.channel_results.rank": rank,
    "situation.expected_share_total_pct": expected_shares,
    "situation.actual_share_total_pct": actual_shares,
    "situation.review_cac": review_cac,
    "situation.customers_per_1000_spent": per_thousand,
    "situation.review_roi_pct": review_return,
    "situation.site_funnel_last_year.visit_to_lead_pct": site_rate("leads", "visits"),
    "situation.site_funnel_last_year.lead_to_mql_pct": site_rate("mqls", "leads"),
    "situation.site_funnel_last_year.visit_to_mql_pct": site_rate("mqls", "visits"),
    "situation.site_funnel_last_year.mql_to_sql_pct": site_rate("sqls", "mqls"),
    "situation.site_funnel_last_year.sql_to_deal_pct": site_rate("deals", "sqls"),
}
