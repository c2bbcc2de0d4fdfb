"""The report's text in the colours of the theme."""

from __future__ import annotations

import sys

from rich.segment import Segment
from rich.text import Text
from textual.content import Content, Span
from textual.strip import Strip
from textual.widget import Widget

STYLES = {
    "green": "$success",
    "yellow": "$warning",
    "red": "$error",
    "blue": "$primary",
    "magenta": "$accent",
    "dim": "$text-muted",
    "bold": "$text bold",
    "bold underline": "$title bold",
}
"""What the report calls a style, and what the screen makes of it."""


def painted(text: Text) -> Content:
    """`text` as it stands, its styles in the theme's own names."""
    spans = [Span(span.start, span.end, STYLES.get(str(span.style), str(span.style))) for span in text.spans]
    return Content(text.plain, spans)


def bears_blocks() -> bool:
    """Whether blocks arrive where the screens are drawn: the app's own console says so of every terminal."""
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    return encoding.lower().startswith("utf")


def strip(widget: Widget, line: Content, width: int) -> Strip:
    """One line of a widget that draws itself.

    A visual would give every run the place it stands at, for marking with the mouse: then no two styles are
    the same, and each is worked out anew with every key.
    """
    base = widget.visual_style
    runs = line.render(base, end="")
    segments = [Segment(text, (base + style).rich_style) for text, style in runs]
    return Strip(segments).adjust_cell_length(width, base.rich_style)
