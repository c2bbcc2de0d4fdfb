"""Answers, lists and paragraphs as lines of a page: which words stand where, and in which style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quarterdeck.report.document import Tone, Value, joined
from quarterdeck.report.layout import GAP, cells, itemised, lines_of, pad, wrap

Run = tuple[str, str]
"""A text and its style."""
Line = list[Run]

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.WATCH: "yellow",
    Tone.BAD: "red",
    Tone.QUIET: "dim",
}
TITLE, GROUP, LABEL = "bold", "bold underline", "dim"
INDENT = 2
MAX_LABEL = 28
TEXT_WIDTH = 96
"""Prose stays readable on a wide page."""
SHORT = 60
"""An answer of one line up to this size can stand beside others."""
BULLET, RULE, BETWEEN = "•", "─", " · "


def paragraph(text: str, style: str, width: int) -> Iterator[Line]:
    """Prose in lines of a readable length."""
    for line in wrap(text, min(width, TEXT_WIDTH)):
        yield [(line, style)]


def item(sign: str, text: str, style: str, width: int) -> Iterator[Line]:
    """An item of a list behind its sign."""
    indent = cells(sign) + 1
    for index, line in enumerate(wrap(text, min(width, TEXT_WIDTH) - indent)):
        yield [(pad(sign if index == 0 else "", indent), style or LABEL), (line, style)]


def set_in(lines: Iterable[Line], inset: int) -> Iterator[Line]:
    """Lines moved to the right; empty ones stay empty."""
    space: Run = (" " * inset, "")
    for line in lines:
        yield [space, *line] if inset and line else line


def trimmed(line: Line) -> Line:
    """Without the spaces at its end."""
    if line and line[-1][0][-1:] not in ("", " "):
        return line
    line = list(line)
    while line:
        text, style = line.pop()
        if text.rstrip(" "):
            return [*line, (text.rstrip(" "), style)]
    return line


def one_line(value: Value) -> bool:
    """Whether an answer is short enough to stand among others."""
    text = joined(value)
    return len(text) <= SHORT and len(lines_of(text)) == 1


def facts(rows: Sequence[tuple[str, Value]], width: int) -> Iterator[Line]:
    """Labels in one column, answers in the other."""
    widest = max((cells(label) for label, _ in rows), default=0)
    size = min(widest, MAX_LABEL, width // 3)
    room = min(width - size - GAP, TEXT_WIDTH)
    for label, value in rows:
        labels, values = wrap(label, size), list(_answer(value, room))
        for index in range(max(len(labels), len(values))):
            left = labels[index] if index < len(labels) else ""
            if index < len(values):
                yield [(pad(left, size) + " " * GAP, LABEL), (values[index], "")]
            else:
                yield [(left, LABEL)]


def _answer(value: Value, width: int) -> Iterator[str]:
    if not itemised(value):
        yield from wrap(joined(value), width)
        return
    for text in value:
        for line in item(BULLET, text, "", width):
            yield "".join(run for run, _ in line)


def run_in(rows: Sequence[tuple[str, Value]], width: int) -> Iterator[Line]:
    """Label and answer run on: short ones share a line, long ones have lines of their own."""
    width = min(width, TEXT_WIDTH)
    line: Line = []
    used = 0
    for label, value in rows:
        size = cells(label) + 2 + cells(joined(value))
        alone = itemised(value) or not one_line(value) or size > width
        if line and (alone or used + len(BETWEEN) + size > width):
            yield line
            line, used = [], 0
        if alone:
            yield from _of_its_own(f"{label}: ", value, width)
            continue
        if line:
            line.append((BETWEEN, LABEL))
            used += len(BETWEEN)
        line += [(f"{label}: ", LABEL), (joined(value), "")]
        used += size
    if line:
        yield line


def _of_its_own(label: str, value: Value, width: int) -> Iterator[Line]:
    """An answer that needs lines of its own, set in under its label."""
    if itemised(value) or cells(label) > width // 2:
        yield from ([(line, LABEL)] for line in wrap(label.rstrip(), width))
        yield from set_in(([(line, "")] for line in _answer(value, width - INDENT)), INDENT)
        return
    first, *rest = wrap(joined(value), width - INDENT, cells(label) - INDENT)
    yield [(label if first else label.rstrip(), LABEL), (first, "")]
    yield from set_in(([(line, "")] for line in rest), INDENT)
