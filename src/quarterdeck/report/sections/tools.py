"""Step 10 at a glance: every tool with its five criteria and price, every KPI with what measures it."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, headed, made, table_of

ITEMS: Path = ("tools", "items")
JUDGED = ("proof", "dependable", "support", "community")
_TONES = {"pass": Tone.GOOD, "fail": Tone.BAD}
SKIP = frozenset(
    f"tools.items.{name}" for name in (*JUDGED, "fit", "price", "price_period", "tracks", "status")
)
"""Said by the tables."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """The tools by criteria and by use, then the KPIs they cover."""
    judged = table_of(
        reading,
        ITEMS,
        (
            Col("tool", "name"),
            Col("saves", saves),
            *(criterion(name) for name in JUDGED),
            Col("fit", "fit", numeric=True),
        ),
    )
    return (
        *headed("tool_criteria", judged),
        *use(reading),
        *headed("coverage", coverage(reading)),
    )


def use(reading: Reading) -> tuple[Block, ...]:
    """What each tool costs, how far it is, and what it measures."""
    used = table_of(
        reading,
        ITEMS,
        (Col("tool", "name"), Col("price", price), Col("state", "status"), Col("measures", "tracks")),
    )
    return headed("tool_use", used)


def criterion(name: str) -> Col:
    """A column with the mark of one criterion; unknown is not a pass."""

    def show(reading: Reading, row: Path) -> Cell:
        return mark(getattr(reading.plan.tools.items[row[-1]], name))

    return Col(name, show)


def mark(value: str | None) -> Cell:
    """Pass, fail, or not known yet."""
    known = value if value in _TONES else "unknown"
    return signed(_TONES.get(known, Tone.QUIET), content.say(f"report.criterion.{known}"))


def saves(reading: Reading, row: Path) -> Cell:
    """The first criterion passes when the tool saves time, money or effort."""
    return mark("pass" if reading.plan.tools.items[row[-1]].saves else None)


def price(reading: Reading, row: Path) -> Cell:
    """Price and period."""
    amount, period = reading.text((*row, "price")), reading.text((*row, "price_period"))
    return Cell(" ".join(part for part in (amount, period[:1].lower() + period[1:]) if part))


def coverage(reading: Reading) -> Block | None:
    """Which KPI is measured by what; one that nothing measures stands out."""
    kpis = reading.plan.kpis.items
    rows = [(Cell(reading.name("kpis.items", kpi)), _measuring(reading, kpi)) for kpi in kpis]
    wanted = rows and (reading.plan.tools.items or any(kpi.tool for kpi in kpis.values()))
    return made((Col("kpi", ""), Col("measured_by", "")), rows) if wanted else None


def _measuring(reading: Reading, kpi: str) -> Cell:
    tools = [tool for tool, row in reading.plan.tools.items.items() if kpi in row.tracks]
    own = reading.plan.kpis.items[kpi].tool
    named = [reading.name("tools.items", tool) for tool in dict.fromkeys((*filter(None, (own,)), *tools))]
    return Cell(", ".join(named)) if named else signed(Tone.WATCH, content.say("report.no_tool"))
