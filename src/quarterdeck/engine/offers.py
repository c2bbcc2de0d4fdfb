"""Answers for the forecast that other steps already hold: counted there, offered here with their source.

Nothing is filled in by itself: a number that nobody chose would be a silent default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from quarterdeck.engine.figures import Figure, fraction, given, known, percent, quotient, total
from quarterdeck.plan.calendar import month_of, months_between
from quarterdeck.plan.fields import Path
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.situation import ChannelResult, SiteFunnel

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

FORECAST = ("forecast",)
PLACES = 2
YEAR = 12
KPIS: Mapping[str, tuple[str, str]] = {
    "visitor-to-lead": ("rates", "visit_to_lead_pct"),
    "mql-to-sql": ("rates", "mql_to_sql_pct"),
    "win-rate": ("rates", "win_rate_pct"),
    "churn-rate": ("revenue", "monthly_churn_pct"),
    "mrr": ("opening", "mrr"),
    "arpu": ("revenue", "new_mrr_per_customer"),
    "average-order-value": ("revenue", "order_value"),
    "deal-size": ("growth", "first_year_revenue_per_customer"),
}
"""The input a KPI of the catalogue stands for, by the KPI's id."""
_OF_FUNNEL = (
    ("visit_to_lead_pct", "visits", "leads"),
    ("lead_to_mql_pct", "leads", "mqls"),
    ("mql_to_sql_pct", "mqls", "sqls"),
)


class Offer(Struct, frozen=True):
    """One answer, and where it comes from."""

    path: Path
    """The field it is for."""
    value: Decimal
    """In the field's unit."""
    reason: str
    """A key of `offers` in the messages: which step, and how it was counted."""
    values: Mapping[str, object] = field(default_factory=dict)


def offers(analysis: Analysis) -> dict[Path, tuple[Offer, ...]]:
    """What is offered for each field of the forecast, the own past before the figures of others."""
    found: dict[Path, list[Offer]] = {}
    own = (_of_results, _of_site, _of_activities, _of_kpis, _of_team)
    for source in (*own, _of_benchmarks, _of_costs):
        for offer in source(analysis):
            found.setdefault(offer.path, []).append(offer)
    return {path: tuple(several) for path, several in found.items()}


def _offer(path: Path, figure: Figure, reason: str, **values: object) -> Iterator[Offer]:
    """One, where there is a number."""
    if figure.number is not None:
        # A price in cents, a rate with two decimals: more would claim to know more.
        yield Offer(path, round(figure.number, PLACES).normalize() + 0, reason, values)


def _of_results(analysis: Analysis) -> Iterator[Offer]:
    """The months of this quarter that are over, weighed against the value the quarter began with."""
    for one in analysis.proposals:
        if not one.holds and not one.accepted:
            kept = round(one.kept_pct, 0)
            yield Offer(one.path, one.new, "results", {"cases": one.cases, "kept": kept})


def _of_site(analysis: Analysis) -> Iterator[Offer]:
    """Step 3, last year's way from a visit to a deal."""
    site = analysis.plan.situation.site_funnel_last_year
    for name, entered, reached in _OF_FUNNEL:
        of, out = _counted(site, entered), _counted(site, reached)
        yield from _offer((*FORECAST, "rates", name), percent(quotient(out, of)), "site", **_pair(out, of))
    accepted = analysis.plan.forecast.rates.sql_to_opportunity_pct
    share = known(1) if accepted is None else fraction(Figure(Decimal(accepted)))
    won, sqls = _counted(site, "deals"), _counted(site, "sqls")
    rate = percent(quotient(quotient(won, sqls), share))
    if rate.number is not None and rate.number <= 100:
        yield from _offer((*FORECAST, "rates", "win_rate_pct"), rate, "site_deals", **_pair(won, sqls))


def _counted(site: SiteFunnel, name: str) -> Figure:
    return given(getattr(site, name), f"situation.site_funnel_last_year.{name}")


def _pair(reached: Figure, entered: Figure) -> dict[str, object]:
    return {"reached": reached.number or Decimal(0), "entered": entered.number or Decimal(0)}


def _of_activities(analysis: Analysis) -> Iterator[Offer]:
    """Step 3, what each activity cost and brought last year, for the channel of the same name."""
    situation = analysis.plan.situation
    months = YEAR
    if situation.review_start and situation.review_end:
        span = months_between(month_of(situation.review_start), month_of(situation.review_end)) + 1
        months = span if span > 0 else YEAR
    results = situation.channel_results
    for row_id, channel in analysis.plan.forecast.channels.items():
        here = (*FORECAST, "channels", row_id)
        names = {row_id, (channel.name or "").casefold()}
        for key, row in results.items():
            if key in names or (row.channel or "").casefold() in names:
                yield from _of_activity(here, row, months)
    rows = results.values()
    revenue = total(given(row.revenue, "situation.channel_results") for row in rows)
    customers = total(given(row.customers, "situation.channel_results") for row in rows)
    each = quotient(revenue, customers) if results else given(None, "")
    found = {"revenue": revenue.number, "customers": customers.number}
    yield from _offer((*FORECAST, "growth", "first_year_revenue_per_customer"), each, "activities", **found)
    if not analysis.inputs.revenue.recurring:
        yield from _offer((*FORECAST, "revenue", "one_off_per_customer"), each, "activities", **found)


def _of_activity(here: Path, row: ChannelResult, months: int) -> Iterator[Offer]:
    spend, leads = given(row.spend, ""), given(row.leads, "")
    name = {"activity": row.channel or "", "months": months}
    if row.spend:
        cost = quotient(spend, leads, when_zero="no_leads")
        monthly = quotient(spend, known(months))
        yield from _offer((*here, "cost_per_lead"), cost, "activity_cost", **name, **_money(spend, leads))
        yield from _offer((*here, "spend"), monthly, "activity_spend", **name)
        yield from _offer((*here, "reference_spend"), monthly, "activity_spend", **name)
    else:
        monthly = quotient(leads, known(months))
        yield from _offer((*here, "organic_leads"), monthly, "activity_leads", **name)


def _money(spend: Figure, leads: Figure) -> dict[str, object]:
    return {"spend": spend.number, "leads": leads.number}


def _of_kpis(analysis: Analysis) -> Iterator[Offer]:
    """Step 5, where a KPI stands today."""
    for kpi in analysis.plan.kpis.items.values():
        path = _input_of(kpi)
        by_quarter = kpi.frequency == "quarterly" and path[-1:] == ("monthly_churn_pct",)
        if path and kpi.baseline is not None and not by_quarter:
            yield from _offer(path, Figure(Decimal(kpi.baseline)), "kpi", kpi=kpi.name or kpi.catalogue)


def _input_of(kpi: Kpi | None) -> Path:
    place = KPIS.get(kpi.catalogue or "") if kpi else None
    return (*FORECAST, *place) if place else ()


def _of_team(analysis: Analysis) -> Iterator[Offer]:
    """Steps 3 and 8: what those who sell brought in last year, each."""
    sellers = [row for row in analysis.plan.team.members.values() if row.sells and row.status == "current"]
    revenue = given(analysis.plan.situation.review_revenue, "situation.review_revenue")
    each = quotient(revenue, known(len(sellers)))
    path = (*FORECAST, "capacity", "revenue_per_rep")
    yield from _offer(path, each, "sellers", revenue=revenue.number, count=len(sellers))


def _of_benchmarks(analysis: Analysis) -> Iterator[Offer]:
    """Step 1, what others reach."""
    for row in analysis.plan.data.benchmarks.values():
        path = _input_of(analysis.plan.kpis.items.get(row.metric or ""))
        if path and row.value is not None:
            figure = Figure(Decimal(row.value))
            yield from _offer(path, figure, "benchmark", name=row.name or "", whose=row.whose or "")


def _of_costs(analysis: Analysis) -> Iterator[Offer]:
    """Step 1, what it costs to be in this business, for how long the cash lasts."""
    months = {"month": 1, "quarter": 3, "year": YEAR}
    rows = [row for row in analysis.plan.data.costs.values() if row.period in months]
    known_rows = [(row.amount, months[row.period or ""]) for row in rows if row.amount is not None]
    if known_rows:
        monthly = total(quotient(Figure(amount), known(size)) for amount, size in known_rows)
        path = (*FORECAST, "runway", "monthly_costs")
        yield from _offer(path, monthly, "costs", count=len(known_rows))
