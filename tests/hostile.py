"""Inputs people publish to break programs, and plans made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field, fields_of
from quarterdeck.plan.types import Row, Section

_FOLDER = Path(__file__).parent / "data" / "hostile"
INVALID: dict[str, str] = json.loads((_FOLDER / "invalid_toml.json").read_text(encoding="utf-8"))
"""Documents that are no TOML, one for each rule they break."""
NAUGHTY: list[str] = json.loads((_FOLDER / "naughty.json").read_text(encoding="utf-8"))
"""Strings that are trouble somewhere: markup, escapes, scripts, formulas, odd letters, reserved words."""
TEXTS = (Kind.TEXT, Kind.LONG, Kind.LIST)


def filled(model: type[Section], words: Iterator[str]) -> dict[str, Any]:
    """Every text field answered, each with another string; two rows in every table."""
    found: dict[str, Any] = {}
    for field in fields_of(model):
        if field.model is not None:
            if issubclass(field.model, Row):
                found[field.name] = {key: filled(field.model, words) for key in ("one", "two")}
            else:
                found[field.name] = filled(field.model, words)
        elif field.kind in TEXTS:
            found[field.name] = _answer(field, words)
    return found


def _answer(field: Field, words: Iterator[str]) -> Any:
    word = next(words).encode("utf-8", "replace").decode()[:180]
    return [word, "again"] if field.kind is Kind.LIST else word
