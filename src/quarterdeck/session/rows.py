"""Rows of a plan added, copied, moved and taken out, each as a new plan."""

from __future__ import annotations

from typing import Any

from quarterdeck import text
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, fields_of, walk
from quarterdeck.plan.paths import MISSING, declared, dotted, get, own_values, replace, without_ids
from quarterdeck.plan.refs import rows_at
from quarterdeck.plan.types import Row, Section


def rows_of(plan: Plan, table: Path) -> dict[str, Row]:
    """The rows at `table`, by id, in order; empty where there are none."""
    found = get(plan, table)
    return {} if found is MISSING else dict(found)


def added(plan: Plan, table: Path, values: dict[str, Any]) -> tuple[Plan, str]:
    """`plan` with a row of `values` at the end of `table`, and the row's id.

    Raises pydantic.ValidationError when a value does not fit its field.
    """
    model = row_model(table)
    answered = {key: value for key, value in values.items() if value is not MISSING and value is not None}
    row_id = text.slug(_name(model, answered), _taken(plan, table), fallback=model.__name__.lower())
    rows = rows_of(plan, table) | {row_id: model.model_validate(answered)}
    return replace(plan, table, rows), row_id


def duplicated(plan: Plan, path: Path) -> tuple[Plan, str]:
    """`plan` with a copy of the row at `path` right behind it, and the copy's id. Raises KeyError."""
    table, original = path[:-1], rows_of(plan, path[:-1])[path[-1]]
    name = _name(type(original), own_values(original)) or path[-1]
    row_id = text.slug(name, _taken(plan, table))
    rows: dict[str, Row] = {}
    for key, row in rows_of(plan, table).items():
        rows[key] = row
        if key == path[-1]:
            rows[row_id] = row
    return replace(plan, table, rows), row_id


def moved(plan: Plan, path: Path, by: int) -> Plan:
    """`plan` with the row at `path` moved down by `by` places (up when negative), as far as it goes."""
    table = path[:-1]
    rows = rows_of(plan, table)
    order = list(rows)
    place = order.index(path[-1]) if path[-1] in rows else 0
    target = max(0, min(len(order) - 1, place + by))
    if path[-1] not in rows or target == place:
        return plan
    order.insert(target, order.pop(place))
    return replace(plan, table, {key: rows[key] for key in order})


def removed(plan: Plan, path: Path) -> Plan:
    """`plan` without the row at `path`."""
    table = path[:-1]
    rows = rows_of(plan, table)
    rows.pop(path[-1], None)
    return replace(plan, table, rows or MISSING)


def without_reference(plan: Plan, field: Path, row_id: str) -> Plan:
    """`plan` with the reference to `row_id` taken out of the field; what it referred to besides stays."""
    value = get(plan, field)
    rest = tuple(item for item in value if item != row_id) if isinstance(value, tuple) else ()
    return replace(plan, field, rest or MISSING)


def row_model(table: Path) -> type[Section]:
    """The model of a row of `table`. Raises KeyError where there is no such table."""
    field = declared(Plan, table)
    if field is None or field.kind is not Kind.ROWS or field.model is None:
        raise KeyError(dotted(table))
    return field.model


def _name(model: type[Section], values: dict[str, Any]) -> str:
    """What names the row: its first field, as text."""
    return str(values.get(fields_of(model)[0].name, "")) if fields_of(model) else ""


def _taken(plan: Plan, table: Path) -> set[str]:
    """Ids a new row may not have: those of its table, and of every table one field may refer to beside it."""
    here = dotted(without_ids(Plan, table))
    beside = (field.answer.places for _, field in walk(Plan) if here in field.answer.places)
    shared = {here}.union(*beside)
    return set(rows_of(plan, table)) | set(rows_at(plan, "|".join(sorted(shared))))
