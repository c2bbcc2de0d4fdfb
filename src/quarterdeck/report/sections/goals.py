"""Step 4 at a glance: each goal with its five SMART marks, its target, its KPIs and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of

ITEMS: Path = ("goals", "items")


def smart_marks(reading: Reading, row: Path) -> Cell:
    """The letters of what holds, a dot for what does not: `SM·RT`."""
    smart = reading.analysis.smart.get(row[-1])
    if smart is None:
        return Cell("")
    return Cell(smart.letters, Tone.GOOD if smart.ok else Tone.WATCH)


def open_marks(reading: Reading) -> Iterator[Cell]:
    """One sentence for each mark that does not hold yet."""
    for goal, smart in reading.analysis.smart.items():
        name = reading.name("goals.items", goal)
        for letter, mark in smart.marks.items():
            if not mark.ok:
                why = reading.message(f"smart.{mark.reason}", mark.values)
                yield Cell(content.say("report.smart_open", goal=name, letter=letter, why=why), Tone.WATCH)


def lead(reading: Reading) -> tuple[Block, ...]:
    """The overview above the goals' details."""
    table = table_of(
        reading,
        ITEMS,
        (
            Col("goal", "statement"),
            Col("smart", smart_marks),
            Col("target", "target"),
            Col("kpis", "kpis"),
            Col("owner", "owner"),
            Col("due", "end"),
        ),
    )
    missing = tuple(open_marks(reading))
    heading = Heading(content.say("report.smart_heading"), 3)
    return (*present(table), *((heading, Bullets(missing)) if missing else ()))
