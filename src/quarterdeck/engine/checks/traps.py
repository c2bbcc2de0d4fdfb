"""Rules about figures that look right and mislead: certain rates, borrowed numbers, customers too dear."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.figures import Figure, Word
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit, money
from quarterdeck.plan.forecast import Rates

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ENOUGH = 20
"""Customers won in a year below which what one costs says little."""
STEEP = Decimal("1.3")
"""More than so many times what each brought last year is hoped for, not measured."""
FAR = 3
"""Times the spend at which a cost was measured, behind which it no longer holds."""
AWAY = Decimal("0.1")
"""A planned rate may lie so far from the counted one, as a share of it."""
HIGH_CHURN = 20
CERTAIN = 100
_ALWAYS_ACCEPTED = "sql_to_opportunity_pct"
"""The one step that may let everybody through: an SQL can simply be called an opportunity."""


def customer_too_dear(analysis: Analysis) -> Iterator[Hit]:
    """A customer costs more than it will ever bring. Told where enough are won for it to mean something."""
    measure = _measures(analysis)
    ratio, wins = measure.get("ltv-to-cac"), analysis.forecast.year.wins
    number = ratio.number if ratio else None
    if number is not None and number < 1 and wins is not None and wins >= ENOUGH:
        cost, worth = measure["cac-fully-loaded"].number, measure["ltv-finite"].number
        yield hit("forecast", "revenue", cost=money(cost), worth=money(worth))


def pays_too_late(analysis: Analysis) -> Iterator[Hit]:
    """A customer takes longer to pay for itself than the plan allows."""
    measure = _measures(analysis)
    most = analysis.basis.forecast.economics.payback_target_months
    months = measure["cac-payback-of-customer"].number if measure else None
    if most is not None and months is not None and months > most:
        yield hit("forecast", "economics", "payback_target_months", months=months, most=most)


def certain_rates(analysis: Analysis) -> Iterator[Hit]:
    """A stage that everybody passes: nobody has ever seen one."""
    rates = analysis.plan.forecast.rates
    for name in Rates.model_fields:
        if name != _ALWAYS_ACCEPTED and getattr(rates, name) == CERTAIN:
            yield hit("forecast", "rates", name, input=Word("forecast_input", f"rates.{name}"))


def hoped_for_productivity(analysis: Analysis) -> Iterator[Hit]:
    """What one who sells is to bring is far above what each brought: a quota, not a measure."""
    path = ("forecast", "capacity", "revenue_per_rep")
    planned = analysis.plan.forecast.capacity.revenue_per_rep
    for offer in analysis.offers.get(path, ()):
        if planned is not None and offer.value > 0 and planned > STEEP * offer.value:
            yield hit(*path, planned=money(planned), came=money(offer.value))


def borrowed_target(analysis: Analysis) -> Iterator[Hit]:
    """A target that is a benchmark of others, figure for figure."""
    for row in analysis.plan.data.benchmarks.values():
        kpi = analysis.plan.kpis.items.get(row.metric or "")
        target = kpi.target.value if kpi and kpi.target else None
        if kpi and row.value is not None and target == row.value:
            name = kpi.name or row.metric
            yield hit("kpis", "items", row.metric or "", "target", kpi=name, benchmark=row.name or "")


def borrowed_rate(analysis: Analysis) -> Iterator[Hit]:
    """A rate from a benchmark, though last year's own counts are there."""
    sources = analysis.plan.forecast.rate_sources
    for name in Rates.model_fields:
        if getattr(sources, name.removesuffix("_pct")) != "benchmark":
            continue
        path = ("forecast", "rates", name)
        own = [offer.value for offer in analysis.offers.get(path, ()) if offer.reason.startswith("site")]
        if own:
            yield hit(*path, input=Word("forecast_input", f"rates.{name}"), own=own[0])


def history_says_otherwise(analysis: Analysis) -> Iterator[Hit]:
    """A rate that is called the own past, and is far from what was counted in it."""
    sources, rates = analysis.plan.forecast.rate_sources, analysis.plan.forecast.rates
    for name in Rates.model_fields:
        planned: Decimal | None = getattr(rates, name)
        if planned is None or getattr(sources, name.removesuffix("_pct")) != "history":
            continue
        path = ("forecast", "rates", name)
        for offer in analysis.offers.get(path, ()):
            if offer.reason.startswith("site") and abs(planned - offer.value) > AWAY * offer.value:
                called = Word("forecast_input", f"rates.{name}")
                yield hit(*path, input=called, planned=planned, own=offer.value)


def commission_unsaid(analysis: Analysis) -> Iterator[Hit]:
    """Somebody closes deals, and nobody has said whether that costs a commission."""
    sells = any(member.sells for member in analysis.plan.team.members.values())
    if sells and analysis.plan.forecast.economics.commission_pct is None:
        yield hit("forecast", "economics", "commission_pct")


def churn_of_a_year(analysis: Analysis) -> Iterator[Hit]:
    """So many leave every month that it looks like the share of a year."""
    churn = analysis.plan.forecast.revenue.monthly_churn_pct
    if churn is not None and churn >= HIGH_CHURN:
        yield hit("forecast", "revenue", "monthly_churn_pct", churn=churn)


def spend_beyond_measure(analysis: Analysis) -> Iterator[Hit]:
    """A channel spends far more than where its cost per lead was measured, and nothing saturates."""
    for channel in analysis.inputs.channels:
        most = max(channel.spend or (0.0,))
        if channel.reference_spend and channel.saturation == 1.0 and most > FAR * channel.reference_spend:
            name = analysis.plan.forecast.channels[channel.id].name or channel.id
            yield hit("forecast", "channels", channel.id, "saturation", channel=name)


def neither_relative_nor_points(analysis: Analysis) -> Iterator[Hit]:
    """A share is to change by a number that can be points or per cent of it."""
    for goal_id, smart in analysis.smart.items():
        if smart.M.reason == "relative_or_points":
            yield hit("goals", "items", goal_id, "target", kpi=smart.M.values["kpi"])


def _measures(analysis: Analysis) -> dict[str, Figure]:
    return {measure.formula: measure.figure for measure in analysis.measures}


RULES = (
    Rule("QD630", WARNING, customer_too_dear),
    Rule("QD631", ADVICE, pays_too_late),
    Rule("QD632", WARNING, certain_rates),
    Rule("QD633", ADVICE, hoped_for_productivity),
    Rule("QD509", ADVICE, borrowed_target),
    Rule("QD634", ADVICE, borrowed_rate),
    Rule("QD635", ADVICE, commission_unsaid),
    Rule("QD636", ADVICE, churn_of_a_year),
    Rule("QD637", ADVICE, spend_beyond_measure),
    Rule("QD638", ADVICE, history_says_otherwise),
    Rule("QD417", WARNING, neither_relative_nor_points),
)
