"""The document as Markdown that code hosts render well; nothing a person wrote becomes markup."""

from __future__ import annotations

import re

from quarterdeck.report.document import Block, Bullets, Document, Facts, Heading, Paragraph, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$@])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|[-=]|$)", re.MULTILINE)


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it was written."""
    return _LINE_START.sub(_escape_start, _SPECIAL.sub(r"\\\1", text))


def _escape_start(found: re.Match[str]) -> str:
    mark = found[2]
    return found[1] + (f"{mark[:-1]}\\{mark[-1]}" if len(mark) > 1 else f"\\{mark}")


def render(document: Document) -> str:
    """The whole report, ending in a newline."""
    parts = [f"# {_line(document.title)}", _line(document.subtitle)]
    for section in document.sections:
        parts.append(f"## {_line(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_line(text)}"
        case Paragraph(text):
            return _prose(text)
        case Facts(rows):
            return "\n".join(f"- **{_line(label)}:** {_inline(value)}" for label, value in rows)
        case Bullets(items):
            return "\n".join(f"- {_inline(item.text)}" for item in items)
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    head = "| " + " | ".join(_inline(column.title) for column in table.columns) + " |"
    rule = "| " + " | ".join("---:" if column.numeric else "---" for column in table.columns) + " |"
    body = ["| " + " | ".join(_inline(cell.text) for cell in row) + " |" for row in table.rows]
    title = [f"**{_line(table.title)}**", ""] if table.title else []
    return "\n".join([*title, head, rule, *body])


def _line(text: str) -> str:
    return escape(" ".join(text.split()))


def _inline(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _prose(text: str) -> str:
    return "\n\n".join("  \n".join(escape(line) for line in part.split("\n")) for part in text.split("\n\n"))
