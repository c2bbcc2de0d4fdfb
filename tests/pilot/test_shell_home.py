"""The start screen: begin, look around, open, go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import picture, ready, wizard, written
from textual.events import Key

from quarterdeck.plan.document import Plan
from quarterdeck.steps.catalogue import STEPS
from quarterdeck.store import examples, journal, planfile, recent
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.home import HomeScreen
from quarterdeck.tui.listing import Listing

EIGHTY = (80, 24)


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_without_plans_the_first_screen_says_what_the_example_is_for() -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.pause()
        assert "No plans yet" in picture(app)
        assert "Nothing leaves this computer" in picture(app)


async def test_a_new_plan_is_begun_with_guesses_and_a_file_named_after_the_company(tmp_path: Path) -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Zoe & Co", "tab")
        await pilot.pause()
        assert app.screen.query_one("FileName").value.endswith("zoe-co.toml")
        await pilot.press("ctrl+n")
        await ready(pilot)
        assert wizard(app).page_id == "plan"
    plan = planfile.open_plan(tmp_path / "zoe-co.toml").plan.plan
    assert (plan.company, plan.quarter) == ("Zoe & Co", "2027-Q1")


async def test_typing_runs_ahead_on_the_new_plan_screen_and_tab_leaves_an_open_list() -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        for key in (*"Zoe", "enter", "tab", *"2027q1", "tab"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert app.screen.query_one("FileName").value.endswith("zoe.toml")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query(Popup)
        await pilot.press("tab")
        await pilot.pause()
        assert not app.screen.query(Popup)


async def test_a_file_name_typed_over_the_suggested_one_replaces_all_of_it() -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Zoe & Co", "enter")
        await pilot.pause()
        await pilot.press(*"mine.toml")
        assert app.screen.query_one("FileName").value == "mine.toml"


async def test_a_new_plan_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    taken = written(tmp_path, "precious", "mine.toml")
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("FileName").value = str(taken)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "There is a file at" in picture(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert taken.read_text() == "precious"


async def test_a_folder_that_is_not_there_is_said_beside_the_file_and_nothing_is_lost(tmp_path: Path) -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Zoe", "enter", *"nowhere/zoe", "ctrl+n")
        await pilot.pause()
        assert "There is no folder" in picture(app)
        (tmp_path / "nowhere").mkdir()
        await pilot.press("ctrl+n")
        await ready(pilot)
    assert planfile.open_plan(tmp_path / "nowhere" / "zoe.toml").plan.plan.company == "Zoe"


async def test_the_keys_of_a_plan_are_offered_on_a_plan_only(tmp_path: Path) -> None:
    recent.remember(written(tmp_path, name="first.toml"), company="Acme", quarter="2026-Q4")
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.pause()
        assert "Take off this list" not in picture(app)
        await pilot.press("end")
        await pilot.pause()
        assert "Take off this list" in picture(app)


async def test_recent_plans_show_how_far_they_are_and_what_stands_in_the_way(tmp_path: Path) -> None:
    started, drafted = written(tmp_path, name="first.toml"), written(tmp_path, name="second.toml")
    for name in ("first.toml", "second.toml", "gone.toml"):
        recent.remember(tmp_path / name, company="Acme", quarter="2026-Q4")
    journal.write(drafted, Plan(), "")
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=(100, 24)) as pilot:
        await shown(pilot, app, "of 10 steps")
        lines = {name: line_with(app, name) for name in ("first.toml", "second.toml", "gone.toml")}
        assert f"0 of {len(STEPS)} steps" in lines["first.toml"]
        assert lines["second.toml"].strip().startswith("!")
        assert "changes that were not saved" in lines["second.toml"]
        assert lines["gone.toml"].strip().startswith("✗")
        assert "not found" in lines["gone.toml"]
    assert started.exists()


async def test_delete_takes_a_plan_off_the_list_and_leaves_its_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    recent.remember(path)
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("end", "delete")
        await pilot.pause()
        assert "was taken off the list" in picture(app)
    assert recent.load() == ()
    assert path.exists()


async def test_slash_narrows_the_list(tmp_path: Path) -> None:
    for name in ("acme.toml", "lumen.toml"):
        recent.remember(written(tmp_path, name=name))
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("slash", *"lum", "enter")
        await pilot.pause()
        assert "lumen.toml" in picture(app)
        assert "acme.toml" not in picture(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "acme.toml" in picture(app)


async def test_a_recent_plan_opens_where_it_was_left(tmp_path: Path) -> None:
    path = written(tmp_path)
    recent.remember(path, page="goals")
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        await ready(pilot)
        assert wizard(app).page_id == "goals"


async def test_a_file_that_is_no_plan_is_told_in_place(tmp_path: Path) -> None:
    path = written(tmp_path, "this is no plan")
    recent.remember(path)
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "line 1" in app.screen.query_one("#help-lines").content.plain


async def test_a_plan_can_be_opened_by_name_and_tab_completes_it(tmp_path: Path) -> None:
    written(tmp_path)
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        line = app.screen.query_one("Input")
        line.value = f"{tmp_path}/nowhere"
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no file at" in picture(app)
        line.value = f"{tmp_path}/ac"
        await pilot.press("tab")
        assert line.value == f"{tmp_path}/acme.toml"
        await pilot.press("enter")
        await pilot.pause()
        await ready(pilot)
        assert app.desk.path == tmp_path / "acme.toml"


@pytest.mark.skipif(not examples.names(), reason="no examples in this package")
async def test_an_example_is_opened_as_a_copy_and_says_so(tmp_path: Path) -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await ready(pilot)
        await shown(pilot, app, "This is a copy")
        assert "This is a copy of the example" in picture(app)
        assert app.desk.path.parent == tmp_path
    name = examples.names()[0]
    assert (tmp_path / f"{name}.toml").read_bytes() == examples.source(name)


async def test_home_is_one_command_away_from_a_plan(tmp_path: Path) -> None:
    recent.remember(written(tmp_path))
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.press("end", "enter")
        await pilot.pause()
        await ready(pilot)
        await pilot.press("ctrl+t")
        await pilot.pause()
        await pilot.press(*"start screen", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.desk is None
        assert app.screen.query_one(Listing).row is not None


async def shown(pilot, app: QuarterdeckApp, words: str) -> None:
    for _ in range(40):
        await pilot.pause(0.05)
        if words in picture(app):
            return


def line_with(app: QuarterdeckApp, words: str) -> str:
    return next(line for line in picture(app).splitlines() if words in line)
