"""Where two plans differ, order and unanswered answers included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, own_values
from quarterdeck.plan.types import Row, Section


def same(one: Section, other: Section) -> bool:
    """Whether both would be the same file. pydantic's `==` sees neither order nor what was answered."""
    return one is other or next(_different(one, other, ()), None) is None


def differences(one: Section, other: Section) -> tuple[Path, ...]:
    """The paths at which answers differ, in the file's order; rows in another order count at their table.

    That tables which nobody knows stand in another order says nothing about the plan.
    """
    return tuple(path for path in _different(one, other, ()) if path)


def _different(one: Any, other: Any, at: Path) -> Iterator[Path]:
    if one is other:
        return
    here, there = _table(one, other), _table(other, one)
    if here is None or there is None:
        # A list holds no tables here; 1 and 1.0 are one number, but true is not 1.
        if isinstance(one, bool) is not isinstance(other, bool) or one != other:
            yield at
        return
    for key in [*here, *(key for key in there if key not in here)]:
        yield from _different(here.get(key, MISSING), there.get(key, MISSING), (*at, key))
    if [key for key in here if key in there] != [key for key in there if key in here]:
        yield at


def _table(value: Any, counterpart: Any) -> Mapping[str, Any] | None:
    """The content of a table. An empty section and a missing one are the same; an empty row is a row."""
    if isinstance(value, Section):
        return own_values(value)
    if value is MISSING and isinstance(counterpart, (Section, Mapping)) and not isinstance(counterpart, Row):
        return {}
    return value if isinstance(value, Mapping) else None
