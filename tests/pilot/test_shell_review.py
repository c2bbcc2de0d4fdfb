"""The review, the report on the screen, saving it as a file, help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell_kit import PLAN, picture, ready, wizard, wizard_app, written

from quarterdeck.tui.dialogs import LineDialog
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.listing import Listing
from quarterdeck.tui.reportview import ReportScreen
from quarterdeck.tui.review import ReviewScreen, rows

EIGHTY = (80, 24)
GOALS = """
[goals.items.mrr]
statement = "Reach 50k"
"""


async def test_a_wrong_answer_is_listed_and_is_one_key_away(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "plan")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        wizard(app).go(("plan", "quarter"))
        await pilot.pause()
        assert isinstance(app.focused, FlatInput)
        app.focused.value = "soon"
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert "To fix: 1" in picture(app)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert app.screen is wizard(app)
        assert wizard(app).body.focused_path == ("plan", "quarter")


async def test_what_is_not_answered_yet_leads_to_the_first_open_question(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "tools")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r")
        await pilot.pause()
        listing = app.screen.query_one(Listing)
        wanted = next(row.id for row in listing.rows if "Current situation" in row.text)
        listing.cursor = next(at for at, row in enumerate(listing.rows) if row.id == wanted)
        await pilot.press("enter")
        await pilot.pause()
        assert wizard(app).page_id == "situation"


async def test_every_entry_of_the_review_leads_somewhere(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, PLAN + GOALS))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        listed = [row for row in rows(app.desk.session) if row.choosable]
        assert len(listed) > 5
        assert len({row.id for row in listed}) > 5
        for row in listed[2:]:
            path = tuple(row.id.partition(":")[2].split("\x1f"))
            app.go(path)
            await pilot.pause()
            assert wizard(app).page_id == path[0]


async def test_ctrl_r_leads_to_the_review_and_from_there_to_the_report(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        below = len(app.screen_stack)
        await pilot.press("ctrl+r", "ctrl+r", "ctrl+r")
        await pilot.pause(0.3)
        assert isinstance(app.screen, ReportScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert len(app.screen_stack) == below


async def test_searching_keeps_the_page_as_wide_as_it_was(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r", "p")
        await pilot.pause()
        view = app.screen.query_one(LinesView)
        lines = view.virtual_size.height
        await pilot.press("slash", *"filled", "enter", "n")
        await pilot.pause()
        assert view.at == 1
        assert view.virtual_size.height == lines


async def test_the_report_can_be_read_and_searched(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r", "p")
        await pilot.pause()
        assert isinstance(app.screen, ReportScreen)
        assert "Acme GmbH" in picture(app)
        await pilot.press("slash", *"forecast", "enter")
        await pilot.pause()
        view = app.screen.query_one(LinesView)
        assert view.matches
        assert "orecast" in picture(app)
        at = view.at
        await pilot.press("n")
        assert view.at == (at + 1) % len(view.matches)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)


@pytest.mark.parametrize(("ending", "holds"), [("md", "# "), ("txt", "Acme GmbH"), ("json", '"schema"')])
async def test_the_report_is_saved_as_its_name_asks(tmp_path: Path, ending: str, holds: str) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r", "s")
        await pilot.pause()
        app.screen.query_one("Input").value = str(tmp_path / f"out.{ending}")
        await pilot.press("enter")
        await pilot.pause()
    text = (tmp_path / f"out.{ending}").read_text()
    assert holds in text
    if ending == "json":
        json.loads(text)


async def test_a_report_never_takes_the_place_of_a_plan_or_another_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r", "s")
        await pilot.pause()
        for name, said in (("acme.toml", "is a plan file"), ("x.doc", "End the name"), ("", "Enter")):
            app.screen.query_one("Input").value = str(tmp_path / name) if name else ""
            await pilot.press("enter")
            await pilot.pause()
            assert said in picture(app)
    assert path.read_text() == PLAN


async def test_a_finding_is_silenced_with_a_reason_and_told_again(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, PLAN + GOALS), "goals")
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+r")
        await pilot.pause()
        listing = app.screen.query_one(Listing)

        def stand_on(words: str) -> None:
            listing.cursor = next(at for at, row in enumerate(listing.rows) if words in row.text)

        stand_on("has no KPI")
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert "Give a reason" in picture(app)
        await pilot.press(*"Later", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        (row,) = wizard(app).desk.session.plan.plan.silenced.values()
        assert (row.check, row.place, row.reason) == ("QD402", "goals.items.mrr.kpis", "Later")
        assert "Because: Later" in [row.detail for row in listing.rows]
        stand_on("has no KPI")
        await pilot.press("x")
        await pilot.pause()
        assert not wizard(app).desk.session.plan.plan.silenced
        assert "Because: Later" not in [row.detail for row in listing.rows]
