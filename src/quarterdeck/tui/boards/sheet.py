"""Lines under one another with places in them that can be pressed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset

from quarterdeck.report.prose import Line
from quarterdeck.tui.painted import STYLES


class Piece(Struct, frozen=True):
    """A text on a line."""

    text: str
    style: str = "$text"
    action: str = ""
    """What a click on it runs."""


class Area(Struct, frozen=True):
    """Cells of a line that do something."""

    y: int
    start: int
    end: int
    action: str


class Sheet(Struct):
    """What a board draws."""

    lines: list[Content] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    cursor: Offset | None = None
    """Where the terminal's own cursor belongs."""

    def row(self, *pieces: Piece) -> None:
        """A line of pieces."""
        x = 0
        for piece in pieces:
            size = cell_len(piece.text)
            if piece.action:
                self.areas.append(Area(len(self.lines), x, x + size, piece.action))
            x += size
        self.lines.append(Content.assemble(*((piece.text, piece.style) for piece in pieces)))

    def drawn(self, lines: Iterable[Line], inset: int = 0) -> None:
        """Lines of the report."""
        for line in lines:
            self.lines.append(Content(" " * inset) + as_content(line))

    def beside(self, left: Iterable[Line], right: Iterable[Line], width: int, height: int) -> None:
        """Two drawings side by side, the left one `width` cells wide."""
        one, other = list(left), list(right)
        for at in range(height):
            start = as_content(one[at]) if at < len(one) else Content()
            end = as_content(other[at]) if at < len(other) else Content()
            self.lines.append(start.pad_right(max(width - start.cell_length, 0)) + end)

    def action_at(self, x: int, y: int) -> str:
        """What is to be run for a click there; empty for nothing."""
        found = (area.action for area in self.areas if area.y == y and area.start <= x < area.end)
        return next(found, "")


def as_content(line: Line) -> Content:
    """A line of the report in the colours of the theme."""
    return Content.assemble(*((text, STYLES.get(style, style)) for text, style in line))
