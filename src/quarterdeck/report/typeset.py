"""The document as lines of a page: headings stand out to the left, what belongs to one is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quarterdeck.report.charts import draw, in_line
from quarterdeck.report.document import (
    SIGNS,
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from quarterdeck.report.layout import cells, wrap
from quarterdeck.report.prose import (
    BULLET,
    GROUP,
    INDENT,
    LABEL,
    RULE,
    STYLES,
    TITLE,
    Line,
    facts,
    item,
    paragraph,
    run_in,
    set_in,
)
from quarterdeck.report.tabular import table_lines

GROUP_LEVEL = 2
WIDEST_CHART = 100
"""Columns: a chart is read at a glance."""
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_REPLACEMENT = "\ufffd"


def plain(document: Document, width: int) -> str:
    """The whole document as bare text, every line at most `width` cells wide."""
    lines = ("".join([text for text, _ in line]).rstrip(" ") for line in page(document, width))
    return visible("".join(f"{line}\n" for line in lines))


def visible(text: str) -> str:
    """Everything was cleaned when it came in; what might still command a terminal is made visible."""
    return _CONTROLS.sub(_REPLACEMENT, text)


def page(document: Document, width: int) -> Iterator[Line]:
    """The whole document in lines of at most `width` cells."""
    for text, style in ((document.title, TITLE), (document.subtitle, LABEL)):
        if text:
            yield from ([(line, style)] for line in wrap(text, width))
    for section in document.sections:
        yield []
        if not document.dense:
            yield []
        blocks = [_in_line(block) for block in section.blocks] if document.dense else section.blocks
        yield from _heading(section.title, width, dense=document.dense)
        yield from flow(blocks, width)


def _heading(title: str, width: int, *, dense: bool) -> Iterator[Line]:
    """The title of a section over a thin rule, or before it."""
    *above, last = wrap(title, width)
    yield from ([(line, TITLE)] for line in above)
    left = width - cells(last) - 1
    if dense and left > 0:
        yield [(f"{last} ", TITLE), (RULE * left, LABEL)]
    else:
        yield [(last, TITLE)]
        yield [(RULE * width, LABEL)]


def _in_line(block: Block) -> Block:
    return Paragraph(in_line(block)) if isinstance(block, Chart) else block


def flow(blocks: Sequence[Block], width: int) -> Iterator[Line]:
    """Blocks one under the other, with air between them."""
    inset = 0
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            yield []
        if isinstance(block, Heading):
            inset = INDENT * (block.level - 1)
            style = GROUP if block.level == GROUP_LEVEL else TITLE
            lines: Iterator[Line] = ([(line, style)] for line in wrap(block.text, width - inset + INDENT))
            yield from set_in(lines, inset - INDENT)
        else:
            yield from set_in(_block(block, width - inset), inset)
        before = block


def _apart(above: Block, below: Block) -> bool:
    """Whether a line stays free between two blocks: always, but under a heading."""
    return not isinstance(above, Heading) or (isinstance(below, Heading) and below.level <= above.level)


def _block(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Heading(text):
            yield [(text, TITLE)]
        case Paragraph(text, tone):
            yield from paragraph(text, STYLES[tone], width)
        case Facts(rows, compact):
            yield from run_in(rows, width) if compact else facts(rows, width)
        case Bullets(items):
            for entry in items:
                yield from item(SIGNS.get(entry.tone, BULLET), entry.text, STYLES[entry.tone], width)
        case Table():
            yield from table_lines(block, width)
        case Chart(sentence=sentence):
            yield from draw(block, min(width, WIDEST_CHART))
            yield from paragraph(sentence, LABEL, width)
