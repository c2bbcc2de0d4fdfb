"""The report as a document: blocks without width, colour or format. Every view and format is drawn from it.

Texts are what people wrote, as they wrote it; a renderer makes them safe for its format.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, or one item of a list."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column: numbers stand at the right and are never cut."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, from level 2 (a group of questions) downwards. What follows is set in."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; its line breaks are the writer's."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled answers: one under the other, or, where `compact`, short ones side by side."""

    rows: tuple[tuple[str, Value], ...]
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns. One too wide for a page may be laid out anew."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    spans: int = 0
    """How many leading columns stand once for all the rows below that say the same there."""
    firm: bool = False
    """Made to be compared: stays a table wherever its columns fit the page at all."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list. A good, doubtful or bad item goes by its sign."""

    items: tuple[Cell, ...]


Block = Heading | Paragraph | Facts | Table | Bullets


@dataclass(frozen=True, slots=True)
class DocSection:
    """A part of the report: one step, or what stands before and after them."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report."""

    title: str
    subtitle: str
    sections: tuple[DocSection, ...]


def signed(tone: Tone, text: str) -> Cell:
    """A cell that says by sign, word and colour what it means."""
    sign = SIGNS.get(tone)
    return Cell(f"{sign} {text}" if sign else text, tone)


def joined(value: Value) -> str:
    """A list on one line; semicolons where an item has a comma of its own."""
    if isinstance(value, str):
        return value
    return ("; " if any("," in item for item in value) else ", ").join(value)
