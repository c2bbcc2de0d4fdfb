"""The reverse funnel of step 6: from the growth wanted to customers, SQLs, MQLs, leads and visits.

Nothing is rounded inside the chain; whoever shows a number of people rounds it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quarterdeck.engine import metrics
from quarterdeck.engine.figures import Figure, fraction, given, known, lacking, product, total
from quarterdeck.plan.forecast import Growth, Rates

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def revenue_increase(row: Growth, here: str, _: Analysis) -> Figure:
    """The increase wanted: as typed, or base × growth. A base of zero gives no percentage to grow by."""
    if row.revenue_target is not None:
        return known(row.revenue_target)
    if row.base_revenue is not None and row.base_revenue <= 0:
        return lacking(f"{here}.revenue_target", reason="no_base")
    base = given(row.base_revenue, f"{here}.base_revenue")
    return product(base, fraction(given(row.growth_pct, f"{here}.growth_pct")))


def to_be_won(row: Growth, here: str, analysis: Analysis) -> Figure:
    """What new customers must bring: the increase less add-on sales, never below zero."""
    addon = row.addon_revenue if row.addon_potential is not False else None
    return metrics.to_be_won(revenue_increase(row, here, analysis), known(addon or 0))


def customers(row: Growth, here: str, analysis: Analysis) -> Figure:
    """To be won ÷ what a customer brings in the first year, as far as that falls within the period."""
    share = fraction(known(100 if row.in_year_share_pct is None else row.in_year_share_pct))
    value = given(row.first_year_revenue_per_customer, f"{here}.first_year_revenue_per_customer")
    return metrics.needed(to_be_won(row, here, analysis), product(value, share))


def sql_to_deal(rates: Rates) -> Figure:
    """Share of SQLs that end as a deal (fraction): to opportunity × win rate."""
    accepted = 100 if rates.sql_to_opportunity_pct is None else rates.sql_to_opportunity_pct
    won = given(rates.win_rate_pct, "forecast.rates.win_rate_pct")
    return product(fraction(known(accepted)), fraction(won))


def sqls(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Additional SQLs: customers ÷ SQL-to-deal rate."""
    return _needed(customers(row, here, analysis), sql_to_deal(analysis.plan.forecast.rates), "win_rate_pct")


def mqls(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Additional MQLs."""
    return _needed(sqls(row, here, analysis), _rate(analysis, "mql_to_sql_pct"), "mql_to_sql_pct")


def leads(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Additional leads."""
    return _needed(mqls(row, here, analysis), _rate(analysis, "lead_to_mql_pct"), "lead_to_mql_pct")


def visits(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Additional visits."""
    return _needed(leads(row, here, analysis), _rate(analysis, "visit_to_lead_pct"), "visit_to_lead_pct")


def all_sqls(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Today's SQLs and the additional ones."""
    today = given(analysis.plan.kpis.sql.baseline, "kpis.sql.baseline")
    return total((today, sqls(row, here, analysis)))


def all_mqls(row: Growth, here: str, analysis: Analysis) -> Figure:
    """Today's MQLs and the additional ones."""
    today = given(analysis.plan.kpis.mql.baseline, "kpis.mql.baseline")
    return total((today, mqls(row, here, analysis)))


def _rate(analysis: Analysis, name: str) -> Figure:
    return fraction(given(getattr(analysis.plan.forecast.rates, name), f"forecast.rates.{name}"))


def _needed(outcome: Figure, rate: Figure, name: str) -> Figure:
    if outcome.known and rate.number == 0:
        return lacking(f"forecast.rates.{name}", reason="zero_rate")
    return metrics.needed(outcome, rate)
