"""Two versions made from one plan put together, answer by answer: rows are known by their id, not by place.

What only one side changed is taken from that side; what both changed alike is no question. What both changed
differently has to be chosen. A row that one side took out and the other changed is one such question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, declared, without_ids
from quarterdeck.session import compare
from quarterdeck.store.codec import document


class Merge(Struct, frozen=True):
    """Both versions in one plan, and who changed what."""

    plan: Plan
    mine: tuple[Path, ...]
    """What only I changed, in the file's order."""
    theirs: tuple[Path, ...]
    """What only they changed."""
    both: tuple[Path, ...]
    """What both changed, each in another way: answers, and whole rows."""


def merge(base: Plan, mine: Plan, theirs: Plan, take_theirs: Collection[Path] = ()) -> Merge:
    """`mine` and `theirs`, both made from `base`, as one plan.

    Where both changed an answer mine is taken, but theirs at the paths in `take_theirs`.
    """
    knot = _Knot(frozenset(take_theirs))
    content = knot.tied((), document(base), document(mine), document(theirs))
    my_changes, their_changes = compare.differences(base, mine), compare.differences(base, theirs)
    return Merge(
        Plan.model_validate(content),
        knot.alone(my_changes, their_changes),
        knot.alone(their_changes, my_changes),
        tuple(knot.both),
    )


class _Knot:
    """Ties three plain documents into one and notes the places where somebody has to choose."""

    def __init__(self, take_theirs: frozenset[Path]) -> None:
        self.both: list[Path] = []
        self._take_theirs = take_theirs

    def tied(self, path: Path, base: Any, mine: Any, theirs: Any) -> Any:
        """What stands at `path` afterwards; MISSING for nothing."""
        if _is_table(path):
            # A table without answers is not in the document: that is the same as an empty one.
            base, mine, theirs = ({} if side is MISSING else side for side in (base, mine, theirs))
        if _same(mine, theirs) or _same(theirs, base):
            return mine
        if _same(mine, base):
            return theirs
        if isinstance(mine, dict) and isinstance(theirs, dict) and not _is_one_answer(path):
            return self._table(path, base if isinstance(base, dict) else {}, mine, theirs)
        self.both.append(path)
        return theirs if path in self._take_theirs else mine

    def _table(
        self, path: Path, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
    ) -> dict[str, Any]:
        sides = (base, mine, theirs)
        found = {
            key: self.tied((*path, key), *(side.get(key, MISSING) for side in sides))
            for key in _order(base, mine, theirs)
        }
        return {key: value for key, value in found.items() if value is not MISSING}

    def alone(self, changes: tuple[Path, ...], others: tuple[Path, ...]) -> tuple[Path, ...]:
        """Those of `changes` that are neither a question nor the same change as the other side's."""
        questions = set(self.both)
        return tuple(
            path
            for path in changes
            if path not in others and not any(path[:end] in questions for end in range(len(path) + 1))
        )


def _is_table(path: Path) -> bool:
    """Whether a section or a table of rows stands at `path`: one that is not there is as good as empty."""
    field = declared(Plan, path)
    is_row = len(without_ids(Plan, path)) == len(without_ids(Plan, path[:-1]))
    return not path or (field is not None and field.model is not None and not is_row)


def _is_one_answer(path: Path) -> bool:
    """Whether the keys at `path` make one answer, as a target's do, and are not answers of their own."""
    field = declared(Plan, path)
    return field is not None and field.model is None


def _same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, order included; true is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def _order(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Every key once, in the order of the side that moved some; what only the other has, behind its like."""
    i_moved_some = [key for key in mine if key in base] != [key for key in base if key in mine]
    leading, other = (mine, theirs) if i_moved_some else (theirs, mine)
    order = list(leading)
    neighbour = ""
    for key in other:
        if key not in leading:
            order.insert(order.index(neighbour) + 1 if neighbour in order else len(order), key)
        neighbour = key
    return order
