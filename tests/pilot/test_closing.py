"""A quarter closed on the screen: five stages, left and gone on with, both files written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from shell_kit import picture, ready
from textual.pilot import Pilot

from quarterdeck.plan.forecast import MonthActual
from quarterdeck.plan.paths import replace
from quarterdeck.session.closing.flow import STAGES
from quarterdeck.session.desk import Desk
from quarterdeck.store import closings, codec, examples, planfile, recent, snapshots
from quarterdeck.tui.actuals.grid import ActualsGrid
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.closing.adjusting import AdjustList
from quarterdeck.tui.closing.screen import ClosingScreen
from quarterdeck.tui.dialogs import ChoiceDialog, LineDialog
from quarterdeck.tui.form.long import LongText
from quarterdeck.tui.home import HomeScreen

EIGHTY, LARGE = (80, 24), (120, 40)
QUARTER = "2027-Q1"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The established example three days after its quarter, with what came."""
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-04-03")
    figures = {"leads": 150, "wins": 7, "losses": 20, "customers": 247, "mrr": 73_000, "spend": 8150}
    came = {name: Decimal(value) for name, value in figures.items()}
    months = ("2027-01", "2027-02", "2027-03")
    rows = {month: MonthActual.model_validate({"month": month, **came}) for month in months}
    path = tmp_path / "acme.toml"
    path.write_bytes(codec.dumps(replace(examples.read("benchline").plan, ("forecast", "actuals"), rows)))
    return path


def app_on(path: Path) -> QuarterdeckApp:
    return QuarterdeckApp(Desk.open(path), page="plan", theme_name="dark")


async def closing(pilot: Pilot[int]) -> ClosingScreen:
    """The closing, begun from the wizard."""
    await ready(pilot)
    assert isinstance(pilot.app, QuarterdeckApp)
    pilot.app.action_close_quarter()
    await pilot.pause()
    assert isinstance(pilot.app.screen, ClosingScreen)
    return pilot.app.screen


@pytest.mark.parametrize("size", [EIGHTY, LARGE, (50, 20)])
async def test_five_stages_lead_to_the_next_quarter(plan: Path, size: tuple[int, int]) -> None:
    app = app_on(plan)
    async with app.run_test(size=size) as pilot:
        screen = await closing(pilot)
        assert "Goes along" in picture(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.focused, ActualsGrid)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.focused, LongText)
        await pilot.press(*"fairs", "ctrl+n")
        await pilot.pause()
        assert isinstance(app.focused, AdjustList)
        assert screen.flow.lessons.worked == "fairs"
        await pilot.press("space", "A", "ctrl+n")
        await pilot.pause()
        assert screen.flow.looked_at == len(screen.flow.items)
        assert "acme.2027-Q1.toml" in picture(app)
        assert snapshots.listed(plan) == {}
        await pilot.press("ctrl+n")
        await pilot.pause()
        await ready(pilot)
        assert app.wizard is app.screen
        assert app.desk is not None
        assert app.desk.session.plan.plan.quarter == "2027-Q2"
        assert not app.desk.session.can_undo
    assert list(snapshots.listed(plan)) == [QUARTER]
    assert planfile.open_plan(plan).plan.reviews[QUARTER].worked == "fairs"
    assert closings.read(plan) is None


@pytest.mark.parametrize("stage", range(len(STAGES)))
async def test_left_at_any_stage_it_goes_on_there(plan: Path, stage: int) -> None:
    app = app_on(plan)
    async with app.run_test(size=EIGHTY) as pilot:
        screen = await closing(pilot)
        screen.flow.learn({"learned": "Ask in March"})
        for _ in range(stage):
            await pilot.press("ctrl+n")
            await pilot.pause()
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert planfile.open_plan(plan).plan.plan.quarter == QUARTER
    again = app_on(plan)
    async with again.run_test(size=EIGHTY) as pilot:
        screen = await closing(pilot)
        assert screen.flow.stage == stage
        assert screen.flow.lessons.learned == "Ask in March"


async def test_a_figure_and_a_reason_of_ones_own(plan: Path) -> None:
    app = app_on(plan)
    async with app.run_test(size=EIGHTY) as pilot:
        screen = await closing(pilot)
        screen.flow.go(STAGES.index("adjust"))
        await screen._show_stage()
        await pilot.pause()
        item = screen.flow.items[0]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("ctrl+u", *"lots", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("ctrl+u", *"80k", "enter")
        await pilot.pause()
        assert screen.flow.choices[item.id].value == 80_000
        assert "goes on: €80,000" in picture(app)
        await pilot.press("enter", "end", "enter")
        await pilot.pause()
        await pilot.press(*"Fairs [x]", "enter")
        await pilot.pause()
        assert screen.flow.choices[item.id].reason == "Fairs [x]"
        assert screen.flow.choices[item.id].value == 80_000
        await pilot.press("right")
        await pilot.pause()
        assert screen.flow.choices[item.id].option == "missed"


async def test_a_third_focus_area_holds_the_end_up_until_it_has_a_reason(plan: Path) -> None:
    app = app_on(plan)
    async with app.run_test(size=EIGHTY) as pilot:
        screen = await closing(pilot)
        area = next(item for item in screen.flow.items if item.path[-1] == "austria")
        screen.flow.choose(area, type(area.chosen({}))("start"))
        for _ in range(4):
            await pilot.press("ctrl+n")
            await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "A third focus area needs a reason" in picture(app)
    assert snapshots.listed(plan) == {}


async def test_figures_typed_in_the_second_stage_are_in_the_plan(plan: Path) -> None:
    app = app_on(plan)
    async with app.run_test(size=LARGE) as pilot:
        screen = await closing(pilot)
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press(*"6100", "enter", "ctrl+n")
        await pilot.pause()
        rows = screen.flow.facts.plan.forecast.actuals.values()
        assert 6100 in [row.visits for row in rows]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.screen is screen


async def test_a_quarter_that_runs_takes_the_numbers_so_far_and_is_not_closed(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-02-28")
    app = app_on(plan)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        app.action_close_quarter()
        await pilot.pause()
        assert "32 days to go" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, ActualsGrid)
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n")
        await pilot.pause()
        assert "32 days to go" in picture(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, ClosingScreen)
    assert snapshots.listed(plan) == {}


async def test_the_start_screen_says_what_waits_and_leads_there(plan: Path) -> None:
    recent.remember(plan, company="Benchline", quarter=QUARTER)
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=EIGHTY) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "Q1 2027 ended 3 days ago: enter actuals" in picture(app)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        await ready(pilot)
        await pilot.pause()
        assert isinstance(app.screen, ClosingScreen)


async def test_the_plan_of_a_closed_quarter_is_only_written_as_a_correction(plan: Path) -> None:
    from quarterdeck.session.closing.flow import Flow

    desk = Desk.open(plan, date(2027, 4, 3))
    Flow(desk).close()
    desk.close()
    file = snapshots.file_of(plan, QUARTER)
    before = file.read_bytes()
    app = app_on(file)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert "plan of a closed quarter" in picture(app)
        await pilot.press("X", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert file.read_bytes() == before
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
    assert "MünsterX".encode() in file.read_bytes()
