"""The declarations of a model, read once: what every form, report, schema and prompt iterates over."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from msgspec import Struct
from pydantic.fields import FieldInfo

from quarterdeck.plan.declare import As, Computed, Kind, Ui
from quarterdeck.plan.types import Row, Section

Path = tuple[str, ...]
"""Keys from the top of the file to a value, row ids included: `("goals", "items", "mrr-50k", "owner")`."""


class Field(Struct, frozen=True):
    """One declared field of one model."""

    name: str
    kind: Kind
    ui: Ui
    answer: As
    model: type[Section] | None = None
    """ROWS: the model of a row. GROUP: the model of the nested table."""

    @property
    def is_number(self) -> bool:
        """Whether the answer is one number of any sort."""
        return self.kind in NUMERIC


_ANYWHERE = Ui()
"""Of a field that says no more than its kind."""
NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})


@cache
def fields_of(model: type[Section]) -> tuple[Field, ...]:
    """The fields of `model` in the order they are declared, computed ones behind the field they follow."""
    computed = [(name, value) for name, value in _class_attributes(model) if isinstance(value, Computed)]
    found: list[Field] = []
    for name, info in model.model_fields.items():
        field = _read(model, name, info)
        found.append(field)
        found += [
            Field(key, Kind.COMPUTED, Ui(field.ui.group, when=item.when, unit=item.unit), As(item.kind))
            for key, item in computed
            if item.after == name
        ]
    return tuple(found)


@cache
def field_of(model: type[Section], name: str) -> Field | None:
    """The declaration of `name` in `model`, or None where the model does not know it."""
    return next((field for field in fields_of(model) if field.name == name), None)


def walk(model: type[Section], at: Path = ()) -> Iterator[tuple[Path, Field]]:
    """Every field below `model`, tables and groups entered, with its path without row ids."""
    for field in fields_of(model):
        here = (*at, field.name)
        yield here, field
        if field.model is not None:
            yield from walk(field.model, here)


def _class_attributes(model: type[Section]) -> Iterator[tuple[str, Any]]:
    for cls in reversed(model.__mro__):
        if issubclass(cls, Section):
            yield from vars(cls).items()


def _read(model: type[Section], name: str, info: FieldInfo) -> Field:
    ui = next((item for item in info.metadata if isinstance(item, Ui)), _ANYWHERE)
    answer = next((item for item in info.metadata if isinstance(item, As)), None)
    if answer is not None:
        return Field(name, answer.kind, ui, answer)
    nested = _nested(info.annotation)
    if nested is None:
        raise TypeError(f"{model.__name__}.{name}: no kind of answer is declared")
    kind = Kind.ROWS if issubclass(nested, Row) else Kind.GROUP
    return Field(name, kind, ui, As(kind), nested)


def _nested(annotation: Any) -> type[Section] | None:
    candidates = get_args(annotation) if get_origin(annotation) in (dict, types.UnionType) else (annotation,)
    return next((item for item in candidates if isinstance(item, type) and issubclass(item, Section)), None)
