"""Columns and wrapped lines for a page of fixed width, measured in terminal cells. No colour, no format.

One line list per table rather than a table object per cell: a long report is laid out in milliseconds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rich.cells import cell_len, chop_cells

from quarterdeck.report.document import Value

GAP = 2
LEAST = 8
"""A column of words is never narrower, unless its words are short."""
LONGEST_WORD = 18
"""A longer word may be broken."""
FEW_WORDS = 2
"""Of a name with fewer spaces every word is needed, numbers too: `Goal 2…`."""
LONG_ITEM = 36
"""A list with an item longer than this is told item by item."""
_LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


_CLOSING = frozenset("、。，．・：；？！）］｝」』】〉》〕ー々…%％")
"""Signs of writing without spaces that no line begins with."""
_DIGIT = re.compile(r"\d")
_WORD_BREAKS = re.compile("[ \n\t]+")


def cells(text: str) -> int:
    """How many terminal cells `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def lines_of(text: str) -> list[str]:
    """`text` at its own line breaks, whichever sort they are."""
    return _LINE_BREAKS.split(text)


def itemised(value: Value) -> bool:
    """Whether an answer is a list whose items need lines of their own."""
    return not isinstance(value, str) and len(value) > 1 and any(cells(text) > LONG_ITEM for text in value)


def wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces where possible; line breaks are kept.

    Of the first line `taken` cells are used up already.
    """
    width = max(width, 2)
    text = text.replace(" %", "\u00a0%")
    if len(text) * 2 <= width - taken and text.isprintable():
        return [text.rstrip()]
    lines: list[str] = []
    for paragraph in lines_of(text):
        lines += _wrap_line(paragraph.replace("\t", "    "), width, 0 if lines else taken)
    return lines


def _wrap_line(text: str, width: int, taken: int) -> list[str]:
    measure = len if text.isascii() else cells
    if measure(text) + taken <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", taken
    for word in text.split(" "):
        size = measure(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if not line and used + size <= width:
            line, used = word, used + size
            continue
        room = width - used - bool(line)
        if size > max(len(word), LONGEST_WORD) and room >= LEAST:
            # Writing without spaces goes on where there is room, and is broken anywhere.
            first, *others = _chopped(word, room, width)
            lines += [f"{line} {first}" if line else first, *others]
            line = lines.pop()
            used = cells(line)
            continue
        if line.strip() or (used and not lines):
            lines.append(line.rstrip())
        *full, line = chop_cells(word, width) if size > width else [word]
        lines += full
        used = cells(line)
    return [*lines, line.rstrip()]


def _chopped(word: str, room: int, width: int) -> list[str]:
    """`word` in pieces, the first of `room` cells, the others of `width`; none begins with what closes."""
    pieces = []
    while cells(word) > room:
        piece = chop_cells(word[: room * 2], room)[0]
        if word[len(piece)] in _CLOSING and len(piece) > 1:
            piece = piece[:-1]
        pieces.append(piece)
        word, room = word[len(piece) :], width
    return [*pieces, word]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled up with spaces to `width` cells, on the left if it belongs to the right."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def clip(text: str, width: int) -> str:
    """`text` on one line of at most `width` cells, cut between words; not behind a number."""
    text = " ".join(text.split())
    if cells(text) <= width:
        return text
    kept = wrap(text, max(width - 1, 2))[0]
    before, _, last = kept.rpartition(" ")
    if _DIGIT.search(last) and before.count(" ") >= FEW_WORDS:
        kept = before
    return kept.rstrip(" ,;:.–-") + "…"


class Measure(Struct, frozen=True):
    """What a column needs, in cells."""

    natural: int
    """To stand without being wrapped."""
    least: int
    """Numbers whole, words unbroken."""


def measure(title: str, texts: Iterable[str], *, numeric: bool) -> Measure:
    """What a column with that heading and those texts needs. Numbers are never wrapped, words may be."""
    natural, least = cells(title), _longest_word(title)
    for text in texts:
        size = cells(text) if text.isprintable() else max(map(cells, lines_of(text)))
        natural = max(natural, size)
        if size > least:
            least = max(least, size if numeric and _DIGIT.search(text) else _longest_word(text))
    if not numeric:
        least = max(least, min(natural, LEAST))
    return Measure(max(natural, least), least)


def _longest_word(text: str) -> int:
    """The most cells a word needs to stay whole. A number always does."""
    longest = 0
    for word in _WORD_BREAKS.split(text):
        size = cells(word)
        if size > longest:
            longest = max(longest, size if _DIGIT.search(word) else min(size, LONGEST_WORD))
    return longest


def column_widths(columns: Sequence[Measure], width: int) -> list[int] | None:
    """Widths that fit `width`, or None if they cannot.

    Every column has what it needs at least. What is left goes to those that want more: short ones get all of
    it, long ones equal parts.
    """
    room = width - GAP * (len(columns) - 1)
    if sum(column.least for column in columns) > room:
        return None
    level = bisect_right(range(room + 1), room, key=lambda size: sum(_sizes(columns, size))) - 1
    widths = _sizes(columns, level)
    for index, column in enumerate(columns):
        if sum(widths) < room and widths[index] < column.natural:
            widths[index] += 1
    return widths


def _sizes(columns: Sequence[Measure], size: int) -> list[int]:
    """Every column at `size`, but none below its need and none above its wish."""
    return [min(max(size, column.least), column.natural) for column in columns]


def parts(columns: Sequence[Measure], width: int) -> list[list[int]]:
    """The columns as several tables that fit `width`, each beginning with the first column."""
    tables: list[list[int]] = []
    used = width + 1
    for index, column in enumerate(columns[1:], 1):
        if used + GAP + column.least > width:
            tables.append([0])
            used = columns[0].least
        tables[-1].append(index)
        used += GAP + column.least
    return tables
