"""Step 9 at a glance: the roadmap by quarter, then every action with its owner and date."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of

_TONES = {"done": Tone.GOOD, "blocked": Tone.BAD, "dropped": Tone.QUIET}


def state(reading: Reading, row: Path) -> Cell:
    """The action's state in words and a tone."""
    value = reading.plan.actions.items[row[-1]].status or ""
    return Cell(reading.text((*row, "status")), _TONES.get(value, Tone.PLAIN))


def roadmap(reading: Reading) -> Iterator[Block]:
    """Per quarter: the focus, the actions under it, and what is next in line."""
    for row, stage in reading.plan.actions.roadmap.items():
        at: Path = ("actions", "roadmap", row)
        focus = reading.text((*at, "focus"))
        quarter = reading.text((*at, "quarter")) or row
        yield Heading(f"{quarter}: {focus}" if focus else quarter, 3)
        items = []
        for action in stage.actions:
            due = reading.text(("actions", "items", action, "due"))
            owner = reading.text(("actions", "items", action, "owner"))
            name = reading.name("actions.items", action)
            items.append(Cell(" · ".join(part for part in (name, owner, due) if part)))
        if stage.next_in_line:
            items.append(Cell(content.say("report.next_in_line", what=stage.next_in_line), Tone.QUIET))
        if items:
            yield Bullets(tuple(items))


def lead(reading: Reading) -> tuple[Block, ...]:
    """Roadmap, actions, verdicts."""
    actions = table_of(
        reading,
        ("actions", "items"),
        (
            Col("action", "what"),
            Col("owner", "owner"),
            Col("due", "due"),
            Col("budget", "budget", numeric=True),
            Col("goals", "goals"),
            Col("state", state),
        ),
        content.say("report.actions"),
    )
    verdicts = table_of(
        reading,
        ("actions", "verdicts"),
        (
            Col("activity", activity),
            Col("verdict", "verdict"),
            Col("cpl", "cpl", numeric=True),
            Col("cac", "cac", numeric=True),
            Col("roi", "roi_pct", numeric=True),
        ),
        content.say("report.verdicts"),
    )
    return (*roadmap(reading), *present(actions, verdicts))


def activity(reading: Reading, row: Path) -> Cell:
    """Last year's activity, or the one to adopt."""
    return Cell(reading.text((*row, "activity")) or reading.text((*row, "new_activity")))
