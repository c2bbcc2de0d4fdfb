"""The table of KPIs: where each stands against its target and the plan's own path, and what would help it.

It takes the place of the generic table of these rows on the form, and does all that one does besides.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.engine.choosing import fitting
from quarterdeck.session import measures
from quarterdeck.tui.boards.kpi_book import ORDERS, Book
from quarterdeck.tui.boards.kpi_view import KpiView
from quarterdeck.tui.form.keys import key
from quarterdeck.tui.form.messages import FieldFocused, Notice
from quarterdeck.tui.form.rows import RowsTable

TOLD = ((18, 5), (10, 3), (0, 1))
"""Lines of the form from which so many are said of the row under the cursor."""


class KpiTable(RowsTable):
    """Every KPI: now, by now, target, pace, owner, course and state; the catalogue; what to do next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("sort", "s"),
        key("fit", "e"),
    ]

    _sort = ""
    _room = 0
    """Lines of the form around it."""
    _pages: Book | None = None
    _told = ""
    """The row that the help tells of."""

    @property
    def book(self) -> Book:
        """What is said of each row of the plan as it stands."""
        plan = self.cell.session.plan
        if self._pages is None or self._pages.plan is not plan:
            self._pages = Book(self.cell.session, plan)
        return self._pages

    @property
    @override
    def rows(self) -> list[str]:
        """The ids of the rows as they are sorted."""
        return self.book.order(self._sort)

    @property
    @override
    def most(self) -> int:
        """As many rows as leave room for what is said below them."""
        return self._view().most

    @override
    def show(self) -> None:
        """Show what the plan says now; where it is sorted, the cursor stays with its row."""
        rows = self.rows
        if self._sort and self._told in rows:
            self._at = rows.index(self._told)
        super().show()
        self._explain()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are moved in the plan's own order, not in a sorted one."""
        if action == "sort":
            return bool(self.rows)
        return super().check_action(action, parameters) and not (action == "shift" and self._sort)

    # What can be done.

    @override
    async def action_add(self) -> None:
        """Choose from the catalogue: by goal, by question, by a word; or begin one of one's own."""
        from quarterdeck.tui.boards.kpi_picker import MeasurePicker

        _ = self.app.push_screen(MeasurePicker(self.cell.session.plan), self._picked)

    def action_fit(self) -> None:
        """Take three measures that fit the plan's goals."""
        found = fitting(self.cell.session.plan)
        if found:
            self._take(tuple(measure.id for measure in found))
        else:
            self.post_message(Notice(say("kpis.nothing_fits")))

    def action_sort(self) -> None:
        """Sort by the next of what the rows can be sorted by."""
        self._sort_by(ORDERS[(ORDERS.index(self._sort) + 1) % len(ORDERS)])

    def _sort_by(self, column: str) -> None:
        self._sort = column
        self.show()
        self.refresh_bindings()

    def _picked(self, chosen: tuple[str, ...] | None) -> None:
        """Nothing chosen: a KPI of one's own; None: nothing at all."""
        if chosen is None:
            return
        if not chosen:
            self._enter((*self.cell.path, ""), ())
            return
        added = self._take(chosen)
        if len(added) == 1:
            self._enter((*self.cell.path, added[0]), ())

    def _take(self, chosen: tuple[str, ...]) -> tuple[str, ...]:
        session = self.cell.session
        plan, added = measures.taken(session.plan, chosen)
        session.change(plan, (*self.cell.path, added[0]))
        self._changed()
        self.focus_row((added[0],), enter=False)
        names = ", ".join(self.book[row_id].name for row_id in added)
        self.post_message(Notice(say("kpis.added" if len(added) > 1 else "kpis.added_one", names=names)))
        return added

    # Where the cursor is.

    @override
    def focus_row(self, below: tuple[str, ...], *, enter: bool) -> None:
        super().focus_row(below, enter=enter)
        self._explain()

    @override
    def action_move(self, by: int) -> None:
        """Move the cursor, and tell of the row it comes to."""
        super().action_move(by)
        self._explain()

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._told = ""
        self._explain()

    @override
    def on_click(self, event: events.Click) -> None:
        """A click on the title of a column sorts by it; the rest is done as in every table."""
        where = event.get_content_offset(self)
        column = self._view().column_at(where.x, where.y) if where is not None and self.rows else None
        if column in ORDERS:
            self._sort_by("" if column == self._sort else column)
        self.call_later(self._explain)

    def _explain(self) -> None:
        """The help tells what the KPI under the cursor is."""
        row = self.row[-1] if self.row is not None else ""
        if not self.has_focus or not row or row == self._told:
            return
        self._told = row
        words = self.book.words(row)
        self.screen.post_message(FieldFocused(self.cell.path, self.cell.field, words))

    # What is drawn.

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, as far as the form has room for them."""
        self._room = self.parent.size.height if isinstance(self.parent, Widget) else container.height
        return super().get_content_height(container, viewport, width)

    @override
    def _view(self, width: int = 0) -> KpiView:
        view = KpiView(
            self.cell,
            self.rows,
            (),
            width or self.size.width,
            self._at,
            self._top,
            self.has_focus,
            self.shape.is_list,
            book=self.book,
            sort=self._sort,
            told=next(lines for room, lines in TOLD if self._room >= room),
        )
        return view.within(self._room) if self._room else view
