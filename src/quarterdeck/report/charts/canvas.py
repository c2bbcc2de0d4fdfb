"""A field of cells to draw on, given back as styled lines."""

from __future__ import annotations

from collections.abc import Sequence

from quarterdeck.report.layout import cells
from quarterdeck.report.prose import Line, Run

BLANK = (" ", "")


class Canvas:
    """Cells from the left and from the top; what lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self._rows = [[BLANK] * max(width, 0) for _ in range(max(height, 0))]

    def put(self, x: int, y: int, sign: str, style: str) -> None:
        """One sign."""
        if 0 <= y < len(self._rows) and 0 <= x < len(self._rows[y]) and sign != " ":
            self._rows[y][x] = (sign, style)

    def write(self, x: int, y: int, text: str, style: str) -> None:
        """A text, wide characters included; nothing of one that does not fit."""
        if not 0 <= y < len(self._rows) or x < 0 or x + cells(text) > len(self._rows[y]):
            return
        for char in text:
            size = cells(char)
            if size == 0:
                continue
            self._rows[y][x] = (char, style)
            for more in range(1, size):
                self._rows[y][x + more] = ("", style)
            x += size

    def lines(self) -> list[Line]:
        """The rows, signs of one style joined; gaps go with what stands before them."""
        return [_joined(row) for row in self._rows]


def _joined(row: Sequence[Run]) -> Line:
    found: Line = []
    for sign, style in row:
        before, of = found[-1] if found else ("", style)
        if found and (sign == " " or style == of):
            found[-1] = (before + sign, of)
        else:
            found.append((sign, style))
    return found
