"""Step 10 at a glance: every tool with its five criteria, its price and what it measures."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of

_MARKS = {"pass": ("✓", Tone.GOOD), "fail": ("✗", Tone.BAD), "unknown": ("?", Tone.QUIET)}


def criterion(name: str) -> Col:
    """A column with the mark of one criterion; unknown is not a pass."""

    def show(reading: Reading, row: Path) -> Cell:
        value = getattr(reading.plan.tools.items[row[-1]], name)
        return Cell(*_MARKS.get(value or "unknown", _MARKS["unknown"]))

    return Col(f"criteria.{name}", show)


def saves(reading: Reading, row: Path) -> Cell:
    """The first criterion passes when the tool saves time, money or effort."""
    return Cell(*_MARKS["pass" if reading.plan.tools.items[row[-1]].saves else "unknown"])


def price(reading: Reading, row: Path) -> Cell:
    """Price and period."""
    amount, period = reading.text((*row, "price")), reading.text((*row, "price_period"))
    return Cell(" / ".join(part for part in (amount, period) if part))


def lead(reading: Reading) -> tuple[Block, ...]:
    """The tools by criteria, then by use."""
    judged = table_of(
        reading,
        ("tools", "items"),
        (
            Col("tool", "name"),
            Col("criteria.saves", saves),
            criterion("proof"),
            criterion("dependable"),
            criterion("support"),
            criterion("community"),
            Col("fit", "fit", numeric=True),
        ),
        content.say("report.tool_criteria"),
    )
    used = table_of(
        reading,
        ("tools", "items"),
        (Col("tool", "name"), Col("price", price), Col("measures", "tracks"), Col("state", "status")),
        content.say("report.tool_use"),
    )
    return present(judged, used)
