"""Text to rows under headings: the delimiter, what stands before the headings, what is no row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from quarterdeck.store.actuals.headings import plain
from quarterdeck.store.actuals.refusal import refused
from quarterdeck.text import clean

DELIMITERS = (",", ";", "\t", "|")
MAX_ROWS = 100_000
MAX_COLUMNS = 400
_LOOKED_AT = 200
_HEADINGS_WITHIN = 40
"""Lines; what stands above the headings is shorter than that."""
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


class Row(Struct, frozen=True):
    """One row of the file, its cells cleaned."""

    line: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """The cell in a column; empty where the row is shorter."""
        return self.cells[at] if 0 <= at < len(self.cells) else ""


class Left(Struct, frozen=True):
    """Rows that are not used, and why: a key of `import.left` in the words."""

    line: int
    reason: str
    text: str = ""


class Table(Struct, frozen=True):
    """Rows under headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    """Repeated headings and remarks; empty lines go without saying."""
    before: str
    """What stands above the headings."""
    delimiter: str
    line: int
    """Of the headings."""


def table(text: str, known: Callable[[str], bool], named: tuple[str, ...] = ()) -> Table:
    """The table in a text. `known` tells headings that can be understood, `named` are those somebody named.

    The headings are the row that has most of both. Raises ImportRefused.
    """
    first, _, rest = text.partition("\n")
    told = _SEP.fullmatch(first.strip("\r"))
    body, skipped = (rest, 1) if told else (text, 0)
    delimiter = told[1] if told else _delimiter(body)
    rows = list(_rows(body, delimiter, skipped))
    wanted = {plain(name) for name in named}
    at = _headings_at(rows, lambda cell: known(cell) or (bool(wanted) and plain(cell) in wanted))
    headings = rows[at].cells
    if len(headings) < 2:
        raise refused("no_table")
    kept, left = _sorted_out(headings, rows[at + 1 :])
    if not kept:
        raise refused("no_rows")
    before = "\n".join(" ".join(filter(None, row.cells)) for row in rows[:at])
    return Table(headings, kept, left, before, delimiter, rows[at].line)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    """Every row that is not empty. A cell over several lines counts as one row."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    line = skipped + 1
    try:
        for count, cells in enumerate(reader):
            if count > MAX_ROWS:
                raise refused("too_many_rows", limit=MAX_ROWS)
            if len(cells) > MAX_COLUMNS:
                raise refused("too_many_columns", limit=MAX_COLUMNS)
            found = tuple(clean(cell, lines=False) for cell in cells)
            if any(found):
                yield Row(line, found)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise refused("not_csv", line=line, cause=str(error)) from error


def _delimiter(text: str) -> str:
    """The mark that gives most rows the same number of cells, and as many cells as possible."""
    lines = text.splitlines(keepends=True)[:_LOOKED_AT]

    def fit(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=mark) if len(cells) > 1)
        except csv.Error:
            return (0, 0)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (count, width)

    return max(DELIMITERS, key=fit)


def _headings_at(rows: list[Row], known: Callable[[str], bool]) -> int:
    """The first row with most headings that are known; else the first as wide as most rows."""
    if not rows:
        raise refused("empty")
    head = rows[:_HEADINGS_WITHIN]
    counts = [sum(bool(cell) and known(cell) for cell in row.cells) for row in head]
    if max(counts):
        return counts.index(max(counts))
    usual = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    return next((at for at, row in enumerate(head) if len(row.cells) == usual), 0)


def _sorted_out(headings: tuple[str, ...], rows: list[Row]) -> tuple[tuple[Row, ...], tuple[Left, ...]]:
    """Rows, and those that are none: headings once more, remarks in a single cell."""
    kept: list[Row] = []
    left: list[Left] = []
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if row.cells == headings:
            left.append(Left(row.line, "headings"))
        elif len(filled) == 1 and len(headings) > 2:
            left.append(Left(row.line, "remark", filled[0]))
        else:
            kept.append(row)
    return tuple(kept), tuple(left)
