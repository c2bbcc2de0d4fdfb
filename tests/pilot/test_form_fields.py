"""What a field does: echo, errors, keys, lists that open, conditions, undo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from form_host import FormApp, block_of, body_of, go_to, popup_of, rows_of_screen, type_in
from textual.events import Key, Paste

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.tui.form.block import FieldBlock
from quarterdeck.tui.form.chooser import Chooser
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.form.head import GroupHead
from quarterdeck.tui.form.messages import Edited, FieldFocused
from quarterdeck.tui.form.popup import Popup

COMPANY = ("plan", "company")
QUARTER = ("plan", "quarter")
CURRENCY = ("plan", "currency")
MATURITY = ("plan", "maturity")
SUBSCRIPTION = ("plan", "subscription")
READERS = ("plan", "readers")
WHY = ("plan", "why_plan")
HOSTILE = "[/foo] [b]x [@click=app.quit]q[/] :smile: \u001b]0;PWNED\u0007 \u202e 张伟 zoë 👍🏽 سلام"


def drawn(block: FieldBlock) -> str:
    return str(block.render())


async def test_the_first_open_essential_question_has_the_cursor() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"company": "Acme"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.form.body.focused_path == QUARTER


async def test_what_is_typed_is_echoed_in_the_turn_of_the_key() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, QUARTER)
        block = block_of(app, QUARTER)
        assert isinstance(block.editor, FlatInput)
        block.editor.insert_text_at_cursor("2027q1")
        assert "Q1 2027" in drawn(block)
        assert app.session.drafts[QUARTER].raw == "2027q1"


async def test_a_wrong_value_stays_and_says_why_without_holding_anybody() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, QUARTER)
        await type_in(pilot, "soon")
        block = block_of(app, QUARTER)
        assert not block.has_problem, "nothing is wrong while one types"
        await pilot.press("tab")
        await pilot.pause()
        assert app.form.body.focused_path == CURRENCY
        assert "✗" in drawn(block)
        assert '"soon"' in drawn(block)
        assert block.editor is not None
        assert not isinstance(block.editor, Chooser)
        assert block.cell.shown == "soon"
        assert get(app.session.plan, QUARTER) is MISSING
        assert "1 to fix" in "\n".join(rows_of_screen(app))


async def test_typing_clears_the_error() -> None:
    app = FormApp()
    app.session.edit(QUARTER, "soon")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, QUARTER)
        block = block_of(app, QUARTER)
        assert "✗" in drawn(block)
        await pilot.press("end", "backspace")
        assert "✗" not in drawn(block)


async def test_enter_takes_the_answer_and_goes_on() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "Acme\n")
        assert get(app.session.plan, COMPANY) == "Acme"
        assert app.form.body.focused_path == QUARTER
        assert [e.path for e in app.form.told if isinstance(e, Edited)] == [COMPANY]
        assert [e.path for e in app.form.told if isinstance(e, FieldFocused)] == [COMPANY, QUARTER]


async def test_commit_takes_what_is_being_typed() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "Acme")
        assert get(app.session.plan, COMPANY) is MISSING
        app.form.body.commit()
        assert get(app.session.plan, COMPANY) == "Acme"


async def test_a_typed_sum_is_shown_as_its_result_after_leaving() -> None:
    app = FormApp("data")
    path = ("data", "funding_need")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, path)
        await type_in(pilot, "=3*40k")
        await pilot.press("tab")
        await pilot.pause()
        assert get(app.session.plan, path) == Decimal(120000)
        assert block_of(app, path).cell.shown == "120000"


async def test_pasted_lines_are_joined_cleaned_and_told() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        assert app.focused is not None
        app.focused.post_message(Paste("one\ntwo\x1b]0;PWNED\x07\x00\n three"))
        await pilot.pause()
        block = block_of(app, COMPANY)
        assert isinstance(block.editor, FlatInput)
        assert block.editor.value == "one two three"
        assert "3 lines" in drawn(block)


async def test_more_than_fits_is_cut_and_told() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        assert app.focused is not None
        app.focused.post_message(Paste("x" * 500))
        await pilot.pause()
        block = block_of(app, COMPANY)
        assert isinstance(block.editor, FlatInput)
        assert block.editor.value == "x" * 200
        assert "200" in drawn(block)


@pytest.mark.parametrize("key", ["ctrl+backspace", "alt+backspace", "ctrl+w"])
async def test_the_word_to_the_left_is_deleted(key: str) -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "one two")
        await pilot.press(key)
        assert block_of(app, COMPANY).cell.shown == "one "


async def test_prose_is_not_selected_on_coming_and_figures_are() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"company": "Acme", "revision_no": 3}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        assert isinstance(app.focused, FlatInput)
        assert app.focused.selected_text == ""
        await go_to(pilot, ("plan", "revision_no"))
        assert isinstance(app.focused, FlatInput)
        assert app.focused.selected_text == "3"


# Choices.


async def test_yes_no_and_not_answered_by_letters_arrows_and_backspace() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, SUBSCRIPTION)
        for keys, value in (
            ("y", True),
            ("n", False),
            ("backspace", MISSING),
            ("right", True),
            ("right", False),
            ("left", True),
            ("space", False),
            ("space", MISSING),
        ):
            await pilot.press(keys)
            await pilot.pause()
            assert get(app.session.plan, SUBSCRIPTION) is value


async def test_a_click_chooses_and_a_second_click_takes_back() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, MATURITY)
        chooser = block_of(app, MATURITY).editor
        assert isinstance(chooser, Chooser)
        await pilot.click(chooser, offset=(3, 0))
        await pilot.pause()
        assert get(app.session.plan, MATURITY) == "established"
        await pilot.click(chooser, offset=(3, 0))
        await pilot.pause()
        assert get(app.session.plan, MATURITY) is MISSING


async def test_the_keys_that_are_offered_choose() -> None:
    def offered(app: FormApp) -> set[tuple[str, str]]:
        bindings = [active.binding for active in app.screen.active_bindings.values() if active.enabled]
        return {(each.key, each.description) for each in bindings if each.show}

    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        assert ("enter", "Choose") in offered(app)
        await go_to(pilot, MATURITY)
        assert ("space", "Choose") in offered(app)
        assert ("enter", "Choose") not in offered(app)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert get(app.session.plan, MATURITY) == "established"
        assert app.form.body.focused_path != MATURITY
        await go_to(pilot, CURRENCY)
        await pilot.press("space")
        await pilot.pause()
        assert popup_of(app)


async def test_typing_over_an_answer_chooses_the_first_that_is_found() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"currency": "USD"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await type_in(pilot, "swiss")
        await pilot.press("enter")
        await pilot.pause()
        assert get(app.session.plan, CURRENCY) == "CHF"


async def test_typing_in_a_closed_chooser_opens_the_list_narrowed_to_it() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await pilot.press("y", "e", "n")
        await pilot.pause()
        assert popup_of(app).typed == "yen"
        await pilot.press("enter")
        await pilot.pause()
        assert get(app.session.plan, CURRENCY) == "JPY"
        assert not app.screen.query(Popup)
        assert app.focused is block_of(app, CURRENCY).editor


async def test_the_list_offers_not_answered_first() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"currency": "EUR"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await pilot.press("enter", "home", "enter")
        await pilot.pause()
        assert get(app.session.plan, CURRENCY) is MISSING


async def test_escape_closes_the_list_and_changes_nothing() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"currency": "EUR"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await pilot.press("space", "down", "escape")
        await pilot.pause()
        assert get(app.session.plan, CURRENCY) == "EUR"
        assert app.focused is block_of(app, CURRENCY).editor


async def test_leaving_the_list_by_tab_closes_it() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await pilot.press("enter", "tab")
        await pilot.pause()
        assert not app.screen.query(Popup)
        assert app.focused is not None


async def test_an_option_is_chosen_by_mouse() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        await pilot.click(block_of(app, CURRENCY).editor)
        await pilot.pause()
        await pilot.click(Popup, offset=(6, 4))
        await pilot.pause()
        assert get(app.session.plan, CURRENCY) == "USD"


async def test_several_are_chosen_in_the_order_of_their_list() -> None:
    app = FormApp()
    async with app.run_test(size=(120, 24)) as pilot:
        await go_to(pilot, READERS)
        chooser = block_of(app, READERS).editor
        assert isinstance(chooser, Chooser)
        first, second = chooser.cell.field.answer.choices[:2]
        await pilot.press("f9", "down", "space", "up", "space", "enter")
        await pilot.pause()
        assert get(app.session.plan, READERS) == (first, second)
        await pilot.press("backspace")
        await pilot.pause()
        assert get(app.session.plan, READERS) is MISSING


async def test_a_choice_nobody_knows_is_shown_and_kept() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"currency": "XXQ"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "‹XXQ› (not in the list)" in str(block_of(app, CURRENCY).editor.render())


async def test_a_reference_to_a_row_that_is_gone_is_shown() -> None:
    app = FormApp("plan", Plan.model_validate({"plan": {"north_star": "old-one"}}))
    path = ("plan", "north_star")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, path)
        assert "‹old-one› (not in the plan)" in str(block_of(app, path).editor.render())


async def test_a_name_typed_into_a_reference_becomes_a_row() -> None:
    app = FormApp()
    path = ("plan", "north_star")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, path)
        await type_in(pilot, "[b]MRR")
        await pilot.press("enter")
        await pilot.pause()
        assert get(app.session.plan, path) == "b-mrr"
        assert app.session.plan.kpis.items["b-mrr"].name == "[b]MRR"
        app.session.undo()
        app.session.undo()
        app.form.body.refresh_from_session()
        assert get(app.session.plan, path) is MISSING


# Ready answers.


async def test_ready_answers_of_a_list_are_appended() -> None:
    app = FormApp("data")
    path = ("data", "looking_for")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, path)
        await type_in(pilot, "our own")
        await pilot.press("f9")
        await pilot.pause()
        first = popup_of(app)._found[0].text
        await pilot.press("enter", "tab")
        await pilot.pause()
        assert get(app.session.plan, path) == ("our own", first)


# Long texts.


async def test_a_long_text_counts_and_tab_leaves_it() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, WHY)
        await type_in(pilot, "ab\nc")
        assert "4 / 10000" in drawn(block_of(app, WHY))
        await pilot.press("tab")
        await pilot.pause()
        assert get(app.session.plan, WHY) == "ab\nc"
        assert app.form.body.focused_path != WHY


async def test_a_long_text_takes_back_its_own_typing_first() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, WHY)
        await type_in(pilot, "ab")
        await pilot.press("ctrl+z", "tab")
        await pilot.pause()
        assert get(app.session.plan, WHY) is MISSING


async def test_the_own_editor_writes_a_long_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from contextlib import nullcontext

    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\nprintf "written\\033]0;x\\007 there\\n" > "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", nullcontext)
        await go_to(pilot, WHY)
        await pilot.press("f8")
        await pilot.pause()
        assert get(app.session.plan, WHY) == "written there"


async def test_an_editor_that_cannot_be_used_changes_nothing_and_is_told() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, WHY)
        await type_in(pilot, "mine")
        await pilot.press("f8")
        await pilot.pause()
        assert "EDITOR" in drawn(block_of(app, WHY))
        assert block_of(app, WHY).cell.shown == "mine"


# Conditions.


async def test_fields_come_and_go_with_the_answer_they_hang_on() -> None:
    app = FormApp()
    path = ("plan", "change_from_last")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, path)
        assert path[1:] in app.form.body.views
        await go_to(pilot, MATURITY)
        await pilot.press("s")
        await pilot.pause()
        await pilot.pause()
        assert path[1:] not in app.form.body.views
        assert app.focused is block_of(app, MATURITY).editor
        await pilot.press("backspace")
        await pilot.pause()
        await pilot.pause()
        assert path[1:] in app.form.body.views


# Undo, and other changes from outside.


async def test_what_was_undone_is_shown_and_the_cursor_stays() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "Acme\n")
        cursor = app.focused
        app.session.undo()
        app.form.body.refresh_from_session()
        await pilot.pause()
        editor = block_of(app, COMPANY).editor
        assert isinstance(editor, FlatInput)
        assert editor.value == ""
        assert app.focused is cursor


async def test_what_is_being_typed_survives_a_refresh() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        await type_in(pilot, "Ac")
        app.form.body.refresh_from_session()
        await type_in(pilot, "me")
        assert block_of(app, COMPANY).cell.shown == "Acme"


async def test_opening_a_form_changes_nothing() -> None:
    plan = Plan.model_validate({"plan": {"company": "Acme", "last_reviewed": date(2026, 11, 1)}})
    app = FormApp("plan", plan)
    async with app.run_test(size=(80, 24)) as pilot:
        for head in app.form.body.query(GroupHead):
            if not head.is_open:
                head.action_fold()
        await pilot.pause()
        for _ in range(30):
            await pilot.press("tab")
        await pilot.pause()
        assert app.session.plan is plan
        assert not app.session.drafts
        assert not app.session.can_undo


# Groups.


async def test_a_folded_group_mounts_nothing_until_it_is_opened() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        head = next(head for head in app.form.body.query(GroupHead) if not head.is_open)
        below = head.group.fields[0][0]
        assert below not in app.form.body.views
        head.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.form.body.views[below].display
        await pilot.press("space")
        await pilot.pause()
        assert not app.form.body.views[below].display
        await pilot.click(head)
        await pilot.pause()
        assert app.form.body.views[below].display


async def test_at_most_25_editors_are_mounted_at_first() -> None:
    for name in ("plan", "data", "icp", "situation", "goals", "kpis", "forecast", "gaps", "team", "actions"):
        app = FormApp(name)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert len(app.form.body.views) <= 30, name


# Texts that mean harm.


@pytest.mark.parametrize("path", [COMPANY, WHY, QUARTER, ("plan", "stage_help")])
async def test_hostile_text_is_shown_as_text(path: tuple[str, ...]) -> None:
    app = FormApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await go_to(pilot, path)
        assert app.focused is not None
        app.focused.post_message(Paste(HOSTILE))
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        screen = "\n".join(rows_of_screen(app))
        assert app.is_running
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "PWNED" not in screen
        assert "[/foo] [b]x [@click=app.quit]q[/]" in screen
        assert body_of(app).focused_path != path


async def test_what_is_typed_faster_than_the_screen_follows_goes_where_the_cursor_went() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, COMPANY)
        keys = [*"Acme", "enter", *"2027q1", "tab"]
        for key in keys:
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert get(app.session.plan, COMPANY) == "Acme"
        assert get(app.session.plan, QUARTER) == "2027-Q1"
        assert app.form.body.focused_path == CURRENCY


async def test_letters_typed_before_the_list_is_open_find_too() -> None:
    app = FormApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, CURRENCY)
        for letter in "swiss":
            app.post_message(Key(letter, letter))
        await pilot.pause()
        await pilot.pause()
        assert popup_of(app).typed == "swiss"
