"""Every declared field of every page can be reached and filled, and the answer arrives in the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from form_host import FormApp, block_of, body_of, go_to
from textual.pilot import Pilot

from quarterdeck.plan import refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, field_of, walk
from quarterdeck.plan.parse import Read
from quarterdeck.plan.paths import declared, get
from quarterdeck.session.session import Session
from quarterdeck.steps.catalogue import PAGES
from quarterdeck.tui.form import options
from quarterdeck.tui.form.chooser import Chooser
from quarterdeck.tui.form.groups import groups_of
from quarterdeck.tui.form.head import GroupHead


def tables_on(model: Any, at: Path) -> list[tuple[Path, Field]]:
    """Every table of rows of a page, nested ones too, by its path without ids."""
    return [(path, field) for path, field in walk(model, at) if field.kind is Kind.ROWS]


def forms() -> list[tuple[str, Path]]:
    """Every form there is: each page, and a row of each table. Named by page and path without ids."""
    found: list[tuple[str, Path]] = []
    for page in PAGES:
        table = field_of(Plan, page.id)
        assert table is not None
        assert table.model is not None
        found.append((page.id, (page.id,)))
        found += [(page.id, path) for path, _ in tables_on(table.model, (page.id,))]
    return found


def with_rows(session: Session, table: Path) -> Path:
    """Make a row in every table down to `table` and give the last row's path."""
    at: Path = ()
    for key in table:
        at = (*at, key)
        if rows_of(at) is not None:
            at = (*at, session.add_row(at))
    return at


def rows_of(at: Path) -> Field | None:
    """The table of rows declared at `at`, or None."""
    field = declared(Plan, at)
    return field if field is not None and field.kind is Kind.ROWS else None


async def fill(pilot: Pilot[Any], app: FormApp, path: Path, field: Field) -> Any:
    """Fill the field as a founder would: with its example, or its first choice. Gives the answer."""
    block = block_of(app, path)
    editor = block.editor
    if field.kind in options.REFERENCES:
        assert isinstance(editor, Chooser)
        offered = options.options_of(block.cell)
        block.choose((offered[0].value,))
        return (offered[0].value,) if field.kind is Kind.REFS else offered[0].value
    if isinstance(editor, Chooser):
        first = options.options_of(block.cell)[0].value
        editor.post_message(Chooser.Chosen((first,)))
        await pilot.pause()
        return {Kind.FLAG: True, Kind.CHOICES: (first,)}.get(field.kind, first)
    assert editor is not None
    editor.take(block.cell.words.example)
    answer = block.cell.read(block.cell.words.example)
    assert isinstance(answer, Read), path
    return answer.value


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait for what a slow machine takes its time over."""
    for _ in range(100):
        await pilot.pause()
        if holds():
            return


@pytest.mark.parametrize(
    ("page", "table"), forms(), ids=lambda item: ".".join(item) if isinstance(item, tuple) else ""
)
async def test_every_field_of_the_form_takes_an_answer(page: str, table: Path) -> None:
    app = FormApp(page)
    app.session.set(("plan", "currency"), "EUR")
    app.session.set(("plan", "number_style"), "comma_dot")
    place = with_rows(app.session, table) if len(table) > 1 else table
    row_of_each_table(app.session)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        body = app.form.body
        if len(place) > 1:
            body.focus_path((*place, "nothing"))
            await pilot.pause()
            await pilot.pause()
        body = body_of(app)
        assert body.place.path == place
        for head in list(body.query(GroupHead)):
            if not head.is_open:
                head.action_fold()
        await until(pilot, lambda: all(head.is_open for head in body.query(GroupHead)))
        wanted_views = {below for below, _ in declared_on(place)}
        await until(pilot, lambda: set(body.views) == wanted_views)
        assert set(body.views) == wanted_views
        given: dict[Path, Any] = {}
        # What hangs on a condition goes first: while that is not answered, all of it is asked.
        for below, field in sorted(declared_on(place), key=lambda pair: pair[1].ui.when is None):
            if field.kind in (Kind.ROWS, Kind.COMPUTED):
                continue
            path = (*place, *below)
            await go_to(pilot, path)
            assert body.focused_path == path
            given[path] = await fill(pilot, app, path, field)
        await pilot.press("tab")
        await pilot.pause()
        assert {path: get(app.session.plan, path) for path in given} == given
        assert app.session.drafts == {}


def declared_on(place: Path) -> list[tuple[Path, Field]]:
    field = rows_of(place)
    model = field.model if field is not None else field_of(Plan, place[0]).model
    assert model is not None
    return [pair for group in groups_of(model, place) for pair in group.fields]


def row_of_each_table(session: Session) -> None:
    """Something to refer to."""
    for page in PAGES:
        model = field_of(Plan, page.id).model
        assert model is not None
        for table, _ in tables_on(model, (page.id,)):
            if not refs.rows_at(session.plan, ".".join(table)):
                with_rows(session, table)
