"""Step 9 at a glance: the roadmap, the actions under what each quarter concentrates on, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Bullets, Cell, Facts, Heading, Table, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.roadmap_chart import roadmap_chart
from quarterdeck.report.tables import Col, present, table_of

ITEMS: Path = ("actions", "items")
VERDICTS: Path = ("actions", "verdicts")
_TONES = {"done": Tone.GOOD, "blocked": Tone.BAD, "dropped": Tone.QUIET}
SKIP = frozenset(
    {
        "actions.roadmap",
        *(f"actions.items.{name}" for name in ("owner", "due", "budget", "goals", "status")),
        *(
            f"actions.verdicts.{name}"
            for name in ("new_activity", "verdict", "cpl", "cac", "roi_pct", "freed_budget")
        ),
    }
)
"""Said by the tables."""


def state(reading: Reading, row: Path) -> Cell:
    """The action's state in words and a tone."""
    value = reading.plan.actions.items[row[-1]].status or ""
    return Cell(reading.text((*row, "status")), _TONES.get(value, Tone.PLAIN))


def goals(reading: Reading, row: Path) -> Cell:
    """The numbers of the goals an action serves."""
    served = reading.plan.actions.items[row[-1]].goals
    return Cell(", ".join(reading.number("goals.items", goal) or goal for goal in served))


COLUMNS = (
    Col("action", "what"),
    Col("owner", "owner"),
    Col("due", "due"),
    Col("budget", "budget", numeric=True),
    Col("goals", goals),
    Col("state", state),
)


def lead(reading: Reading) -> tuple[Block, ...]:
    """Roadmap, actions, verdicts."""
    return (*roadmap(reading), *by_focus(reading), *verdicts(reading))


def roadmap(reading: Reading) -> Iterator[Block]:
    """The calendar; then per quarter the focus, the actions under it, and what is next in line."""
    calendar = roadmap_chart(reading)
    if calendar or reading.plan.actions.roadmap:
        yield Heading(content.say("report.roadmap"))
    if calendar:
        yield calendar
    for row, stage in reading.plan.actions.roadmap.items():
        at: Path = ("actions", "roadmap", row)
        quarter, focus = reading.text((*at, "quarter")) or row, reading.text((*at, "focus"))
        yield Heading(content.say("report.handled", handle=quarter, name=focus) if focus else quarter, 3)
        items = [Cell(reading.name("actions.items", action)) for action in stage.actions]
        if stage.next_in_line:
            items.append(Cell(content.say("report.next_in_line", what=stage.next_in_line), Tone.QUIET))
        if items:
            yield Bullets(tuple(items))


def by_focus(reading: Reading) -> Iterator[Block]:
    """The actions, each under the first focus area whose goals it serves."""
    actions = reading.plan.actions.items
    left = dict.fromkeys(actions)
    tables: list[Table | None] = []
    for focus_id, focus in reading.plan.goals.focus_areas.items():
        under = [action for action in left if set(actions[action].goals) & set(focus.goals)]
        for action in under:
            left.pop(action)
        title = content.say("report.focus", focus=reading.name("goals.focus_areas", focus_id))
        tables.append(table_of(reading, ITEMS, COLUMNS, title, under))
    other = content.say("report.other_actions") if present(*tables) else ""
    tables.append(table_of(reading, ITEMS, COLUMNS, other, left))
    if present(*tables):
        yield Heading(content.say("report.actions"))
        yield from present(*tables)


def verdicts(reading: Reading) -> Iterator[Block]:
    """What becomes of last year's activities, and where the money goes that this sets free."""
    table = table_of(
        reading,
        VERDICTS,
        (
            Col("activity", activity),
            Col("verdict", "verdict"),
            Col("cpl", "cpl", numeric=True),
            Col("cac", "cac", numeric=True),
            Col("roi", "roi_pct", numeric=True),
            Col("freed", "freed_budget", numeric=True),
        ),
    )
    if table is None:
        return
    yield Heading(content.say("report.verdicts"))
    yield table
    freed = [row.freed_budget for row in reading.plan.actions.verdicts.values() if row.freed_budget]
    if freed:
        amount = fmt.money(sum(freed, Decimal(0)), reading.style)
        yield Facts(((content.say("report.freed_together"), amount),))


def activity(reading: Reading, row: Path) -> Cell:
    """Last year's activity, or the one to adopt."""
    return Cell(reading.text((*row, "activity")) or reading.text((*row, "new_activity")))
