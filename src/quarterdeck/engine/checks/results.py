"""Rules about what really happened: what is not entered, and where the plan does not follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.engine.actuals import by_month, latest
from quarterdeck.engine.checks.actions import pending
from quarterdeck.engine.figures import given
from quarterdeck.engine.findings import ADVICE, WARNING, Hit, Rule, counted, hit, money
from quarterdeck.engine.standing import OFF_TRACK
from quarterdeck.engine.targets import Level, direction, level
from quarterdeck.engine.verdicts import DROP, Judged
from quarterdeck.plan.calendar import is_quarter, last_day, month_of, months_of
from quarterdeck.plan.paths import get

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

MOVED = Decimal("0.1")
"""By which share of its value a driver has to differ from the results to be told of."""
THERE = ("current", "external")


def off_course_unattended(analysis: Analysis) -> Iterator[Hit]:
    """A KPI is off course, and no open action is to move it."""
    moved = {kpi for _, row, _ in pending(analysis) for kpi in row.kpis}
    for kpi_id, kpi in analysis.plan.kpis.items.items():
        if analysis.standings[kpi_id].status.value == OFF_TRACK and kpi_id not in moved:
            yield hit("kpis", "items", kpi_id, kpi=kpi.name or kpi_id)


def month_missing(analysis: Analysis) -> Iterator[Hit]:
    """A month of the quarter is over, and of this one alone nothing is known."""
    quarter, known = analysis.quarter, by_month(analysis.plan)
    months = months_of(quarter, analysis.fiscal_start) if quarter and is_quarter(quarter) else ()
    if not any(month in known for month in months):
        return
    for month in months:
        if month not in known and last_day(month) < analysis.today:
            yield hit("forecast", "actuals", month=month).which(month)


def spend_goes_on(analysis: Analysis) -> Iterator[Hit]:
    """A channel was dropped, or its results say drop it, and the plan goes on to pay for it."""
    for channel, found in _channels(analysis).items():
        spend = analysis.plan.forecast.channels[channel].spend
        amounts = spend if isinstance(spend, tuple) else () if spend is None else (spend,)
        if found.verdict == DROP and _decided(analysis, channel) in ("", DROP) and any(amounts):
            name = analysis.plan.forecast.channels[channel].name or channel
            yield hit("forecast", "channels", channel, "spend", channel=name, spent=money(found.spend.number))


def verdict_against_results(analysis: Analysis) -> Iterator[Hit]:
    """A channel goes on although its results say drop it, and nobody has said why."""
    quarter = analysis.looked_back or ""
    review = analysis.plan.reviews.get(quarter)
    for channel, found in _channels(analysis).items():
        made = review.verdicts.get(channel) if review else None
        if found.verdict == DROP and made and made.verdict not in (None, DROP) and not made.reason:
            yield hit("reviews", quarter, "verdicts", channel, "reason", channel=made.name or channel)


def results_say_otherwise(analysis: Analysis) -> Iterator[Hit]:
    """The results move a driver by more than a tenth, and the forecast goes on with the old value."""
    for one in analysis.proposals:
        if one.planned and not one.accepted and abs(one.new - one.planned) > MOVED * abs(one.planned):
            unit = "percent" if one.driver.endswith("_pct") else ""
            now = one.planned if one.now is None else one.now
            yield hit(*one.path, planned=counted(now, unit), new=counted(one.new, unit))


def time_to_grow(analysis: Analysis) -> Iterator[Hit]:
    """A sign that was agreed on has come, and the person is not there yet."""
    plan = analysis.plan
    for row_id, row in plan.team.expansion_triggers.items():
        kpi, person = plan.kpis.items.get(row.kpi or ""), plan.team.members.get(row.hire or "")
        if kpi is None or row.threshold is None or person is None or person.status in THERE:
            continue
        if person.start is not None and person.start <= month_of(analysis.today):
            continue
        way = direction(kpi, row.threshold)
        here = f"kpis.items.{row.kpi}"
        aim = level(row.threshold, given(kpi.baseline, f"{here}.baseline"), way, here)
        came = latest(plan, row.kpi or "", analysis.fiscal_start).figure.number
        if isinstance(aim, Level) and came is not None and aim.shortfall(came) <= 0:
            signal, hire = row.signal or row_id, person.name or row.hire
            yield hit("team", "expansion_triggers", row_id, signal=signal, hire=hire)


def _channels(analysis: Analysis) -> dict[str, Judged]:
    """Channels of the forecast by what their results say."""
    known = analysis.plan.forecast.channels
    return {one.member: one for one in analysis.judged if one.dimension == "channel" and one.member in known}


def _decided(analysis: Analysis, channel: str) -> str:
    """What was decided about a channel when the quarter was closed; empty while it is not."""
    found = get(analysis.plan, ("reviews", analysis.looked_back or "", "verdicts", channel, "verdict"))
    return found if isinstance(found, str) else ""


RULES = (
    Rule("QD510", WARNING, off_course_unattended),
    Rule("QD640", WARNING, month_missing),
    Rule("QD641", WARNING, spend_goes_on),
    Rule("QD642", ADVICE, results_say_otherwise),
    Rule("QD643", WARNING, verdict_against_results),
    Rule("QD806", ADVICE, time_to_grow),
)
