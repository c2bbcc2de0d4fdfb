"""The report as a document: blocks without width, colour or format. Every view and format is drawn from it.

Texts are what people wrote, as they wrote it; a renderer makes them safe for its format.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a mark or a sentence means. Each has a sign of its own, so colour is never needed to read it."""

    PLAIN = "plain"
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column: numbers stand at the right and are never cut."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: level 2 for a group, level 3 for one row of the plan."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; its line breaks are the writer's."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled answers, one under the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under named columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    wide: bool = True
    """Numbers of a wide table may be laid out on their side where the page is narrow."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list."""

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
