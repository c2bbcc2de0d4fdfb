"""A plan opened for reading: its answers as people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.figures import Figure, Word
from quarterdeck.engine.findings import Counted
from quarterdeck.engine.forecast.inputs import Note
from quarterdeck.plan import format as fmt
from quarterdeck.plan import paths, refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.measure import unit_at
from quarterdeck.plan.style import Style, style_of
from quarterdeck.plan.types import Row
from quarterdeck.report import units
from quarterdeck.report.document import Value, joined
from quarterdeck.report.layout import clip
from quarterdeck.report.units import HARD_SPACE

LONGEST_NAME = 72
"""Another row is named in full where it stands, elsewhere up to this size."""
MOST_MISSING = 3
"""Missing fields that are named; of the others only the number is told."""
NUMBERED = frozenset({"goals.items", "goals.leadership_goals"})
"""Tables whose rows are called by sentences: elsewhere a number says the same."""
NAMING = frozenset({Kind.TEXT, Kind.LONG, Kind.REF, Kind.CHOICE, Kind.QUARTER, Kind.MONTH, Kind.PERIOD})
"""Kinds of answers a row can be called by."""
_PERIOD = re.compile(r"\d{4}-(Q[1-4]|0[1-9]|1[0-2])")


class Reading(Struct, frozen=True, dict=True):
    """Plan, analysis and number style together: what every part of the report is drawn from."""

    plan: Plan
    analysis: Analysis
    numbered: bool = False
    """Whether rows with long names are called by their number: `Goal 2`."""

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        """Names of rows by table and id, as far as they were asked for."""
        return {}

    @cached_property
    def _numbers(self) -> dict[str, dict[str, str]]:
        """Numbers of rows by table and id, as far as they were asked for."""
        return {}

    @cached_property
    def style(self) -> Style:
        """How this plan writes numbers and dates."""
        return style_of(self.plan, self.analysis.today)

    def text(self, path: Path) -> str:
        """The answer at `path` as people read it, on one line if its own breaks allow; empty without one."""
        declared = paths.declared(Plan, path)
        return joined(self.answer(path, declared)) if declared is not None else ""

    def answer(self, path: Path, declared: Field) -> Value:
        """The answer at `path`, of which the declaration is known: a text, or a list of texts."""
        if declared.kind is Kind.COMPUTED:
            return self.figure(path, declared)
        value = paths.get(self.plan, path)
        return "" if value is paths.MISSING else self.show(path, declared, value)

    def show(self, path: Path, declared: Field, value: Any) -> Value:
        """An answer as people read it: words of fixed lists, names of rows, numbers with what they count."""
        answer = declared.answer
        match declared.kind:
            case Kind.CHOICE | Kind.CHOICES:
                return _each(value, lambda item: content.choice(answer.list_name, item))
            case Kind.REF | Kind.REFS:
                return _each(value, lambda item: self.name(answer.of, item))
            case Kind.FLAG:
                return content.say("report.yes" if value else "report.no")
            case Kind.LIST:
                return tuple(value)
            case Kind.MAPPING:
                return tuple(self._overridden(path[0], key, number) for key, number in value.items())
            case _:
                return self._shown(path, declared, value)

    def figure(self, path: Path, declared: Field) -> str:
        """The computed figure at `path`, or why there is none."""
        figure = self.analysis.computed.get(path)
        if figure is None:
            return ""
        if figure.value is None:
            return self.reason(figure)
        if isinstance(figure.value, Word):
            return content.choice(figure.value.list_name, figure.value)
        if declared.answer.kind is Kind.FLAG:
            return content.say("report.yes" if figure.value else "report.no")
        return self._shown(path, declared, units.readable(figure.value, declared.answer.kind))

    def _shown(self, path: Path, declared: Field, value: Any) -> str:
        if not declared.ui.unit:
            return units.shown(declared, value, self.style)
        return units.shown(declared, value, self.style, unit_at(self.plan, path), self.label(path))

    def is_known(self, path: Path) -> bool:
        """Whether the computed figure at `path` has a value."""
        figure = self.analysis.computed.get(path)
        return figure is not None and figure.known

    def brief(self, path: Path) -> str:
        """The answer at `path` where room is scarce: of an unknown figure only the reason."""
        figure = self.analysis.computed.get(path)
        return self.text(path) if figure is None or figure.known else self.why(figure)

    def why(self, figure: Figure) -> str:
        """Why a figure is undefined."""
        return content.message(f"figures.{figure.reason or 'no_data'}")

    def reason(self, figure: Figure) -> str:
        """Why a figure is undefined, naming the fields that would give it."""
        names = [self.place(paths.undotted(path)) for path in figure.missing[:MOST_MISSING]]
        why, more = self.why(figure), len(figure.missing) - len(names)
        if more:
            names.append(content.say("report.missing_more", count=more))
        return content.say("report.missing", why=why, fields=", ".join(names)) if names else why

    def remark(self, note: Note) -> str:
        """A default that was used, or something left out."""
        return content.message(f"figures.notes.{note.key}", place=self.place(paths.undotted(note.path)))

    def message(self, key: str, values: Mapping[str, object]) -> str:
        """A message with its values as people read them: dates and numbers in the plan's style."""
        return content.message(key, **{name: self._value(value) for name, value in values.items()})

    def _value(self, value: object) -> str:
        if isinstance(value, Word):
            return content.choice(value.list_name, value)
        if isinstance(value, Counted):
            return fmt.quantity(value.number, self.style, value.unit)
        if isinstance(value, Decimal):
            return fmt.amount(value, self.style)
        if isinstance(value, date):
            return fmt.day(value, self.style)
        text = str(value)
        return fmt.period(text) if _PERIOD.fullmatch(text) else text

    def place(self, path: Path) -> str:
        """Where something stands, as people would point to it: the row's name and the field's label."""
        declared = paths.declared(Plan, path)
        row = next((path[:size] for size in range(len(path), 1, -1) if self._is_row(path[:size])), None)
        label = self.label(path) if declared is not None and row != path else ""
        return " › ".join(part for part in (refs.name_of(self.plan, row) if row else "", label) if part)

    def _is_row(self, path: Path) -> bool:
        return isinstance(paths.get(self.plan, path), Row)

    def rows(self, of: str) -> Mapping[str, str]:
        """Id to full name of the rows at `of`, in the plan's order."""
        if of not in self._rows:
            self._rows[of] = refs.rows_at(self.plan, of)
        return self._rows[of]

    def name(self, of: str, row_id: str) -> str:
        """What another row is called; an id that leads nowhere stands for itself."""
        known = self.rows(of)
        if row_id not in known:
            return row_id
        handle = self.handle(of, row_id)
        return handle or (clip(known[row_id], LONGEST_NAME) if self.numbered else known[row_id])

    def handle(self, of: str, row_id: str) -> str:
        """The number by which a row with a long name goes, where its table is numbered: `Goal 2`."""
        number = self.number(of, row_id) if self.numbered and of in NUMBERED else ""
        return content.say(f"report.handles.{of}", number=number).replace(" ", HARD_SPACE) if number else ""

    def number(self, of: str, row_id: str) -> str:
        """Which row of its table it is, from 1 on; empty for an id that leads nowhere."""
        if of not in self._numbers:
            self._numbers[of] = {known: str(at) for at, known in enumerate(self.rows(of), 1)}
        return self._numbers[of].get(row_id, "")

    def row_title(self, row: Path) -> str:
        """What a row is called over its own answers: by its first one, in full, behind its number."""
        table = paths.declared(Plan, row)
        fields = fields_of(table.model) if table is not None and table.model is not None else ()
        names = (self.text((*row, item.name)) for item in fields if item.kind in NAMING)
        name = next(filter(None, names), row[-1])
        handle = self.handle(paths.dotted(row[:-1]), row[-1])
        return content.say("report.handled", handle=handle, name=name) if handle else name

    def amount(self, value: Decimal) -> str:
        """A plain number."""
        return fmt.amount(value, self.style)

    def label(self, path: Path) -> str:
        """The label of the field at `path`."""
        return content.label(paths.without_ids(Plan, path))

    def label_of(self, pattern: str) -> str:
        """The label of the field at that dotted path without row ids."""
        return content.label(tuple(pattern.split(".")))

    def _overridden(self, step: str, key: str, value: Decimal | str) -> str:
        """An input that a scenario changes: `Win rate: 18 %`, `Win rate: × 0.9 from Apr 2027`."""
        path = (step, *paths.undotted(key))
        declared = paths.declared(Plan, path)
        if declared is None or not declared.is_number:
            return f"{key} = {fmt.override(value, self.style)}"
        shown = partial(self.show, path, declared)
        value = fmt.override(value, self.style, lambda number: joined(shown(number)))
        return content.say("report.handled", handle=self.place(path), name=value)


def _each(value: str | tuple[str, ...], words: Callable[[str], str]) -> Value:
    """The words for one answer, or for each of several; those that are called alike once."""
    return words(value) if isinstance(value, str) else tuple(dict.fromkeys(map(words, value)))
