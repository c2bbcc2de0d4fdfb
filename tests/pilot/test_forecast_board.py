"""The forecast's board: a key changes an input, and chart, months and effect say so in the same picture."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from shell_kit import focused, picture, ready, wizard, wizard_app, written
from textual.pilot import Pilot

from quarterdeck.session.session import Session
from quarterdeck.store import examples
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.boards.forecast import ForecastBoard

SIZES = [(80, 24), (120, 40), (60, 20), (200, 60)]
SHOWN = [*(("benchline", size) for size in SIZES), ("dryhold", SIZES[0]), ("hotaru", SIZES[0])]
EMPTY = 'schema = 1\n\n[plan]\ncompany = "Acme"\nquarter = "2027-Q1"\n'


def example(tmp_path: Path, name: str = "benchline") -> QuarterdeckApp:
    return wizard_app(written(tmp_path, examples.source(name).decode(), f"{name}.toml"), "forecast")


def board(app: QuarterdeckApp) -> ForecastBoard:
    return app.screen.query_one(ForecastBoard)


def session(app: QuarterdeckApp) -> Session:
    return wizard(app).desk.session


def line(app: QuarterdeckApp, words: str) -> str:
    return next((line for line in picture(app).split("\n") if words in line), "")


def months(app: QuarterdeckApp, name: str) -> list[str]:
    """The numbers of a row of the month table."""
    found = re.findall(rf"\b{name} +((?:[\d,]+ *){{3}})", picture(app))
    return found[0].split() if found else []


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(("name", "size"), SHOWN)
async def test_the_board_has_the_cursor_and_an_arrow_shows_its_effect(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    app = example(tmp_path, name)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        assert focused(app) is board(app)
        dial = session(app).what_if.dials[0]
        await press(pilot, "right")
        turned = session(app).what_if.dials[0]
        assert turned.now > turned.value == dial.value
        shown = picture(app)
        assert "what-if" in shown
        assert "▸" in shown
        assert "+" in line(app, "▸")
        assert not session(app).can_undo


async def test_plan_what_if_target_and_months_stand_side_by_side(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert months(app, "plan") == ["71,115", "72,709", "74,367"]
        await press(pilot, "right")
        assert months(app, "what-if")[-1] == "74,609"
        assert months(app, "target")[-1] == "76,000"
        assert months(app, "short by")[-1] == "1,391"
        assert "together +€242" in picture(app)


async def test_a_number_is_typed_as_the_plan_writes_numbers(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "3", "3", ",", "5", "enter")
        assert session(app).what_if.dials[0].now == Decimal("33.5")
        await press(pilot, "4", "0", "backspace", "1", "enter")
        assert session(app).what_if.dials[0].now == 41
        await press(pilot, "backspace")
        assert not session(app).what_if.is_trying


async def test_what_is_no_number_says_why_and_changes_nothing(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "l", "o", "t", "s", "enter")
        assert not session(app).what_if.is_trying
        assert "lots" in picture(app)
        await press(pilot, "escape")
        assert focused(app) is board(app)
        assert "lots" not in picture(app)


async def test_letters_that_are_keys_are_letters_while_a_number_is_typed(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "down", "down", "enter", "1", ".", "2", "k", "enter")
        assert session(app).what_if.dials[2].now == 1200
        assert not session(app).can_undo


async def test_kept_is_the_plan_and_one_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        plan = session(app).plan
        await press(pilot, "right", "down", "left", "k")
        rates, revenue = session(app).plan.forecast.rates, session(app).plan.forecast.revenue
        assert (rates.win_rate_pct, revenue.monthly_churn_pct) == (31, Decimal("1.5"))
        assert "takes it back" in picture(app)
        await press(pilot, "ctrl+z")
        assert session(app).plan.forecast == plan.forecast
        assert not session(app).can_undo


async def test_thrown_away_leaves_the_plan_as_it_was(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "right", "right", "x", "k")
        assert not session(app).what_if.is_trying
        assert not session(app).can_undo


async def test_another_case_is_shown_and_the_plan_stays_in_its_own(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        planned = months(app, "plan")
        await press(pilot, "c")
        assert session(app).what_if.case == "cautious"
        assert months(app, "plan") != planned
        await press(pilot, "v")
        shown = picture(app)
        assert "As planned" in shown
        assert "The six lessons work" in shown
        assert not session(app).can_undo


async def test_views_tell_what_moves_it_and_what_to_verify(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "t")
        assert "24 % to 35 %" in picture(app).replace("\u202f", " ")
        await press(pilot, "v", "v")
        assert "Verify these three first" in picture(app)
        assert "Own history" in picture(app)


async def test_the_mouse_does_what_the_keys_do(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        areas = {area.action: area for area in board(app)._sheet().areas}
        for action in ("press(1, -1)", "keep"):
            area = areas[action]
            await pilot.click(ForecastBoard, offset=(area.start + 1, area.y))
            await pilot.pause()
        assert session(app).plan.forecast.revenue.monthly_churn_pct == Decimal("1.5")
        assert session(app).can_undo


async def test_the_simulation_follows_beside_the_keys_and_says_how_sure_it_is(tmp_path: Path) -> None:
    app = example(tmp_path, "dryhold")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await board(app).simulating.run()
        await pilot.pause()
        assert "How sure? low" in picture(app)
        await press(pilot, "right")
        assert "How sure? low" not in picture(app)
        await press(pilot, "left")
        assert "How sure? low" in picture(app)


async def test_a_plan_without_inputs_says_what_is_missing_and_goes_there(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, EMPTY), "forecast")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        shown = picture(app)
        assert "No forecast yet" in shown
        assert "█" not in shown
        await press(pilot, "right", "k", "c", "v", "f", "7", "x")
        await press(pilot, "enter")
        assert focused(app) is not board(app)
        assert not session(app).can_undo


@pytest.mark.parametrize("keys", [("right",), ("right", "v", "v")])
async def test_a_large_window_shows_chart_figures_inputs_and_the_sentence_together(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert len(months(app, "plan")) == 3
        await press(pilot, *keys)
        shown = picture(app)
        for words in ("░ what-if", "┼", "What if …", "Keep as plan", "How sure?", "which is", "short of the"):
            assert words in shown


async def test_an_answer_below_changes_the_chart_above(tmp_path: Path) -> None:
    app = example(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        before = months(app, "plan")
        session(app).set(("forecast", "rates", "win_rate_pct"), Decimal(35))
        wizard(app).show_again()
        await pilot.pause()
        assert months(app, "plan") != before != []


async def test_without_blocks_the_chart_is_drawn_with_what_a_keyboard_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterdeck.tui.boards.forecast.bears_blocks", lambda: False)
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "right")
        assert "# plan  : what-if  - target" in picture(app)
        assert "█" not in picture(app)


async def test_without_colour_everything_is_still_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = example(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "right")
        assert "█ plan  ░ what-if  ─ target" in picture(app)
