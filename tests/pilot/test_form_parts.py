"""The form's parts that need no screen: groups, options, templates, columns, lines, the own editor."""

from __future__ import annotations

from pathlib import Path as FilePath

import pytest
from form_host import TODAY
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, field_of, fields_of, walk
from quarterdeck.plan.paths import declared, without_ids
from quarterdeck.session.session import Session
from quarterdeck.steps.catalogue import PAGES
from quarterdeck.tui.form import own_editor, templates
from quarterdeck.tui.form.cell import Cell, Place
from quarterdeck.tui.form.columns import columns_for
from quarterdeck.tui.form.draw import cut, fit, fit_right, wrapped
from quarterdeck.tui.form.groups import answered_in, asked_in, groups_of
from quarterdeck.tui.form.options import chosen, offered, options_of, table_to_extend, toggled
from quarterdeck.tui.form.trail import trail

PLACES: list[Path] = [(page.id,) for page in PAGES] + [
    path for path, field in walk(Plan) if field.kind is Kind.ROWS and path[0] != "reviews"
]


def model_at(path: Path):
    field = declared(Plan, path)
    assert field is not None
    return field.model


@pytest.mark.parametrize("path", PLACES, ids=".".join)
def test_every_field_of_a_form_stands_in_one_group_under_a_heading(path: Path) -> None:
    groups = groups_of(model_at(path), path)
    below = [below for group in groups for below, _ in group.fields]
    assert len(below) == len(set(below))
    expected = {at[len(path) :] for at, field in walk(model_at(path), path) if field.kind is not Kind.GROUP}
    assert set(below) <= expected
    assert {name for name, *_ in below} == {field.name for field in fields_of(model_at(path))}
    assert len({group.key for group in groups}) == len(groups)
    if len(groups) > 1:
        assert all(group.title for group in groups), [group.key for group in groups if not group.title]


def test_groups_with_essential_fields_come_first() -> None:
    for path in PLACES:
        marks = [group.essential for group in groups_of(model_at(path), path)]
        assert marks == sorted(marks, reverse=True)


def test_a_group_counts_what_is_asked_and_answered_but_no_figures() -> None:
    plan = Plan.model_validate({"plan": {"company": "A", "maturity": "starting", "objectives_raw": {}}})
    group = next(g for g in groups_of(model_at(("plan",)), ("plan",)) if g.key == ("", "last_plan"))
    assert asked_in(plan, ("plan",), group) == ()
    first = groups_of(model_at(("plan",)), ("plan",))[0]
    assert answered_in(plan, ("plan",), asked_in(plan, ("plan",), first)) == (1, 3)


def cell(plan: Plan, path: Path) -> Cell:
    field = declared(Plan, path)
    assert field is not None
    return Cell(Place(Session(plan, TODAY), path[:-1]), path[-1:], field)


def test_options_keep_values_nobody_knows_and_the_lists_own_order() -> None:
    one = cell(Plan.model_validate({"plan": {"readers": ["ghosts", "team"]}}), ("plan", "readers"))
    assert options_of(one)[-1].value == "ghosts"
    assert not options_of(one)[-1].is_known
    order = [option.value for option in options_of(one)]
    assert toggled(one, order[1]) == tuple(sorted((*chosen(one), order[1]), key=order.index))
    assert toggled(one, "ghosts") == ("team",)


def test_only_tables_whose_rows_have_a_text_for_a_name_can_be_extended_by_a_name() -> None:
    for path, field in walk(Plan):
        table = table_to_extend(field)
        if table is not None:
            assert field.kind in (Kind.REF, Kind.REFS), path
            assert "|" not in field.answer.of
            assert fields_of(model_at(table))[0].kind is Kind.TEXT


@pytest.mark.parametrize("path", [path for path in PLACES if len(path) > 1], ids=".".join)
def test_every_template_is_a_row_the_table_takes(path: Path) -> None:
    plan = Plan.model_validate({"team": {"members": {"ana": {"name": "Ana"}}}})
    for template in list(templates.offered(path, plan).values())[:5]:
        model_at(path).model_validate(dict(template.values))
        assert template.label


@given(st.integers(20, 200))
def test_columns_never_take_more_than_there_is(width: int) -> None:
    members = {f"m{n}": {"name": "N" * n, "role": "R" * n, "team": "sales"} for n in range(0, 60, 7)}
    plan = Plan.model_validate({"team": {"members": members}})
    columns = columns_for(
        Place(Session(plan, TODAY), ("team",)), ("team", "members"), model_at(("team", "members")), width
    )
    assert sum(column.width for column in columns) + 2 * (len(columns) - 1) <= width


def test_the_trail_names_pages_tables_and_rows() -> None:
    plan = Plan.model_validate({"goals": {"items": {"g": {"statement": "Grow\nfast", "targets": {"t": {}}}}}})
    way = trail(plan, ("goals", "items", "g", "targets", ""))
    assert "\n" not in way
    assert way.startswith("Goals › ")
    assert " › Grow fast › " in way


TEXTS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=60)


@given(TEXTS, st.integers(0, 40))
def test_a_fitted_line_has_exactly_its_width(value: str, width: int) -> None:
    assert cell_len(fit(value, width)) == width
    assert cell_len(fit_right(value, width)) == width
    assert cell_len(cut(value, width)) <= width


@given(TEXTS, st.integers(2, 40), st.integers(1, 3))
def test_wrapped_lines_fit_and_are_as_many_as_allowed(value: str, width: int, most: int) -> None:
    lines = wrapped(value, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)


# The own editor.


def test_the_editor_is_started_with_its_arguments_and_without_a_shell() -> None:
    command = own_editor.command_of({"VISUAL": "code --wait '; rm x'", "EDITOR": "vi"})
    assert command == ["code", "--wait", "; rm x"]


def test_an_editor_that_ends_with_an_error_changes_nothing() -> None:
    with pytest.raises(own_editor.EditorFailed):
        own_editor.edited("text", {"EDITOR": "false"})


def test_what_the_editor_writes_is_cleaned(tmp_path: FilePath) -> None:
    script = tmp_path / "edit"
    script.write_text('#!/bin/sh\nprintf "a\\033[31mb\\r\\nc\\n\\n" > "$1"\n')
    script.chmod(0o755)
    assert own_editor.edited("text", {"EDITOR": str(script)}) == "ab\nc"


def test_every_field_of_a_page_is_declared() -> None:
    assert all(field_of(Plan, page.id) is not None for page in PAGES)
    assert without_ids(Plan, ("goals", "items", "g", "owner")) == ("goals", "items", "owner")


def test_a_number_another_step_holds_is_offered_with_its_source() -> None:
    situation = {"site_funnel_last_year": {"visits": 1000, "leads": 20}}
    session = Session(Plan.model_validate({"situation": situation}), TODAY)
    rates = declared(Plan, ("forecast", "rates"))
    assert rates is not None
    field = field_of(rates.model, "visit_to_lead_pct")
    assert field is not None
    (option,) = offered(Cell(Place(session, ("forecast",)), ("rates", "visit_to_lead_pct"), field))
    assert (option.value, "20 of 1,000" in option.text) == ("2", True)
