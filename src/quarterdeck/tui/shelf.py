"""The recent plans as the start screen shows them: how far each is, what stands in the way of opening it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck import clock, content
from quarterdeck.store import places, recent
from quarterdeck.store.recent import Recent
from quarterdeck.tui.names import file_name, shown, when

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan


class Condition(StrEnum):
    """What to know before opening a plan. Each is a key of `state` in `ui/home.json`."""

    STEPS = "steps"
    FINISHED = "finished"
    DRAFT = "draft"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    WAITING = "waiting"
    """Its quarter is over: it waits for what came."""
    CLOSED = "closed"
    """The plan of a closed quarter."""


class Shelved(Struct, frozen=True):
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


def shelf() -> tuple[Shelved, ...]:
    """All recent plans, newest first, at a glance."""
    return tuple(glance(item) for item in recent.load())


def glance(item: Recent) -> Shelved:
    """What can be said without reading the plan."""
    path = Path(item.path)
    condition, remark = Condition.STEPS, ""
    if not places.is_file(path):
        condition = Condition.MISSING
        remark = content.say("home.state.missing", folder=shown(path.parent))
    quarter = item.quarter.replace("-", " ")
    return Shelved(path, file_name(path), item.company, quarter, condition, remark, _opened(item))


def look(shelved: tuple[Shelved, ...]) -> tuple[Shelved, ...]:
    """The same with how far each plan is. Reads the files, and loads what reads them."""
    return tuple(_look(item) for item in shelved)


def _look(item: Shelved) -> Shelved:
    from quarterdeck.errors import PlanUnreadable
    from quarterdeck.store import journal, planfile

    if item.condition is Condition.MISSING:
        return item
    if places.is_file(journal.file_of(item.path)):
        return replace(item, condition=Condition.DRAFT, remark=content.say("home.state.draft"))
    try:
        plan = planfile.open_plan(item.path).plan
    except PlanUnreadable:
        return replace(item, condition=Condition.UNREADABLE, remark=content.say("home.state.unreadable"))
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.steps.catalogue import STEPS

    quarter_over = _quarter_over(plan, item.path)
    if quarter_over is not None:
        return replace(item, condition=quarter_over[0], remark=quarter_over[1])
    found = analyse(plan, clock.today()).progress
    done, of = sum(found[step.id].state == "done" for step in STEPS), len(STEPS)
    condition = Condition.FINISHED if done == of else Condition.STEPS
    return replace(item, condition=condition, remark=content.say(f"home.state.{condition}", done=done, of=of))


def _quarter_over(plan: Plan, path: Path) -> tuple[Condition, str] | None:
    """What to know of a plan whose quarter is over: closed, or still to be."""
    from quarterdeck.plan.format import quarter
    from quarterdeck.session.closing import guards
    from quarterdeck.session.closing.flow import pending

    name = quarter(plan.plan.quarter) if plan.plan.quarter else ""
    if guards.is_closed(plan):
        return Condition.CLOSED, content.say("closing.home_closed", quarter=name)
    days = guards.days_over(plan, clock.today())
    if days is None:
        return None
    if pending(path) == plan.plan.quarter:
        return Condition.WAITING, content.say("closing.home_pending", quarter=name)
    key = "home_waits_one" if days == 1 else "home_waits"
    return Condition.WAITING, content.say(f"closing.{key}", quarter=name, days=days)


def _opened(item: Recent) -> str:
    try:
        moment = datetime.fromisoformat(item.opened_at)
    except ValueError:
        return ""
    return when(moment, clock.now()) if moment.tzinfo else ""
