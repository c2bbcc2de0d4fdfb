"""What the KPI table looks like at one moment: its columns, its rows, and what there is to say of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.report.document import Tone
from quarterdeck.report.standing import Stands
from quarterdeck.tui.boards.kpi_book import Book
from quarterdeck.tui.form.columns import GAP
from quarterdeck.tui.form.draw import LIT, fit, fit_right, wrapped
from quarterdeck.tui.form.table_view import MARK, TableView

APART = 5
"""Lines on a row from which an empty one stands before them."""
LEAST = 3
"""Rows in view, however little room there is."""
NAME = (12, 40)
"""The least and the most cells of a name; figures are shown whole or not at all."""
OWNER = 8
STYLES = {
    Tone.GOOD: "$text-success",
    Tone.WATCH: "$text-warning",
    Tone.BAD: "$text-error",
    Tone.QUIET: "$text-muted",
}
_SHOWS: dict[str, Callable[[Stands], str]] = {
    "goals": lambda row: ", ".join(row.goals),
    "now": lambda row: row.now,
    "expected": lambda row: row.expected,
    "target": lambda row: row.target,
    "pace": lambda row: row.pace,
    "owner": lambda row: _called(row.owner),
    "course": lambda row: row.course,
    "state": lambda row: row.state.text,
}
"""The columns behind the name, from left to right."""
_PERSON = 3
"""Words of a person's name, at most."""
_FIGURES = frozenset({"now", "expected", "target", "pace"})
_NEEDED = ("now", "target", "state")
_BY_USE = ("pace", "owner", "course", "goals", "expected")
"""The other columns, as they are taken in while there is room."""


class Shown(NamedTuple):
    """A column and the cells it takes."""

    name: str
    width: int


class KpiView(TableView, frozen=True):
    """The KPI table as it is drawn."""

    book: Book | None = None
    sort: str = ""
    """What the rows are sorted by; empty for the plan's own order."""
    told: int = 3
    """Lines below the rows on the one under the cursor: always the same, so that nothing jumps."""

    @property
    @override
    def offered(self) -> tuple[str, ...]:
        return ("add", "edit", "delete", "sort", "find", "fit") if self.rows else ("add", "fit")

    def within(self, room: int) -> KpiView:
        """The same with as many rows as `room` lines have place for."""
        taken = self.head + 1 + self.told + len(self.buttons())
        return replace(self, most=max(room - taken, LEAST))

    def column_at(self, x: int, y: int) -> str | None:
        """The column whose title lies under the mouse."""
        shown, start = self._shown(), MARK
        if shown is None or y != 1:
            return None
        for name, width in shown:
            if start <= x < start + width + GAP:
                return name
            start += width + GAP
        return None

    @override
    def _remark(self) -> str:
        return f"  {say('kpis.sorted', column=say(f'kpis.columns.{self.sort}'))}" if self.sort else ""

    @override
    def _purpose(self) -> list[str]:
        return wrapped(say("kpis.empty"), self.width - MARK - 2)

    @override
    def _column_titles(self) -> Content:
        titles = [
            Content.styled(
                _placed(name, say(f"kpis.columns.{name}"), width),
                "$text-muted" if name == self.sort else "$faint",
            )
            for name, width in self._shown() or ()
        ]
        return Content(" " * MARK) + Content(" " * GAP).join(titles)

    @override
    def _row(self, row_id: str, at: int) -> Content:
        here, wrong = at == self.at and self.is_focused, self._is_wrong((*self.cell.path, row_id))
        mark = ("▸" if here else " ") + ("!" if wrong else " ")
        line = Content.assemble(" ", (mark, "$text-error" if wrong else "$accent"), self._cells(row_id))
        return Content.styled(fit(line.plain, self.width - 1), LIT) if here else line

    def _cells(self, row_id: str) -> Content:
        row, (name, *others) = self._of(row_id), self._shown() or (None,)
        if name is None:
            return self._listed(row_id)
        cells = [Content.styled(self._called(row_id, name.width), "$text")]
        for column, width in others:
            text = _SHOWS[column](row) or "—"
            style = STYLES[row.state.tone] if column == "state" else "$text" if text != "—" else "$faint"
            cells.append(Content.styled(_placed(column, text, width), style))
        return Content(" " * GAP).join(cells)

    def _called(self, row_id: str, width: int) -> str:
        """Its name in so many cells, the short one where there is one; the star of the north star stays."""
        row = self._of(row_id)
        room = max(width - cell_len(row.star), 1)
        name = row.name if cell_len(row.name) <= room else self._book.short(row_id)
        return fit(fit(name, min(cell_len(name), room)) + row.star, width)

    def _listed(self, row_id: str) -> Content:
        """A row where there is no room for columns: its sign, its name, and the figures that fit whole."""
        row, room = self._of(row_id), self.width - MARK - 1
        sign = row.state.text[:1]
        both = say("kpis.listed", now=row.now or "—", target=row.target or "—")
        figures = next((text for text in (both, row.now) if cell_len(text) <= room - NAME[0] - 4), "")
        words = self._called(row_id, max(room - cell_len(figures) - 4, 1))
        return Content.assemble((f"{sign} ", STYLES[row.state.tone]), (f"{words}  {figures}", "$text"))

    @override
    def _told(self) -> list[Content]:
        """What there is to say of the row under the cursor, in always as many lines."""
        row_id, room = self.rows[self.at], self.width - MARK - 2
        row, book = self._of(row_id), self._book
        why = f"{row.state.text[:1]} {row.why}"
        lines = [("", "")] if self.told >= APART else []
        if self.told > 1:
            lines += [(line, "$text-muted") for line in wrapped(book.goals(row_id), room, 1)]
        lines += [(line, STYLES[row.state.tone]) for line in wrapped(why, room, max(self.told - 2, 1))]
        for what in book.to_do(row_id):
            left = self.told - len(lines)
            lines += [(line, "$text") for line in wrapped(what, room, left)] if left else []
        lines += [("", "")] * (self.told - len(lines))
        return [Content.styled(" " * MARK + line, style) for line, style in lines]

    def _shown(self) -> list[Shown] | None:
        """The columns that fit, in order; None where not even the needed ones do."""
        rows = [self._of(row_id) for row_id in self.rows]
        widths = {
            name: _width(name, rows) for name in _SHOWS if name in _NEEDED or any(map(_SHOWS[name], rows))
        }
        room = self.width - MARK - 2
        longest = max(cell_len(row.name + row.star) for row in rows)
        least = max(NAME[0], min(longest, room // 4))
        left = room - least - sum(widths[name] + GAP for name in _NEEDED)
        if left < 0 or self.is_list:
            return None
        chosen = set(_NEEDED)
        for name in _BY_USE:
            if name in widths and widths[name] + GAP <= left:
                chosen.add(name)
                left -= widths[name] + GAP
        name_width = max(NAME[0], min(least + left, longest, NAME[1]))
        columns = [Shown(name, widths[name]) for name in _SHOWS if name in chosen]
        return [Shown("kpi", name_width), *columns]

    @property
    def _book(self) -> Book:
        if self.book is None:
            raise TypeError(self.cell.field.name)
        return self.book

    def _of(self, row_id: str) -> Stands:
        return self._book[row_id]


def _placed(name: str, text: str, width: int) -> str:
    return fit_right(text, width) if name in _FIGURES else fit(text, width)


def _called(owner: str) -> str:
    """A person by their first name; a role that is still to be filled by its first words."""
    words = owner.split()
    return words[0] if cell_len(owner) > OWNER and len(words) <= _PERSON else owner


def _width(name: str, rows: list[Stands]) -> int:
    """As wide as its widest text; an owner's name may be cut."""
    widest = max(cell_len(_SHOWS[name](row)) for row in rows)
    title = cell_len(say(f"kpis.columns.{name}"))
    return max(title, min(widest, OWNER) if name == "owner" else widest)
