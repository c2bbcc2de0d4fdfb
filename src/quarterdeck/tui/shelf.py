"""The recent plans as the start screen shows them: how far each is, what stands in the way of opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from quarterdeck import clock, content
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.store import journal, planfile, recent
from quarterdeck.store.recent import Recent
from quarterdeck.tui.differences import when


class Condition(StrEnum):
    """What to know before opening a plan. Each is a key of `state` in `ui/home.json`."""

    STEPS = "steps"
    FINISHED = "finished"
    DRAFT = "draft"
    MISSING = "missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Shelved:
    """One recent plan."""

    path: Path
    name: str
    company: str
    quarter: str
    condition: Condition
    remark: str
    """The condition in words."""
    opened: str = ""
    """When it was open last, in words."""


def glance(item: Recent) -> Shelved:
    """What can be said without reading the plan."""
    path = Path(item.path)
    condition, remark = Condition.STEPS, ""
    if not path.is_file():
        condition = Condition.MISSING
        remark = content.say("home.state.missing", folder=planfile.shown(path.parent))
    elif journal.file_of(path).exists():
        condition, remark = Condition.DRAFT, content.say("home.state.draft")
    return Shelved(
        path, planfile.shown(Path(path.name)), item.company, item.quarter, condition, remark, _opened(item)
    )


def look(shelved: Shelved, today: date) -> Shelved:
    """The same with how far the plan is: reads the file."""
    if shelved.condition is not Condition.STEPS:
        return shelved
    try:
        plan = planfile.open_plan(shelved.path).plan
    except PlanUnreadable:
        remark = content.say("home.state.unreadable")
        return _with(shelved, Condition.UNREADABLE, remark)
    done, of = _progress(plan, today)
    finished = done == of
    key = "finished" if finished else "steps"
    remark = content.say(f"home.state.{key}", done=done, of=of)
    return _with(shelved, Condition.FINISHED if finished else Condition.STEPS, remark)


def _progress(plan: Plan, today: date) -> tuple[int, int]:
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.steps.catalogue import STEPS

    found = analyse(plan, today).progress
    return sum(found[step.id].state == "done" for step in STEPS), len(STEPS)


def _with(shelved: Shelved, condition: Condition, remark: str) -> Shelved:
    return Shelved(
        shelved.path, shelved.name, shelved.company, shelved.quarter, condition, remark, shelved.opened
    )


def shelf() -> tuple[Shelved, ...]:
    """All recent plans, newest first, at a glance."""
    return tuple(glance(item) for item in recent.load())


def _opened(item: Recent) -> str:
    try:
        moment = datetime.fromisoformat(item.opened_at)
    except ValueError:
        return ""
    return when(moment, clock.now()) if moment.tzinfo else ""
