"""A form: the groups of one page or of one row, in a body that scrolls.

    StepBody(step, desk)   a page of the wizard
    FormBody(place, …)     any place of the plan; `RowScreen` holds one for a row

The body shows what the session says and writes into it. It posts `FieldFocused`, `Edited`, `RowsChanged` and
`Notice`; the screen around it answers. Only what stands open is mounted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, field_of
from quarterdeck.plan.paths import without_ids
from quarterdeck.plan.types import Section
from quarterdeck.session.session import Session
from quarterdeck.steps.catalogue import Step
from quarterdeck.tui.boards import board_for, table_for
from quarterdeck.tui.boards.board import Board
from quarterdeck.tui.form.block import FieldBlock
from quarterdeck.tui.form.cell import Cell, Place
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.form.groups import Fields, Group, asked_in, groups_of, is_answered
from quarterdeck.tui.form.head import GroupHead
from quarterdeck.tui.form.keys import quiet
from quarterdeck.tui.form.messages import Edited, Rewritten, RowsChanged
from quarterdeck.tui.form.panel import Panel
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.form.rows import RowsTable
from quarterdeck.tui.form.shape import Shape

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quarterdeck.session.desk import Desk

View = FieldBlock | RowsTable
MOST_EDITORS = 25
"""Groups stand open from the start until so many fields are mounted; each costs 3 ms of the first paint."""
SETTLE = 0.06
"""Seconds after an answer in which computed figures wait for the next one."""


class FormBody(VerticalScroll, can_focus=False):
    """The form of one place of the plan.

    Args:
        place: where it stands.
        model: what is declared there.
        panels: names of the report's parts shown below the form.
        board: what stands above it.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        quiet("tab", "app.focus_next", at_once=True),
        quiet("shift+tab", "app.focus_previous", at_once=True),
    ]

    def __init__(
        self, place: Place, model: type[Section], panels: tuple[str, ...] = (), board: Board | None = None
    ) -> None:
        super().__init__()
        self.place = place
        self.shape = Shape()
        self._groups = groups_of(model, place.path)
        self._heads: dict[Path, GroupHead] = {}
        self._views: dict[Path, View] = {}
        """By the path below the place: the place of a row that is being added gets its id later."""
        self._focused: Path | None = None
        self._settled_at = 0.0
        """Where the form stood when it last followed the cursor."""
        self._was_new = place.is_new
        self._board = board
        self._followers: list[Panel | Board] = [
            *([board] if board is not None else ()),
            *(Panel(name, place.session) for name in panels),
        ]

    @property
    def session(self) -> Session:
        """The editing this form belongs to."""
        return self.place.session

    @property
    def focused_path(self) -> Path | None:
        """The field that has the cursor, or had it last; row ids included."""
        return None if self._focused is None else (*self.place.path, *self._focused)

    @property
    def views(self) -> dict[Path, View]:
        """What is mounted, by the path below the place."""
        return self._views

    @override
    def compose(self) -> ComposeResult:
        if self._board is not None:
            yield self._board
        left = MOST_EDITORS
        none_essential = not any(group.essential for group in self._groups)
        for group in self._groups:
            fields = self._asked(group)
            is_open = not self._can_fold or ((group.essential or none_essential) and left > 0)
            head = GroupHead(
                group, self.place, self.bring_into_sight, is_open=is_open, can_fold=self._can_fold
            )
            head.display = self._shows(head, fields)
            self._heads[group.key] = head
            yield head
            if is_open:
                left -= len(fields)
                yield from self._fresh(fields)
        yield from (panel for panel in self._followers if panel is not self._board)

    # Answers.

    def commit(self) -> None:
        """Take what is being typed as the answer: before saving, before undo, before leaving."""
        for view in self._views.values():
            if isinstance(view, FieldBlock):
                view.commit()

    @on(Edited)
    def _follow(self) -> None:
        if self._was_new and not self.place.is_new:
            self._was_new = False
            self.refresh_from_session()
        self._refresh_heads()
        self._settle()

    @on(RowsChanged)
    def _follow_rows(self) -> None:
        self._refresh_heads()
        self._settle()

    @on(Rewritten)
    def _follow_board(self, event: Rewritten) -> None:
        event.stop()
        self.refresh_from_session()
        self.post_message(Edited(event.path))

    def _settle(self) -> None:
        """What depends on an answer follows it, once it has been drawn."""
        if self._asks_otherwise():
            self.call_next(self._sync_views)
        self.set_timer(SETTLE, self._show_computed)
        for follower in self._followers:
            follower.later()

    def refresh_from_session(self) -> None:
        """Show what the session says now: after undo and redo, after an edit elsewhere, on coming back."""
        for view in list(self._views.values()):
            view.show()
        self._refresh_heads()
        if self._asks_otherwise():
            self.call_next(self._sync_views)
        for follower in self._followers:
            follower.later()

    def _show_computed(self) -> None:
        for view in self._views.values():
            if view.is_computed:
                view.show()

    def _refresh_heads(self) -> None:
        for head in self._heads.values():
            head.refresh()

    # What is asked.

    def _asked(self, group: Group) -> Fields:
        return asked_in(self.session.plan, self.place.path, group)

    def _asks_otherwise(self) -> bool:
        """Whether other fields are asked now than are shown."""
        return any(
            head.display != self._shows(head, wanted)
            or (head.is_open and self._mounted(head.group) != [below for below, _ in wanted])
            for head, wanted in self._wanted()
        )

    def _shows(self, head: GroupHead, wanted: Fields) -> bool:
        return bool(wanted) and (self._can_fold or bool(head.group.title))

    def _wanted(self) -> Iterator[tuple[GroupHead, Fields]]:
        for group in self._groups:
            yield self._heads[group.key], self._asked(group)

    def _mounted(self, group: Group) -> list[Path]:
        return [below for below, _ in group.fields if below in self._views]

    async def _sync_views(self) -> None:
        """Mount what is asked now and take away what is not; the cursor stays where it is if it can."""
        had_cursor = self.screen.focused is not None
        with self.app.batch_update():
            for head, wanted in self._wanted():
                head.display = self._shows(head, wanted)
                if head.is_open:
                    await self._sync_group(head, wanted)
        if had_cursor and self.screen.focused is None:
            self.focus_initial()

    async def _sync_group(self, head: GroupHead, wanted: Fields) -> None:
        keep = {below for below, _ in wanted}
        gone = [self._views.pop(below) for below in self._mounted(head.group) if below not in keep]
        if any(self.screen.focused in view.walk_children(with_self=True) for view in gone):
            self.screen.set_focus(None)
        for view in gone:
            await view.remove()
        last: Widget = head
        for below, field in wanted:
            if below not in self._views:
                await self.mount(next(self._fresh(((below, field),))), after=last)
            last = self._views[below]

    # Groups.

    @property
    def _can_fold(self) -> bool:
        return len(self._groups) > 1

    @on(GroupHead.Toggled)
    async def _toggle(self, event: GroupHead.Toggled) -> None:
        event.stop()
        await self._turn(event.head, is_open=not event.head.is_open)

    async def _turn(self, head: GroupHead, *, is_open: bool) -> None:
        if head.is_open == is_open:
            return
        with self.app.batch_update():
            head.turn(is_open=is_open)
            fields = self._asked(head.group)
            mounted = [self._views[below] for below in self._mounted(head.group)]
            if not is_open and any(
                self.screen.focused in view.walk_children(with_self=True) for view in mounted
            ):
                head.focus()
            for view in mounted:
                view.display = is_open
            if is_open:
                await self._sync_group(head, fields)

    # The cursor.

    def bring_into_sight(self, view: Widget) -> None:
        """Remember `view` as the place of the cursor, and scroll if it is not wholly in sight.

        A form that has to scroll goes on by a good part of a page: to creep along would draw it all anew with
        every field.
        """
        if isinstance(view, FieldBlock | RowsTable):
            self._focused = view.cell.below
        if self.size.height and view.virtual_region.height:
            self._scroll_towards(view)
        else:
            self.call_after_refresh(self._scroll_towards, view)

    def _scroll_towards(self, view: Widget) -> None:
        room, top = self.size.height, int(self.scroll_y)
        region = view.virtual_region
        if not room or (top <= region.y and region.bottom <= top + room):
            return
        spare = max(room - region.height, 0)
        above = min(room // 4, spare) if region.y >= top else spare - min(room // 4, spare)
        self.scroll_to(y=max(min(region.y - above, region.y), 0), animate=False, immediate=True)
        self._settled_at = self.scroll_y
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """The terminal's own cursor comes along: screen readers follow it."""
        focused = self.screen.focused
        if isinstance(focused, FlatInput):
            self.app.cursor_position = focused.cursor_screen_offset
        elif focused is not None and self in focused.ancestors:
            self.app.cursor_position = focused.content_region.offset

    def focus_initial(self) -> None:
        """To the field that had the cursor, else the board, else the first essential one left open."""
        if self._focused is None and self._board is not None and self._board.take_cursor():
            return
        shown = [view for view in self._in_order() if view.can_edit]
        first = next((view for view in shown if self._is_open_question(view)), shown[0] if shown else None)
        if self._focused is not None and self._focused in self._views:
            first = self._views[self._focused]
        if first is not None:
            first.focus_editor()

    @on(Board.Emptied)
    def _take_cursor_back(self, event: Board.Emptied) -> None:
        event.stop()
        self.focus_initial()

    def focus_path(self, path: Path, *, enter_rows: bool = True) -> None:
        """Bring the cursor to the field at `path`; its group is opened.

        A path into a row opens that row on a screen of its own; without `enter_rows` the row is only marked.
        """
        self.call_next(self._go_to, path, enter_rows)

    async def _go_to(self, path: Path, enter_rows: bool) -> None:
        self.refresh_from_session()
        if self._board is not None and self._board.take_path(path):
            return
        below = self._below(path)
        for head, wanted in self._wanted():
            found = next((at for at, _ in wanted if below[: len(at)] == at), None)
            if found is None:
                continue
            await self._turn(head, is_open=True)
            view = self._views.get(found)
            if isinstance(view, RowsTable):
                view.focus_row(below[len(found) :], enter=enter_rows)
            elif view is not None:
                view.focus_editor()
            return

    def _is_open_question(self, view: View) -> bool:
        return view.cell.field.ui.essential and not is_answered(self.session.plan, view.cell.path)

    def _in_order(self) -> list[View]:
        return [
            child for child in self.children if isinstance(child, FieldBlock | RowsTable) and child.display
        ]

    # Drawing.

    def on_resize(self, event: events.Resize) -> None:
        """Labels stand above their editors where there is little room, further off where there is much."""
        old = self.shape.name
        if self.shape.fit(event.size.width):
            self.remove_class(f"-{old}").add_class(f"-{self.shape.name}")
            for child in self.children:
                child.refresh(layout=True)
        self.call_after_refresh(self._stay_in_sight)

    def watch_virtual_size(self) -> None:
        """Fields became higher or lower: the cursor stays in sight, unless somebody has scrolled away."""
        if self.scroll_y == self._settled_at:
            self.call_after_refresh(self._stay_in_sight)

    def _stay_in_sight(self) -> None:
        """In a window that became smaller, the field with the cursor is still in sight."""
        for view in (*self._in_order(), *self._heads.values()):
            if view.has_focus_within:
                self._scroll_towards(view)

    @on(events.Click)
    def _close_lists(self) -> None:
        for popup in self.query(Popup):
            popup.close(accepted=False)

    def _fresh(self, fields: Fields) -> Iterator[View]:
        for below, field in fields:
            cell = Cell(self.place, below, field)
            make = _table_for(cell) if field.kind is Kind.ROWS else FieldBlock
            view: View = make(cell, self.shape, self.bring_into_sight)
            self._views[below] = view
            yield view

    def _below(self, path: Path) -> Path:
        return path[len(self.place.path) :]


def _table_for(cell: Cell) -> type[RowsTable]:
    return table_for(without_ids(Plan, cell.path)) or RowsTable


class StepBody(FormBody):
    """The form of one page of the wizard."""

    def __init__(self, step: Step, desk: Desk) -> None:
        table = field_of(Plan, step.id)
        if table is None or table.model is None:
            raise KeyError(step.id)
        board = board_for(step.id, desk.session)
        super().__init__(Place(desk.session, (step.id,)), table.model, step.panels, board)
        self.step = step
