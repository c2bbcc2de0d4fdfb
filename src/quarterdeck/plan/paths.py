"""Reading and replacing what stands at a path of a frozen plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field, Path, field_of, fields_of
from quarterdeck.plan.types import Section

S = TypeVar("S", bound=Section)
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[^."]+', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class _Missing(Enum):
    MISSING = "not answered"


MISSING: Any = _Missing.MISSING
"""What `get` gives for an unanswered field, so that absent, zero, empty and "no" stay apart."""


def dotted(path: Path) -> str:
    """The path as people read it in messages: `goals.items.mrr-50k.owner`. `undotted` reads it back."""
    return ".".join(map(quoted, path))


def quoted(key: str) -> str:
    """A key as it stands in a dotted path: as in TOML, one that holds a dot stands in quotes."""
    if key and not {".", '"'} & set(key):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def undotted(text: str) -> Path:
    """The path that `dotted` wrote."""
    parts = (match[0] for match in _PART.finditer(text))
    return tuple(_ESCAPED.sub(r"\1", part[1:-1]) if part[0] == '"' else part for part in parts)


def get(node: Section | Mapping[str, Any], path: Path) -> Any:
    """The value at `path`, or MISSING where nothing was answered or the path leads nowhere."""
    here: Any = node
    for key in path:
        if isinstance(here, Section):
            known = key in here.model_fields_set or key in (here.model_extra or {})
            here = getattr(here, key) if known else MISSING
        elif isinstance(here, Mapping):
            here = here.get(key, MISSING)
        else:
            return MISSING
        if here is MISSING or here is None:
            return MISSING
    return here


def replace(node: S, path: Path, value: Any) -> S:
    """A copy of `node` with `value` at `path`, validated there; MISSING removes the answer.

    Raises pydantic.ValidationError when the value does not fit its field. Rows on the way must exist.
    """
    key, rest = path[0], path[1:]
    content: dict[str, Any] = own_values(node)
    if not rest:
        if value is MISSING:
            content.pop(key, None)
        else:
            content[key] = value
        return type(node).model_validate(content)
    field = field_of(type(node), key)
    current = getattr(node, key, None)
    if field is not None and field.kind is Kind.ROWS:
        content[key] = _replace_in_rows(dict(current or {}), rest, value)
    elif isinstance(current, Section):
        content[key] = replace(current, rest, value)
        if not content[key].model_fields_set:
            content.pop(key)
    else:
        raise KeyError(dotted(path))
    return type(node).model_validate(content)


def _replace_in_rows(rows: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    key, rest = path[0], path[1:]
    if rest:
        rows[key] = replace(rows[key], rest, value)
    elif value is MISSING:
        rows.pop(key, None)
    else:
        rows[key] = value
    return rows


def own_values(node: Section) -> dict[str, Any]:
    """What was answered in `node`, one level deep, unknown keys included, in order."""
    names = [name for name in type(node).model_fields if name in node.model_fields_set]
    return {name: getattr(node, name) for name in names} | dict(node.model_extra or {})


def declared(model: type[Section], path: Path) -> Field | None:
    """The declaration at `path` (row ids included); a path that ends at a row gives its table's."""
    steps = list(_along(model, path))
    return steps[-1][1] if steps and steps[-1][2] == len(path) else None


def without_ids(model: type[Section], path: Path) -> Path:
    """`path` with the row ids left out: the key under which the field's words and formula stand."""
    return tuple(name for name, _, _ in _along(model, path))


def _along(model: type[Section], path: Path) -> Iterator[tuple[str, Field, int]]:
    """The declared fields met on the way down `path`: name, declaration, keys used up so far."""
    at = 0
    while at < len(path):
        field = field_of(model, path[at])
        if field is None:
            return
        at += 1
        name = field.name
        if field.kind is Kind.ROWS and at < len(path):
            at += 1
        yield name, field, at
        if field.model is None:
            return
        model = field.model


def answers(node: Section, at: Path = ()) -> Iterator[tuple[Path, Field, Any]]:
    """Every answered value below `node` with its full path and declaration; tables and groups are entered."""
    for field in fields_of(type(node)):
        if field.name not in node.model_fields_set:
            continue
        here, value = (*at, field.name), getattr(node, field.name)
        if field.kind is Kind.ROWS:
            for row_id, row in value.items():
                yield from answers(row, (*here, row_id))
        elif field.kind is Kind.GROUP:
            yield from answers(value, here)
        elif value is not None:
            yield here, field, value
