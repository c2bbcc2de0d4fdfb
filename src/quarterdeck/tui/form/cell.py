"""One field of one form, seen from its editor: what stands in it, how it is understood, where it goes.

No widget computes or decides: a cell asks the session and the rooms below it. Free of Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import ValidationError

from quarterdeck import content
from quarterdeck.content import FieldWords, say
from quarterdeck.plan import refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.example import example_in
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.format import edit_text
from quarterdeck.plan.measure import unit_at
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.session import reading
from quarterdeck.session.outcome import Draft, Outcome
from quarterdeck.session.session import Session

_OWN_UNITS = {Kind.MONEY: "money", Kind.PERCENT: "percent"}


class Place(Struct):
    """Where a form stands in the plan: a table of it, or a row.

    A row that is being added has no id yet: it is made from the row's name, so it comes to be with the first
    answer.
    """

    session: Session
    path: Path
    """Of a row that is not there yet: its table, and an empty key."""
    unborn: dict[Path, Draft] = field(default_factory=dict)
    """What was typed into a row that is not there yet and is no answer, by the path in the row."""
    _names: tuple[Plan | None, dict[str, Mapping[str, str]]] = (None, {})

    @property
    def is_new(self) -> bool:
        """Whether the row is not in the plan yet."""
        return self.path[-1] == ""

    def names(self, of: str) -> Mapping[str, str]:
        """What the rows are called that a reference can point to, by id; looked up once for each plan."""
        plan = self.session.plan
        if self._names[0] is not plan:
            self._names = (plan, {})
        known = self._names[1]
        if of not in known:
            known[of] = refs.rows_at(plan, of)
        return known[of]

    def make(self, values: Mapping[str, Any]) -> None:
        """Add the row to the plan; `values` may hold what names it."""
        table = self.path[:-1]
        try:
            row_id = self.session.add_row(table, dict(values))
        except ValidationError:
            row_id = self.session.add_row(table)
        self.path = (*table, row_id)
        for below, draft in self.unborn.items():
            path = (*self.path, *below)
            self.session.edit(path, draft.raw)
        self.unborn.clear()


class Cell(Struct):
    """A declared field at its place."""

    place: Place
    below: Path
    """The keys from the form's place down to the field."""
    field: Field

    @property
    def path(self) -> Path:
        """From the top of the plan."""
        return (*self.place.path, *self.below)

    @property
    def session(self) -> Session:
        """The editing the field belongs to."""
        return self.place.session

    @property
    def words(self) -> FieldWords:
        """What is said about the field."""
        return words_at(self.session, self.path, self.field)

    @property
    def unit(self) -> str:
        """What a number counts, as the parser and the formatter call it; a KPI's own where it has one."""
        return unit_at(self.session.plan, self.path)

    @property
    def unit_words(self) -> str:
        """What a number counts, to be said behind the label."""
        kind = self.field.answer.kind if self.field.kind is Kind.COMPUTED else self.field.kind
        unit = self.unit or _OWN_UNITS.get(kind, "")
        if unit == "money":
            return self.session.style.currency
        if unit == "percent":
            return say("form.percent")
        try:
            return say(f"units.{unit}") if unit else ""
        except KeyError:
            return content.choice("kpi_unit", unit)

    @property
    def value(self) -> Any:
        """The answer, or MISSING."""
        return get(self.session.plan, self.path)

    @property
    def shown(self) -> str:
        """What stands in a text editor: what was typed and is no answer, else the answer as it is typed."""
        draft = self._draft
        if draft is not None:
            return draft.raw
        value = self.value
        return "" if value is MISSING else edit_text(self.field, value, self.session.style, unit=self.unit)

    @property
    def problem(self) -> Problem | None:
        """Why what was typed is no answer; None while it is being typed."""
        draft = self._draft
        return draft.problem if draft is not None else None

    @property
    def _draft(self) -> Draft | None:
        drafts = self.session.drafts
        return drafts.get(self.path) or (self.place.unborn.get(self.below) if self.place.is_new else None)

    def read(self, raw: str) -> Any:
        """`raw` as the parser understands it: a `Read` or a `Problem`."""
        session = self.session
        return reading.read(self.path, raw, session.plan, session.today)

    def typing(self, raw: str) -> None:
        """Keep what is being typed, so that it outlives a crash."""
        self.session.typing(self.path, raw)

    def commit(self, raw: str) -> Outcome:
        """Take `raw` as the answer. Typed anew within a moment it is the same step of undo."""
        if self.place.is_new:
            answer = self.read(raw)
            if isinstance(answer, Problem):
                self.place.unborn[self.below] = Draft(raw, answer)
                return Outcome(answer)
            self.place.unborn.pop(self.below, None)
            if answer.value is MISSING:
                return Outcome()
            self.place.make(self._naming(answer.value))
        return self.session.edit(self.path, raw, monotonic())

    def put(self, value: Any) -> Outcome:
        """Take a value that needs no reading; MISSING clears the answer."""
        if self.place.is_new:
            if value is MISSING:
                return Outcome()
            self.place.make(self._naming(value))
        return self.session.set(self.path, value)

    def _naming(self, value: Any) -> dict[str, Any]:
        return {self.field.name: value} if len(self.below) == 1 else {}


def words_at(session: Session, path: Path, field: Field) -> FieldWords:
    """What is said about the field at `path`, its example as this plan writes numbers."""
    words = content.field_words(without_ids(Plan, path))
    example = example_in(session.style, field, words.example)
    return words if example == words.example else replace(words, example=example)


def sentence(problem: Problem, words: FieldWords) -> str:
    """What is wrong with a text and how to mend it, with the field's own name where it helps."""
    return content.message(f"parse.{problem.key}", label=words.label, **problem.values)
