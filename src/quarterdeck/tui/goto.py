"""Go to…: one list of pages, commands, fields and rows, narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input
from typing_extensions import override

from quarterdeck import content
from quarterdeck.text import clean
from quarterdeck.tui import search
from quarterdeck.tui.compat import QuietDialog
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing, Row, gap, heading
from quarterdeck.tui.search import Entry

MARKS = {"step": "›", "command": "»", "field": "▫", "row": "▪"}


class GoTo(QuietDialog[Entry | None]):
    """Asks where to go; the typing stays in the line while the arrows move in the list.

    Args:
        entries: everything that can be gone to, in the order in which equals are shown.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("choose", "enter", priority=True),
        key("cancel", "escape,ctrl+t,f2"),
        key("list_up", "up", "move(-1)", show=False, priority=True),
        key("list_down", "down", "move(1)", show=False, priority=True),
        key("list_page_up", "pageup", "page(-1)", show=False, priority=True),
        key("list_page_down", "pagedown", "page(1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        self._typed = ""

    @override
    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="goto"):
            line = Input(placeholder=content.say("goto.hint"), compact=True)
            line.cursor_blink = False
            yield line
            yield Listing(self._rows(""), always_lit=True)
            yield KeyStrip()

    @on(Input.Changed)
    def _narrow(self) -> None:
        typed = clean(self.query_one(Input).value, lines=False)
        if typed != self._typed:
            self._typed = typed
            self._listing.show(self._rows(typed))
            self._listing.action_end(0)

    @on(Listing.Selected)
    def _go(self, event: Listing.Selected) -> None:
        self.answer(next(entry for entry in self._entries if entry.id == event.row.id))

    def action_choose(self) -> None:
        """Go to what is under the cursor, after the line has taken what was typed before."""
        self.query_one(Input).call_later(self._choose)

    def _choose(self) -> None:
        self._narrow()
        self._listing.action_choose()

    def action_cancel(self) -> None:
        """Stay."""
        self.answer(None)

    def action_move(self, by: int) -> None:
        """Move in the list."""
        self._listing.action_move(by)

    def action_page(self, by: int) -> None:
        """Move in the list by a screenful."""
        self._listing.action_page(by)

    @property
    def _listing(self) -> Listing:
        return self.query_one(Listing)

    def _rows(self, typed: str) -> list[Row]:
        found = search.find(self._entries, typed)
        if typed.strip():
            shown = [_row(entry) for entry in found[: search.MOST]]
            rest = len(found) - len(shown)
            if rest:
                shown.append(Row("", content.say("goto.more", count=rest), style="$faint"))
            return shown or [Row("", content.say("goto.nothing"), style="$text-muted")]
        steps = [_row(entry) for entry in found if entry.kind == "step"]
        commands = [_row(entry) for entry in found if entry.kind == "command"]
        titles = (heading(content.say("goto.steps")), heading(content.say("goto.commands")))
        return [titles[0], *steps, gap(), titles[1], *commands]


def _row(entry: Entry) -> Row:
    kind = content.say(f"goto.kind.{entry.kind}")
    right = entry.place or kind
    return Row(entry.id, entry.label, mark=MARKS[entry.kind], right=right)
