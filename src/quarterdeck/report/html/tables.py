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
SHORT, SHORTEST = 16, 8
"""Letters of a column that is never broken where there is room, and of one that never is."""

NAME = 40
"""On a phone a table of numbers stays one, to be moved sideways, unless the names in it are longer."""


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
    widths = column_widths(measures, ROOM)
    compared = is_numeric(table) and measures[0].natural <= NAME
    size = "tight" if widths is None else "numbers" if compared else None
    enough = widths or [SHORTEST] * len(chosen)
    looks = [
        _classes(
            "number" if table.columns[at].numeric else "",
            "whole" if item.natural <= min(width, SHORT) else "",
        )
        for at, item, width in zip(chosen, measures, enough, strict=True)
    ]
    heads = (
        element("th", text(table.columns[at].title), scope="col", class_=look, dir="auto")
        for at, look in zip(chosen, looks, strict=True)
    )
    # In the head and not a caption: on paper a caption can stand alone at the foot of a page.
    across = element("th", text(title), colspan=str(len(chosen)), class_="title", **own(title))
    head = element("thead", element("tr", across) if title else "", element("tr", *heads))
    return element("table", head, element("tbody", *_rows(table, chosen, looks)), class_=size)


def _rows(table: Table, chosen: Sequence[int], looks: Sequence[str | None]) -> Iterator[Html]:
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        same = True
        cells = []
        for at, look in zip(chosen, looks, strict=True):
            cell = row[at]
            same = same and at < table.spans and bool(above) and cell.text == above[at].text
            tone = "" if cell.tone is Tone.PLAIN else cell.tone.value
            cells.append(
                element(
                    "td",
                    element("span", text(cell.text), **own(cell.text)),
                    class_=_classes(tone, look, "same" if same else ""),
                    data_label=table.columns[at].title,
                )
            )
        yield element("tr", *cells)
        above = row


def _classes(*found: str | None) -> str | None:
    return " ".join(filter(None, found)) or None
