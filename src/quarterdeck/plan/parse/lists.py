"""Lists: texts one per line, numbers as `12, 9, 7`, overrides as `name = number`."""

from __future__ import annotations

import re
from decimal import Decimal

from quarterdeck.plan.parse.changes import is_change, read_change
from quarterdeck.plan.parse.numbers import number
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_TEXT
from quarterdeck.plan.vocabulary import EMPTY
from quarterdeck.text import clean

LONGEST_LIST = 400
"""More numbers than that are a pasted accident: a month each would be 33 years."""

_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?%?")
_CLEAR = re.compile(r"\s*[;\n]\s*|\s*,\s+|\t+")


def read_texts(raw: str) -> tuple[str, ...] | Problem:
    """Short texts, one per line; on a single line, `;` separates."""
    text = clean(raw)
    if text.strip().casefold() == EMPTY and "\n" not in text:
        return ()
    found = [clean(part, lines=False).strip() for part in text.split("\n" if "\n" in text else ";")]
    for item in found:
        if len(item) > MAX_TEXT:
            return Problem("longer_than", {"limit": str(MAX_TEXT), "length": str(len(item))})
    return tuple(item for item in found if item)


def read_numbers(raw: str, style: Style) -> tuple[Decimal, ...] | Problem:
    """Numbers separated by lines, `;`, or a comma and a space; by less where that is clear."""
    text = clean(raw).strip()
    if text.casefold() == EMPTY:
        return ()
    pieces = [piece for piece in _CLEAR.split(text) if piece]
    if len(pieces) == 1 and not text.endswith((";", "\n")):
        pieces = _split_tight(one_line(text), style)
    if len(pieces) > LONGEST_LIST:
        return Problem("too_many_numbers", {"limit": str(LONGEST_LIST)})
    found = [number(piece.removesuffix("%").removesuffix("％"), style) for piece in pieces]
    wrong = next((item for item in found if isinstance(item, Problem)), None)
    return wrong or tuple(item for item in found if isinstance(item, Decimal))


def read_series(raw: str, style: Style) -> Decimal | tuple[Decimal, ...] | Problem:
    """One number for every month, or a list. A single number closed by `;` is a list of one."""
    text = clean(raw).strip()
    if _CLEAR.search(text) is None:
        one = number(text, style)
        if not isinstance(one, Problem) or one.key != "not_a_number":
            return one
    return read_numbers(raw, style)


def read_mapping(raw: str, style: Style) -> dict[str, Decimal | str] | Problem:
    """Lines of `name = number` or `name = x 0.9 from 2027-04`; `;` separates on a single line."""
    text = clean(raw).strip()
    if text.casefold() == EMPTY:
        return {}
    found: dict[str, Decimal | str] = {}
    for line in re.split(r"[;\n]", text):
        if not line.strip():
            continue
        name, equals, typed = (part.strip() for part in line.partition("="))
        if not equals or not name:
            return Problem("not_an_override", {"typed": quoted(line)})
        value = read_change(typed, style) if is_change(typed) else number(typed.removesuffix("%"), style)
        if isinstance(value, Problem):
            return value
        found[name.strip('"')] = value
    return found


def _split_tight(text: str, style: Style) -> list[str]:
    """`10,35,30`, `10 35 30`: a list where it cannot be one number, or where the style's mark is a point."""
    as_one = number(text, style)
    for mark in (",", " "):
        parts = text.split(mark)
        if len(parts) == 1 or not all(_PLAIN.fullmatch(part) for part in parts):
            continue
        decided = mark == "," and style.decimal_mark == "." and not style.asks and len(parts[-1]) != 3
        if decided or (isinstance(as_one, Problem) and as_one.key == "not_a_number"):
            return parts
    return [text]
