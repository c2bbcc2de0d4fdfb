"""Several lines of text: prose, or one entry a line. Grows with what is typed; Tab leaves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location
from typing_extensions import override

from quarterdeck import text
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.form.keys import key, quiet


class LongText(TextArea):
    """A text of several lines.

    Args:
        value: what stands in it at first.
        on_typed: called with the text whenever it was changed by the person, not by `show`.
        attend: called within the same turn when the cursor comes (True) and goes.
        limit: the most characters it takes; more are left out and told.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("editor", "f8", "own_editor"),
        quiet("f9", "offer"),
    ]

    class OwnEditor(Message):
        """The text is to be written in the person's own editor."""

    def __init__(
        self, value: str, on_typed: Callable[[str], None], attend: Callable[[bool], None], *, limit: int
    ) -> None:
        self.limit = limit
        self._on_typed = on_typed
        self._attend = attend
        super().__init__(value, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    @override
    def edit(self, edit: Edit) -> EditResult:
        """Take in as much as fits, without what could steer a terminal, and tell the form at once."""
        edit.text = self._fitting(text.clean(edit.text).replace("\t", "    "), edit)
        result = super().edit(edit)
        self._on_typed(self.text)
        return result

    @override
    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._attend(_has_focus)

    @override
    def undo(self) -> None:
        """Take back what was typed here; when nothing is left of that, the plan's own undo goes on."""
        before = self.text
        super().undo()
        self._went_back(before)

    @override
    def redo(self) -> None:
        """Type again what was taken back here, else leave it to the plan's own redo."""
        before = self.text
        super().redo()
        self._went_back(before)

    def show(self, value: str) -> None:
        """Put `value` in without anybody having typed it; the cursor stays where it was."""
        if value != self.text:
            place = self.cursor_location
            self.load_text(value)
            self.move_cursor(self._nearest(place))

    def take(self, value: str) -> None:
        """Put `value` in as if it had been typed."""
        self.replace(value, self.document.start, self.document.end)

    def append(self, line: str) -> None:
        """Add a line at the end, as if it had been typed."""
        text_now = self.text.rstrip("\n")
        self.take(f"{text_now}\n{line}" if text_now else line)
        self.move_cursor(self.document.end)

    def action_own_editor(self) -> None:
        """Write the text in the person's own editor."""
        self.post_message(self.OwnEditor())

    def action_offer(self) -> None:
        """Ask for the ready answers."""
        self.post_message(FlatInput.Offer())

    def _went_back(self, before: str) -> None:
        if self.text == before:
            raise SkipAction
        self._on_typed(self.text)

    def _fitting(self, value: str, edit: Edit) -> str:
        low, high = sorted((edit.from_location, edit.to_location))
        room = self.limit - len(self.text) + len(self.get_text_range(low, high))
        if len(value) <= max(room, 0):
            return value
        self.post_message(FlatInput.Told("form.cut", limit=self.limit))
        return value[: max(room, 0)]

    def _nearest(self, place: Location) -> Location:
        row = min(place[0], self.document.line_count - 1)
        return row, min(place[1], len(self.document.get_line(row)))
