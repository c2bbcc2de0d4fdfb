"""What every board has in common: it follows the plan, at rest, and draws only what changed."""

from __future__ import annotations

from textual.widget import Widget

from quarterdeck.session.session import Session

PAUSE = 0.08
"""Seconds after an edit in which a board waits for the next one."""


class Board(Widget):
    """A part of a page that shows what follows from the plan and lets one work with it.

    It keeps nothing: what it shows is the session's, what it is told goes to the session.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(classes="board")
        self.session = session

    def later(self) -> None:
        """Something it follows from may have changed."""
        self.set_timer(PAUSE, self.show)

    def show(self) -> None:
        """Show what the plan leads to now."""
        raise NotImplementedError
