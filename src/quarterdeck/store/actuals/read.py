"""A file read whole: what it says of which months, and how it was understood."""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from quarterdeck.plan.style import Style
from quarterdeck.store import disk
from quarterdeck.store.actuals import billing, gather, headings, lists, mapping, marks
from quarterdeck.store.actuals.decode import MAX_BYTES, decode
from quarterdeck.store.actuals.facts import Gathered
from quarterdeck.store.actuals.mapping import Known, Taken, Wishes, understand
from quarterdeck.store.actuals.refusal import refused
from quarterdeck.store.actuals.table import Table, table
from quarterdeck.store.planfile import shown

_WAYS: Mapping[str, Callable[[gather.Sheet], Gathered]] = {
    mapping.MONTHS: gather.months,
    mapping.FIGURES: gather.figures,
    mapping.WIDE: gather.wide,
    mapping.LIST: lists.listed,
    mapping.BILLING: billing.billed,
}


class Import(Struct, frozen=True):
    """Everything there is to look at before anything is written."""

    table: Table
    taken: Taken
    gathered: Gathered
    encoding: str

    def month_of(self, column: int) -> str:
        """The month a column is headed by, or empty."""
        return marks.month_in(self.table.headings[column], self.taken.marks) or ""


def file_bytes(path: Path) -> bytes:
    """What is in an ordinary file of bearable size. Raises ImportRefused, never waits on a pipe."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refused("not_a_file", path=shown(path))
        if found.st_size > MAX_BYTES:
            raise refused("too_big", limit=MAX_BYTES // 1_000_000)
        return disk.read(path, MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise refused("missing", path=shown(path)) from error
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else ""
        raise refused("unreadable", path=shown(path), cause=cause or str(error)) from error


def opened(data: bytes, wishes: Wishes, known: Known, today: date) -> tuple[Table, str]:
    """The table in a file and its encoding. Raises ImportRefused."""
    decoded = decode(data, headings.sense)

    def is_heading(cell: str) -> bool:
        return bool(mapping.role_of(cell, known)) or marks.is_month(cell, today)

    return table(decoded.text, is_heading, tuple(wishes.columns)), decoded.encoding


def read(
    found: tuple[Table, str],
    wishes: Wishes,
    known: Known,
    style: Style,
    today: date,
    span: tuple[str, str] = ("", ""),
) -> Import:
    """What an opened file says. `span`: the first and the last month to be read; empty: all that are over.

    Raises ImportRefused, naming what has to be told; half of a file is never read.
    """
    rows, encoding = found
    taken = understand(rows, wishes, known, style, today)
    sheet = gather.Sheet(rows, taken, known, *span)
    sheet.check_currency()
    gathered = _WAYS[taken.kind](sheet)
    if not gathered.facts:
        raise refused("nothing_left", rows=len(gathered.left))
    return Import(rows, taken, gathered, encoding)
