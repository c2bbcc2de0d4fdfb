"""The report as a picture of a terminal: an SVG file that fetches nothing."""

from __future__ import annotations

from html import escape
from io import StringIO

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from quarterdeck.report.document import Document
from quarterdeck.report.rich_text import render as as_text
from quarterdeck.text import clean

# Rich's own frame names fonts on a server; this one asks for whatever fixed-width font is there.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>{title}</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect fill="{background}" width="100%" height="100%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def render(document: Document, width: int) -> str:
    """The whole report as one picture, `width` cells wide."""
    console = Console(
        record=True, file=StringIO(), width=width, force_terminal=True, color_system="standard", emoji=False
    )
    console.print(as_text(document, width), end="", soft_wrap=True)
    title = escape(clean(document.title, lines=False)).replace("{", "{{").replace("}", "}}")
    frame = FRAME.replace("{title}", title).replace("{background}", SVG_EXPORT_THEME.background_color.hex)
    return console.export_svg(code_format=frame, unique_id="report")
