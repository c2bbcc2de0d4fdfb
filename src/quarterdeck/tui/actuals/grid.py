"""A grid to type actuals in: figures are its rows, months its columns. Spreadsheet cells can be pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content, text
from quarterdeck.plan.numerals import bare
from quarterdeck.plan.parse import Problem
from quarterdeck.report.reading import Reading
from quarterdeck.session import entering, measuring
from quarterdeck.session.entering import Entry
from quarterdeck.session.session import Session
from quarterdeck.tui.actuals.grid_sheet import View, fitted, sheet
from quarterdeck.tui.boards.sheet import Sheet
from quarterdeck.tui.form.draw import stack
from quarterdeck.tui.keys import key
from quarterdeck.tui.painted import bears_blocks

LONGEST = 24
"""Characters of a figure that is typed."""
NOT_KNOWN = "n"
_UNKNOWN = (NOT_KNOWN, "delete", "backspace")
_BEGINNINGS = "-=.,("
"""Signs a figure can begin with, besides digits."""
_MOVES = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "pageup": (-8, 0),
    "pagedown": (8, 0),
    "home": (-1000, 0),
    "end": (1000, 0),
}
"""Rows down and months to the right."""
MOST_PASTED = 40, 24
"""Rows and columns of a paste that are looked at."""


class ActualsGrid(Widget, can_focus=True):
    """Everything it shows is the session's.

    Args:
        session: the plan it is about.
        months: its columns, in order.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("cell_type", "enter", "type"),
        key("cell_unknown", "n,delete,backspace", "unknown"),
    ]

    @dataclass
    class Entered(Message):
        """Figures were taken over."""

        count: int
        wrong: int
        """Of those that were typed or pasted, how many are no figures."""

    @dataclass
    class Pasted(Message):
        """A block that has headings of its own, so that it need not stand as the grid does."""

        text: str

    @dataclass
    class Left(Message):
        """Esc, with nothing being typed."""

    def __init__(self, session: Session, months: tuple[str, ...], id: str | None = None) -> None:
        super().__init__(id=id, classes="actuals-grid")
        self._session = session
        self._months = months
        self._row = 0
        begin = entering.first_open(session.plan, months, session.today)
        self._column = months.index(begin)
        self._first = months.index(entering.beside(session.plan, months, begin))
        self._typed: str | None = None
        self._problem = ""
        self._reading: Reading | None = None
        self._made: tuple[object, Sheet] | None = None

    @property
    def cell(self) -> tuple[str, str]:
        """The month and the figure under the cursor."""
        asked = entering.asked(self._session.plan)
        self._row = max(0, min(self._row, len(asked) - 1))
        return self._months[self._column], asked[self._row].figure

    # Drawing.

    def show(self) -> None:
        """Show what the plan says now."""
        self._made = None
        self.refresh()

    def later(self) -> None:
        """Something it shows may have changed."""
        self.call_later(self.show)

    @override
    def render(self) -> Content:
        """All lines."""
        return stack(self._sheet().lines)

    def _sheet(self) -> Sheet:
        analysis = self._session.analysis
        if self._reading is None or self._reading.analysis is not analysis:
            self._reading, self._made = Reading(self._session.plan, analysis), None
        state = (self._session.revision, self.size, self._row, self._column, self._typed, self._problem,
                 self.has_focus)  # fmt: skip
        if self._made is None or self._made[0] != state:
            _ = self.cell
            view = View(
                self._session,
                self._reading,
                self._months,
                max(self.size.width - 1, 20),
                max(self.size.height, 6),
                self._row,
                self._column,
                self._first,
                self._typed,
                self._problem,
                self.has_focus,
                ascii=not bears_blocks(),
            )
            self._first = fitted(view).first
            self._made = (state, sheet(view))
        return self._made[1]

    def _changed(self) -> None:
        self.show()
        if self.has_focus:
            cursor = self._sheet().cursor
            if cursor is not None:
                self.app.cursor_position = self.content_region.offset + cursor

    def on_focus(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        self._changed()

    def on_blur(self) -> None:
        """What was typed is taken."""
        self.commit()

    # The cursor.

    def action_move(self, down: int, right: int) -> None:
        """To another cell; what was typed is taken first."""
        self.commit()
        count = len(entering.asked(self._session.plan))
        self._row = max(0, min(count - 1, self._row + down))
        self._column = max(0, min(len(self._months) - 1, self._column + right))
        self._problem = ""
        self._changed()

    def action_pick(self, row: int, column: int) -> None:
        """To that cell; a second click types in it."""
        again = (row, column) == (self._row, self._column) and self._typed is None
        self.action_move(row - self._row, column - self._column)
        if again:
            self.action_type()

    def on_click(self, event: events.Click) -> None:
        """A click on a cell goes there."""
        where = event.get_content_offset(self)
        action = "" if where is None else self._sheet().action_at(where.x, where.y)
        event.stop()
        if action:
            self.call_next(self.run_action, action)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the cursor: what is under it stays in sight."""
        event.stop()
        self.action_move(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.action_move(-1, 0)

    # Typing.

    def action_type(self) -> None:
        """Begin to type in the cell, or take what was typed and go on below."""
        if self._typed is None:
            month, figure = self.cell
            draft = entering.draft(self._session, month, figure)
            value = entering.value(self._session.plan, month, figure)
            self._typed = draft.raw if draft else "" if value is None else bare(value, self._session.style)
            self._changed()
        else:
            self.action_move(1, 0)

    def action_unknown(self) -> None:
        """Not known: that is no zero."""
        if self._typed is None:
            self._take(NOT_KNOWN)
            self.action_move(1, 0)

    def action_leave_typing(self) -> None:
        """Leave what was typed; with nothing typed, leave the grid."""
        if self._typed is None:
            self.post_message(self.Left())
        self._typed, self._problem = None, ""
        self._changed()

    def on_key(self, event: events.Key) -> None:
        """Every key in its turn: one that found its binding later would move away from under a figure."""
        if self._answered(event.key) or self._signed(event):
            event.stop()
            event.prevent_default()

    def _answered(self, key: str) -> bool:
        """Keys that move, take or leave."""
        if key in _MOVES:
            self.action_move(*_MOVES[key])
        elif key == "enter":
            self.action_type()
        elif key == "escape":
            self.action_leave_typing()
        elif key in _UNKNOWN and self._typed is None:
            self.action_unknown()
        else:
            return False
        return True

    def _signed(self, event: events.Key) -> bool:
        """A digit begins a figure, and while one is typed every sign belongs to it."""
        sign = event.character if event.is_printable else None
        typed = self._typed
        if typed is None and sign is not None and (sign.isdecimal() or sign in _BEGINNINGS):
            typed = ""
        if typed is None:
            return False
        if event.key in ("backspace", "delete"):
            typed = typed[:-1]
        elif sign is not None:
            typed += sign
        else:
            return False
        self._type(typed)
        return True

    def _type(self, typed: str) -> None:
        self._typed, self._problem = typed[:LONGEST], ""
        month, figure = self.cell
        path = entering.path_of(self._session.plan, month, figure)
        if path is not None:
            self._session.typing(path, self._typed)
        self._changed()

    def on_paste(self, event: events.Paste) -> None:
        """Cells of a spreadsheet fill to the right and downwards; a single figure is typed.

        A block with headings is looked at as a file is. One with the names of figures alone begins under
        the month of the cursor.
        """
        event.stop()
        whole = text.clean(event.text).strip("\n")
        # A blank row of several columns has its tabs; an empty line is half of a line end.
        cells = [line.split("\t") for line in whole.split("\n") if line or "\t" not in whole]
        if len(cells) == 1 and len(cells[0]) == 1:
            self._type((self._typed or "") + cells[0][0].strip())
            return
        self._typed = None
        if self._are_words(cells[0]):
            self.post_message(self.Pasted(_table(cells)))
        elif self._are_words([row[0] for row in cells]):
            self.post_message(self.Pasted(_table([["", *self._months[self._column :]], *cells])))
        else:
            self._fill(cells)

    def _are_words(self, cells: list[str]) -> bool:
        """Whether these are headings: none of them a figure."""
        plan, today, figure = self._session.plan, self._session.today, self.cell[1]
        there = [cell for cell in cells if cell.strip()]
        return bool(there) and all(
            isinstance(measuring.read(plan, today, figure, cell), Problem) for cell in there
        )

    def commit(self) -> None:
        """Take what is being typed."""
        typed, self._typed = self._typed, None
        if typed is not None:
            self._take(typed)

    def _take(self, raw: str) -> None:
        month, figure = self.cell
        found = measuring.read(self._session.plan, self._session.today, figure, raw)
        if isinstance(found, Problem):
            self._problem = content.message(f"parse.{found.key}", **found.values)
        self._enter([Entry(month, figure, raw)])

    def _fill(self, cells: list[list[str]]) -> None:
        asked = entering.asked(self._session.plan)
        most_rows, most_columns = MOST_PASTED
        entries = [
            Entry(self._months[self._column + right], asked[self._row + down].figure, cell)
            for down, line in enumerate(cells[:most_rows])
            for right, cell in enumerate(line[:most_columns])
            if cell.strip() and self._row + down < len(asked) and self._column + right < len(self._months)
        ]
        self._enter(entries)

    def _enter(self, entries: list[Entry]) -> None:
        wrong = entering.enter(self._session, entries)
        self.post_message(self.Entered(len(entries) - len(wrong), len(wrong)))
        self._changed()


def _table(cells: list[list[str]]) -> str:
    """Rows of one length, as a spreadsheet writes them to a file."""
    most = max(len(row) for row in cells[1:] or cells)
    return "".join("\t".join([*row, *[""] * most][:most]) + "\n" for row in cells)
