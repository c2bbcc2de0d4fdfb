"""Answers out of a list: fixed answers, rows of the plan, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import quoted
from quarterdeck.plan.vocabulary import EMPTY, NO, YES
from quarterdeck.text import clean


def read_flag(text: str) -> bool | Problem:
    """Yes or no."""
    word = text.casefold()
    if word in YES or word in NO:
        return word in YES
    return Problem("not_yes_or_no", {"typed": quoted(text)})


def read_one(text: str, field: Field, rows: Mapping[str, str] | None) -> str | Problem:
    """The id meant by an id or by its words, in any case."""
    known = _known(field, rows)
    return text if known is None else _match(text, field, known)


def read_several(text: str, field: Field, rows: Mapping[str, str] | None) -> tuple[str, ...] | Problem:
    """The ids meant, each once; those of a fixed list in the list's order. Separated by lines, `;` or `,`."""
    known = _known(field, rows)
    if text.casefold() == EMPTY and EMPTY not in (known or {}):
        return ()
    found: list[str] = []
    for piece in _pieces(text, field, known):
        one = piece if known is None else _match(piece, field, known)
        if isinstance(one, Problem):
            return one
        if one not in found:
            found.append(one)
    if field.kind is Kind.CHOICES:
        order = field.answer.choices
        found.sort(key=lambda value: order.index(value) if value in order else len(order))
    return tuple(found)


def _known(field: Field, rows: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Id to words of what can be answered; None where that is not known here, and every id is taken."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return {value: (rows or {}).get(value, value) for value in field.answer.choices} | dict(rows or {})
    return rows


def _pieces(text: str, field: Field, known: Mapping[str, str] | None) -> list[str]:
    """The parts of a list of answers. A comma separates unless the answer itself holds one."""
    whole = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    pieces = []
    for part in whole:
        fits = known is not None and not isinstance(_match(part, field, known), Problem)
        pieces += [part] if fits else [piece.strip() for piece in part.split(",") if piece.strip()]
    return pieces


def _match(text: str, field: Field, known: Mapping[str, str]) -> str | Problem:
    text = clean(text, lines=False).strip()
    if text in known:
        return text
    word = _plain(text)
    found = [key for key, name in known.items() if word in (_plain(name), _plain(key))]
    if len(found) == 1:
        return found[0]
    values = {"typed": quoted(text)}
    if found:
        return Problem("two_of_that_name", values)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        names = [clean(name, lines=False) for name in known.values()]
        near = get_close_matches(word, [_plain(name) for name in names], 1, 0.6)
        if near:
            close = next(name for name in names if _plain(name) == near[0])
            return Problem("not_in_list_but", values | {"close": close})
        return Problem(
            "not_in_list", values | {"answers": ", ".join(names[:8]) + (" …" if len(names) > 8 else "")}
        )
    return Problem("no_such_row", values)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
