"""What every board has in common: it follows the plan, at rest, and draws only what changed."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from quarterdeck.plan.fields import Path
from quarterdeck.session.session import Session

PAUSE = 0.08
"""Seconds after an edit in which a board waits for the next one."""


class Board(Widget):
    """A part of a page that shows what follows from the plan and lets one work with it.

    It keeps nothing: what it shows is the session's, what it is told goes to the session.
    """

    class Emptied(Message):
        """There is nothing to do here any more; the cursor goes back to the form."""

    def __init__(self, session: Session) -> None:
        super().__init__(classes="board")
        self.session = session

    def later(self) -> None:
        """Something it follows from may have changed."""
        self.set_timer(PAUSE, self.show)

    def show(self) -> None:
        """Show what the plan leads to now."""
        self.refresh(layout=True)

    def take_cursor(self) -> bool:
        """Bring the cursor here when the page opens; False where there is nothing to do."""
        return False

    def take_path(self, path: Path) -> bool:
        """Bring the cursor to what the board shows of that place; False where the form below shows it.

        The page itself is an empty path.
        """
        return not path and self.take_cursor()
