"""What a field looks like around its editor at one moment: label, note, marks."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content

from quarterdeck.tui.form.cell import Cell
from quarterdeck.tui.form.draw import fit, stack, wrapped

MOST_NOTE_LINES = 3
"""Of what is wrong or was done; an example or an echo has one line."""
BAR = "▌"
ERROR, ECHO, TOLD, EXAMPLE, FIGURE = "$text-error", "$text-muted", "$text-warning", "$faint", "$text"
LABEL_EDGE = 3
"""Cells of the label's column that stay free: the bar, the gap before and the gap behind."""


class Note(Struct, frozen=True):
    """What there is to say about an answer, below its editor."""

    text: str = ""
    style: str = ECHO

    def lines(self, room: int) -> list[str]:
        """The note in rows of `room` cells; at least one row, so that the form does not jump."""
        return wrapped(self.text, room, MOST_NOTE_LINES if self.style in (ERROR, TOLD) else 1) or [""]


class FieldView(Struct, frozen=True):
    """A field as it is drawn."""

    cell: Cell
    label: int
    """Columns of the label; 0: it stands above the editor."""
    width: int
    note: Note
    editor_rows: int
    """0: there is no editor, the note is all there is."""
    is_entered: bool
    """The cursor is in the field."""
    has_problem: bool
    offers: bool
    """Ready answers can be opened beside the editor."""
    counter: str = ""

    @property
    def height(self) -> int:
        """Rows in all."""
        right = self.editor_rows + len(self._notes())
        return max(len(self._label()), right) if self.label else 1 + right

    def content(self) -> Content:
        """All of it; the editor lies above its own part."""
        style = ERROR if self.has_problem else "$accent"
        bar = Content.styled(BAR if self.is_entered or self.has_problem else " ", style) + " "
        left, right = self._label(), self._right()
        if not self.label:
            return stack(bar + row for row in [left[0], *right])
        blank = Content(" " * (self.label - 2))
        rows = range(max(len(left), len(right)))
        return stack(
            bar + (left[y] if y < len(left) else blank) + (right[y] if y < len(right) else "") for y in rows
        )

    def _right(self) -> list[Content]:
        """Room for the editor, then the note."""
        room = self.width - (self.label or 2)
        notes = [Content.styled(f" {fit(line, room - 2)}", self.note.style) for line in self._notes()]
        if not self.editor_rows:
            return notes
        rows = [Content(" " * room)] * self.editor_rows
        if self.offers:
            rows[0] = Content.assemble(" " * (room - 2), ("▾", "$accent" if self.is_entered else "$faint"))
        if self.counter:
            first = fit(self.note.text, room - 4 - len(self.counter))
            notes[0] = Content.assemble(" ", (first, self.note.style), " ", (self.counter, EXAMPLE))
        return rows + notes

    def _notes(self) -> list[str]:
        return self.note.lines(self.width - (self.label or 2) - 2)

    def _label(self) -> list[Content]:
        """The label with its star and its unit, in rows as wide as its column."""
        room = (self.label or self.width) - LABEL_EDGE
        words, unit = self.cell.words.label, self.cell.unit_words
        is_essential = self.cell.field.ui.essential
        texts = wrapped(words, room - (2 if is_essential else 0), 3 if self.label else 1)
        lines = [
            Content.styled(line, "bold $text" if self.is_entered else "$text-muted") for line in texts or [""]
        ]
        if is_essential:
            lines[-1] = Content.assemble(lines[-1], (" *", "$accent"))
        if unit:
            lines = _with_unit(lines, unit, room)
        return [line.pad_right(max(room + 1 - line.cell_length, 0)) for line in lines]


def _with_unit(lines: list[Content], unit: str, room: int) -> list[Content]:
    """The unit behind the label where there is room, else on a row of its own."""
    words = Content.styled(f" {unit}", "$faint")
    if lines[-1].cell_length + words.cell_length <= room:
        return [*lines[:-1], lines[-1] + words]
    return [*lines, Content.styled(fit(unit, room).rstrip(), "$faint")]
