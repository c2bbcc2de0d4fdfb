"""A parsed file held against the declarations: tables and rows walked, unknown keys kept, problems placed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar

from quarterdeck import text
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.declare import As, Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, field_of, fields_of
from quarterdeck.plan.paths import dotted
from quarterdeck.plan.types import Section
from quarterdeck.store import kinds, limits, words
from quarterdeck.store.fences import placed, refusal
from quarterdeck.store.notes import Note
from quarterdeck.store.scan import line_of

S = TypeVar("S", bound=Section)
MAX_DEPTH = 24
MAX_ROWS = 10_000
"""Rows of all tables together: far more than any plan has, and computed within seconds still."""
_EXAMPLE = "12"
_MANY = 10
"""More unknown keys than that in one table are somebody's own table: they are counted, not listed."""


def too_deep(document: Mapping[str, Any]) -> bool:
    """Whether tables and lists are nested deeper than any plan. Not recursive: it is the fence for that."""
    level: list[Any] = [document]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for node in level
            for inner in (node.values() if isinstance(node, Mapping) else node)
            if isinstance(inner, (Mapping, list))
        ]
        if not level:
            return False
    return True


class Shaper:
    """Turns one parsed file into a plan, and collects what is to be said about it."""

    def __init__(self, source: str, name: str) -> None:
        self.notes: list[Note] = []
        self._source = source
        self._name = name
        self._rows_met = 0
        self._problems: list[tuple[Path, str, dict[str, object]]] = []

    def plan(self, document: Mapping[str, Any]) -> Plan:
        """The plan. Raises PlanUnreadable with the field, its line, and how to write it."""
        plan = self._table(document, Plan, ())
        if self._problems:
            raise self._refusal()
        return plan

    def _table(self, table: Mapping[str, Any], model: type[S], at: Path) -> S:
        known: dict[str, Any] = {}
        others: dict[str, Any] = {}
        unknown: list[str] = []
        for raw_key, key in kinds.keys(table):
            value, here = table[raw_key], (*at, raw_key)
            field = field_of(model, key)
            if field is None:
                others[key] = self._answer(kinds.unknown, value, here)
                unknown.append(raw_key)
            elif field.kind is Kind.COMPUTED:
                self._note("computed", here, field=dotted(here))
            else:
                found = self._field(value, field, here)
                if not _says_nothing(found):
                    known[key] = found
        self._note_unknown(unknown, model, at)
        return kinds.put_together(model, known, others)

    def _field(self, value: Any, field: Field, at: Path) -> Any:
        if field.model is None:
            return self._answer(partial(_held, field.answer), value, at)
        if field.kind is Kind.ROWS:
            return self._rows(value, field.model, at)
        if isinstance(value, Mapping):
            return self._table(value, field.model, at)
        return self._refuse(at, "table", value)

    def _rows(self, value: Any, model: type[Section], at: Path) -> Any:
        if not isinstance(value, Mapping) or not all(isinstance(row, Mapping) for row in value.values()):
            return self._refuse(at, "row_list" if isinstance(value, list) else "rows", value)
        self._rows_met += len(value)
        if self._rows_met > MAX_ROWS:
            raise refusal("too_many_rows", self._name, limit=f"{MAX_ROWS:,}")
        return {row_id: self._table(value[key], model, (*at, key)) for key, row_id in kinds.keys(value)}

    def _answer(self, read: Any, value: Any, at: Path) -> Any:
        def tell(key: str, **values: str) -> None:
            self._note(key, at, **({"field": dotted(at)} | values))

        try:
            return read(value, tell)
        except kinds.Refused as refused:
            return self._refuse((*at, *refused.below), refused.key, value, **refused.values)

    def _note(self, key: str, at: Path, /, **values: str) -> None:
        self.notes.append(Note(key, values, at))

    def _note_unknown(self, keys: list[str], model: type[Section], at: Path) -> None:
        if len(keys) > _MANY:
            self._note("unknown_keys", at, count=str(len(keys)), field=dotted(at) or self._name)
            return
        for key in keys:
            here, near = (*at, key), _near(key, model)
            if near:
                self._note("unknown_key_near", here, key=dotted(here), near=near)
            else:
                self._note("unknown_key", here, key=dotted(here))

    def _refuse(self, at: Path, key: str, value: Any, /, **values: object) -> None:
        self._problems.append((at, key, {"example": _EXAMPLE, "typed": _shown(value)} | values))

    def _refusal(self) -> PlanUnreadable:
        """The first problem in full, the number of the others."""
        path, key, values = self._problems[0]
        what, fix = words.situation(f"read.{key}", **{"field": dotted(path), "key": path[-1]} | values)
        more = len({at for at, _, _ in self._problems}) - 1
        hint = f"{fix} {words.say('read.more', count=more)}" if more else fix
        return PlanUnreadable(what, hint=hint, place=placed(self._name, line_of(self._source, path)))


def _held(declared: As, value: Any, tell: kinds.Tell) -> Any:
    """An answer of the kind that was declared, within its limits. Raises Refused."""
    found = kinds.answer(declared.kind, value, tell)
    limits.hold(declared, found)
    return found


def _says_nothing(found: Any) -> bool:
    """An empty table says nothing. (An empty row does: its table is not empty.)"""
    return found == {} or (isinstance(found, Section) and not found.model_fields_set)


@lru_cache(1024)
def _near(key: str, model: type[Section]) -> str:
    """The declared name that `key` was probably meant to be, or nothing."""
    from difflib import get_close_matches

    names = [field.name for field in fields_of(model)]
    return next(iter(get_close_matches(key, names, n=1, cutoff=0.75)), "")


def _shown(value: Any) -> str:
    """A value as a message may quote it: one line, not long."""
    try:
        shown = text.clean(str(value), lines=False)
    except ValueError:  # A whole number of more digits than Python writes.
        return "…"
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
