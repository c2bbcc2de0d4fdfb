"""The report's text in the colours of the theme."""

from __future__ import annotations

from rich.text import Text
from textual.content import Content, Span

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
