"""Tables of rows: add, edit, duplicate, move, delete and undo, by key and by mouse."""

from __future__ import annotations

from typing import Any

from form_host import FormApp, block_of, body_of, go_to, popup_of, rows_of_screen, table_of, type_in
from textual.pilot import Pilot
from textual.widgets import OptionList

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.tui.dialogs import ChoiceDialog
from quarterdeck.tui.form.messages import Notice, RowsChanged
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.form.row_screen import RowScreen
from quarterdeck.tui.form.rows import MOST_ROWS, RowsTable

MEMBERS = ("team", "members")
GOALS = ("goals", "items")


def team(*names: str) -> Plan:
    return Plan.model_validate({"team": {"members": {name.lower(): {"name": name} for name in names}}})


def ids(app: FormApp, table: tuple[str, ...] = MEMBERS) -> list[str]:
    rows = get(app.session.plan, table)
    return [] if rows is MISSING else list(rows)


async def press_button(pilot: Pilot[Any], table: RowsTable, word: str) -> None:
    """Click the button that says `word`."""
    lines = str(table.render()).split("\n")
    y = next(n for n in range(len(lines) - 1, -1, -1) if f" {word} " in lines[n])
    await pilot.click(table, offset=(lines[y].index(f" {word} ") + 2, y))
    await pilot.pause()
    await pilot.pause()


# Adding.


async def test_a_row_comes_to_be_with_its_name_and_gets_its_id_from_it() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert ids(app) == []
        await type_in(pilot, "Ana Ruiz\n")
        assert ids(app) == ["ana-ruiz"]
        assert body_of(app).focused_path == (*MEMBERS, "ana-ruiz", "status")
        assert "Team › People › Ana Ruiz" in rows_of_screen(app)[0]
        await pilot.press("p", "escape")
        await pilot.pause()
        assert app.screen is app.form
        assert app.focused is table_of(app, MEMBERS)
        assert get(app.session.plan, (*MEMBERS, "ana-ruiz", "status")) == "planned"
        assert any(isinstance(told, RowsChanged) for told in app.form.told)
        assert "Ana Ruiz" in "\n".join(rows_of_screen(app))


async def test_leaving_an_empty_new_row_leaves_nothing_behind() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a", "escape")
        await pilot.pause()
        assert ids(app) == []
        assert not app.session.can_undo


async def test_a_row_may_begin_with_another_field_than_its_name() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a", "tab")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert ids(app) == ["member"]
        assert get(app.session.plan, (*MEMBERS, "member", "status")) == "planned"


async def test_what_is_typed_wrong_in_a_new_row_is_kept() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 40)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a")
        await pilot.pause()
        place = body_of(app).place
        await go_to(pilot, (*place.path, "start"))
        await type_in(pilot, "sometime")
        await go_to(pilot, (*place.path, "name"))
        await type_in(pilot, "Ana\n")
        assert app.session.drafts[(*MEMBERS, "ana", "start")].raw == "sometime"
        assert "✗" in str(block_of(app, (*MEMBERS, "ana", "start")).render())
        await pilot.press("escape")
        await pilot.pause()
        assert "! Something to fix in: Ana" in "\n".join(rows_of_screen(app))


async def test_a_new_row_with_nothing_but_a_wrong_text_is_kept() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 40)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a")
        await pilot.pause()
        await go_to(pilot, (*body_of(app).place.path, "start"))
        await type_in(pilot, "sometime")
        await pilot.press("escape")
        await pilot.pause()
        assert app.session.drafts[(*MEMBERS, "member", "start")].raw == "sometime"


async def test_enter_on_an_empty_table_adds_its_first_row() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)


async def test_an_empty_table_offers_only_what_can_be_done_there() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        assert offered(app) == {"add"}
        app.session.add_row(MEMBERS, {"name": "Ana"})
        table_of(app, MEMBERS).show()
        await pilot.pause()
        assert {"add", "edit", "delete", "find", "duplicate"} <= offered(app)


def offered(app: FormApp) -> set[str]:
    """The actions of the table that keys stand for now."""
    bindings = app.screen.active_bindings.values()
    return {at.binding.action for at in bindings if isinstance(at.node, RowsTable) and at.binding.show}


# Rows that are known to be useful.


async def test_the_catalogue_is_offered_by_the_goals_of_the_plan() -> None:
    plan = Plan.model_validate({"goals": {"items": {"g": {"statement": "G", "goal_type": "reduce_churn"}}}})
    app = FormApp("kpis", plan)
    path = ("kpis", "items")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"churn")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        kpi = next(iter(app.session.plan.kpis.items.values()))
        assert kpi.catalogue == "churn-rate"


async def test_several_templates_are_added_at_once() -> None:
    app = FormApp("actions")
    path = ("actions", "items")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "space", "down", "space", "enter")
        await pilot.pause()
        await pilot.pause()
        assert len(ids(app, path)) == 2
        assert app.screen is app.form
        assert not app.screen.query(Popup)


async def test_an_empty_row_can_be_chosen_among_the_templates() -> None:
    app = FormApp("actions")
    path = ("actions", "items")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert ids(app, path) == []


async def test_escape_in_the_templates_adds_nothing() -> None:
    app = FormApp("actions")
    path = ("actions", "items")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "space", "escape")
        await pilot.pause()
        assert ids(app, path) == []
        assert app.focused is table_of(app, path)


async def test_what_a_table_has_is_not_offered_again() -> None:
    app = FormApp("actions")
    path = ("actions", "items")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, path)
        await pilot.press("a")
        await pilot.pause()
        first = popup_of(app)._found[1].text
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        assert first not in [option.text for option in popup_of(app)._found]


# Copying, moving, deleting.


async def test_rows_are_copied_moved_and_deleted_by_key() -> None:
    app = FormApp("team", team("Ana", "Bo", "Cy"))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("down", "u")
        await pilot.pause()
        assert ids(app) == ["ana", "bo", "bo-2", "cy"]
        await pilot.press("K")
        await pilot.pause()
        assert ids(app) == ["ana", "bo-2", "bo", "cy"]
        await pilot.press("shift+down", "J")
        await pilot.pause()
        assert ids(app) == ["ana", "bo", "cy", "bo-2"]
        await pilot.press("d")
        await pilot.pause()
        assert ids(app) == ["ana", "bo", "cy"]
        told = [each for each in app.form.told if isinstance(each, Notice)]
        assert told[-1].text == "Deleted Bo. ^Z brings it back."
        for _ in range(5):
            app.session.undo()
        app.form.body.refresh_from_session()
        await pilot.pause()
        assert ids(app) == ["ana", "bo", "cy"]
        assert "Bo" in "\n".join(rows_of_screen(app))


async def test_every_button_does_what_it_says() -> None:
    app = FormApp("team", team("Ana", "Bo"))
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, MEMBERS)
        table = table_of(app, MEMBERS)
        await press_button(pilot, table, "Copy u")
        assert ids(app) == ["ana", "ana-2", "bo"]
        await press_button(pilot, table, "Down J")
        assert ids(app) == ["ana", "bo", "ana-2"]
        await press_button(pilot, table, "Up K")
        assert ids(app) == ["ana", "ana-2", "bo"]
        await press_button(pilot, table, "Delete d")
        assert ids(app) == ["ana", "bo"]
        await press_button(pilot, table, "Edit ⏎")
        assert isinstance(app.screen, RowScreen)
        assert app.screen.place.path == (*MEMBERS, "bo")
        await pilot.press("escape")
        await pilot.pause()
        await press_button(pilot, table, "Add a")
        assert isinstance(app.screen, RowScreen)
        assert app.screen.place.is_new


async def test_a_click_goes_to_a_row_and_a_second_one_into_it() -> None:
    app = FormApp("team", team("Ana", "Bo"))
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, MEMBERS)
        table = table_of(app, MEMBERS)
        await pilot.click(table, offset=(5, 3))
        await pilot.pause()
        assert table.row == (*MEMBERS, "bo")
        assert app.screen is app.form
        await pilot.pause(0.6)
        await pilot.click(table, offset=(5, 3))
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)


async def test_a_row_others_refer_to_is_deleted_only_after_asking() -> None:
    plan = Plan.model_validate(
        {
            "team": {"members": {"ana": {"name": "Ana"}, "bo": {"name": "Bo"}}},
            "actions": {"items": {"x": {"what": "X", "owner": "ana"}}},
        }
    )
    app = FormApp("team", plan)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        assert "X: " in "\n".join(rows_of_screen(app))
        await pilot.press("escape")
        await pilot.pause()
        assert ids(app) == ["ana", "bo"]
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert ids(app) == ["bo"]
        assert get(app.session.plan, ("actions", "items", "x", "owner")) is MISSING
        app.session.undo()
        assert get(app.session.plan, ("actions", "items", "x", "owner")) == "ana"


# The row's own screen.


async def test_rows_in_rows_open_the_same_way() -> None:
    app = FormApp("goals", Plan.model_validate({"goals": {"items": {"g": {"statement": "Grow"}}}}))
    table = (*GOALS, "g", "targets")
    async with app.run_test(size=(80, 24)) as pilot:
        body_of(app).focus_path((*table, "none"))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert isinstance(app.focused, RowsTable)
        assert app.focused.cell.path == table
        await pilot.press("a")
        await pilot.pause()
        await pilot.pause()
        assert len(app.screen_stack) == 4
        assert "Goals › " in rows_of_screen(app)[0]
        assert "Grow › " in rows_of_screen(app)[0]


async def test_the_next_row_follows_without_going_back() -> None:
    app = FormApp("team", team("Ana", "Bo"))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert app.screen.place.path == (*MEMBERS, "bo")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert app.screen is app.form


async def test_undo_in_a_row_shows_the_answer_before() -> None:
    app = FormApp("team", team("Ana"))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("enter")
        await pilot.pause()
        await go_to(pilot, (*MEMBERS, "ana", "name"))
        await type_in(pilot, " Ruiz")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.session.plan.team.members["ana"].name == "Ana"
        assert block_of(app, (*MEMBERS, "ana", "name")).editor.value == "Ana"
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.session.plan.team.members["ana"].name == "Ana Ruiz"


async def test_undoing_the_row_itself_closes_its_screen() -> None:
    app = FormApp("team")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        await pilot.press("a")
        await pilot.pause()
        await type_in(pilot, "Ana\n")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert ids(app) == []
        assert app.screen is app.form


# Drawing.


async def test_figures_are_never_shortened() -> None:
    plan = Plan.model_validate(
        {"data": {"costs": {f"c{n}": {"item": f"Cost {n}", "amount": "1234567.89"} for n in range(3)}}}
    )
    for width in (120, 80, 64, 48, 40):
        app = FormApp("data", plan)
        async with app.run_test(size=(width, 30)) as pilot:
            await go_to(pilot, ("data", "costs"))
            text = "\n".join(rows_of_screen(app))
            assert "1,234,567.89" in text or "1,234" not in text, width


async def test_a_long_table_scrolls_within_itself() -> None:
    app = FormApp("team", team(*(f"P{n}" for n in range(40))))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        table = table_of(app, MEMBERS)
        assert f"1–{MOST_ROWS} of 40" in str(table.render())
        await pilot.press("end")
        assert "29–40 of 40" in str(table.render())
        await pilot.press("home")
        table.post_message(_wheel(table))
        await pilot.pause()
        assert "2–13 of 40" in str(table.render())


async def test_two_thousand_rows_draw_only_what_is_in_view() -> None:
    app = FormApp("team", team(*(f"P{n}" for n in range(2000))))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MEMBERS)
        assert len(str(table_of(app, MEMBERS).render()).split("\n")) == MOST_ROWS + 4


async def test_names_that_look_like_markup_are_shown_as_they_are() -> None:
    nasty = "[/foo] [b]x[/] [@click=app.quit]q[/] :smile:"
    app = FormApp("team", Plan.model_validate({"team": {"members": {"n": {"name": nasty, "role": nasty}}}}))
    async with app.run_test(size=(120, 30)) as pilot:
        await go_to(pilot, MEMBERS)
        assert "[/foo] [b]x[/] [@click=app" in "\n".join(rows_of_screen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert nasty in rows_of_screen(app)[0]
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert ids(app) == []
        assert not app.screen.query(OptionList)


def _wheel(table: RowsTable) -> Any:
    from textual.events import MouseScrollDown

    return MouseScrollDown(table, 5, 5, 0, 0, 0, shift=False, meta=False, ctrl=False)


async def test_cells_pasted_from_a_spreadsheet_become_rows() -> None:
    from textual.events import Paste

    app = FormApp("data", Plan.model_validate({"data": {"costs": {"rent": {"item": "Rent", "amount": "1"}}}}))
    table = ("data", "costs")
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, table)
        table_of(app, table).post_message(Paste("Salaries\t12500\r\n[/x]\ta lot\x1b]0;PWNED\x07\n\n"))
        await pilot.pause()
        costs = app.session.plan.data.costs
        assert [cost.item for cost in costs.values()] == ["Rent", "Salaries", "[/x]"]
        assert costs["salaries"].amount == 12500
        assert app.session.drafts[(*table, "x", "amount")].raw == "a lot"
        assert "2 rows were added" in next(e.text for e in app.form.told if isinstance(e, Notice))
