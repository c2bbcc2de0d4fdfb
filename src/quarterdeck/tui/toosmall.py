"""What is shown in a window too small for a form. No keys: nobody should type what cannot be seen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui.compat import QuietScreen


class Sentence(Widget):
    """One sentence, for the size it is shown in."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._least = (width, height)

    @override
    def render(self) -> Content:
        width, height = self._least
        now = self.app.size
        said = content.say(
            "wizard.too_small", width=width, height=height, now_width=now.width, now_height=now.height
        )
        return Content.styled(said, "$text")


class TooSmall(QuietScreen[None]):
    """Stands above everything while the window is too small; saving and quitting work on."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._least = (width, height)

    @override
    def compose(self) -> ComposeResult:
        yield Sentence(*self._least)
