"""The house's text input: one line, no layout while typing, what is derived from the text in the same frame.

Textual's `Input` sets its virtual size on every key, and that lays the whole screen out again; its `Changed`
is a message, so whatever answers it is drawn a frame later. Here the size is no layout matter (the form fixes
the width) and `on_typed` is called within the key's own turn. tests/pilot/test_form_flat.py compares both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Paste
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input
from typing_extensions import override

from quarterdeck import text
from quarterdeck.tui.form.keys import quiet


def one_line(value: str) -> str:
    """`value` without control sequences, its lines joined with spaces."""
    return text.clean(value).replace("\n", " ").replace("\t", " ")


class FlatInput(Input):
    """One line of text.

    Args:
        value: what stands in it at first.
        on_typed: called with the text whenever it was changed by the person, not by `show`.
        attend: called within the same turn when the cursor comes (True) and goes.
        limit: the most characters it takes; more are left out and told.
        prose: words, not figures: coming to the field does not select them all.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Textual 8.2.8 deletes the word to the right with these two.
        quiet("ctrl+backspace,alt+backspace", "delete_left_word"),
        quiet("enter", "submit", at_once=True),
        quiet("down,f9", "offer"),
    ]

    virtual_size = Reactive(Size(0, 0), layout=False)

    class Offer(Message):
        """The ready answers are asked for."""

    class Told(Message):
        """Something about the text deserves a word: lines were joined, letters left out."""

        def __init__(self, key: str, **values: object) -> None:
            super().__init__()
            self.key = key
            self.values = values

    def __init__(
        self,
        value: str,
        on_typed: Callable[[str], None],
        attend: Callable[[bool], None],
        *,
        limit: int = 0,
        prose: bool = False,
    ) -> None:
        self._shown = value
        self._on_typed = on_typed
        self._attend = attend
        super().__init__(value, max_length=limit, select_on_focus=not prose, compact=True)
        self.cursor_blink = False

    def watch_value(self, value: str) -> None:
        """Answer a typed text within the turn of its key."""
        if self.is_mounted and value != self._shown:
            self._shown = value
            self._on_typed(value)

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._bring_into_sight(self._cursor_offset if _has_focus else 0)
        self._attend(_has_focus)

    def _bring_into_sight(self, cell: int) -> None:
        """Scroll a long text to its cursor while it is written, to its beginning while it is only read."""
        self.scroll_to_region(Region(cell, 0, 1, 1), force=True, animate=False, immediate=True)

    def show(self, value: str) -> None:
        """Put `value` in without anybody having typed it; cursor and a selection of everything stay."""
        if value != self.value:
            whole = bool(self.value) and self.selected_text == self.value
            self._shown = value
            self.value = value
            if whole:
                self.action_select_all()

    def take(self, value: str) -> None:
        """Put `value` in as if it had been typed."""
        self.value = one_line(value)
        self.cursor_position = len(self.value)

    def on_paste(self, event: Paste) -> None:
        """Lines become one, and whatever could steer a terminal goes."""
        event.stop()
        event.prevent_default()
        lines = text.clean(event.text).strip("\n")
        if not lines:
            return
        if "\n" in lines:
            self.post_message(self.Told("form.joined", count=lines.count("\n") + 1))
        self.replace(" ".join(part.strip() for part in lines.split("\n")), *self.selection)

    @override
    def replace(self, text: str, start: int, end: int) -> None:
        """Replace what stands between `start` and `end` by as much of `text` as fits."""
        line = one_line(text)
        low, high = sorted((max(0, start), min(len(self.value), end)))
        room = self.max_length - (len(self.value) - (high - low)) if self.max_length else len(line)
        if len(line) > max(room, 0):
            self.post_message(self.Told("form.cut", limit=self.max_length))
            line = line[: max(room, 0)]
        super().replace(line, low, high)

    @override
    async def action_submit(self) -> None:
        """On to the next field; leaving takes the answer."""
        self.screen.focus_next()

    def action_offer(self) -> None:
        """Ask for the ready answers."""
        self.post_message(self.Offer())
