"""Each block of the document as elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quarterdeck.report.document import (
    SIGNS,
    Block,
    Bullets,
    Cell,
    Chart,
    Facts,
    Heading,
    Paragraph,
    Table,
    Tone,
    Value,
    joined,
)
from quarterdeck.report.html.charts import figure
from quarterdeck.report.html.markup import Html, element, text
from quarterdeck.report.layout import itemised, lines_of

DEEPEST = 6
"""Levels of headings that a browser knows."""
WIDE, BROAD = 8, 10
"""A table of more columns is set in a smaller hand; of still more it is told row by row on paper too."""


def blocks(found: Iterable[Block]) -> Iterator[Html]:
    """The blocks one after the other."""
    return map(_block, found)


def _block(block: Block) -> Html:
    match block:
        case Heading(words, level):
            return element(f"h{min(level + 1, DEEPEST)}", text(words), dir="auto")
        case Paragraph(words, tone):
            return "".join(
                element("p", text(part), class_=_tone(tone), dir="auto") for part in _paragraphs(words)
            )
        case Facts(rows, compact):
            return element("dl", *(_fact(*row) for row in rows), class_="compact" if compact else None)
        case Bullets(items):
            return element("ul", *(_item(item) for item in items))
        case Table():
            return _table(block)
        case Chart():
            return figure(block)


def _fact(label: str, value: Value) -> Html:
    if itemised(value):
        told = element("ul", *(element("li", text(item), dir="auto") for item in value))
    else:
        told = text(joined(value))
    return element("div", element("dt", text(label)), element("dd", told, dir="auto"))


def _item(cell: Cell) -> Html:
    sign = SIGNS.get(cell.tone)
    mark = element("span", sign, class_="sign") + " " if sign else ""
    return element("li", mark, text(cell.text), class_=_tone(cell.tone), dir="auto")


def _table(table: Table) -> Html:
    heads = (
        element("th", text(column.title), scope="col", class_="number" if column.numeric else None)
        for column in table.columns
    )
    # In the head and not a caption: on paper a caption can stand alone at the foot of a page.
    across = element("th", text(table.title), colspan=str(len(table.columns)), class_="title", dir="auto")
    title = element("tr", across) if table.title else ""
    head = element("thead", title, element("tr", *heads))
    columns = len(table.columns)
    size = "broad" if columns > BROAD else "wide" if columns > WIDE else None
    return element("table", head, element("tbody", *_rows(table)), class_=size)


def _rows(table: Table) -> Iterator[Html]:
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        same = True
        cells = []
        for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            same = same and at < table.spans and bool(above) and cell.text == above[at].text
            classes = (_tone(cell.tone), "number" if column.numeric else "", "same" if same else "")
            cells.append(
                element(
                    "td",
                    element("span", text(cell.text), dir="auto"),
                    class_=" ".join(filter(None, classes)) or None,
                    data_label=column.title,
                )
            )
        yield element("tr", *cells)
        above = row


def _tone(tone: Tone) -> str | None:
    return None if tone is Tone.PLAIN else tone.value


def _paragraphs(words: str) -> Iterator[str]:
    """Where the writer left a line free, a new one begins."""
    part: list[str] = []
    for line in (*lines_of(words), ""):
        if line.strip():
            part.append(line)
        elif part:
            yield "\n".join(part)
            part = []
