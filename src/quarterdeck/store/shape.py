"""A parsed file held against the declarations: types in plain words, texts cleaned, unknown keys kept.

pydantic reads "12.5" as a number and 1 as true, which is right for a form and wrong for a file that a person
reads. So kinds are checked here, where the field and its line are known, and pydantic keeps the limits.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from pydantic import ValidationError

from quarterdeck import text
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, field_of, fields_of
from quarterdeck.plan.paths import declared, dotted
from quarterdeck.plan.types import MAX_NUMBER, Section, Target
from quarterdeck.store import words
from quarterdeck.store.emit import PLACES, plain
from quarterdeck.store.notes import Note
from quarterdeck.store.scan import line_of

MAX_DEPTH = 24


class _Refused(Exception):
    """A value of the wrong kind; the situation's key under `read`, and what its words need."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


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
    """Turns one parsed file into what the models take, and collects what is to be said about it."""

    def __init__(self, source: str, name: str) -> None:
        self.notes: list[Note] = []
        self._source = source
        self._name = name
        self._problems: list[tuple[Path, str, dict[str, object]]] = []

    def plan(self, document: Mapping[str, Any]) -> Plan:
        """The plan. Raises PlanUnreadable with the field, its line, and how to write it."""
        content = self._table(document, Plan, ())
        self._raise_if_any()
        try:
            return Plan.model_validate(content)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                self._limit(item)
        self._raise_if_any()
        raise PlanUnreadable(*words.situation("read.not_a_plan")[:1], place=self._name)

    def _table(self, table: Mapping[str, Any], model: type[Section], at: Path) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for raw_key, value in table.items():
            key = text.clean(raw_key, lines=False)
            field = field_of(model, key)
            here = (*at, raw_key)
            if field is None:
                content[key] = self._unknown(value, here)
                self._note_unknown(key, model, here)
            elif field.kind is Kind.COMPUTED:
                self._note("computed", here, field=dotted(here))
            else:
                found = self._answer(value, field, here)
                if not (field.model is not None and found == {}):
                    content[key] = found
        return content

    def _answer(self, value: Any, field: Field, at: Path) -> Any:
        if field.kind is Kind.ROWS and field.model is not None:
            return self._rows(value, field.model, at)
        if field.kind is Kind.GROUP and field.model is not None:
            if isinstance(value, Mapping):
                return self._table(value, field.model, at)
            return self._refuse(at, "table", value)
        try:
            return self._value(value, field.kind, at)
        except _Refused as refused:
            return self._refuse(at, refused.key, value, **refused.values)

    def _rows(self, value: Any, model: type[Section], at: Path) -> Any:
        if isinstance(value, list):
            return self._refuse(at, "row_list", value)
        if not isinstance(value, Mapping) or not all(isinstance(row, Mapping) for row in value.values()):
            return self._refuse(at, "rows", value)
        rows: dict[str, Any] = {}
        for key, row in value.items():
            row_id = text.clean(key, lines=False)
            while row_id in rows:
                row_id += "-"
            rows[row_id] = self._table(row, model, (*at, key))
        return rows

    def _value(self, value: Any, kind: Kind, at: Path) -> Any:
        if kind is Kind.TARGET:
            return self._target(value, at)
        if kind is Kind.LONG:
            return self._clean(_text(value), at, lines=True)
        if kind in _TEXTS:
            return self._clean(_text(value, _TEXTS[kind]), at)
        if kind in _LISTS:
            return tuple(self._clean(_text(item, "texts"), at) for item in _list(value, "texts"))
        if kind is Kind.NUMBERS:
            return tuple(self._number(item, at, "numbers") for item in _list(value, "numbers"))
        if kind is Kind.SERIES and isinstance(value, list):
            return tuple(self._number(item, at, "series") for item in value)
        if kind is Kind.DATE:
            return self._date(value, at)
        if kind is Kind.FLAG:
            if isinstance(value, bool):
                return value
            raise _Refused("flag")
        if kind is Kind.INTEGER:
            return _whole(self._number(value, at, "whole_number"))
        return self._number(value, at)

    def _target(self, value: Any, at: Path) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise _Refused("target", example="50000")
        content: dict[str, Any] = {}
        for key, item in value.items():
            info = Target.model_fields.get(key)
            here = (*at, key)
            if info is None:
                content[key] = self._unknown(item, here)
                self._note_unknown(key, Target, here)
            elif str in get_args(info.annotation):
                content[key] = self._clean(_text(item), here)
            else:
                content[key] = self._number(item, here)
        return content

    def _number(self, value: Any, at: Path, key: str = "number") -> Decimal | int:
        if isinstance(value, str):
            raise _Refused("number_text" if key == "number" else key, example=_digits_of(value))
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise _Refused(key, example="1200")
        return self._bounded(value, at)

    def _bounded(self, value: int | Decimal, at: Path) -> int | Decimal:
        """The number, if anybody can reckon with it; a whole one stays an int."""
        if isinstance(value, Decimal) and not value.is_finite():
            raise _Refused("not_finite")
        if abs(value) > MAX_NUMBER:
            raise _Refused("huge")
        if isinstance(value, int):
            return value
        found = plain(value)
        if found != value:
            self._note("rounded", at, field=dotted(at), places=str(PLACES))
        return found

    def _date(self, value: Any, at: Path) -> date:
        if isinstance(value, datetime):
            self._note("time_dropped", at, field=dotted(at))
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            try:
                return datetime.strptime(value.strip(), "%Y-%m-%d").date()  # noqa: DTZ007
            except ValueError:
                raise _Refused("date") from None
        raise _Refused("date")

    def _unknown(self, value: Any, at: Path) -> Any:
        """What the program does not know is kept; only what would harm a terminal or a sum is not."""
        if isinstance(value, str):
            return self._clean(value, at, lines=True)
        if isinstance(value, Mapping):
            return {
                text.clean(key, lines=False): self._unknown(item, (*at, key)) for key, item in value.items()
            }
        if isinstance(value, list):
            return [self._unknown(item, at) for item in value]
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            try:
                return self._bounded(value, at)
            except _Refused as refused:
                return self._refuse(at, refused.key, value)
        return value

    def _clean(self, value: str, at: Path, *, lines: bool = False) -> str:
        found = text.clean(value, lines=lines)
        if len(found) < len(value) and not value.isprintable():
            visible = "".join(value.split()) if not lines else value.replace("\r\n", "\n")
            if len("".join(found.split())) < len("".join(visible.split())):
                self._note("cleaned", at, field=dotted(at))
        return found

    def _note(self, key: str, at: Path, /, **values: str) -> None:
        self.notes.append(Note(key, values, at, line_of(self._source, at)))

    def _note_unknown(self, key: str, model: type[Section], at: Path) -> None:
        known = model.model_fields if model is Target else {field.name: field for field in fields_of(model)}
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
        if near:
            self._note("unknown_key_near", at, key=dotted(at), near=near[0])
        else:
            self._note("unknown_key", at, key=dotted(at))

    def _refuse(self, at: Path, key: str, value: Any, /, **values: object) -> None:
        self._problems.append((at, key, {"example": "1200", "typed": _shown(value)} | values))

    def _limit(self, error: Any) -> None:
        """A limit of the model, in the words of this room."""
        path = _declared_part(tuple(str(part) for part in error["loc"]))
        context, value = error.get("ctx", {}), error["input"]
        limits = {"limit": context.get("max_length"), "low": context.get("ge"), "high": context.get("le")}
        field = declared(Plan, path)
        by_type: dict[str, str] = {
            "string_too_long": "too_long",
            "greater_than_equal": "too_low",
            "less_than_equal": "too_high",
            "string_pattern_mismatch": _PATTERNS.get(field.kind, "other") if field else "other",
        }
        length = len(value) if isinstance(value, str) else 0
        self._refuse(path, by_type.get(error["type"], "other"), value, length=length, **limits)

    def _raise_if_any(self) -> None:
        if not self._problems:
            return
        path, key, values = self._problems[0]
        what, fix = words.situation(f"read.{key}", **{"field": dotted(path), "key": path[-1]} | values)
        more = len({at for at, _, _ in self._problems}) - 1
        hint = f"{fix} {words.say('read.more', count=more)}" if more else fix
        line = line_of(self._source, path)
        place = self._name if line is None else words.say("read.at_line", name=self._name, line=line)
        raise PlanUnreadable(what, hint=hint, place=place)


_TEXTS: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.CHOICE: "text",
    Kind.REF: "text",
    Kind.MONTH: "month",
    Kind.QUARTER: "quarter",
    Kind.PERIOD: "period",
}
_LISTS = frozenset({Kind.LIST, Kind.CHOICES, Kind.REFS})
_PATTERNS: Mapping[Kind, str] = {Kind.MONTH: "month", Kind.QUARTER: "quarter", Kind.PERIOD: "period"}


def _text(value: Any, key: str = "text") -> str:
    if not isinstance(value, str):
        raise _Refused(key)
    return value


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Refused(key)
    return value


def _whole(value: Decimal | int) -> int:
    if value != int(value):
        raise _Refused("whole_number", example=str(int(value)))
    return int(value)


def _digits_of(value: str) -> str:
    """What a number written as a text was probably meant to be."""
    digits = "".join(char for char in value if char.isascii() and (char.isdigit() or char == "."))
    return digits if digits.count(".") < 2 and digits.strip(".") else "1200"


def _shown(value: Any) -> str:
    """A value as a message may quote it: one line, not long."""
    shown = text.clean(str(value), lines=False)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def _declared_part(path: Path) -> Path:
    """`path` without what pydantic adds to it: the branch of a union, the place in a list."""
    ends = (end for end in range(len(path), 0, -1) if declared(Plan, path[:end]) is not None)
    return path[: next(ends, len(path))]


