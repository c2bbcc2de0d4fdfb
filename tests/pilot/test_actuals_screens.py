"""Entering what really happened: typed into the grid, pasted, or from a file that was looked at first."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import PLAN, picture, ready, wizard_app, written
from textual import events
from textual.pilot import Pilot

from quarterdeck.session import entering
from quarterdeck.tui.actuals.grid import ActualsGrid
from quarterdeck.tui.actuals.importing import ImportScreen
from quarterdeck.tui.actuals.screen import ActualsScreen
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.listing import Listing

CSV = Path(__file__).parents[1] / "data" / "csv"
FORECAST = """
[kpis.items.quoting]
name = "Workshops quoting"
catalogue = "custom"

[forecast]
start = "2026-10"
months = 3
channels.web = {name = "Web", organic_leads = 180}
"""


@pytest.fixture
def app(tmp_path: Path) -> QuarterdeckApp:
    return wizard_app(written(tmp_path, PLAN + FORECAST), "forecast")


async def opened(app: QuarterdeckApp, pilot: Pilot[int]) -> ActualsScreen:
    await ready(pilot)
    await app.run_action("actuals")
    await pilot.pause()
    assert isinstance(app.screen, ActualsScreen)
    return app.screen


def known(app: QuarterdeckApp, month: str, figure: str) -> object:
    assert app.desk is not None
    return entering.value(app.desk.session.plan, month, figure)


async def test_figures_are_typed_cell_by_cell_and_held_against_the_plan(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "1", "8", "8", "enter", "n", "2", "1", "right", "7")
        await pilot.press("up", "up")
        await pilot.pause()
        assert known(app, "2026-10", "leads") == 188
        assert known(app, "2026-10", "mqls") is None
        assert known(app, "2026-10", "sqls") == 21
        assert known(app, "2026-11", "sqls") == 7
        assert "188     ▲+8" in picture(app)
        assert "(180)" in picture(app)
        assert "Leads, Nov 2026: the plan said 180" in picture(app)


async def test_wrong_text_stays_with_its_message(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("5", "x", "enter", "up")
        await pilot.pause()
        assert "✗ 5x" in picture(app)
        assert 'You typed "5x"' in picture(app)
        await pilot.press("enter", "backspace", "enter")
        await pilot.pause()
        assert known(app, "2026-10", "visits") == 5
        assert "✗" not in picture(app)


async def test_escape_leaves_what_is_typed_then_the_screen(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("5", "escape")
        await pilot.pause()
        assert known(app, "2026-10", "visits") is None
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.wizard


async def test_a_block_of_a_spreadsheet_fills_right_and_down_and_is_one_step(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        screen.grid.post_message(events.Paste("9.150\t8,800\tsoon\n188\t171\n\t24\n"))
        await pilot.pause()
        assert known(app, "2026-10", "leads") == 188
        assert known(app, "2026-11", "leads") == 171
        assert known(app, "2026-11", "visits") == 8800
        assert (known(app, "2026-10", "mqls"), known(app, "2026-11", "mqls")) == (None, 24)
        assert "1 are none" in picture(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert isinstance(app.screen, ActualsScreen)
        assert known(app, "2026-10", "leads") is None
        assert "✗" not in picture(app)


@pytest.mark.parametrize(
    "block",
    [
        "\tAug 2026\tSep 2026\nDeals won\t7\t6\nLeads\t152\t148\n",
        "Month\tLeads\tDeals won\nAug 2026\t152\t7\nSep 2026\t148\t6\n",
        "Deals won\t7\t6\r\rLeads\t152\t148\r\r",
    ],
)
async def test_a_block_with_headings_goes_where_they_say(app: QuarterdeckApp, block: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        screen.grid._column = screen.grid._months.index("2026-08")
        screen.grid.post_message(events.Paste(block))
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        assert known(app, "2026-08", "leads") is None
        await pilot.press("a")
        await pilot.pause()
        found = [known(app, month, name) for month in ("2026-08", "2026-09") for name in ("leads", "wins")]
        assert found == [152, 7, 148, 6]


async def test_a_click_goes_to_a_cell_and_a_second_one_types_there(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        at = (50, 4)
        assert await pilot.click(ActualsGrid, offset=at)
        await pilot.pause()
        assert screen.grid.cell == ("2026-11", "leads")
        assert await pilot.click(ActualsGrid, offset=at)
        await pilot.press("4", "enter")
        await pilot.pause()
        assert known(app, "2026-11", "leads") == 4


async def test_own_measures_stand_at_the_end(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("end", "1", "4", "enter")
        await pilot.pause()
        assert "Workshops quoting" in picture(app)
        assert app.desk is not None
        rows = app.desk.session.plan.kpis.items["quoting"].actuals
        assert [(row.period, row.value) for row in rows.values()] == [("2026-10", 14)]


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (120, 40), (200, 60)])
async def test_the_grid_fits_any_window(app: QuarterdeckApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "down", "right")
        await pilot.pause()
        lines = picture(app).split("\n")
        assert any("▸" in line for line in lines)
        assert any("2026" in line for line in lines)


async def looking(app: QuarterdeckApp, pilot: Pilot[int], name: str) -> list[int | None]:
    await opened(app, pilot)
    taken: list[int | None] = []
    assert app.desk is not None
    await app.push_screen(ImportScreen(app.desk, name, (CSV / name).read_bytes()), taken.append)
    await pilot.pause()
    return taken


async def test_a_file_is_looked_at_taken_over_and_taken_back(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        taken = await looking(app, pilot, "months.csv")
        assert "€20,700.50" in picture(app)
        assert known(app, "2026-08", "leads") is None
        await pilot.press("a")
        await pilot.pause()
        assert (taken, known(app, "2026-08", "leads")) == ([27], 188)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert known(app, "2026-08", "leads") is None


async def test_leaving_the_file_leaves_the_plan(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        taken = await looking(app, pilot, "months.csv")
        await pilot.press("escape")
        await pilot.pause()
        assert (taken, known(app, "2026-08", "leads")) == ([None], None)


async def test_a_refused_file_can_be_mended_by_saying_what_it_means(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        taken = await looking(app, pilot, "hostile_number.csv")
        assert "is no number" in picture(app)
        await pilot.press("a")
        await pilot.pause()
        assert taken == []
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "What is “Revenue”?" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("a")
        await pilot.pause()
        assert (taken, known(app, "2026-08", "leads")) == ([1], 10)


async def test_whether_a_file_is_all_there_was_can_be_turned(app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await looking(app, pilot, "ads_google.csv")
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        assert known(app, "2026-08", "leads") == 12


async def test_the_start_screen_leads_there(tmp_path: Path, app: QuarterdeckApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
    home = QuarterdeckApp(theme_name="dark")
    async with home.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        home.screen.query_one(Listing).action_end(-1)
        await pilot.press("e")
        await ready(pilot)
        await pilot.pause()
        assert isinstance(home.screen, ActualsScreen)
