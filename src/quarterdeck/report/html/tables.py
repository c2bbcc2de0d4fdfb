"""Tables as elements: whole words and numbers in their columns, and never wider than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from quarterdeck.report.document import Cell, Table, Tone
from quarterdeck.report.html.markup import Html, element, own, text
from quarterdeck.report.layout import Measure, column_widths, measure, parts
from quarterdeck.report.tabular import is_numeric

ROOM = 84
"""Letters beside each other on paper and on the narrowest screen that shows columns."""
WHOLE = 16
"""A short cell is never broken where its column has the room."""


def tables(table: Table) -> Iterator[Html]:
    """The table; where its columns do not fit a page, several that begin with the same column."""
    measures = [
        measure(column.title, (row[at].text for row in table.rows), numeric=column.numeric)
        for at, column in enumerate(table.columns)
    ]
    for number, chosen in enumerate(_parts(table, measures)):
        yield element(
            "div",
            _table(table, chosen, [measures[at] for at in chosen], table.title if number == 0 else ""),
            class_="table",
        )


def _parts(table: Table, measures: Sequence[Measure]) -> Iterator[Sequence[int]]:
    """Which columns stand together: about as many in each part."""
    count = len(measures)
    number = 1 if table.spans > 1 else max(len(parts(measures, ROOM)), 1)
    size = max(ceil((count - 1) / number), 1)
    for start in range(1, max(count, 2), size):
        yield [0, *range(start, min(start + size, count))]


def _table(table: Table, chosen: Sequence[int], measures: Sequence[Measure], title: str) -> Html:
    columns = [table.columns[at] for at in chosen]
    heads = (
        element("th", text(item.title), scope="col", class_="number" if item.numeric else None, dir="auto")
        for item in columns
    )
    # In the head and not a caption: on paper a caption can stand alone at the foot of a page.
    across = element("th", text(title), colspan=str(len(chosen)), class_="title", **own(title))
    head = element("thead", element("tr", across) if title else "", element("tr", *heads))
    widths = column_widths(measures, ROOM)
    size = "tight" if widths is None else "numbers" if is_numeric(table) else None
    whole = [
        width >= item.natural and item.natural <= WHOLE
        for width, item in zip(widths or [0] * len(chosen), measures, strict=True)
    ]
    return element("table", head, element("tbody", *_rows(table, chosen, whole)), class_=size)


def _rows(table: Table, chosen: Sequence[int], whole: Sequence[bool]) -> Iterator[Html]:
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        same = True
        cells = []
        for at, unbroken in zip(chosen, whole, strict=True):
            column, cell = table.columns[at], row[at]
            same = same and at < table.spans and bool(above) and cell.text == above[at].text
            classes = (
                "" if cell.tone is Tone.PLAIN else cell.tone.value,
                "number" if column.numeric else "",
                "whole" if unbroken else "",
                "same" if same else "",
            )
            cells.append(
                element(
                    "td",
                    element("span", text(cell.text), **own(cell.text)),
                    class_=" ".join(filter(None, classes)) or None,
                    data_label=column.title,
                )
            )
        yield element("tr", *cells)
        above = row
