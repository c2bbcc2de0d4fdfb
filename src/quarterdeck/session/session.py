"""ONE EDITING of one plan: the only writer. No screen, no file.

A `Session` holds the plan, which is frozen, and replaces it with each edit. Text that is no answer is kept as
a draft and shown again, while the plan keeps the last answer; undo brings both back together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING, declared, dotted, get, replace, without_ids
from quarterdeck.plan.refs import uses
from quarterdeck.plan.style import Style, style_of
from quarterdeck.session import compare, reading, rows, visibility
from quarterdeck.session.outcome import Draft, Outcome
from quarterdeck.session.undo import State, Undo

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


class Session:
    """The plan being edited, what is typed into it, and the way back.

    It starts from a plan, with which `dirty` compares until another is marked as saved, and from a day, from
    which every default and every check is seen.
    """

    def __init__(self, plan: Plan, today: date) -> None:
        self.today = today
        self.revision = 0
        """Counts every change, text being typed included: it tells what is newer than the journal."""
        self._state = State(plan, {})
        self._typing: dict[Path, str] = {}
        self._saved = plan
        self._undo = Undo()
        self._analysis: tuple[Plan, Analysis] | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self._state.plan

    @property
    def drafts(self) -> Mapping[Path, Draft]:
        """Text that stands in fields without being an answer, still being typed or refused."""
        # Copied first: the journal may be written by a thread while somebody types.
        typing = {path: Draft(raw) for path, raw in dict(self._typing).items()}
        return MappingProxyType({**self._state.drafts, **typing})

    @property
    def style(self) -> Style:
        """How numbers and dates are read and written in this plan."""
        return style_of(self.plan, self.today)

    @property
    def analysis(self) -> Analysis:
        """What follows from the plan; computed once for each plan."""
        if self._analysis is None or self._analysis[0] is not self.plan:
            # Imported late: a session that only saves needs no engine.
            from quarterdeck.engine.analysis import analyse

            self._analysis = (self.plan, analyse(self.plan, self.today))
        return self._analysis[1]

    @property
    def dirty(self) -> bool:
        """Whether the plan differs from the one last marked as saved."""
        return not compare.same(self.plan, self._saved)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return self._undo.can_redo

    def asked(self, path: Path) -> bool:
        """Whether the field at `path` concerns this founder at all. Raises KeyError for an unknown path."""
        return visibility.asked(self.plan, path, self._field(path))

    def typing(self, path: Path, raw: str) -> None:
        """Record what stands in a field before it is left, so that it outlives a crash. No undo step."""
        self._typing[path] = raw
        self.revision += 1

    def edit(self, path: Path, raw: str, moment: float | None = None, unit: str = "") -> Outcome:
        """Read `raw` as the answer at `path`.

        `unit` is what a target counts where its field does not say so ("percent" reads 5 as 5 %). Text that
        is no answer becomes a draft. An edit of a row that is gone does nothing: a screen may report the last
        words of a field whose row was just deleted.
        """
        field = self._field(path)
        self._typing.pop(path, None)
        if not self._reachable(path):
            return Outcome()
        answer = reading.read(field, raw, self.plan, self.today, unit)
        if isinstance(answer, Problem):
            return self._keep(path, Draft(raw, answer), moment)
        outcome = self._put(path, answer.value, moment, raw)
        return Outcome(outcome.problem, outcome.changed, answer.echo)

    def set(self, path: Path, value: Any, moment: float | None = None) -> Outcome:
        """Put a value that needs no reading (a choice, a flag, a reference) at `path`; None clears it."""
        self._field(path)
        self._typing.pop(path, None)
        if not self._reachable(path):
            return Outcome()
        return self._put(path, MISSING if value is None else value, moment)

    def clear(self, path: Path) -> Outcome:
        """Take the answer at `path` away: not answered is not the same as zero, empty or no."""
        return self.set(path, MISSING)

    def add_row(self, table: Path, values: dict[str, Any] | None = None) -> str:
        """Add a row to `table` and give its id, which is made from its name once and stays.

        Raises KeyError when there is no such table, pydantic.ValidationError when a value does not fit.
        """
        plan, row_id = rows.added(self.plan, table, values or {})
        self._change(plan, (*table, row_id))
        return row_id

    def duplicate_row(self, path: Path) -> str:
        """Copy the row at `path` and give the copy's id."""
        plan, row_id = rows.duplicated(self.plan, path)
        self._change(plan, (*path[:-1], row_id))
        return row_id

    def move_row(self, path: Path, by: int) -> None:
        """Move the row at `path` down by `by` places, up when negative, as far as it goes."""
        plan = rows.moved(self.plan, path, by)
        if list(rows.rows_of(plan, path[:-1])) != list(rows.rows_of(self.plan, path[:-1])):
            self._change(plan, path)

    def uses(self, path: Path) -> list[Path]:
        """The fields that refer to the row at `path`, those of the row itself left out."""
        return [at for at in self._users(path) if at[: len(path)] != path]

    def delete_row(self, path: Path) -> Outcome:
        """Delete the row at `path` and, in the same step, every reference to it."""
        if get(self.plan, path) is MISSING:
            return Outcome()
        users = self.uses(path)
        plan = self.plan
        for at in users:
            plan = rows.without_reference(plan, at, path[-1])
        drafts = {at: draft for at, draft in self._state.drafts.items() if at[: len(path)] != path}
        self._typing = {at: raw for at, raw in self._typing.items() if at[: len(path)] != path}
        self._change(rows.removed(plan, path), path, drafts=drafts)
        return Outcome(changed=True, cleared=tuple(users))

    def undo(self) -> Path | None:
        """Take the last step back; the place that changed, or None when there is nothing to take back."""
        return self._go(self._undo.undo(self._state))

    def redo(self) -> Path | None:
        """Do again what was taken back; the place that changed, or None."""
        return self._go(self._undo.redo(self._state))

    def replace_plan(self, plan: Plan, path: Path = (), texts: Mapping[Path, str] | None = None) -> None:
        """Take over a whole plan as one undo step, and put `texts` into its fields as if typed.

        For a recovered draft, a restored version, the other side of a conflict: anything made elsewhere.
        """
        self._typing.clear()
        self._change(plan, path, drafts={})
        for at, raw in (texts or {}).items():
            if declared(Plan, at) is not None and self._reachable(at):
                self._retype(at, raw)

    def mark_saved(self, plan: Plan) -> None:
        """`plan` is on disk: `dirty` compares with it from now on."""
        self._saved = plan

    def _retype(self, path: Path, raw: str) -> None:
        answer = reading.read(self._field(path), raw, self.plan, self.today)
        drafts = dict(self._state.drafts)
        plan = self.plan
        if isinstance(answer, Problem):
            drafts[path] = Draft(raw, answer)
        else:
            try:
                plan = replace(plan, path, answer.value)
            except ValidationError as error:
                drafts[path] = Draft(raw, reading.problem_of(error, raw))
        self._state = State(plan, drafts)
        self.revision += 1

    def _put(self, path: Path, value: Any, moment: float | None, raw: str | None = None) -> Outcome:
        drafts = {at: draft for at, draft in self._state.drafts.items() if at != path}
        if get(self.plan, path) == value:
            if len(drafts) != len(self._state.drafts):
                self._change(self.plan, path, moment, drafts)
            return Outcome()
        try:
            plan = replace(self.plan, path, value)
        except ValidationError as error:
            typed = str(value) if raw is None else raw
            return self._keep(path, Draft(typed, reading.problem_of(error, typed)), moment)
        self._change(plan, path, moment, drafts)
        return Outcome(changed=True)

    def _keep(self, path: Path, draft: Draft, moment: float | None) -> Outcome:
        if self._state.drafts.get(path) != draft:
            self._change(self.plan, path, moment, {**self._state.drafts, path: draft})
        return Outcome(draft.problem)

    def _change(
        self,
        plan: Plan,
        path: Path,
        moment: float | None = None,
        drafts: Mapping[Path, Draft] | None = None,
    ) -> None:
        self._undo.record(self._state, path, moment)
        self._state = State(plan, self._state.drafts if drafts is None else drafts)
        self.revision += 1

    def _go(self, found: tuple[State, Path] | None) -> Path | None:
        if found is None:
            return None
        self._state, path = found
        self._typing.clear()
        self.revision += 1
        return path if self._reachable(path) else path[:-1]

    def _users(self, path: Path) -> list[Path]:
        return uses(self.plan, dotted(without_ids(Plan, path[:-1])), path[-1])

    def _field(self, path: Path) -> Field:
        field = declared(Plan, path)
        if field is None:
            raise KeyError(dotted(path))
        return field

    def _reachable(self, path: Path) -> bool:
        """Whether every row on the way to `path` exists."""
        return all(
            get(self.plan, path[:end]) is not MISSING
            for end in range(2, len(path) + 1)
            if without_ids(Plan, path[:end]) == without_ids(Plan, path[: end - 1])
        )
