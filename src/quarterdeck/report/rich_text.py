"""The document in a terminal: Rich `Text`, 60 columns and up, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Span, Text

from quarterdeck.report.document import Block, Document
from quarterdeck.report.prose import Line, trimmed
from quarterdeck.report.typeset import flow, page, visible


def render(document: Document, width: int) -> Text:
    """The whole report as one text, every line at most `width` cells wide."""
    return _text(page(document, width))


def blocks(parts: Sequence[Block], width: int) -> Text:
    """Some blocks by themselves, as a screen of the wizard shows them."""
    return _text(flow(parts, width))


def lines(text: Text) -> Iterator[str]:
    """The plain lines, for searching and for tests."""
    yield from text.plain.split("\n")[:-1]


def _text(made: Iterable[Line]) -> Text:
    """One text with its spans set at once: appending piece by piece costs ten times as much."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for line in made:
        for text, style in trimmed(line):
            pieces.append(text)
            if style and text:
                spans.append(Span(at, at + len(text), style))
            at += len(text)
        pieces.append("\n")
        at += 1
    return Text(visible("".join(pieces)), end="", spans=spans)
