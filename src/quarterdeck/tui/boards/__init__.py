"""What is made for one page alone: the few pages whose figures are worked with, not only answered.

A board stands above a page's questions; a page has one when its id stands in `BOARDS`. A table that is
more than a list of its rows takes the place of the generic one on the form; it stands in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from quarterdeck.plan.fields import Path
from quarterdeck.session.session import Session
from quarterdeck.tui.boards.board import Board

if TYPE_CHECKING:
    from quarterdeck.tui.form.rows import RowsTable


def _gaps(session: Session) -> Board:
    from quarterdeck.tui.boards.gaps import GapsBoard

    return GapsBoard(session)


def _forecast(session: Session) -> Board:
    from quarterdeck.tui.boards.forecast import ForecastBoard

    return ForecastBoard(session)


BOARDS: Mapping[str, Callable[[Session], Board]] = {"forecast": _forecast, "gaps": _gaps}
"""By the page's id. Each imports its module when it is called."""


def _kpis() -> type[RowsTable]:
    from quarterdeck.tui.boards.kpis import KpiTable

    return KpiTable


TABLES: Mapping[Path, Callable[[], type[RowsTable]]] = {("kpis", "items"): _kpis}
"""By the table's path without row ids. Each imports its module when it is called."""


def board_for(page_id: str, session: Session) -> Board | None:
    """The board of that page, if it has one."""
    make = BOARDS.get(page_id)
    return make(session) if make is not None else None


def table_for(table: Path) -> type[RowsTable] | None:
    """What shows the rows of that table (row ids left out), if it is not the generic one."""
    make = TABLES.get(table)
    return make() if make is not None else None
