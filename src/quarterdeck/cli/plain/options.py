"""Answers that are chosen: fixed lists and rows of the plan, numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quarterdeck import content
from quarterdeck.cli.plain.lines import say_line
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field
from quarterdeck.plan.refs import rows_at

ONE = frozenset({Kind.CHOICE, Kind.REF})
SEVERAL = frozenset({Kind.CHOICES, Kind.REFS})
MOST_LISTED = 20
"""Longer lists (currencies) are listed in part; all of their answers can be typed."""


def options(plan: Plan, field: Field) -> Mapping[str, str]:
    """Id to words of what can be chosen; empty for other kinds of answers."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return {value: content.choice(field.answer.list_name, value) for value in field.answer.choices}
    return rows_at(plan, field.answer.of) if field.kind in (Kind.REF, Kind.REFS) else {}


def list_options(found: Mapping[str, str]) -> None:
    """Say them, a line each."""
    if not found:
        say_line("no_options")
    for number, words in enumerate(list(found.values())[:MOST_LISTED], 1):
        say_line("option", number=number, words=words)
    if len(found) > MOST_LISTED:
        say_line("more_options", count=len(found) - MOST_LISTED)


def chosen(typed: str, found: Mapping[str, str], *, several: bool) -> str | None:
    """`typed` with numbers replaced by the ids they stand for; None (and said so) for a number nobody has."""
    pieces = [piece.strip() for piece in re.split(r"[;,]", typed)] if several else [typed.strip()]
    keys = list(found)
    for at, piece in enumerate(pieces):
        if piece.isascii() and piece.isdigit() and piece not in found and len(piece) < 6:
            if not 1 <= int(piece) <= len(keys):
                say_line("no_such_number", number=piece, count=len(keys))
                return None
            pieces[at] = keys[int(piece) - 1]
    return "; ".join(pieces)
