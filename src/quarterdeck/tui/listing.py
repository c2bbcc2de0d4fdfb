"""A list to choose from: lines with a mark, words, a remark at the right, perhaps a second line.

Only what is in view is drawn, so a list of thousands opens as fast as one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from typing_extensions import override

from quarterdeck.tui.keys import key
from quarterdeck.tui.painted import strip
from quarterdeck.tui.styles import LIT, PILL


class Row(Struct, frozen=True):
    """One thing that can be chosen; without an id it is a heading, which cannot."""

    id: str
    text: str
    mark: str = " "
    mark_style: str = "$text-muted"
    right: str = ""
    detail: str = ""
    """A second line, quieter."""
    style: str = "$text"
    disabled: bool = False

    @property
    def choosable(self) -> bool:
        """Whether the cursor stops here."""
        return bool(self.id) and not self.disabled


def heading(text: str) -> Row:
    """A line above a group of rows."""
    return Row("", text, style="$title bold")


def gap() -> Row:
    """An empty line."""
    return Row("", "")


class _Line(Struct, frozen=True):
    """One line of the list as it is drawn where nothing is lit."""

    row: int
    drawn: Content


class Listing(ScrollView, can_focus=True):
    """Rows under each other, one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("choose", "enter", show=True),
        key("list_up", "up", "move(-1)", show=False),
        key("list_down", "down", "move(1)", show=False),
        key("list_page_up", "pageup", "page(-1)", show=False),
        key("list_page_down", "pagedown", "page(1)", show=False),
        key("list_first", "home", "end(0)", show=False),
        key("list_last", "end", "end(-1)", show=False),
    ]

    cursor: reactive[int] = reactive(-1, repaint=False)
    hovered: reactive[int] = reactive(-1)

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row."""

        listing: Listing
        row: Row

    @dataclass
    class Selected(Message):
        """A row was chosen."""

        listing: Listing
        row: Row

    def __init__(self, rows: Iterable[Row] = (), *, always_lit: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._always_lit = always_lit
        self.rows: tuple[Row, ...] = tuple(rows)
        self._lines: list[_Line] = []

    @on(events.Mount)
    def _open(self) -> None:
        self.show(self.rows)

    def show(self, rows: Iterable[Row], at: str = "") -> None:
        """Put other rows in; the cursor goes to the row `at`, else stays at its row, else to the first."""
        before = self.row.id if self.row else ""
        stood = at or before
        self.rows = tuple(rows)
        self._lay_out()
        found = next((i for i, row in enumerate(self.rows) if row.choosable and row.id == stood), None)
        first = next((i for i, row in enumerate(self.rows) if row.choosable), -1)
        self.set_reactive(Listing.cursor, first if found is None else found)
        if self.row:
            self._follow()
            if self.row.id != before:
                self.post_message(self.Highlighted(self, self.row))
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def stand_near(self, at: int) -> None:
        """Bring the cursor to the row at that place, or to the nearest behind or before it."""
        order = [*range(at, len(self.rows)), *range(min(at, len(self.rows)) - 1, -1, -1)]
        self.cursor = next((index for index in order if self.rows[index].choosable), -1)

    def action_move(self, by: int) -> None:
        """Move the cursor to the next row that can be chosen."""
        at = self.cursor + by
        while 0 <= at < len(self.rows) and not self.rows[at].choosable:
            at += 1 if by > 0 else -1
        if 0 <= at < len(self.rows):
            self.cursor = at
        elif by < 0:
            self.scroll_home(animate=False)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        target = self._line_of(self.cursor) + by * max(1, self.size.height - 1)
        line = self._lines[max(0, min(len(self._lines) - 1, target))] if self._lines else None
        if line is not None:
            self._nearest(line.row, by)

    def action_end(self, which: int) -> None:
        """Move the cursor to the first row (0) or the last (-1)."""
        choosable = [index for index, row in enumerate(self.rows) if row.choosable]
        if choosable:
            self.cursor = choosable[which]

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.row and self.row.choosable:
            self.post_message(self.Selected(self, self.row))

    def watch_cursor(self) -> None:
        """Show the new row lit, and whole."""
        self.refresh()
        if self.row:
            self.post_message(self.Highlighted(self, self.row))
            self._follow()

    @property
    def cursor_offset(self) -> Offset:
        """Where the row under the cursor stands on the screen: the terminal's own cursor goes there."""
        return self.content_region.offset + Offset(0, self._line_of(self.cursor) - self.scroll_offset.y)

    def _follow(self) -> None:
        first = self.cursor
        while first > 0 and not self.rows[first - 1].choosable:
            first -= 1
        top, end = self._line_of(first), self._line_of(self.cursor + 1) or len(self._lines)
        region = Region(0, top, 1, end - top)
        self.scroll_to_region(region, animate=False, force=True)
        if self.has_focus:
            self.app.cursor_position = self.cursor_offset

    def _nearest(self, row: int, by: int) -> None:
        order = range(row, len(self.rows)) if by > 0 else range(row, -1, -1)
        found = next((index for index in order if self.rows[index].choosable), None)
        if found is None:
            self.action_end(-1 if by > 0 else 0)
        else:
            self.cursor = found

    def _line_of(self, row: int) -> int:
        return next((at for at, line in enumerate(self._lines) if line.row == row), 0)

    @on(events.Resize)
    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = [
            _Line(at, line) for at, row in enumerate(self.rows) for line in self.lines_of(row, width)
        ]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def lines_of(self, row: Row, width: int) -> list[Content]:
        """How a row is drawn where nothing is lit."""
        return drawn(row, width)

    @on(events.MouseMove)
    def _light(self, event: events.MouseMove) -> None:
        self.hovered = self._row_at(event)

    @on(events.Leave)
    def _darken(self) -> None:
        self.hovered = -1

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        event.stop()
        index = self._row_at(event)
        if index >= 0 and self.rows[index].choosable:
            self.cursor = index
            self.action_choose()

    def _row_at(self, event: events.MouseEvent) -> int:
        where = event.get_content_offset(self)
        at = -1 if where is None else where.y + self.scroll_offset.y
        return self._lines[at].row if 0 <= at < len(self._lines) else -1

    @override
    def render_line(self, y: int) -> Strip:
        at, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if at >= len(self._lines) or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        return strip(self, self._lit(self._lines[at], width), width)

    def _lit(self, line: _Line, width: int) -> Content:
        text = line.drawn
        if not self.rows[line.row].choosable:
            return text
        if line.row == self.cursor:
            lit = LIT if self.has_focus or self._always_lit else PILL
            return Content(text.plain).pad_right(width - text.cell_length).stylize(lit)
        return text.stylize_before("underline") if line.row == self.hovered else text


def drawn(row: Row, width: int) -> list[Content]:
    """A row in lines of at most `width` cells: its words are wrapped, the remark at the right is cut."""
    if width < 8:
        return [Content()]
    head = Content.assemble((f" {row.mark} " if row.id else " ", f"{row.mark_style} bold"))
    right = Content(row.right).truncate(width // 2, ellipsis=True).plain if width > 24 else ""
    room = width - head.cell_length - cell_len(right) - (2 if right else 1)
    style = "$faint" if row.disabled else row.style
    texts = [line.plain.rstrip() for line in Content(row.text).wrap(max(room, 4))] or [""]
    first = texts[0] + " " * (room - cell_len(texts[0]))
    tail = Content.styled(f" {right} " if right else "", "$text-muted")
    lines = [head + Content.styled(first, style) + tail]
    indent = Content(" " * head.cell_length)
    lines += [indent + Content.styled(text, style) for text in texts[1:]]
    details = Content(row.detail).wrap(max(width - head.cell_length - 1, 4)) if row.detail else []
    return lines + [indent + Content.styled(line.plain.rstrip(), "$text-muted") for line in details]
