"""What a calendar should remember: when actions are due, when the plan and the agreement are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event
from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.calendar import last_day
from quarterdeck.plan.document import Plan
from quarterdeck.report.reading import Reading
from quarterdeck.text import clean, slug

PRODUCT = "-//Quarterdeck//Plan//EN"
OVER = ("done", "dropped")


class Entry(Struct, frozen=True):
    """One day to remember."""

    id: str
    day: date
    title: str
    note: str = ""


def render(plan: Plan, analysis: Analysis) -> str:
    """An iCalendar file (RFC 5545) of whole days. Entries keep their ids: a later file updates them."""
    reading = Reading(plan, analysis)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    made = datetime.combine(analysis.today, datetime.min.time(), UTC)
    company = plan.plan.company or content.say("report.no_company")
    for entry in entries(reading):
        calendar.add_component(_event(entry, made, company))
    return str(calendar.to_ical(), "utf-8")


def entries(reading: Reading) -> Iterator[Entry]:
    """Open actions, goals, the review of the plan, of the agreement, and the end of the quarter."""
    plan = reading.plan
    for action_id, action in plan.actions.items.items():
        if action.due and action.status not in OVER:
            owner = reading.text(("actions", "items", action_id, "owner"))
            note = "\n".join(filter(None, (owner, action.how)))
            yield Entry(f"action.{action_id}", action.due, action.what or action_id, note)
    for goal_id, goal in plan.goals.items.items():
        if goal.end:
            title = content.say("report.dates.goal", goal=goal.statement or goal_id)
            yield Entry(f"goal.{goal_id}", goal.end, title)
    if plan.plan.next_review:
        yield Entry("review", plan.plan.next_review, content.say("report.dates.review"))
    if plan.goals.sla.review_date:
        yield Entry("sla", plan.goals.sla.review_date, content.say("report.dates.sla"))
    if reading.analysis.quarter:
        end = last_day(reading.analysis.quarter, reading.style.fiscal_start)
        yield Entry("quarter", end, content.say("report.dates.quarter"))


def _event(entry: Entry, made: datetime, company: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@{slug(company)}.quarterdeck")
    event.add("dtstamp", made)
    event.add("dtstart", entry.day)
    if entry.day < date.max:
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", clean(entry.title, lines=False))
    event.add("description", clean("\n".join(filter(None, (company, entry.note)))))
    event.add("transp", "TRANSPARENT")
    return event
