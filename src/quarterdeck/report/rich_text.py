"""The document in a terminal: Rich `Text`, 60 columns and up, readable without colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from quarterdeck.report.document import (
    Block,
    Bullets,
    Cell,
    DocSection,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Tone,
)
from quarterdeck.report.layout import GAP, column_widths, pad, wrap

STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.WATCH: "yellow",
    Tone.BAD: "red",
    Tone.QUIET: "dim",
}
MAX_LABEL = 30
TEXT_WIDTH = 96
"""Prose stays readable on a wide page."""


def render(document: Document, width: int) -> Text:
    """The whole report as one text, every line at most `width` cells wide."""
    out = Text(end="")
    for line in wrap(document.title, width):
        out.append(line + "\n", "bold")
    for line in wrap(document.subtitle, width):
        out.append(line + "\n", "dim")
    for section in document.sections:
        out.append("\n\n")
        _section(out, section, width)
    return out


def blocks(parts: tuple[Block, ...], width: int) -> Text:
    """Some blocks by themselves, as a screen of the wizard shows them."""
    out = Text(end="")
    for index, block in enumerate(parts):
        if index:
            out.append("\n")
        _block(out, block, width)
    return out


def _section(out: Text, section: DocSection, width: int) -> None:
    for line in wrap(section.title, width):
        out.append(line + "\n", "bold")
    out.append("─" * width + "\n", "dim")
    for index, block in enumerate(section.blocks):
        if index and not isinstance(section.blocks[index - 1], Heading):
            out.append("\n")
        _block(out, block, width)


def _block(out: Text, block: Block, width: int) -> None:
    match block:
        case Heading(text, level):
            for line in wrap(text, width):
                out.append(line + "\n", "bold underline" if level == 2 else "bold")
        case Paragraph(text, tone):
            for line in wrap(text, min(width, TEXT_WIDTH)):
                out.append(line + "\n", STYLES[tone])
        case Facts(rows):
            _facts(out, rows, width)
        case Bullets(items):
            for item in items:
                _bullet(out, item, width)
        case Table():
            _table(out, block, width)


def _facts(out: Text, rows: tuple[tuple[str, str], ...], width: int) -> None:
    label_width = min(max((len(label) for label, _ in rows), default=0), MAX_LABEL, width // 3)
    room = min(width - label_width - GAP, TEXT_WIDTH)
    for label, value in rows:
        labels, values = wrap(label, label_width), wrap(value, room)
        for index in range(max(len(labels), len(values))):
            out.append(pad(labels[index] if index < len(labels) else "", label_width) + " " * GAP, "dim")
            out.append((values[index] if index < len(values) else "") + "\n")


def _bullet(out: Text, item: Cell, width: int) -> None:
    for index, line in enumerate(wrap(item.text, min(width, TEXT_WIDTH) - 2)):
        out.append("• " if index == 0 else "  ", "dim")
        out.append(line + "\n", STYLES[item.tone])


def _table(out: Text, table: Table, width: int) -> None:
    if table.title:
        out.append(table.title + "\n", "bold")
    columns = [
        (column.numeric, [column.title, *(row[index].text for row in table.rows)])
        for index, column in enumerate(table.columns)
    ]
    widths = column_widths(columns, width)
    if widths is None:
        _as_records(out, table, width)
        return
    head = tuple(Cell(column.title, Tone.QUIET) for column in table.columns)
    _table_row(out, table, head, widths)
    out.append((" " * GAP).join("─" * size for size in widths) + "\n", "dim")
    for row in table.rows:
        _table_row(out, table, row, widths)


def _table_row(out: Text, table: Table, row: tuple[Cell, ...], widths: list[int]) -> None:
    wrapped = [wrap(cell.text, size) for cell, size in zip(row, widths, strict=True)]
    for index in range(max(len(lines) for lines in wrapped)):
        line = Text(end="")
        for number, (cell, lines) in enumerate(zip(row, wrapped, strict=True)):
            text = lines[index] if index < len(lines) else ""
            line.append(pad(text, widths[number], right=table.columns[number].numeric), STYLES[cell.tone])
            if number < len(row) - 1:
                line.append(" " * GAP)
        line.rstrip()
        out.append_text(line)
        out.append("\n")


def _as_records(out: Text, table: Table, width: int) -> None:
    """A table too wide for the page, row by row: no number is ever cut."""
    for index, row in enumerate(table.rows):
        if index:
            out.append("\n")
        out.append_text(Text("\n".join(wrap(row[0].text, width)) + "\n", "bold", end=""))
        rest = zip(table.columns[1:], row[1:], strict=True)
        _facts(out, tuple((column.title, cell.text) for column, cell in rest if cell.text), width)


def lines(text: Text) -> Iterator[str]:
    """The plain lines, for searching and for tests."""
    yield from text.plain.splitlines()
