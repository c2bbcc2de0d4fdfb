"""What would close one gap: what is known, what comes next, and everything that can be done about it."""

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

from quarterdeck.report import gap_steps as steps
from quarterdeck.report.gap_words import say
from quarterdeck.report.layout import wrap
from quarterdeck.tui.boards.keys import key
from quarterdeck.tui.boards.seen import Seen, SeenGap, Way, decided, known, ways
from quarterdeck.tui.form.draw import fit, stack
from quarterdeck.tui.form.keys import quiet
from quarterdeck.tui.painted import painted
from quarterdeck.tui.styles import LIT

if TYPE_CHECKING:
    from quarterdeck.tui.boards.gaps import GapsBoard

MARK = 4
TALL = 34
"""Rows of the screen from which what each month must bring is shown without being asked for."""


class Ways(Widget, can_focus=True):
    """The lower part of the board."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("use", "enter"),
        key("gaps", "left,backspace"),
        quiet("up", "move(-1)"),
        quiet("down", "move(1)"),
        quiet("home", "move(-100000)"),
        quiet("end", "move(100000)"),
    ]
    parent: GapsBoard

    class Used(Message):
        """A way was chosen."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    class Left(Message):
        """Back to the gaps."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: Seen | None = None
        self._one: SeenGap | None = None
        self._ways: tuple[Way, ...] = ()
        self._at = 0
        self._months: bool | None = None
        self._made: tuple[int, list[Content], list[int]] | None = None

    def show(self, seen: Seen, one: SeenGap | None) -> None:
        """Show what can be done about `one`."""
        if one is None or self._one is None or one.key != self._one.key:
            self._at = 0
        self._seen, self._one = seen, one
        self._ways = ways(seen, one) if one is not None else ()
        self._at = max(0, min(self._at, len(self._ways) - 1))
        self._again()

    def turn_months(self) -> None:
        """Show what each month must bring, or put it away."""
        self._months = not self._shows_months
        self._again()

    def action_move(self, by: int) -> None:
        """Move the cursor; above the first way are the gaps."""
        if by == -1 and self._at == 0:
            self.action_gaps()
            return
        self._go(self._at + by)

    def action_use(self) -> None:
        """Do this."""
        if self._at < len(self._ways):
            self.post_message(self.Used(self._ways[self._at]))

    def action_gaps(self) -> None:
        """Back to the gaps."""
        self.post_message(self.Left())

    def _go(self, at: int) -> None:
        at = max(0, min(len(self._ways) - 1, at))
        if at != self._at:
            self._at = at
            self.refresh()
        self._in_sight()

    def on_focus(self) -> None:
        """As much as there is room for comes into sight, and the terminal's own cursor with it."""
        self.refresh()
        self.parent.explain("remedy_kind")
        self.parent.bring_into_sight(self, 0, min(self.size.height, self._first + len(self._ways)))
        self._in_sight()

    def on_blur(self) -> None:
        """The bar goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a way chooses it."""
        event.stop()
        where = event.get_content_offset(self)
        rows = self._lines()[1]
        if where is not None and 0 <= where.y < len(rows) and rows[where.y] >= 0:
            self._at = rows[where.y]
            self.refresh()
            self.action_use()

    def _in_sight(self) -> None:
        rows = self._lines()[1]
        if self._at in rows:
            top = rows.index(self._at)
            self.parent.bring_into_sight(self, top, rows.count(self._at))
            self.app.cursor_position = self.content_region.offset + Offset(0, top)

    @property
    def _first(self) -> int:
        """The line of the first way."""
        rows = self._lines()[1]
        return rows.index(0) if 0 in rows else 0

    @property
    def _shows_months(self) -> bool:
        return self.app.size.height >= TALL if self._months is None else self._months

    def _again(self) -> None:
        self._made = None
        self.refresh(layout=True)

    # What is drawn.

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return max(len(self._lines(width)[0]), 1)

    @override
    def render(self) -> Content:
        """All of it, the way under the cursor lit."""
        lines, rows = self._lines()
        if not self.has_focus:
            return stack(lines)
        width = self.size.width
        lit = (
            Content.styled(fit(_marked(line.plain), width - 1), LIT) if rows[n] == self._at else line
            for n, line in enumerate(lines)
        )
        return stack(lit)

    def _lines(self, width: int = 0) -> tuple[list[Content], list[int]]:
        """The lines, and for each the way it belongs to, or -1."""
        width = width or self.size.width
        if self._made is None or self._made[0] != width:
            self._made = (width, *self._drawn(width))
        return self._made[1], self._made[2]

    def _drawn(self, width: int) -> tuple[list[Content], list[int]]:
        seen, one = self._seen, self._one
        if seen is None or one is None or width < MARK + 8:
            return [], []
        lines = [Content(), _title(seen, one, width)]
        step = steps.next_step(seen.reading, one.gap, one.closing)
        lines += [_indented(line, "bold $text") for line in wrap(step, width - 4)]
        lines += _quiet(known(seen, one), width)
        rows = [-1] * len(lines)
        for at, way in enumerate(self._ways):
            drawn = _way(way, width)
            lines += drawn
            rows += [at] * len(drawn)
        below = [line for text in decided(seen, one) for line in _quiet(text, width)]
        below = [Content(), *below] if below else []
        below += self._by_month(seen, one, width) if self._shows_months else []
        return lines + below, rows + [-1] * len(below)

    def _by_month(self, seen: Seen, one: SeenGap, width: int) -> list[Content]:
        """What each month must bring beyond the forecast, and in a sentence what that is together."""
        if one.closing.reverse is None or one.gap.closed is not False:
            return []
        from quarterdeck.report.gap_words import needs
        from quarterdeck.report.rich_text import blocks
        from quarterdeck.report.sections.gap_ways import months

        table = painted(blocks((months(seen.reading, one.closing.reverse),), width - 4))
        lines = [Content(), *_quiet(needs(seen.reading, one.closing.reverse), width)]
        return lines + [Content("  ") + line for line in table.rstrip().split("\n", allow_blank=True)]


def _title(seen: Seen, one: SeenGap, width: int) -> Content:
    name = steps.called(seen.reading, one.gap)
    text = say("board.what_closes", gap=name) if one.gap.closed is False else name
    return Content.styled(f"  {fit(text, width - 3).rstrip()}", "bold $title")


def _way(way: Way, width: int) -> list[Content]:
    """One way on a line, its cost at the right where both have room; else under one another."""
    sign, style = ("○", "$text") if way.enough else ("–", "$text-muted")
    room = width - MARK - 2
    beside = cell_len(way.text) + cell_len(way.hint) + 3 <= room
    lines = wrap(way.text, room)
    if way.hint and beside:
        lines = [way.text + " " * (room - cell_len(way.text) - cell_len(way.hint)) + way.hint]
    elif way.hint:
        lines += [f"  {line}" for line in wrap(way.hint, room - 2)]
    first, *others = lines or [""]
    head = Content.assemble("  ", (sign, "$accent" if way.enough else style), " ", (first, style))
    return [head, *(_indented(line, style, MARK) for line in others)]


def _marked(line: str) -> str:
    """The line of the way under the cursor: its circle is filled."""
    return line.replace("○", "●", 1)


def _quiet(text: str, width: int) -> list[Content]:
    return [_indented(line, "$text-muted") for line in wrap(text, width - 4)]


def _indented(line: str, style: str, by: int = 2) -> Content:
    return Content.styled(" " * by + line, style)
