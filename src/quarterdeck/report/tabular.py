"""Tables as lines of a page. One that does not fit is split by columns or told row by row, never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from msgspec.structs import replace

from quarterdeck.report.document import Cell, Table, Tone
from quarterdeck.report.layout import GAP, Measure, clip, column_widths, measure, pad, parts, wrap
from quarterdeck.report.prose import (
    BETWEEN,
    BULLET,
    INDENT,
    LABEL,
    RULE,
    STYLES,
    TITLE,
    Line,
    item,
    paragraph,
    run_in,
    set_in,
)

WORTH = 1.2
"""A table of words may be this much longer than the same told row by row: columns are easier to compare."""
AIRY = 2
"""Where rows are taller than this on average, a line stays free between them."""

Row = Sequence[Cell]


def table_lines(table: Table, width: int) -> Iterator[Line]:
    """A table in lines of at most `width` cells."""
    if table.title:
        yield from ([(line, TITLE)] for line in wrap(table.title, width))
    measures = [
        measure(column.title, (row[index].text for row in table.rows), numeric=column.numeric)
        for index, column in enumerate(table.columns)
    ]
    widths = column_widths(measures, width)
    if widths is None and is_numeric(table):
        yield from _in_parts(table, measures, width)
        return
    inset = INDENT if table.title else 0
    records = set_in(_records(table, width - inset), inset)
    if widths is None:
        yield from records
        return
    drawn = _Drawn(table, range(len(widths)), widths)
    if table.firm or drawn.tallest <= AIRY or is_numeric(table):
        yield from drawn.lines()
        return
    told, lines = list(records), list(drawn.lines())
    yield from lines if len(lines) <= len(told) * WORTH else told


def is_numeric(table: Table) -> bool:
    """Mostly numbers: these are compared down the columns, so the columns stay."""
    numeric = sum(column.numeric for column in table.columns[1:])
    return not table.spans and numeric * 2 > len(table.columns) - 1


def _in_parts(table: Table, measures: Sequence[Measure], width: int) -> Iterator[Line]:
    first = replace(measures[0], least=max(measures[0].least, min(measures[0].natural, width // 3)))
    measures = [first, *measures[1:]]
    for number, chosen in enumerate(parts(measures, width)):
        widths = column_widths([measures[index] for index in chosen], width)
        if number:
            yield []
        if widths is None:
            yield from _records(table, width)
            return
        yield from _Drawn(table, chosen, widths).lines()


class _Drawn:
    """Some columns of a table with the widths they get."""

    def __init__(self, table: Table, chosen: Sequence[int], widths: Sequence[int]) -> None:
        self._columns = [table.columns[index] for index in chosen]
        self._rows = [[row[index] for index in chosen] for row in table.rows]
        self._spans = table.spans
        self._widths = widths
        self._wrapped = [self._wrap(row) for row in self._rows]
        heights = [max(map(len, row)) for row in self._wrapped]
        self.tallest = max(heights, default=0)
        self._mean = sum(heights) / max(len(heights), 1)

    def _wrap(self, row: Row) -> list[list[str]]:
        places = zip(row, self._columns, self._widths, strict=True)
        return [
            [clip(cell.text, size)] if column.one_line else wrap(cell.text, size)
            for cell, column, size in places
        ]

    def lines(self) -> Iterator[Line]:
        """Headings at the foot of their space, a thin rule, the rows."""
        heads = [wrap(column.title, size) for column, size in zip(self._columns, self._widths, strict=True)]
        height = max(map(len, heads))
        yield from self._side_by_side([[""] * (height - len(head)) + head for head in heads], LABEL)
        yield [((" " * GAP).join(RULE * size for size in self._widths), LABEL)]
        yield from self._body(range(len(self._rows)), 0)

    def _body(self, rows: Sequence[int], depth: int) -> Iterator[Line]:
        """Rows below each other; a cell that stands for several of them runs down beside them."""
        if depth < self._spans:
            for number, (_, group) in enumerate(groupby(rows, key=lambda row: self._rows[row][depth].text)):
                if number and depth == 0:
                    yield []
                yield from self._spanned(list(group), depth)
            return
        airy = not self._spans and self._mean > AIRY
        for number, row in enumerate(rows):
            if number and airy:
                yield []
            styles = [STYLES[cell.tone] for cell in self._rows[row][depth:]]
            yield from self._side_by_side(self._wrapped[row][depth:], *styles, start=depth)

    def _spanned(self, rows: Sequence[int], depth: int) -> Iterator[Line]:
        size, style = self._widths[depth], STYLES[self._rows[rows[0]][depth].tone]
        beside = self._body(rows, depth + 1)
        for text, line in zip_longest(self._wrapped[rows[0]][depth], beside):
            left = pad(text or "", size) + " " * GAP
            yield [(left, style), *(line or [])]

    def _side_by_side(self, cells: Sequence[Sequence[str]], *styles: str, start: int = 0) -> Iterator[Line]:
        """Columns from `start` on, each with its lines; one style for all, or one for each."""
        places = [*zip(self._columns[start:], self._widths[start:], strict=True)]
        for texts in zip_longest(*cells, fillvalue=""):
            line: Line = []
            for index, (text, (column, size)) in enumerate(zip(texts, places, strict=True)):
                if index:
                    line.append((" " * GAP, ""))
                line.append((pad(text, size, right=column.numeric), styles[index % len(styles)]))
            yield line


def _records(table: Table, width: int) -> Iterator[Line]:
    """Row by row: its first cell, below it the others behind the names of their columns."""
    for number, (name, group) in enumerate(groupby(table.rows, key=lambda row: row[0].text)):
        if number:
            yield []
        yield from ([(line, TITLE)] for line in wrap(name, width))
        if table.spans:
            yield from set_in(_outline([*group], table.spans, width - INDENT), INDENT)
            continue
        for row in group:
            rest = zip(table.columns[1:], row[1:], strict=True)
            said = [(column.title, cell.text) for column, cell in rest if not _is_blank(cell)]
            yield from set_in(run_in(said, width - INDENT), INDENT)


def _outline(rows: Sequence[Row], spans: int, width: int) -> Iterator[Line]:
    """What spans several rows once, and below it the rest of each of them."""
    for _, group in groupby(rows, key=lambda row: [cell.text for cell in row[1:spans]]):
        below = [*group]
        if above := _told(below[0][1:spans]):
            yield from paragraph(above, "", width)
        for row in below:
            if rest := _told(row[spans:]):
                yield from item(BULLET, rest, "", width)


def _told(cells: Row) -> str:
    return BETWEEN.join(cell.text for cell in cells if not _is_blank(cell))


def _is_blank(cell: Cell) -> bool:
    return not cell.text or (cell.tone is Tone.QUIET and len(cell.text) == 1)
