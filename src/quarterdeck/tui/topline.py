"""The first line of every screen: which plan, which quarter, and whether it is saved."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content


class Keeping(Enum):
    """Where the work is. The sign tells it without colour."""

    SAVED = ("●", "$success")
    EDITING = ("○", "$text-muted")
    DRAFT = ("○", "$accent")
    NO_DRAFTS = ("!", "$warning")
    SAVING = ("◌", "$text-muted")
    FAILED = ("!", "$error")


class SaveState(Struct, frozen=True):
    """What stands at the right of the top line."""

    keeping: Keeping = Keeping.SAVED
    time: str = ""
    """When it was saved, as people say it."""
    why: str = ""
    """Why it could not be."""

    @property
    def words(self) -> str:
        """The state in words."""
        if self.why:
            return content.say(f"wizard.state.{self.keeping.name.lower()}", why=self.why)
        if self.keeping is Keeping.SAVED and self.time:
            return content.say("wizard.state.saved_at", time=self.time)
        return content.say(f"wizard.state.{self.keeping.name.lower()}")


class TopLine(Widget):
    """Title at the left, the save state at the right; the title gives way first."""

    title: reactive[str] = reactive("", layout=False)
    subtitle: reactive[str] = reactive("", layout=False)
    state: reactive[SaveState | None] = reactive(None, layout=False)

    class TitlePressed(Message):
        """The plan's name was clicked."""

    class StatePressed(Message):
        """The save state was clicked."""

    @override
    def render(self) -> Content:
        width = self.size.width
        state = self._state(width)
        room = width - 2 - (state.cell_length + 2 if state else 0)
        left = Content.assemble((self.title, "$title bold"))
        if self.subtitle and cell_len(self.title) + 3 + cell_len(self.subtitle) <= room:
            left += Content.assemble((" · ", "$faint"), (self.subtitle, "$text-muted"))
        left = left.truncate(max(room, 0), ellipsis=True)
        gap = width - 2 - left.cell_length - state.cell_length
        return Content(" ") + left + Content(" " * max(gap, 0)) + state

    def _state(self, width: int) -> Content:
        if self.state is None:
            return Content()
        sign, style = self.state.keeping.value
        words = Content(self.state.words).truncate(max(width - 14, 8), ellipsis=True).plain
        failed = self.state.keeping is Keeping.FAILED
        return Content.assemble((sign, f"{style} bold"), (f" {words}", style if failed else "$text-muted"))

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        event.stop()
        at_state = self.state is not None and event.x >= self.size.width - 2 - cell_len(self.state.words) - 2
        self.post_message(self.StatePressed() if at_state else self.TitlePressed())
