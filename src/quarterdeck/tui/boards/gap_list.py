"""The gaps under one another: forecast, goal, what is missing, and what covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.engine.decided import State
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.gap_words import say
from quarterdeck.tui.boards.keys import key
from quarterdeck.tui.boards.seen import Seen, SeenGap
from quarterdeck.tui.form.draw import fit, fit_right, stack
from quarterdeck.tui.form.keys import quiet
from quarterdeck.tui.form.shape import STACKED_BELOW
from quarterdeck.tui.styles import LIT, PILL

if TYPE_CHECKING:
    from quarterdeck.tui.boards.gaps import GapsBoard

MOST_ROWS, MOST_ROWS_TALL, TALL = 4, 10, 34
"""Gaps in view at once: what would close one of them must stand below them, in sight."""
GAP = 2
WITH_COVER = 70
"""Columns from which the table says what covers a gap; below, the sentence under it does."""
MARK = 4
FIGURES = ("forecast", "target", "short")
SIGNS = {
    State.REACHED: ("✓", "$text-success"),
    State.COVERED: ("✓", "$text-success"),
    State.ACCEPTED: ("✓", "$text-muted"),
    State.LOWERED: ("✓", "$text-muted"),
    State.UNDECIDED: ("!", "$text-warning"),
    State.BARE: ("!", "$text-warning"),
    State.SPENT: ("!", "$text-warning"),
}


class GapList(Widget, can_focus=True):
    """The table. It draws itself; the board tells it what there is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("choose", "enter"),
        quiet("up", "move(-1)"),
        quiet("down", "move(1)"),
        quiet("home", "move(-100000)"),
        quiet("end", "move(100000)"),
    ]
    parent: GapsBoard

    class Moved(Message):
        """The cursor came to another gap."""

    class Chosen(Message):
        """What would close the gap is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._at = 0
        self._top = 0

    @property
    def current(self) -> SeenGap | None:
        """The gap under the cursor."""
        gaps = self._gaps
        return gaps[self._at] if self._at < len(gaps) else None

    def show(self, seen: Seen) -> None:
        """Show these; the cursor stays at its gap, wherever that went."""
        stood = self.current.key if self.current else None
        self._seen = seen
        keys = [one.key for one in self._gaps]
        self._at = keys.index(stood) if stood in keys else max(0, min(self._at, len(keys) - 1))
        self._scroll()
        self.refresh(layout=True)

    def stand_at(self, row: str) -> None:
        """Bring the cursor to the gap with that row of step 7, if it is there."""
        found = next((at for at, one in enumerate(self._gaps) if one.gap.row == row), self._at)
        self._go(found)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._go(self._at + by)

    def action_choose(self) -> None:
        """On to what would close it."""
        self.post_message(self.Chosen())

    def _go(self, at: int) -> None:
        at = max(0, min(len(self._gaps) - 1, at))
        if at != self._at:
            self._at = at
            self._scroll()
            self.refresh()
            self._place_cursor()
            self.post_message(self.Moved())

    def on_focus(self) -> None:
        """The terminal's own cursor comes along, and the page shows the board from its top."""
        self.refresh()
        self._place_cursor()
        self.parent.explain()
        self.parent.bring_into_sight(self, -1, self.size.height + 1)

    def on_blur(self) -> None:
        """The bar goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click goes to a gap; one on the gap under the cursor to what would close it."""
        event.stop()
        where = event.get_content_offset(self)
        at = None if where is None else self._row_at(where.y)
        if at is not None and (at == self._at or event.chain > 1):
            self.action_choose()
        elif at is not None:
            self._go(at)

    @property
    def _gaps(self) -> tuple[SeenGap, ...]:
        return self._seen.gaps if self._seen else ()

    @property
    def _most(self) -> int:
        return MOST_ROWS_TALL if self.app.size.height >= TALL else MOST_ROWS

    @property
    def _lines_each(self) -> int:
        return 2 if self.size.width < STACKED_BELOW else 1

    def _row_at(self, y: int) -> int | None:
        at = self._top + (y - self._head) // self._lines_each
        return at if y >= self._head and at < min(self._top + self._most, len(self._gaps)) else None

    @property
    def _head(self) -> int:
        return 0 if self.size.width < STACKED_BELOW else 1

    def _scroll(self) -> None:
        self._top = max(0, min(self._top, self._at, len(self._gaps) - self._most))
        if self._at >= self._top + self._most:
            self._top = self._at - self._most + 1

    def _place_cursor(self) -> None:
        line = self._head + (self._at - self._top) * self._lines_each
        self.app.cursor_position = self.content_region.offset + Offset(0, line)

    # What is drawn.

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, up to a few of them."""
        head, each = (0, 2) if width < STACKED_BELOW else (1, 1)
        rows = len(self._gaps)
        return head + each * min(rows, self._most) if rows else 1

    @override
    def render(self) -> Content:
        """The table as it stands."""
        if self._seen is None:
            return Content.styled(f"  {say('board.thinking')}", "$text-muted")
        shown = list(enumerate(self._gaps))[self._top : self._top + self._most]
        return stack(self._listed(shown) if self.size.width < STACKED_BELOW else self._table(shown))

    def _table(self, shown: list[tuple[int, SeenGap]]) -> list[Content]:
        seen, gaps = self._seen, self._gaps
        if seen is None:
            return []
        texts = {one.key: self._figures(seen, one) for one in gaps}
        heads = [say(f"board.{name}") for name in FIGURES]
        sizes = [
            max(cell_len(head), *(cell_len(texts[one.key][n]) for one in gaps))
            for n, head in enumerate(heads)
        ]
        covered = self.size.width >= WITH_COVER
        room = self.size.width - MARK - 1 - sum(sizes) - GAP * (4 if covered else 3)
        name = max(room * 11 // 20 if covered else room, 10)
        rest = max(room - name, 6)
        titles = [fit(self._title(len(shown)), name), *map(fit_right, heads, sizes)]
        titles += [fit(say("board.covered_by"), rest)] if covered else []
        lines = [_quiet((" " * GAP).join(titles))]
        for at, one in shown:
            cells = [fit(steps.called(seen.reading, one.gap), name)]
            cells += [fit_right(text, size) for text, size in zip(texts[one.key], sizes, strict=True)]
            cells += [fit(steps.covered_by(seen.reading, one.gap), rest)] if covered else []
            lines.append(self._line(at, one, (" " * GAP).join(cells)))
        return lines

    def _title(self, shown: int) -> str:
        """Where one is among more gaps than fit."""
        count = len(self._gaps)
        if count <= self._most:
            return say("board.gap")
        return say("board.part", first=self._top + 1, last=self._top + shown, count=count)

    def _listed(self, shown: list[tuple[int, SeenGap]]) -> list[Content]:
        seen = self._seen
        if seen is None:
            return []
        lines, room = [], self.size.width - MARK - 1
        for at, one in shown:
            lines.append(self._line(at, one, fit(steps.called(seen.reading, one.gap), room)))
            forecast, target, short = self._figures(seen, one)
            key_ = "in_list" if one.gap.closed is False else "in_list_closed"
            said = say(f"board.{key_}", forecast=forecast, target=target, short=short)
            covered = steps.covered_by(seen.reading, one.gap)
            lines.append(_quiet(fit(f"{said} · {covered}" if covered else said, room)))
        return lines

    def _line(self, at: int, one: SeenGap, text: str) -> Content:
        sign, style = SIGNS[one.state]
        here = at == self._at
        if here:
            lit = LIT if self.has_focus else PILL
            return Content.styled(fit(f" ▸{sign} {text}", self.size.width - 1), lit)
        return Content.assemble("  ", (sign, style), " ", (text, "$text"))

    def _figures(self, seen: Seen, one: SeenGap) -> tuple[str, ...]:
        """Forecast, target, shortfall; a dash for what nobody can tell."""
        reading, gap = seen.reading, one.gap
        figures = (gap.forecast, gap.target)
        told = [words.number(reading, gap, figure) if figure.known else "–" for figure in figures]
        return (*told, words.apart(reading, gap, gap.gap) if gap.closed is False else "–")


def _quiet(text: str) -> Content:
    return Content.styled(" " * MARK + text, "$text-muted")
