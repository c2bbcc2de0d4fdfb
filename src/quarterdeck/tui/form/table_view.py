"""What a table of rows looks like at one moment: its lines, its buttons, and what lies under the mouse."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content

from quarterdeck.content import say
from quarterdeck.plan.fields import Path
from quarterdeck.tui.form.cell import Cell
from quarterdeck.tui.form.columns import GAP, Column, cell_text
from quarterdeck.tui.form.draw import LIT, MOST_HELP, fit, fit_right, stack, wrapped
from quarterdeck.tui.form.trail import row_name
from quarterdeck.tui.styles import PILL

MOST_ROWS = 12
"""Rows in view at once; a longer table scrolls within itself."""
MARK = 3
"""Cells before the first column: the bar, the cursor, what is wrong."""
ACTIONS = {
    "add": "add",
    "edit": "edit",
    "duplicate": "duplicate",
    "up": "shift(-1)",
    "down": "shift(1)",
    "delete": "delete",
    "find": "find",
}
"""What each button does, by its name in the words."""


class Button(NamedTuple):
    """A button: its words, what it does, and the cells it takes, from `start` up to, not including, `end`."""

    words: str
    action: str
    start: int
    end: int


class TableView(Struct, frozen=True):
    """A table as it is drawn."""

    cell: Cell
    rows: list[str]
    columns: tuple[Column, ...]
    width: int
    at: int
    """The row under the cursor."""
    top: int
    """The first row in view."""
    is_focused: bool
    is_list: bool
    """Too narrow for columns: what a row holds stands on one line."""
    most: int = MOST_ROWS
    """Rows in view at once."""

    @property
    def offered(self) -> tuple[str, ...]:
        """The names of the buttons."""
        names = tuple(name for name in ACTIONS if name != "find" or len(self.rows) > self.most)
        return names if self.rows else names[:1]

    @property
    def head(self) -> int:
        """Lines above the first row."""
        return 1 if self.is_list else 2

    @property
    def height(self) -> int:
        """Lines in all."""
        buttons = len(self.buttons())
        if not self.rows:
            return 1 + len(self._purpose()) + buttons
        more = 1 if len(self.rows) > self.most else 0
        below = len(self._told()) + len(self._notes())
        return self.head + min(len(self.rows), self.most) + more + below + buttons

    def content(self) -> Content:
        """All of it."""
        lines = [self._title()]
        lines += self._table() if self.rows else [_indented(line, "$faint") for line in self._purpose()]
        style = PILL if self.is_focused else "$text-muted on $pill $pill-style"
        for row in self.buttons():
            words = (Content.styled(f" {button.words} ", style) for button in row)
            lines.append(Content(" " * MARK) + Content(" ").join(words))
        return stack(lines)

    def buttons(self) -> list[list[Button]]:
        """What can be pressed, line by line."""
        lines: list[list[Button]] = [[]]
        x = MARK
        for name in self.offered:
            words = say(f"form.buttons.{name}")
            size = cell_len(words) + 2
            if x + size > self.width - 1 and lines[-1]:
                lines.append([])
                x = MARK
            lines[-1].append(Button(words, ACTIONS.get(name, name), x, x + size))
            x += size + 1
        return lines

    def button_at(self, x: int, y: int) -> str | None:
        """The action of the button at that place."""
        lines = self.buttons()
        first = self.height - len(lines)
        row = lines[y - first] if 0 <= y - first < len(lines) else []
        return next((button.action for button in row if button.start <= x < button.end), None)

    def row_at(self, y: int) -> int | None:
        """The row on that line."""
        at = self.top + y - self.head
        return at if y >= self.head and at < min(self.top + self.most, len(self.rows)) else None

    def _title(self) -> Content:
        words, ui = self.cell.words, self.cell.field.ui
        title = fit(words.label, min(cell_len(words.label), self.width - 20)).rstrip()
        return Content.assemble(
            ("▌" if self.is_focused else " ", "$accent"),
            " ",
            (title, "bold $text" if self.is_focused else "bold $text-muted"),
            (" *" if ui.essential else "", "$accent"),
            (f"  {len(self.rows)}" if self.rows else "", "$faint"),
            (self._remark(), "$text-muted"),
        )

    def _remark(self) -> str:
        """What else there is to say behind the title."""
        return ""

    def _told(self) -> list[Content]:
        """What there is to say of the row under the cursor."""
        return []

    def _purpose(self) -> list[str]:
        """What an empty table is for, and an example."""
        words, room = self.cell.words, self.width - MARK - 2
        lines = wrapped(words.help or words.ask, room, MOST_HELP)
        return lines + (wrapped(say("form.example", example=words.example), room, 1) if words.example else [])

    def _table(self) -> list[Content]:
        lines = [] if self.is_list else [self._column_titles()]
        shown = list(enumerate(self.rows))[self.top : self.top + self.most]
        lines += [self._row(row_id, at) for at, row_id in shown]
        if len(self.rows) > self.most:
            part = say(
                "form.popup_part", first=self.top + 1, last=self.top + len(shown), count=len(self.rows)
            )
            lines.append(_indented(part, "$faint"))
        return [*lines, *self._told(), *(_indented(line, "$text-error") for line in self._notes())]

    def _column_titles(self) -> Content:
        titles = (_placed(column.title, column) for column in self.columns)
        return _indented((" " * GAP).join(titles), "$faint")

    def _row(self, row_id: str, at: int) -> Content:
        row = (*self.cell.path, row_id)
        here, wrong = at == self.at and self.is_focused, self._is_wrong(row)
        mark = ("▸" if here else " ") + ("!" if wrong else " ")
        texts = [self._text(row, column, is_name=not n) for n, column in enumerate(self.columns)]
        if self.is_list:
            line = fit(" · ".join(text for text in texts if text), self.width - MARK - 1)
        else:
            placed = (_placed(text, column) for text, column in zip(texts, self.columns, strict=True))
            line = (" " * GAP).join(placed)
        if here:
            return Content.styled(fit(f" {mark}{line}", self.width - 1), LIT)
        return Content.assemble(" ", (mark, "$text-error" if wrong else "$accent"), (line, "$text"))

    def _text(self, row: Path, column: Column, *, is_name: bool) -> str:
        text = cell_text(self.cell.place, row[:-1], row[-1], column.field)
        if is_name:
            return text or row_name(self.cell.session.plan, row)
        return text or ("—" if column.field.ui.essential else "")

    def _notes(self) -> list[str]:
        """Which rows hold texts that are no answers."""
        table = self.cell.path
        wrong = [row_id for row_id in self.rows if self._is_wrong((*table, row_id))]
        names = ", ".join(row_name(self.cell.session.plan, (*table, row_id)) for row_id in wrong)
        return wrapped(say("form.rows_to_fix", names=names), self.width - MARK - 2, 2) if wrong else []

    def _is_wrong(self, row: Path) -> bool:
        drafts = self.cell.session.drafts.items()
        return any(draft.problem is not None and path[: len(row)] == row for path, draft in drafts)


def _placed(text: str, column: Column) -> str:
    return fit_right(text, column.width) if column.is_figure else fit(text, column.width)


def _indented(line: str, style: str) -> Content:
    return Content.styled(" " * MARK + line, style)
