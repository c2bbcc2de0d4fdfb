"""Rules about steps 1 to 3: data, ideal customer, situation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.figures import Word
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, hit, money
from quarterdeck.plan.calendar import last_day
from quarterdeck.plan.situation import ChannelResult

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

TREND_KINDS = ("worked", "changing", "driver")
SHARES = (Decimal(99), Decimal(101))
"""Shares that are meant to be the whole may miss it by rounding."""
_WORD = re.compile(r"[^\W\d_]{4,}")


def overdue_assumptions(analysis: Analysis) -> Iterator[Hit]:
    """The quarter in which it was to be tested is over."""
    for row_id, row in analysis.plan.data.assumptions.items():
        if row.checked_in and last_day(row.checked_in, analysis.fiscal_start) < analysis.today:
            name = row.statement or row_id
            yield hit("data", "assumptions", row_id, "checked_in", statement=name, quarter=row.checked_in)


def assumptions_without_test(analysis: Analysis) -> Iterator[Hit]:
    """Nobody has said when it will be known."""
    for row_id, row in analysis.plan.data.assumptions.items():
        if row.statement and row.checked_in is None:
            yield hit("data", "assumptions", row_id, "checked_in", statement=row.statement)


def one_sided_trends(analysis: Analysis) -> Iterator[Hit]:
    """At least one trend that worked, one that changes, one that will drive growth."""
    kinds = {row.kind for row in analysis.plan.data.trends.values()}
    missing = [kind for kind in TREND_KINDS if kind not in kinds]
    if kinds and missing:
        yield hit("data", "trends", missing=Word("trend", missing[0]))


def nothing_to_compare(analysis: Analysis) -> Iterator[Hit]:
    """Somebody who starts has no past; the benchmarks of others take its place."""
    starting = analysis.plan.plan.maturity == "starting"
    if starting and analysis.plan.data.model_fields_set and not analysis.plan.data.benchmarks:
        yield hit("data", "benchmarks")


def places_without_channel(analysis: Analysis) -> Iterator[Hit]:
    """None of the places where a persona spends time or asks for advice is a channel of this plan."""
    plan = analysis.plan
    names = [row.name for row in plan.situation.distribution_channels.values()]
    names += [row.name for row in plan.forecast.channels.values()]
    names += [row.channel for row in plan.actions.reach.values()]
    covered = words(*(name for name in names if name))
    if not covered:
        return
    for row_id, row in plan.icp.personas.items():
        places = (*row.time_spent_where, *row.advice_sources)
        if places and not any(words(place) & covered for place in places):
            where = ", ".join(places[:3])
            yield hit("icp", "personas", row_id, "time_spent_where", persona=row.name or row_id, places=where)


def shares_off(analysis: Analysis) -> Iterator[Hit]:
    """Expected shares of the ways to the customer that are not the whole."""
    share = analysis.computed[("situation", "expected_share_total_pct")].number
    if share is not None and not SHARES[0] <= share <= SHARES[1]:
        yield hit("situation", "distribution_channels", share=share)


def unqualified_traffic(analysis: Analysis) -> Iterator[Hit]:
    """Visits, and not one qualified lead among them."""
    site = analysis.plan.situation.site_funnel_last_year
    if site.visits and site.mqls == 0:
        yield hit("situation", "site_funnel_last_year", "mqls", visits=site.visits)


def cheap_but_empty(analysis: Analysis) -> Iterator[Hit]:
    """Leads cheaper than the average of all activities, of which less than half as many are viable."""
    rows = analysis.plan.situation.channel_results
    there = {key: row for key, row in rows.items() if row.spend and row.leads and _viable(row) is not None}
    leads = sum(row.leads or 0 for row in there.values())
    if len(there) < 2 or not leads:
        return
    price = sum((row.spend or Decimal(0) for row in there.values()), Decimal(0)) / leads
    viable = Decimal(sum(_viable(row) or 0 for row in there.values())) / leads
    for key, row in there.items():
        own = (row.spend or Decimal(0)) / (row.leads or 1)
        share = Decimal(_viable(row) or 0) / (row.leads or 1)
        if own < price and share < viable / 2:
            name = row.channel or key
            told = {"channel": name, "cpl": money(own), "viable": _viable(row) or 0}
            yield hit("situation", "channel_results", key, **told)


def review_reversed(analysis: Analysis) -> Iterator[Hit]:
    """The period looked back on ends before it starts."""
    step = analysis.plan.situation
    if step.review_start and step.review_end and step.review_end < step.review_start:
        yield hit("situation", "review_end", start=step.review_start, end=step.review_end)


def no_message(analysis: Analysis) -> Iterator[Hit]:
    """What sets the offer apart is known and people are to be reached, but not with which message."""
    step = analysis.plan.situation
    if (step.usp or step.benefits) and analysis.plan.actions.reach and not step.marketing_message:
        yield hit("situation", "marketing_message")


def loss_without_action(analysis: Analysis) -> Iterator[Hit]:
    """People are lost there, and nothing is done that would hold them."""
    for row_id, row in analysis.plan.situation.loss_points.items():
        name = row.stage or row_id
        if not row.improvement:
            yield hit("situation", "loss_points", row_id, "improvement", stage=name)
        elif analysis.plan.actions.items and not row.actions:
            yield hit("situation", "loss_points", row_id, "actions", stage=name)


def _viable(row: ChannelResult) -> int | None:
    """Leads worth having: qualified ones, or customers where nobody counted those."""
    return next((count for count in (row.mqls, row.sqls, row.customers) if count is not None), None)


def words(*texts: str) -> set[str]:
    """The words of four letters and more, for telling whether two texts speak of the same thing."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


RULES = (
    Rule("QD101", WARNING, overdue_assumptions),
    Rule("QD102", ADVICE, assumptions_without_test),
    Rule("QD103", ADVICE, one_sided_trends),
    Rule("QD104", ADVICE, nothing_to_compare),
    Rule("QD201", ADVICE, places_without_channel),
    Rule("QD301", WARNING, shares_off),
    Rule("QD302", WARNING, unqualified_traffic),
    Rule("QD303", WARNING, cheap_but_empty),
    Rule("QD304", WARNING, review_reversed),
    Rule("QD305", ADVICE, no_message),
    Rule("QD306", ADVICE, loss_without_action),
)
