"""The document for a terminal or a pipe that does not bear every character.

Spelled before it is laid out: `€` becomes `EUR `, and a column is as wide as what will stand in it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from quarterdeck.report.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Value,
)

Spell = Callable[[str], str]


def fold(document: Document, spell: Spell) -> Document:
    """The same document with every text as `spell` gives it."""
    sections = tuple(
        replace(part, title=spell(part.title), blocks=tuple(_block(block, spell) for block in part.blocks))
        for part in document.sections
    )
    return replace(
        document, title=spell(document.title), subtitle=spell(document.subtitle), sections=sections
    )


def _block(block: Block, spell: Spell) -> Block:
    match block:
        case Heading(text) | Paragraph(text):
            return replace(block, text=spell(text))
        case Facts(rows):
            return replace(block, rows=tuple((spell(label), _value(value, spell)) for label, value in rows))
        case Bullets(items):
            return Bullets(tuple(_cell(item, spell) for item in items))
        case Table(columns, rows, title):
            return replace(
                block,
                columns=tuple(replace(column, title=spell(column.title)) for column in columns),
                rows=tuple(tuple(_cell(cell, spell) for cell in row) for row in rows),
                title=spell(title),
            )
        case Chart():
            return _chart(block, spell)


def _chart(chart: Chart, spell: Spell) -> Chart:
    """Words spelled, and everything else drawn with what a keyboard has."""
    return replace(
        chart,
        title=spell(chart.title),
        sentence=spell(chart.sentence),
        labels=tuple(map(spell, chart.labels)),
        series=tuple(
            replace(item, name=spell(item.name), texts=tuple(map(spell, item.texts))) for item in chart.series
        ),
        axis=tuple(replace(tick, text=spell(tick.text)) for tick in chart.axis),
        ascii=True,
    )


def _cell(cell: Cell, spell: Spell) -> Cell:
    return Cell(spell(cell.text), cell.tone)


def _value(value: Value, spell: Spell) -> Value:
    return spell(value) if isinstance(value, str) else tuple(spell(item) for item in value)
