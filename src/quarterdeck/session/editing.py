"""One answer given: the state after it, and what is to be said about it. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from quarterdeck import text
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING, declared, dotted, get, replace, without_ids
from quarterdeck.plan.types import Section
from quarterdeck.session import reading, rows
from quarterdeck.session.outcome import Draft, Outcome
from quarterdeck.session.undo import State


def field_at(path: Path) -> Field:
    """The declaration of the field at `path`. Raises KeyError for a path that leads to none."""
    field = declared(Plan, path)
    if field is None:
        raise KeyError(dotted(path))
    return field


def typed(state: State, path: Path, raw: str, today: date) -> tuple[State, Outcome]:
    """`raw` read as the answer at `path`; text that is no answer becomes a draft."""
    answer = reading.read(path, raw, state.plan, today)
    if isinstance(answer, Problem):
        return _kept(state, path, Draft(raw, answer)), Outcome(answer)
    state, outcome = put(state, path, answer.value, raw)
    return state, Outcome(outcome.problem, outcome.changed, answer.echo)


def put(state: State, path: Path, value: Any, raw: str | None = None) -> tuple[State, Outcome]:
    """`value` as the answer at `path`, MISSING for none; one that breaks a limit becomes a draft."""
    drafts = {at: draft for at, draft in state.drafts.items() if at != path}
    before = get(state.plan, path)
    if isinstance(before, Section) and isinstance(value, Section):
        # A target is one answer and a table too: keys of somebody else's in it outlive another answer.
        value = value.model_copy(update=before.model_extra)
    if _same(before, value):
        return (state if len(drafts) == len(state.drafts) else State(state.plan, drafts)), Outcome()
    try:
        plan = replace(state.plan, path, value)
    except ValidationError as error:
        shown = str(value) if raw is None else raw
        problem = reading.problem_of(error, shown)
        return _kept(state, path, Draft(shown, problem)), Outcome(problem)
    return State(plan, drafts), Outcome(changed=True)


def cleaned(field: Field, value: Any) -> Any:
    """A value from a screen, its texts without control sequences: this is one of the two doors."""
    if isinstance(value, str):
        return text.clean(value, lines=field.kind is Kind.LONG)
    if isinstance(value, (tuple, list)):
        return tuple(text.clean(item, lines=False) if isinstance(item, str) else item for item in value)
    return value


def missing_row(plan: Plan, path: Path) -> Path | None:
    """The first row on the way to `path` that does not exist."""
    ends = (
        end
        for end in range(2, len(path) + 1)
        if without_ids(Plan, path[:end]) == without_ids(Plan, path[: end - 1])
        and get(plan, path[:end]) is MISSING
    )
    end = next(ends, None)
    return None if end is None else path[:end]


def with_texts(plan: Plan, texts: Mapping[Path, str], today: date) -> State:
    """`plan` after `texts` were put into its fields as if typed; those of rows that are gone are left out.

    A row that was being added has an empty id: it is added now.
    """
    state, born = State(plan, {}), dict[Path, Path]()
    for path, raw in texts.items():
        row = missing_row(state.plan, path)
        if row is not None and row[-1] == "":
            if row not in born:
                grown, row_id = _born(state.plan, row, path, raw)
                state, born[row] = State(grown, state.drafts), (*row[:-1], row_id)
            path, row = (*born[row], *path[len(row) :]), None
        if row is None and declared(Plan, path) is not None:
            state, _ = typed(state, path, raw, today)
    return state


def _born(plan: Plan, row: Path, path: Path, raw: str) -> tuple[Plan, str]:
    """A row for `raw`, named by it where it is the name."""
    first = fields_of(rows.row_model(row[:-1]))[0]
    named = path == (*row, first.name) and first.kind is Kind.TEXT
    try:
        return rows.added(plan, row[:-1], {first.name: text.clean(raw, lines=False)} if named else {})
    except ValidationError:
        return rows.added(plan, row[:-1], {})


def _kept(state: State, path: Path, draft: Draft) -> State:
    return state if state.drafts.get(path) == draft else State(state.plan, {**state.drafts, path: draft})


def _same(one: Any, other: Any) -> bool:
    """1 and 1.0 are one number, but true is not 1."""
    return isinstance(one, bool) is isinstance(other, bool) and one == other
