"""Lines of text for the widgets that draw themselves. What a person wrote is text to them, never markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content

from quarterdeck.tui.form.flat import one_line

ELLIPSIS = "…"
MOST_HELP = 3
"""Rows of help that stand on the form itself: in 80 columns nearly all of it fits."""
LIT = "$block-cursor-foreground on $block-cursor-background $block-cursor-text-style"
"""What the cursor is on."""


def fit(value: str, width: int) -> str:
    """`value` on one line in exactly `width` cells: cut with an ellipsis, or filled up with spaces."""
    line = one_line(value)
    if cell_len(line) > width:
        line = cut(line, width - 1) + ELLIPSIS if width > 0 else ""
    return line + " " * (width - cell_len(line))


def fit_right(value: str, width: int) -> str:
    """Like `fit`, set to the right: for figures."""
    line = fit(value, width).rstrip()
    return " " * (width - cell_len(line)) + line


def cut(value: str, width: int) -> str:
    """The start of `value` that takes at most `width` cells."""
    out, used = [], 0
    for char in value:
        used += cell_len(char)
        if used > width:
            break
        out.append(char)
    return "".join(out)


def wrapped(value: str, width: int, most: int = 0) -> list[str]:
    """`value` in lines of at most `width` cells; of more than `most` of them (0: all) the last is cut."""
    lines = [str(line).rstrip() for line in Content(one_line(value)).wrap(max(width, 1))] if value else []
    if most and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], fit(rest, width).rstrip()]
    return lines


def stack(lines: Iterable[Content]) -> Content:
    """Lines under one another."""
    return Content("\n").join(lines)
