"""Inputs people publish to break programs, and plans made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import tomli_w

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, fields_of
from quarterdeck.plan.types import MAX_TEXT, Row, Section
from quarterdeck.store import codec

_FOLDER = Path(__file__).parent / "data" / "hostile"
INVALID: dict[str, str] = json.loads((_FOLDER / "invalid_toml.json").read_text(encoding="utf-8"))
"""Documents that are no TOML, one for each rule they break."""
NAUGHTY: list[str] = json.loads((_FOLDER / "naughty.json").read_text(encoding="utf-8"))
"""Strings that are trouble somewhere: markup, escapes, scripts, formulas, odd letters, reserved words."""
TEXTS = (Kind.TEXT, Kind.LONG, Kind.LIST)
PLAIN: dict[Kind, Any] = {
    Kind.FLAG: True,
    Kind.DATE: "2026-11-22",
    Kind.MONTH: "2027-01",
    Kind.QUARTER: "2027-Q1",
    Kind.PERIOD: "2027-01",
    Kind.NUMBERS: [1, 2],
    Kind.SERIES: 5,
    Kind.MAPPING: {"rates.win_rate_pct": 5},
}


def filled(
    model: type[Section], words: Iterator[str], rows: Sequence[str] = ("one", "two"), *, whole: bool = False
) -> dict[str, Any]:
    """Every text field answered, each with the next string; rows of these ids in every table.

    `whole`: every other field too, with a string wherever the file may hold one.
    """
    found: dict[str, Any] = {}
    for field in fields_of(model):
        if field.model is not None and issubclass(field.model, Row):
            found[field.name] = {key: filled(field.model, words, rows, whole=whole) for key in rows}
        elif field.model is not None:
            found[field.name] = filled(field.model, words, rows, whole=whole)
        elif field.kind in TEXTS or (whole and field.kind is not Kind.COMPUTED):
            found[field.name] = _answer(field, words)
    return found


def answered(word: str, rows: Sequence[str] = ("one", "two")) -> Plan:
    """A plan with that word in every field, read as from a file."""
    answers = tomli_w.dumps(filled(Plan, repeat(word), rows, whole=True))
    return codec.loads(answers.encode(), "hostile.toml").plan


def _answer(field: Field, words: Iterator[str]) -> Any:
    word = next(words).encode("utf-8", "replace").decode()
    short = word[:MAX_TEXT]
    match field.kind:
        case Kind.LIST:
            return [short, "again"]
        case Kind.CHOICES | Kind.REFS:
            return [short[:60]]
        case Kind.CHOICE | Kind.REF:
            return short[:60]
        case Kind.TARGET:
            return {"aim": short[:60], "value": 5}
        case Kind.INTEGER | Kind.NUMBER | Kind.MONEY | Kind.PERCENT:
            return int(min(max(field.answer.low or 0, 1), field.answer.high or 1))
    return PLAIN.get(field.kind, word if field.kind is Kind.LONG else short)
