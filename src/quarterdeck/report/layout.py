"""Columns and wrapped lines for a page of fixed width, measured in terminal cells. No colour, no format.

One line list per table rather than a table object per cell: a long report is laid out in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells

MIN_COLUMN = 6
GAP = 2


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces where possible; line breaks are kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_line(paragraph.replace("\t", "    "), max(width, 1))
    return lines


def _wrap_line(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, width) or [""]
        lines += full
    return [*lines, line]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled up with spaces to `width` cells, on the left if it belongs to the right."""
    space = " " * max(0, width - cell_len(text))
    return space + text if right else text + space


def column_widths(columns: Sequence[tuple[bool, Iterable[str]]], width: int) -> list[int] | None:
    """Widths for columns of `(numeric, texts)` that fit `width`, or None if they cannot.

    Numeric columns keep their full width. The others share what is left: short ones get all they need, long
    ones the rest in equal parts.
    """
    natural = [
        max((cell_len(line) for text in texts for line in text.split("\n")), default=0)
        for _, texts in columns
    ]
    numeric = [flag for flag, _ in columns]
    room = width - GAP * (len(columns) - 1)
    fixed = sum(size for size, flag in zip(natural, numeric, strict=True) if flag)
    flexible = sorted((size, index) for index, size in enumerate(natural) if not numeric[index])
    left, widths = room - fixed, list(natural)
    for done, (size, index) in enumerate(flexible):
        share = left // (len(flexible) - done)
        widths[index] = min(size, share)
        left -= widths[index]
    too_narrow = any(widths[index] < min(size, MIN_COLUMN) for size, index in flexible)
    return None if left < 0 or too_narrow else widths
