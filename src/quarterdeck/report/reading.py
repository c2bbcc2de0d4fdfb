"""A plan opened for reading: its answers as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.figures import Figure, Word
from quarterdeck.engine.forecast.inputs import Note
from quarterdeck.plan import format as fmt
from quarterdeck.plan import paths, refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.style import Style, style_of
from quarterdeck.plan.types import Row


@dataclass(frozen=True)
class Reading:
    """Plan, analysis and number style together: what every part of the report is drawn from."""

    plan: Plan
    analysis: Analysis

    @cached_property
    def style(self) -> Style:
        """How this plan writes numbers and dates."""
        return style_of(self.plan, self.analysis.today)

    def text(self, path: Path) -> str:
        """The answer at `path` as people read it; empty where there is none."""
        field = paths.declared(Plan, path)
        if field is None:
            return ""
        if field.kind is Kind.COMPUTED:
            return self.figure(self.analysis.computed.get(path), field)
        value = paths.get(self.plan, path)
        return "" if value is paths.MISSING else self.show(field, value)

    def figure(self, figure: Figure | None, field: Field) -> str:
        """A computed figure, or why there is none."""
        if figure is None:
            return ""
        if figure.value is None:
            return self.reason(figure)
        if isinstance(figure.value, Word):
            return content.choice(figure.value.list_name, figure.value)
        return fmt.show(replace(field, kind=field.answer.kind), figure.value, self.style)

    def reason(self, figure: Figure) -> str:
        """Why a figure is undefined, naming the fields that would give it."""
        why = content.message(f"figures.{figure.reason or 'no_data'}")
        names = [self.place(tuple(path.split("."))) for path in figure.missing]
        return content.say("report.missing", why=why, fields=", ".join(names)) if names else why

    def remark(self, note: Note) -> str:
        """A default that was used, or something left out."""
        return content.message(f"figures.notes.{note.key}", place=self.place(tuple(note.path.split("."))))

    def message(self, key: str, values: Mapping[str, object]) -> str:
        """A message with its values as people read them: dates and numbers in the plan's style."""
        return content.message(key, **{name: self._value(value) for name, value in values.items()})

    def _value(self, value: object) -> str:
        if isinstance(value, Word):
            return content.choice(value.list_name, value)
        if isinstance(value, Decimal):
            return fmt.amount(value, self.style)
        return fmt.day(value, self.style) if isinstance(value, date) else str(value)

    def place(self, path: Path) -> str:
        """Where something stands, as people would point to it: the row's name and the field's label."""
        field = paths.declared(Plan, path)
        row = next((path[:size] for size in range(len(path), 1, -1) if self._is_row(path[:size])), None)
        label = self.label(path) if field is not None and row != path else ""
        return " › ".join(part for part in (refs.name_of(self.plan, row) if row else "", label) if part)

    def _is_row(self, path: Path) -> bool:
        return isinstance(paths.get(self.plan, path), Row)

    def show(self, field: Field, value: Any) -> str:
        """One answer as people read it: words of fixed lists, names of rows, numbers."""
        match field.kind:
            case Kind.CHOICE:
                return content.choice(field.answer.list_name, value)
            case Kind.CHOICES:
                return ", ".join(content.choice(field.answer.list_name, item) for item in value)
            case Kind.FLAG:
                return content.say("report.yes" if value else "report.no")
            case Kind.REF:
                return self.name(field.answer.of, value)
            case Kind.REFS:
                return ", ".join(self.name(field.answer.of, item) for item in value)
            case _:
                return fmt.show(field, value, self.style)

    def name(self, of: str, row_id: str) -> str:
        """The name of a referred row; an id that leads nowhere stands for itself."""
        return refs.rows_at(self.plan, of).get(row_id, row_id)

    def label(self, path: Path) -> str:
        """The label of the field at `path`."""
        return content.field_words(paths.without_ids(Plan, path)).label
