"""The report as a document: blocks without width, colour or format. Every view and format is drawn from it.

Texts are what people wrote, as they wrote it; a renderer makes them safe for its format.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Tone(StrEnum):
    """What a mark or a sentence means. Each has a sign of its own, so colour is never needed to read it."""

    PLAIN = "plain"
    STRONG = "strong"
    """Sums and other lines to find at once."""
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
    QUIET = "quiet"


SIGNS = {Tone.GOOD: "✓", Tone.WATCH: "!", Tone.BAD: "✗"}

Value = str | tuple[str, ...]
"""One answer: a text, or a list of texts."""


class Cell(Struct, frozen=True):
    """One cell of a table, or one item of a list."""

    text: str
    tone: Tone = Tone.PLAIN


class Column(Struct, frozen=True):
    """A column: numbers stand at the right and are never cut."""

    title: str
    numeric: bool = False
    one_line: bool = False
    """Where there is no room for all of a text, it is cut rather than broken."""


class Heading(Struct, frozen=True):
    """A heading inside a section, from level 2 (a group of questions) downwards. What follows is set in."""

    text: str
    level: int = 2


class Paragraph(Struct, frozen=True):
    """Prose; its line breaks are the writer's."""

    text: str
    tone: Tone = Tone.PLAIN


class Facts(Struct, frozen=True):
    """Labelled answers: one under the other, or, where `compact`, short ones side by side."""

    rows: tuple[tuple[str, Value], ...]
    compact: bool = False


class Table(Struct, frozen=True):
    """Rows of cells under named columns. One too wide for a page may be laid out anew."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    spans: int = 0
    """How many leading columns stand once for all the rows below that say the same there."""
    firm: bool = False
    """Made to be compared: stays a table wherever its columns fit the page at all."""


class Bullets(Struct, frozen=True):
    """A plain list. A good, doubtful or bad item goes by its sign."""

    items: tuple[Cell, ...]


class ChartKind(StrEnum):
    """How the figures of a chart stand to each other."""

    COLUMNS = "columns"
    """Values side by side over the labels, months for example. Targets and baselines are lines across."""
    BARS = "bars"
    """One bar for each label, from zero. Targets and baselines are marks on it."""
    WATERFALL = "waterfall"
    """A level (PLAN), the steps that change it (CHANGE), the level they lead to (PLAN again)."""
    GANTT = "gantt"
    """One bar for each label from LOW to HIGH, along an axis with names of its own."""


class Role(StrEnum):
    """What a series of a chart is. Each has a sign of its own, so colour is never needed to read it."""

    PLAN = "plan"
    WHAT_IF = "what_if"
    ACTUAL = "actual"
    BASELINE = "baseline"
    TARGET = "target"
    LOW = "low"
    """The lower end of a range; the upper one is HIGH, a series of the same length."""
    HIGH = "high"
    CHANGE = "change"
    """Up or down from where the one before it ended."""


class Series(Struct, frozen=True):
    """The values of one role, one for each label of the chart; None where nothing is known."""

    role: Role
    name: str
    """What the legend calls it; empty: the legend leaves it out."""
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...] = ()
    """The same numbers as the plan writes them; shown beside bars."""
    tones: tuple[Tone, ...] = ()
    """What each value means, where they mean different things."""


class Tick(Struct, frozen=True):
    """A place on the axis of values, and what is written there."""

    value: Decimal
    text: str


class Chart(Struct, frozen=True):
    """Figures to be compared at a glance: data only, `report.charts` draws it for the room there is."""

    kind: ChartKind
    title: str
    sentence: str
    """What the chart shows, in words: it stands in for the chart wherever nothing can be drawn."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: tuple[Tick, ...] = ()
    """From the lowest place to the highest; without it, from the lowest value (or zero) to the highest."""
    here: Decimal | None = None
    """A place on the axis to be marked: today, on a roadmap."""
    ascii: bool = False
    """To be drawn with the signs of every keyboard."""


Block = Heading | Paragraph | Facts | Table | Bullets | Chart


class DocSection(Struct, frozen=True):
    """A part of the report: one step, or what stands before and after them."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Document(Struct, frozen=True):
    """The whole report."""

    title: str
    subtitle: str
    sections: tuple[DocSection, ...]
    dense: bool = False
    """Meant for one sheet: little air, no contents, and in text every chart as one line."""


def signed(tone: Tone, text: str) -> Cell:
    """A cell that says by sign, word and colour what it means."""
    sign = SIGNS.get(tone)
    return Cell(f"{sign} {text}" if sign else text, tone)


def joined(value: Value) -> str:
    """A list on one line; semicolons where an item has a comma of its own."""
    if isinstance(value, str):
        return value
    return ("; " if any("," in item for item in value) else ", ").join(value)
