"""The document as Markdown that code hosts render well; nothing a person wrote becomes markup.

A line break of the writer's is a hard break (a backslash before it), in tables `<br>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quarterdeck.report.charts import draw
from quarterdeck.report.document import (
    SIGNS,
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
    joined,
)
from quarterdeck.report.layout import itemised, lines_of

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=[#A-Za-z])")
_LINE_START = re.compile(r"([-+=](?=\s|[-=]|$)|\d{1,9}(?=[.)](?:\s|$))|:(?=-))")
_SPACES = re.compile("[ \t]+")
_TICKS = re.compile("`+")
CHART_WIDTH = 78
DEEPEST = 6
"""Levels of headings that Markdown has."""


def escape(line: str) -> str:
    """One line so that Markdown shows it as it was written, wherever it stands."""
    text = _SPECIAL.sub(r"\\\g<0>", _SPACES.sub(" ", line).strip())
    start = _LINE_START.match(text)
    if start is None:
        return text
    number = start[0].isdigit()
    return f"{start[0]}\\{text[start.end() :]}" if number else f"\\{text}"


def render(document: Document) -> str:
    """The whole report, ending in a newline."""
    parts = [f"# {_flat(document.title)}", _flat(document.subtitle)]
    for section in document.sections:
        parts.append(f"## {_flat(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_flat(text)}" if level < DEEPEST else f"**{_flat(text)}**"
        case Paragraph(text):
            return _prose(text)
        case Facts(rows, compact):
            return _run_in(rows) if compact else "\n".join(_fact(*row) for row in rows)
        case Bullets(items):
            return "\n".join(f"- {_broken(_signed(item), inset=2)}" for item in items)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)


def _fact(label: str, value: Value) -> str:
    if itemised(value):
        return "\n".join([f"- **{_flat(label)}:**", *(f"  - {_broken(item, inset=4)}" for item in value)])
    return f"- **{_flat(label)}:** {_broken(joined(value), inset=2)}"


def _run_in(rows: Iterable[tuple[str, Value]]) -> str:
    """One paragraph with a line for each answer."""
    return "\\\n".join(f"**{_flat(label)}:** {_broken(joined(value))}" for label, value in rows)


def _table(table: Table) -> str:
    head = _row(column.title for column in table.columns)
    rule = "| " + " | ".join("---:" if column.numeric else "---" for column in table.columns) + " |"
    above: tuple[Cell, ...] = ()
    body = []
    for row in table.rows:
        body.append(_row(_once(row, above, table.spans)))
        above = row
    title = [f"**{_flat(table.title)}**", ""] if table.title else []
    return "\n".join([*title, head, rule, *body])


def _chart(chart: Chart) -> str:
    """Drawn, in a block of code that no text of the plan can close; then the same in words."""
    drawn = "\n".join("".join(text for text, _ in line).rstrip() for line in draw(chart, CHART_WIDTH))
    fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(drawn)), default=0))
    return f"{fence}text\n{drawn}\n{fence}\n\n{_prose(chart.sentence)}"


def _once(row: tuple[Cell, ...], above: tuple[Cell, ...], spans: int) -> Iterable[str]:
    """The texts of a row, without those that stand in the row above it already."""
    same = True
    for index, cell in enumerate(row):
        same = same and index < spans and bool(above) and cell.text == above[index].text
        yield "" if same else cell.text


def _row(texts: Iterable[str]) -> str:
    return "| " + " | ".join("<br>".join(map(escape, _lines(text))) for text in texts) + " |"


def _signed(item: Cell) -> str:
    sign = SIGNS.get(item.tone)
    return f"{sign} {item.text}" if sign else item.text


def _flat(text: str) -> str:
    return escape(" ".join(lines_of(text)))


def _lines(text: str) -> list[str]:
    """The lines that hold anything."""
    return [line for line in lines_of(text) if line.strip()]


def _broken(text: str, inset: int = 0) -> str:
    return ("\\\n" + " " * inset).join(map(escape, _lines(text)))


def _prose(text: str) -> str:
    """Paragraphs where the writer left a line free."""
    paragraphs: list[list[str]] = [[]]
    for line in lines_of(text):
        if line.strip():
            paragraphs[-1].append(escape(line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)
