"""What marketing and sales of a year that is over cost and brought: the money of step 3."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from quarterdeck.engine.actuals import measured
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.figures import Figure, difference, fraction, given, known, lacking, product, total
from quarterdeck.engine.forecast.result import forecast
from quarterdeck.engine.reforecast import going_on
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace


class YearMoney(Struct, frozen=True):
    """Sums over the year, each with the reason where it is not known."""

    spend: Figure
    """What was counted for channels and campaigns, with pay, commissions and tools as the plan has them."""
    revenue: Figure
    """What the customers who were won pay in their first year: 12 × new MRR. Known where revenue recurs."""
    contribution: Figure
    """Revenue × gross margin − spend."""


def year_money(plan: Plan, months: Sequence[str], today: date) -> YearMoney:
    """The money of `months`, a year that is over, each month first to last."""
    whole = measured(plan, months)
    spend = total((whole("spend"), *_around(plan, months, today)))
    terms = plan.forecast.revenue
    recurs = terms.kind == "recurring"
    year = product(whole("new_mrr"), known(len(months)))
    revenue = year if recurs else lacking("situation.review_revenue")
    margin = fraction(given(terms.gross_margin_pct, "forecast.revenue.gross_margin_pct"))
    return YearMoney(spend, revenue, difference(product(revenue, margin), spend))


def _around(plan: Plan, months: Sequence[str], today: date) -> tuple[Figure, Figure]:
    """Pay with commissions on what was won, and tools, of all the months."""
    for name, value in (("start", months[0]), ("months", len(months))):
        plan = replace(plan, ("forecast", name), value)
    rows = forecast(going_on(analyse(plan, today).inputs, plan, today)).months
    pay, tools = (
        [given(getattr(row, name), here) for row in rows]
        for name, here in (("team_cost", "team.members"), ("tools_cost", "tools.items"))
    )
    return total(pay), total(tools)
