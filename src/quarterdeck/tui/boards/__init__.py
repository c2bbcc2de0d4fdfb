"""What stands above a page's questions: the few pages whose figures are worked with, not only answered.

A board is bespoke; the form below it is not. A page has one when its id stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quarterdeck.session.session import Session
from quarterdeck.tui.boards.board import Board

BOARDS: Mapping[str, Callable[[Session], Board]] = {}
"""By the page's id. Each imports its module when it is called."""


def board_for(page_id: str, session: Session) -> Board | None:
    """The board of that page, if it has one."""
    make = BOARDS.get(page_id)
    return make(session) if make is not None else None
