"""A part of the report below a form: computed from the whole plan, read-only."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from quarterdeck.session.session import Session

PAUSE = 0.12
"""Seconds after an edit in which the part waits for the next one."""


class Panel(Static):
    """One of `report.parts.PARTS`, by its name."""

    def __init__(self, part: str, session: Session) -> None:
        super().__init__(Content(), classes="panel")
        self._part = part
        self._session = session
        self._drawn: tuple[object, int] | None = None

    def on_resize(self) -> None:
        """Another width: drawn anew."""
        self.draw()

    def later(self) -> None:
        """Something it follows from may have changed."""
        self.set_timer(PAUSE, self.draw)

    def draw(self) -> None:
        """Draw what the plan leads to now, unless that is drawn already or the page is not open."""
        from quarterdeck.report.parts import PARTS
        from quarterdeck.report.rich_text import blocks

        width = self.content_size.width
        state = (self._session.plan, width)
        if width and state != self._drawn:
            self._drawn = state
            self.update(blocks(PARTS[self._part](self._session.plan, self._session.analysis), width))
