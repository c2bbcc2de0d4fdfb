"""One walk over a plan that gathers what several rules ask for, so that each edit pays for it once."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct, field

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.types import Section, Target

REFERENCES = frozenset({Kind.REF, Kind.REFS})
LISTED = frozenset({Kind.CHOICE, Kind.CHOICES})
_WANTED = REFERENCES | LISTED | {Kind.GROUP, Kind.ROWS, Kind.TARGET}


class Survey(Struct):
    """What stands where in a plan, in its order."""

    references: list[tuple[Path, Field, tuple[str, ...]]] = field(default_factory=list)
    """Fields that refer to rows, and the ids they name."""
    listed: list[tuple[Path, Field, tuple[str, ...]]] = field(default_factory=list)
    """Fields with fixed answers, and the answers given."""
    targets: list[tuple[Path, Target]] = field(default_factory=list)
    tables: list[tuple[Path, dict[str, Section]]] = field(default_factory=list)
    extras: list[tuple[Path, type[Section]]] = field(default_factory=list)
    """Keys nothing reads, and the model they stand in."""


def survey(plan: Plan) -> Survey:
    """Walks over everything that was answered."""
    found = Survey()
    _section(plan, (), found)
    return found


@cache
def _surveyed(model: type[Section]) -> tuple[Field, ...]:
    return tuple(item for item in fields_of(model) if item.kind in _WANTED)


def _section(node: Section, at: Path, found: Survey) -> None:
    answered = node.model_fields_set
    if node.model_extra:
        found.extras += [((*at, key), type(node)) for key in node.model_extra]
    for item in _surveyed(type(node)):
        if item.name in answered:
            _value(item, getattr(node, item.name), (*at, item.name), found)


def _value(item: Field, value: Any, here: Path, found: Survey) -> None:
    if value is None:
        return
    if item.kind is Kind.GROUP:
        _section(value, here, found)
    elif item.kind is Kind.ROWS:
        found.tables.append((here, value))
        for row_id, row in value.items():
            _section(row, (*here, row_id), found)
    elif item.kind in REFERENCES:
        found.references.append((here, item, (value,) if item.kind is Kind.REF else value))
    elif item.kind in LISTED:
        found.listed.append((here, item, (value,) if item.kind is Kind.CHOICE else value))
    elif item.kind is Kind.TARGET:
        found.targets.append((here, value))
        found.extras += [((*here, key), Target) for key in value.model_extra or ()]
