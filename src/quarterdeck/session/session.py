"""ONE EDITING of one plan: the only writer. No screen, no file.

A `Session` holds the plan, which is frozen, and replaces it with each edit. Text that is no answer is kept as
a draft and shown again, while the plan keeps the last answer; undo brings both back together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from quarterdeck.plan.asked import asked
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, dotted, get, without_ids
from quarterdeck.plan.refs import uses
from quarterdeck.plan.style import Style, style_of
from quarterdeck.session import compare, editing, rows
from quarterdeck.session.outcome import Draft, Outcome
from quarterdeck.session.undo import State, Undo

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.session.what_if import WhatIf


class Session:
    """The plan being edited, what is typed into it, and the way back.

    It starts from a plan, with which `dirty` compares until another is marked as saved, and from a day, from
    which every default and every check is seen. Moments are monotonic, in seconds.
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
        self._what_if: WhatIf | None = None

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
        plan = self.plan
        if self._analysis is None or self._analysis[0] is not plan:
            # Imported late: a session that only saves needs no engine.
            from quarterdeck.engine.analysis import analyse

            self._analysis = (plan, analyse(plan, self.today))
        return self._analysis[1]

    @property
    def what_if(self) -> WhatIf:
        """What is being tried on the forecast, beside the plan."""
        if self._what_if is None:
            from quarterdeck.session.what_if import WhatIf

            self._what_if = WhatIf(self)
        return self._what_if

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
        return asked(self.plan, path, editing.field_at(path))

    def typing(self, path: Path, raw: str) -> None:
        """Record what stands in a field before it is left, so that it outlives a crash. No undo step.

        A row that is being added has no id yet: an empty one stands in `path`.
        """
        self._attend(path)
        if raw or "" not in path:
            self._typing[path] = raw
        self.revision += 1

    def edit(self, path: Path, raw: str, moment: float | None = None) -> Outcome:
        """Read `raw` as the answer at `path`.

        Text that is no answer becomes a draft. An edit of a row that is gone does nothing: a screen may
        report the last words of a field whose row was just deleted.
        """
        editing.field_at(path)
        self._attend(path)
        if editing.missing_row(self.plan, path):
            return Outcome()
        state, outcome = editing.typed(self._state, path, raw, self.today)
        self._become(state, path, moment)
        return outcome

    def set(self, path: Path, value: Any, moment: float | None = None) -> Outcome:
        """Put a value that needs no reading (a choice, a flag, a reference) at `path`; None clears it."""
        field = editing.field_at(path)
        self._attend(path)
        if editing.missing_row(self.plan, path):
            return Outcome()
        value = MISSING if value is None else editing.cleaned(field, value)
        state, outcome = editing.put(self._state, path, value)
        self._become(state, path, moment)
        return outcome

    def clear(self, path: Path) -> Outcome:
        """Take the answer at `path` away: not answered is not the same as zero, empty or no."""
        return self.set(path, MISSING)

    def add_row(self, table: Path, values: dict[str, Any] | None = None) -> str:
        """Add a row to `table` and give its id, which is made from its name once and stays.

        Raises KeyError when there is no such table, pydantic.ValidationError when a value does not fit.
        """
        plan, row_id = rows.added(self.plan, table, values or {})
        self._attend((*table, row_id))
        self._become(State(plan, self._state.drafts), (*table, row_id))
        return row_id

    def duplicate_row(self, path: Path) -> str:
        """Copy the row at `path`, right behind it, and give the copy's id. Raises KeyError without a row."""
        plan, row_id = rows.duplicated(self.plan, path)
        self._become(State(plan, self._state.drafts), (*path[:-1], row_id))
        return row_id

    def move_row(self, path: Path, by: int) -> None:
        """Move the row at `path` down by `by` places, up when negative, as far as it goes."""
        self._become(State(rows.moved(self.plan, path, by), self._state.drafts), path)

    def uses(self, path: Path) -> list[Path]:
        """The fields that refer to the row at `path`, those of the row itself left out."""
        found = uses(self.plan, dotted(without_ids(Plan, path[:-1])), path[-1])
        return [at for at in found if at[: len(path)] != path]

    def delete_row(self, path: Path) -> Outcome:
        """Delete the row at `path` and, in the same step, every reference to it."""
        if get(self.plan, path) is MISSING:
            return Outcome()
        users, plan = self.uses(path), self.plan
        for at in users:
            plan = rows.without_reference(plan, at, path[-1])
        drafts = {at: draft for at, draft in self._state.drafts.items() if at[: len(path)] != path}
        self._typing = {at: raw for at, raw in self._typing.items() if at[: len(path)] != path}
        self._become(State(rows.removed(plan, path), drafts), path)
        return Outcome(changed=True, cleared=tuple(users))

    def undo(self) -> Path | None:
        """Take the last step back; the place that changed, or None when there is nothing to take back."""
        return self._travel(self._undo.undo(self._state))

    def redo(self) -> Path | None:
        """Do again what was taken back; the place that changed, or None."""
        return self._travel(self._undo.redo(self._state))

    def replace_plan(self, plan: Plan, path: Path = (), texts: Mapping[Path, str] | None = None) -> None:
        """Take over a whole plan as one undo step, and put `texts` into its fields as if typed.

        For a recovered draft, a restored version, the other side of a conflict: anything made elsewhere.
        """
        self._typing = {}
        self._become(editing.with_texts(plan, texts or {}, self.today), path)

    def change(self, plan: Plan, path: Path) -> None:
        """Be at `plan`, which was made of this one by several edits around `path`, in one step of undo."""
        self._attend(path)
        self._become(State(plan, self._state.drafts), path)

    def mark_saved(self, plan: Plan) -> None:
        """`plan` is on disk: `dirty` compares with it from now on."""
        self._saved = plan

    def _attend(self, path: Path) -> None:
        """Whoever comes to `path` has left a row that was being added elsewhere, and is done typing here."""
        row = path[: path.index("") + 1] if "" in path else None
        left = [at for at in self._typing if at == path or ("" in at and at[: at.index("") + 1] != row)]
        if left:
            self._typing = {at: raw for at, raw in self._typing.items() if at not in left}
            self.revision += 1

    def _become(self, state: State, path: Path, moment: float | None = None) -> None:
        """Be in another state, with a step back to this one."""
        if state.plan is self.plan and state.drafts == self._state.drafts:
            return
        self._undo.record(self._state, path, moment)
        self._state = state
        self.revision += 1

    def _travel(self, found: tuple[State, Path] | None) -> Path | None:
        if found is None:
            return None
        self._state, path = found
        self._typing = {}
        self.revision += 1
        gone = editing.missing_row(self.plan, path)
        return path if gone is None else gone[:-1]
