"""Typed text as an answer: the parser, given the rows and words that this plan and this language know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from quarterdeck import content
from quarterdeck.plan import parse
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.measure import unit_at
from quarterdeck.plan.parse import Problem, Read
from quarterdeck.plan.paths import declared, dotted
from quarterdeck.plan.refs import REFERENCES, rows_at
from quarterdeck.plan.style import style_of

_LISTS = frozenset({Kind.CHOICE, Kind.CHOICES})


def read(path: Path, raw: str, plan: Plan, today: date) -> Read | Problem:
    """`raw` as the answer at `path`. References and fixed answers may be typed as ids or in words.

    Raises KeyError where no field is declared.
    """
    field = declared(Plan, path)
    if field is None:
        raise KeyError(dotted(path))
    return parse.read(field, raw, style_of(plan, today), _known(field, plan), unit_at(plan, path))


def problem_of(error: ValidationError, raw: str) -> Problem:
    """Why the model refuses a value that could be read, in the parser's terms."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "string_too_long":
        limit = str(first.get("ctx", {}).get("max_length", ""))
        return Problem("longer_than", {"limit": limit, "length": str(len(raw))})
    return Problem("out_of_range", {"typed": raw if len(raw) <= 40 else f"{raw[:39]}…"})


def _known(field: Field, plan: Plan) -> Mapping[str, str] | None:
    """Id to words of what the field can name; None where it names nothing."""
    if field.kind in REFERENCES:
        return rows_at(plan, field.answer.of)
    if field.kind in _LISTS:
        return {value: content.choice(field.answer.list_name, value) for value in field.answer.choices}
    return None
