"""The first page: what the plan is for, and the whole of it at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.money import digits
from quarterdeck.report.document import Block, Facts, Heading, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import AMOUNTS, count, heading

DIRECTION = ("vision", "mission", "value_proposition")
UNDER_THE_TITLE = ("quarter", "stage", "next_review")
SKIP = frozenset(f"plan.{name}" for name in ("company", "north_star", *UNDER_THE_TITLE, *DIRECTION))
"""Said on top."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """North star, vision and mission; then goals, forecast, gaps, money and what is open in a line each."""
    glance = tuple((content.say(f"report.glance.{key}"), text) for key, text in _glance(reading) if text)
    glance = glance if reading.plan.model_fields_set else ()
    above = direction(reading)
    return (*above, Heading(content.say("report.glance.title")), Facts(glance)) if glance else above


def direction(reading: Reading, answers: tuple[str, ...] = DIRECTION) -> tuple[Block, ...]:
    """North star, vision, mission and promise."""
    told = ((reading.label(("plan", key)), reading.text(("plan", key))) for key in answers)
    facts = ((reading.label(("plan", "north_star")), _north_star(reading)), *told)
    known = tuple((label, text) for label, text in facts if text)
    return (Facts(known),) if known else ()


def subtitle(reading: Reading) -> str:
    """Quarter, stage and the next review, on a line under the title."""
    parts = {key: reading.text(("plan", key)) for key in UNDER_THE_TITLE}
    return " · ".join(content.say(f"report.cover.{key}", value=text) for key, text in parts.items() if text)


def _north_star(reading: Reading) -> str:
    """The one number with where it stands, where it is to be, and who answers for it."""
    kpi = reading.plan.plan.north_star
    if kpi is None or kpi not in reading.plan.kpis.items:
        return kpi or ""
    at = ("kpis", "items", kpi)
    now, target, owner = (reading.text((*at, key)) for key in ("baseline", "target", "owner"))
    way = content.say("report.cover.from_to", now=now, target=target) if now and target else now or target
    return content.say("report.between").join(
        part for part in (reading.name("kpis.items", kpi), way, owner) if part
    )


def _glance(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "goals", _goals(reading)
    yield "forecast", _forecast(reading)
    yield "gaps", _gaps(reading)
    yield "budget", reading.brief(("forecast", "budget_total")) if reading.plan.forecast.budget else ""
    yield "team", _team(reading)
    yield "open", still_open(reading)


def _counted(key: str, counts: dict[str, int]) -> str:
    """The counts that are not zero, each in its words."""
    said = (
        content.say(f"report.glance.{key}_{name}", count=count) for name, count in counts.items() if count
    )
    return content.say("report.between").join(said)


def _goals(reading: Reading) -> str:
    marks = [smart.ok for smart in reading.analysis.smart.values()]
    return _counted("goals", {"all": len(marks), "smart": marks.count(True), "vague": marks.count(False)})


def _forecast(reading: Reading) -> str:
    """The quarter the plan is for, in the figures a founder asks for first."""
    result = reading.analysis.forecast
    row = next((row for row in result.quarters if row.period == reading.analysis.quarter), None)
    if row is None:
        return ""
    parts = [
        content.say("report.glance.forecast_part", what=heading(reading, name), value=value)
        for name in ("leads", "wins", "mrr", "revenue")
        if (value := _figure(reading, row[name], money=name in AMOUNTS))
    ]
    return content.say("report.between").join(parts)


def _figure(reading: Reading, value: Decimal | None, *, money: bool) -> str:
    if not value:
        return ""
    if money:
        return fmt.money(round(value, 0 if value >= 100 else digits(reading.style.currency)), reading.style)
    return count(reading, value)


def _gaps(reading: Reading) -> str:
    gaps = [gap for gap in reading.analysis.gaps if gap.closed is False]
    rows = reading.plan.gaps.items
    decided = sum(gap.row in rows and rows[gap.row].remedy_kind is not None for gap in gaps)
    return _counted("gaps", {"all": len(gaps), "decided": decided, "undecided": len(gaps) - decided})


def _team(reading: Reading) -> str:
    members = [member.status for member in reading.plan.team.members.values()]
    planned = members.count("planned")
    return _counted("team", {"all": len(members) - planned, "planned": planned})


def still_open(reading: Reading) -> str:
    """How many findings there are of each weight."""
    severities = [finding.severity for finding in reading.analysis.findings]
    counts = {name: severities.count(name) for name in ("error", "warning", "advice")}
    return _counted("open", counts) or signed(Tone.GOOD, content.say("report.nothing_open")).text
