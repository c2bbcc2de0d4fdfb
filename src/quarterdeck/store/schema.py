"""The JSON Schema of the plan file, from the declarations, so that editors can complete and check it.

TOML dates count as strings of the format `date`, as editors of TOML treat them. What is not declared is
allowed, as the program keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from quarterdeck.plan.calendar import MONTH_PATTERN, PERIOD_PATTERN, QUARTER_PATTERN
from quarterdeck.plan.change import CHANGE_PATTERN
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import SCHEMA, Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.types import MAX_LONG, MAX_NUMBER, MAX_TEXT, Section, Target

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Describe = Callable[[Path], Mapping[str, Any]]
"""Words for what stands at a path without row ids, as schema keywords: title, description, examples.

The empty path is the plan itself."""

_TEXT = {"type": "string", "maxLength": MAX_TEXT}
_NUMBER = {"type": "number", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
_CHANGE = {"type": "string", "pattern": CHANGE_PATTERN}


def json_schema(describe: Describe | None = None) -> dict[str, Any]:
    """The schema of a plan file, JSON Schema 2020-12."""
    words = describe or (lambda _: {})
    schema = {"type": "integer", "minimum": 1, "maximum": SCHEMA}
    body = _table(Plan, (), words)
    return {
        "$schema": DIALECT,
        **words(()),
        **body,
        "properties": {"schema": schema, **body["properties"]},
    }


def _table(model: type[Section], at: Path, words: Describe) -> dict[str, Any]:
    declared = [field for field in fields_of(model) if field.kind is not Kind.COMPUTED]
    return {
        "type": "object",
        "properties": {
            field.name: {**words((*at, field.name)), **_field(field, (*at, field.name), words)}
            for field in declared
        },
    }


def _field(field: Field, at: Path, words: Describe) -> dict[str, Any]:
    if field.model is None:
        return _answer(field)
    table = _table(field.model, at, words)
    return {"type": "object", "additionalProperties": table} if field.kind is Kind.ROWS else table


def _answer(field: Field) -> dict[str, Any]:
    known = _FORMS.get(field.kind)
    if known is not None:
        return dict(known)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        one = {"enum": list(field.answer.choices)}
        return one if field.kind is Kind.CHOICE else {"type": "array", "items": one}
    limits = {"minimum": field.answer.low, "maximum": field.answer.high}
    given = {key: value for key, value in limits.items() if value is not None}
    return {**_NUMBER, **given} | ({"type": "integer"} if field.kind is Kind.INTEGER else {})


def _target() -> dict[str, Any]:
    parts = Target.model_fields.items()
    return {
        "type": "object",
        "properties": {name: _TEXT if str in get_args(info.annotation) else _NUMBER for name, info in parts},
    }


_FORMS: Mapping[Kind, dict[str, Any]] = {
    Kind.TEXT: _TEXT,
    Kind.LONG: {"type": "string", "maxLength": MAX_LONG},
    Kind.LIST: {"type": "array", "items": _TEXT},
    Kind.FLAG: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.MONTH: {"type": "string", "pattern": MONTH_PATTERN},
    Kind.QUARTER: {"type": "string", "pattern": QUARTER_PATTERN},
    Kind.PERIOD: {"type": "string", "pattern": PERIOD_PATTERN},
    Kind.REF: _TEXT,
    Kind.REFS: {"type": "array", "items": _TEXT},
    Kind.NUMBERS: {"type": "array", "items": _NUMBER},
    Kind.SERIES: {"oneOf": [_NUMBER, {"type": "array", "items": _NUMBER}]},
    Kind.MAPPING: {"type": "object", "additionalProperties": {"oneOf": [_NUMBER, _CHANGE]}},
    Kind.TARGET: _target(),
}
