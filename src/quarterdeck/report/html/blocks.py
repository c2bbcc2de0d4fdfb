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
from quarterdeck.report.html.markup import Html, element, own, text
from quarterdeck.report.html.tables import tables
from quarterdeck.report.layout import itemised, lines_of

DEEPEST = 6
"""Levels of headings that a browser knows."""


def blocks(found: Iterable[Block]) -> Iterator[Html]:
    """The blocks one after the other."""
    return map(_block, found)


def _block(block: Block) -> Html:
    match block:
        case Heading(words, level):
            return element(f"h{min(level + 1, DEEPEST)}", text(words), **own(words))
        case Paragraph(words, tone):
            return "".join(
                element("p", text(part), class_=_tone(tone), **own(part)) for part in _paragraphs(words)
            )
        case Facts(rows, compact):
            return element("dl", *(_fact(*row) for row in rows), class_="compact" if compact else None)
        case Bullets(items):
            return element("ul", *(_item(item) for item in items))
        case Table():
            return "".join(tables(block))
        case Chart():
            return figure(block)


def _fact(label: str, value: Value) -> Html:
    if itemised(value):
        told = element("dd", element("ul", *(element("li", text(item), **own(item)) for item in value)))
    else:
        told = element("dd", text(joined(value)), **own(joined(value)))
    return element("div", element("dt", text(label), dir="auto"), told)


def _item(cell: Cell) -> Html:
    sign = SIGNS.get(cell.tone)
    mark = element("span", sign, class_="sign") + " " if sign else ""
    return element("li", mark, text(cell.text), class_=_tone(cell.tone), **own(cell.text))


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
