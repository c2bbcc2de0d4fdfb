"""A table of rows on the form: what is there, and everything that can be done with it by key or mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Path, fields_of
from quarterdeck.plan.paths import MISSING
from quarterdeck.tui.form import templates
from quarterdeck.tui.form.cell import Cell, Place
from quarterdeck.tui.form.columns import Column, columns_for
from quarterdeck.tui.form.keys import key, quiet
from quarterdeck.tui.form.messages import FieldFocused, Notice, RowsChanged
from quarterdeck.tui.form.options import Option
from quarterdeck.tui.form.pasting import add_pasted
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.form.shape import Shape
from quarterdeck.tui.form.table_view import MARK, MOST_ROWS, TableView
from quarterdeck.tui.form.trail import row_name

if TYPE_CHECKING:
    from quarterdeck.tui.form.row_screen import Left


OF_ROWS = frozenset({"edit", "delete", "find", "duplicate", "shift"})
"""What can be done with rows, and not without them."""


class RowsTable(Widget, can_focus=True):
    """The rows of one table.

    Args:
        cell: the table's field at its place.
        shape: the columns of the form; a narrow one shows a list.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("add", "a,insert"),
        key("edit", "enter"),
        quiet("enter", "add"),
        key("delete", "d,delete"),
        key("find", "slash"),
        key("duplicate", "u"),
        key("up", "shift+up,K", "shift(-1)"),
        key("down", "shift+down,J", "shift(1)"),
        quiet("up", "move(-1)"),
        quiet("down", "move(1)"),
        quiet("pageup", "move(-10)"),
        quiet("pagedown", "move(10)"),
        quiet("home", "move(-100000)"),
        quiet("end", "move(100000)"),
    ]

    def __init__(self, cell: Cell, shape: Shape, come: Callable[[Widget], None]) -> None:
        super().__init__()
        self._come = come
        self.cell = cell
        self.shape = shape
        self._at = 0
        self._top = 0
        self._popup: Popup | None = None
        self._is_finding = False
        """What the open list is for: to go to a row, or to add some."""
        self._ready: dict[str, templates.Template] = {}
        self._wanted: tuple[str, ...] = ()
        self._was_at: int | None = None
        self._has_just_come = False
        self._drawn: tuple[object, int, tuple[Column, ...]] | None = None
        if cell.field.model is None:
            raise TypeError(cell.field.name)
        self._model = cell.field.model

    @property
    def rows(self) -> list[str]:
        """The ids of the rows, in order."""
        value = self.cell.value
        return [] if value is MISSING else list(value)

    @property
    def most(self) -> int:
        """Rows in view at once."""
        return MOST_ROWS

    @property
    def row(self) -> Path | None:
        """The row under the cursor."""
        rows = self.rows
        return (*self.cell.path, rows[self._at]) if self._at < len(rows) else None

    @property
    def is_computed(self) -> bool:
        """Whether figures stand in the table that follow from answers elsewhere."""
        return any(field.kind is Kind.COMPUTED for field in fields_of(self._model))

    @property
    def can_edit(self) -> bool:
        """Whether the cursor can come here: always."""
        return True

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without rows all there is to do is to add one, and Enter does that too."""
        return action not in OF_ROWS or bool(self.rows)

    def show(self) -> None:
        """Show what the plan says now."""
        self._at = max(0, min(self._at, len(self.rows) - 1))
        self._drawn = None
        self._scroll()
        self.refresh(layout=True)
        if self.has_focus:
            self.refresh_bindings()

    def focus_editor(self) -> None:
        """Bring the cursor here."""
        self.focus(scroll_visible=False)

    def focus_row(self, below: Path, *, enter: bool) -> None:
        """Bring the cursor to the row `below` begins with, and into the row where `below` goes on."""
        self.focus_editor()
        rows = self.rows
        if below and below[0] in rows:
            self._at = rows.index(below[0])
            self._scroll()
            self.refresh()
            if enter and len(below) > 1:
                self._enter((*self.cell.path, below[0]), below[1:])

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        """The whole table comes into sight, and its words are shown elsewhere."""
        super().watch_has_focus(_has_focus)
        self.refresh()
        if _has_focus:
            self._come(self)
            self.screen.post_message(FieldFocused(self.cell.path, self.cell.field))

    def on_focus(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        self._place_cursor()
        # A click brings the cursor before it is a click.
        self._has_just_come = True
        self.call_later(self._be_there)

    def _be_there(self) -> None:
        self._has_just_come = False

    def _place_cursor(self) -> None:
        row = Offset(0, self._view().head + self._at - self._top)
        self.app.cursor_position = self.content_region.offset + row

    # What can be done.

    async def action_add(self) -> None:
        """Add a row: one of its own, or one of those that are known to be useful here."""
        self._ready = templates.offered(self.cell.path, self.cell.session.plan)
        if not self._ready:
            self._enter((*self.cell.path, ""), ())
            return
        own = Option("", say("form.own_row"))
        offered = (own, *(Option(name, ready.label, ready.hint) for name, ready in self._ready.items()))
        self._wanted = ()
        await self._open(Popup(offered, several=True, title=say("form.add_title")))

    async def action_find(self) -> None:
        """Go to a row by a part of its name."""
        found = [Option(row_id, self._called((*self.cell.path, row_id))) for row_id in self.rows]
        if found:
            await self._open(Popup(found, title=say("form.find_title")), is_finding=True)

    def action_edit(self) -> None:
        """Open the row under the cursor."""
        if self.row is not None:
            self._enter(self.row, ())

    def action_duplicate(self) -> None:
        """A copy of the row under the cursor, right behind it."""
        if self.row is not None:
            copy = self.cell.session.duplicate_row(self.row)
            self._at = self.rows.index(copy)
            self._changed()

    def action_shift(self, by: int) -> None:
        """Move the row under the cursor up or down."""
        row, at = self.row, self._at + by
        if row is not None and 0 <= at < len(self.rows):
            self.cell.session.move_row(row, by)
            self._at = at
            self._changed()

    def action_delete(self) -> None:
        """Delete the row under the cursor; where others refer to it, ask first."""
        row = self.row
        if row is None:
            return
        uses = self.cell.session.uses(row)
        if not uses:
            self._delete(row)
            return
        from quarterdeck.tui.form.deleting import ask

        _ = self.app.push_screen(ask(self.cell.session.plan, row, uses), self._answered(row))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        at = max(0, min(len(self.rows) - 1, self._at + by))
        if at != self._at:
            self._at = at
            self._scroll()
            self.refresh()
            self._place_cursor()

    def _delete(self, row: Path) -> None:
        name = self._called(row)
        self.cell.session.delete_row(row)
        self._changed()
        self.post_message(Notice(say("form.deleted", name=name)))

    def _answered(self, row: Path) -> Callable[[str | None], None]:
        def decide(answer: str | None) -> None:
            if answer == "delete":
                self._delete(row)

        return decide

    def _called(self, row: Path) -> str:
        return row_name(self.cell.session.plan, row)

    def _changed(self) -> None:
        self.show()
        self.post_message(RowsChanged(self.cell.path))

    def _enter(self, row: Path, field: Path) -> None:
        """Open a row on a screen of its own; an empty id is a row to be added."""
        from quarterdeck.tui.form.row_screen import RowScreen

        if not self.screen.is_current:
            return
        if self.cell.place.is_new:
            self.cell.place.make({})
            row = (*self.cell.path, row[-1])
        screen = RowScreen(Place(self.cell.session, row), self._model, field)
        _ = self.app.push_screen(screen, self._came_back)

    def _came_back(self, left: Left | None) -> None:
        """Something may have changed in a row, or a row may be there that was not."""
        rows = self.rows
        if left is not None and left.row in rows:
            self._at = rows.index(left.row or "")
        self._changed()
        if left is not None and left.onward in rows:
            self._at = rows.index(left.onward)
            self._enter((*self.cell.path, left.onward), ())

    def on_paste(self, event: events.Paste) -> None:
        """Cells from a spreadsheet become rows, in the columns that are shown."""
        event.stop()
        if self.cell.place.is_new:
            self.cell.place.make({})
        columns = [column.field for column in self._columns(self.size.width)]
        typed = [field for field in columns if field.kind is not Kind.COMPUTED]
        count = add_pasted(self.cell.session, self.cell.path, typed, event.text)
        if count:
            self._at = len(self.rows) - 1
            self._changed()
            self.post_message(Notice(say("form.pasted", count=count)))

    # The lists that open: rows that are known to be useful, rows to go to.

    async def _open(self, popup: Popup, *, is_finding: bool = False) -> None:
        if self._popup is None:
            self._popup, self._is_finding = popup, is_finding
            await self.mount(popup)
            popup.focus(scroll_visible=False)

    @on(Popup.Picked)
    def _want(self, event: Popup.Picked) -> None:
        event.stop()
        if self._is_finding:
            self.focus_row((event.value,), enter=False)
            return
        if not event.value:
            self._wanted = ()
            if self._popup is not None:
                self._popup.close(accepted=True)
            return
        chosen = self._wanted
        self._wanted = (
            tuple(item for item in chosen if item != event.value)
            if event.value in chosen
            else (*chosen, event.value)
        )
        if self._popup is not None:
            self._popup.mark(self._wanted)

    @on(Popup.Closed)
    async def _close(self, event: Popup.Closed) -> None:
        event.stop()
        popup, self._popup = self._popup, None
        if event.focus_back:
            self.focus(scroll_visible=False)
        if popup is not None:
            await popup.remove()
        if event.accepted and not self._is_finding:
            self._add_wanted()

    def _add_wanted(self) -> None:
        if not self._wanted:
            self._enter((*self.cell.path, ""), ())
            return
        if self.cell.place.is_new:
            self.cell.place.make({})
        add = self.cell.session.add_row
        added = [add(self.cell.path, dict(self._ready[name].values)) for name in self._wanted]
        self._at = len(self.rows) - 1
        self._changed()
        if len(added) == 1:
            self._enter((*self.cell.path, added[0]), ())

    # Mouse.

    def on_click(self, event: events.Click) -> None:
        """Buttons do what they say; a click on a row goes there, and into it when the cursor was there."""
        where = event.get_content_offset(self)
        if where is None or self._popup is not None:
            return
        event.stop()
        view = self._view()
        button, at = view.button_at(where.x, where.y), view.row_at(where.y)
        if button is not None:
            self.call_next(self.run_action, button)
        elif at is not None:
            was, self._at = self._was_at, at
            self.refresh()
            if was == at or event.chain > 1:
                self.action_edit()

    def on_mouse_down(self) -> None:
        """Remember where the cursor was before this click."""
        self._was_at = None if self._has_just_come else self._at

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """A long table scrolls within itself, then the page goes on."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """A long table scrolls within itself, then the page goes on."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        top = max(0, min(len(self.rows) - self.most, self._top + by))
        if top != self._top:
            event.stop()
            self._top = top
            self.refresh()

    # What is drawn.

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, up to `MOST_ROWS` of them."""
        return self._view(width).height

    @override
    def render(self) -> Content:
        """The table as it stands."""
        return self._view().content()

    def _view(self, width: int = 0) -> TableView:
        width = width or self.size.width
        rows, is_list = self.rows, self.shape.is_list
        columns = self._columns(width) if rows else ()
        return TableView(self.cell, rows, columns, width, self._at, self._top, self.has_focus, is_list)

    def _columns(self, width: int) -> tuple[Column, ...]:
        state = (self.cell.session.plan, len(self.cell.session.drafts))
        if self._drawn is None or self._drawn[:2] != (state, width):
            columns = columns_for(self.cell.place, self.cell.path, self._model, width - MARK - 2)
            self._drawn = (state, width, columns)
        return self._drawn[2]

    def _scroll(self) -> None:
        self._top = max(0, min(self._top, self._at, len(self.rows) - self.most))
        if self._at >= self._top + self.most:
            self._top = self._at - self.most + 1
