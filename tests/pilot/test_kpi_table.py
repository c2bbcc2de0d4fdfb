"""The table of KPIs: what it shows of each, and everything that can be done with it by key or mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from form_host import FormApp, body_of, go_to, popup_of, rows_of_screen, table_of
from shell_kit import ready, wizard_app, written
from textual.pilot import Pilot

from quarterdeck.plan.document import Plan
from quarterdeck.session.session import Session
from quarterdeck.tui.boards.kpi_picker import MeasurePicker, Ways
from quarterdeck.tui.boards.kpis import KpiTable
from quarterdeck.tui.dialogs import ChoiceDialog
from quarterdeck.tui.form.messages import FieldFocused, Notice
from quarterdeck.tui.form.row_screen import RowScreen
from quarterdeck.tui.helppanel import HelpLines, HelpPanel
from quarterdeck.tui.listing import Listing

KPIS = ("kpis", "items")
GOALS = {
    "items": {
        "churn": {"statement": "Keep customers", "goal_type": "reduce_churn"},
        "leads": {"statement": "Find leads", "goal_type": "generate_leads"},
    }
}
HOSTILE = "[bold]x[/] \x1b[31m{now} %s 😀 " + "ä" * 70


def plan(**tables: Any) -> Plan:
    return Plan.model_validate({"plan": {"quarter": "2026-Q4", "currency": "EUR"}} | tables)


def actual(period: str, value: object) -> dict[str, object]:
    return {period: {"period": period, "value": value}}


def watched() -> Plan:
    """Four KPIs: behind, on the way, without a target, without a result."""
    bounce: dict[str, Any] = {"catalogue": "bounce-rate", "baseline": 60, "target": {"value": 40}}
    items = {
        "bounce": bounce | {"name": "Bounces", "actuals": actual("2026-10", 58), "goals": ["leads"]},
        "score": {
            "name": "Lead score",
            "catalogue": "lead-score",
            "target": {"value": 50},
            "actuals": actual("2026-09", 40) | actual("2026-10", 55),
            "owner": "zoe",
            "goals": ["churn", "leads"],
        },
        "arr": {"name": "ARR", "catalogue": "arr", "baseline": 1234567, "owner": "ana"},
        "mine": {"name": "Coffee", "catalogue": "custom", "unit": "count", "target": {"value": 9}},
    }
    members = {"members": {"zoe": {"name": "Zoë Ä."}, "ana": {"name": "Ana Ruiz"}}}
    return plan(kpis={"items": items}, goals=GOALS, team=members)


def picture(app: FormApp) -> str:
    return "\n".join(rows_of_screen(app))


def line_of(app: FormApp, words: str) -> str:
    return next(line for line in rows_of_screen(app) if words in line)


def ids(app: FormApp) -> list[str]:
    return list(app.session.plan.kpis.items)


def taken(app: FormApp) -> list[str | None]:
    return [kpi.catalogue for kpi in app.session.plan.kpis.items.values()]


def told(app: FormApp) -> str:
    return next(message.text for message in reversed(app.form.told) if isinstance(message, Notice))


async def opened(pilot: Pilot[Any]) -> KpiTable:
    await go_to(pilot, KPIS)
    found = table_of(pilot.app, KPIS)
    assert isinstance(found, KpiTable)
    return found


async def click_words(pilot: Pilot[Any], words: str) -> None:
    """Click where `words` stand on the screen."""
    lines = rows_of_screen(pilot.app)
    y = next(n for n, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[y].index(words) + 1, y))
    await pilot.pause()


# What it shows.


async def test_each_kpi_stands_with_its_figures_and_its_state_in_sign_and_word() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(120, 40)) as pilot:
        table = await opened(pilot)
        assert "✗ Off track" in line_of(app, "Bounces")
        assert "58 %" in line_of(app, "Bounces").replace("\u202f", " ")
        score = line_of(app, "Lead score")
        assert all(part in score for part in ("1, 2", "55", "50", "110", "Zoë Ä.", "▁█", "✓ On track"))
        assert "€1,234,567" in line_of(app, "ARR")
        assert "○ no target" in line_of(app, "ARR")
        assert "○ no result" in line_of(app, "Coffee")
        assert table.has_focus


async def test_the_north_star_keeps_its_star_where_its_name_is_cut() -> None:
    items = {
        "k": {"name": "A number with a long name that nobody can shorten any further", "catalogue": "arr"}
    }
    app = FormApp("kpis", plan(kpis={"items": items}, plan={"north_star": "k"}))
    for width in (48, 80):
        app = FormApp("kpis", plan(kpis={"items": items}, plan={"north_star": "k"}))
        async with app.run_test(size=(width, 24)) as pilot:
            await opened(pilot)
            assert "… ★" in line_of(app, "A number")


async def test_the_row_under_the_cursor_says_why_for_what_and_what_to_do() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(100, 34)) as pilot:
        await opened(pilot)
        shown = picture(app)
        assert "Goal 2: Find leads" in shown
        assert "in Oct 2026; the plan expected 40" in shown
        assert "→ Choose one owner." in shown
        await pilot.press("down", "down")
        await pilot.pause()
        assert "For no goal yet." in picture(app)
        assert "No state: no target yet." in picture(app)
        words = next(m.words for m in reversed(app.form.told) if isinstance(m, FieldFocused))
        assert words is not None
        assert words.label == "ARR"
        assert "Twelve times the monthly recurring revenue" in words.help


@pytest.mark.parametrize("width", [40, 48, 60, 80, 120])
async def test_figures_are_whole_or_not_there_in_any_width(width: int) -> None:
    items = {
        f"k{n}": {
            "name": f"Revenue of the shop in {n}",
            "catalogue": "sales-revenue",
            "baseline": 10**n,
            "target": {"value": 10**n + 1},
        }
        for n in range(0, 13, 3)
    }
    app = FormApp("kpis", plan(kpis={"items": items}))
    async with app.run_test(size=(width, 30)) as pilot:
        table = await opened(pilot)
        for line in rows_of_screen(app):
            assert len(line) == width
        for n in range(0, 13, 3):
            row = table._view()._row(f"k{n}", 0).plain
            assert f"€{10**n:,}" in row.replace("\u202f", "").split("→")[0].replace("…", "#"), row


async def test_hostile_names_are_only_text() -> None:
    items = {"x": {"name": HOSTILE, "catalogue": "nobody-knows", "goals": ["gone"], "owner": "gone"}}
    goals = {"items": {"g": {"statement": HOSTILE, "kpis": ["x", "also-gone"]}}}
    for size in ((40, 14), (80, 24), (120, 40)):
        app = FormApp("kpis", plan(kpis={"items": items}, goals=goals))
        async with app.run_test(size=size) as pilot:
            await opened(pilot)
            assert "[bold]x" in picture(app)
            await pilot.press("s", "s", "slash", "escape", "a", "escape")
            await pilot.pause()
            assert app.screen is app.form


async def test_no_kpis_yet_says_what_one_is_and_what_to_press() -> None:
    app = FormApp("kpis", plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        shown = picture(app)
        assert "No KPIs yet. A KPI is one number that shows whether a goal is on its way." in shown
        assert "Add a" in shown
        assert "Three that fit e" in shown
        assert "Delete d" not in shown


async def test_the_table_fits_the_page_with_all_it_says() -> None:
    items = {f"k{n}": {"name": f"Number {n}", "catalogue": "custom"} for n in range(30)}
    app = FormApp("kpis", plan(kpis={"items": items}))
    async with app.run_test(size=(80, 24)) as pilot:
        table = await opened(pilot)
        await pilot.press("end")
        await pilot.pause()
        body = body_of(app)
        assert body.scroll_y <= table.virtual_region.y
        assert table.virtual_region.bottom <= body.scroll_y + body.size.height
        assert "Number 29" in picture(app)
        assert "Three that fit e" in picture(app)


# What can be done.


async def test_a_measure_is_added_by_the_kind_of_goal_and_tied_to_the_goal() -> None:
    app = FormApp("kpis", plan(goals=GOALS))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, MeasurePicker)
        assert "Lose fewer customers (your goal 1)" in picture(app)
        assert "How many customers do we lose?" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        kpi = app.session.plan.kpis.items["churn"]
        assert (kpi.catalogue, kpi.goals) == ("churn-rate", ("churn",))
        assert kpi.question == "How many customers do we lose?"
        assert app.session.plan.goals.items["churn"].kpis == ("churn",)


async def test_several_are_added_by_question_and_one_step_takes_them_back() -> None:
    app = FormApp("kpis", plan(kpis={"questions": ["sales_cycle"]}))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a", "tab")
        await pilot.pause()
        assert app.screen.query_one(Ways).at == "question"
        assert "How long does a sale take? (you ask this)" in picture(app)
        await pilot.press("space", "down", "down", "space")
        await pilot.pause()
        assert "2 marked" in picture(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.form
        assert taken(app) == ["sales-cycle", "arr"]
        assert told(app).startswith("Added Length of the sales cycle, Annual recurring revenue.")
        app.session.undo()
        assert taken(app) == []


async def test_all_can_be_found_by_a_word_and_what_is_there_is_not_offered() -> None:
    items = {"c": {"name": "Churn", "catalogue": "churn-rate"}}
    app = FormApp("kpis", plan(kpis={"items": items}))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a", *"churn")
        await pilot.pause()
        assert "in the plan" in line_of(app, "✓ Churn")
        await pilot.press(*["backspace"] * 5, *"cycle", "enter")
        await pilot.pause()
        assert app.screen.query_one(Listing).row is not None
        await pilot.press(*"xyzzy")
        await pilot.pause()
        assert "No measure says that." in picture(app)
        await pilot.press("enter", *["backspace"] * 5, "enter")
        await pilot.pause()
        assert taken(app) == ["churn-rate", "sales-cycle"]


async def test_one_of_ones_own_begins_with_its_name() -> None:
    app = FormApp("kpis", plan())
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("a", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert ids(app) == []
        await pilot.press(*"Coffee", "enter")
        await pilot.pause()
        assert ids(app) == ["coffee"]


async def test_three_that_fit_the_goals_come_at_once() -> None:
    app = FormApp("kpis", plan(goals=GOALS))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert taken(app) == ["churn-rate", "leads", "retention-rate"]
        assert "^Z takes them back" in told(app)
        assert app.session.plan.goals.items["leads"].kpis == ("leads",)
        await pilot.press("e")
        await pilot.pause()
        assert len(set(taken(app))) == 6
        app.session.undo()
        app.session.undo()
        assert ids(app) == []
        assert not app.session.can_undo


async def test_enter_edits_the_row_under_the_cursor() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RowScreen)
        assert app.screen.place.path == (*KPIS, "score")


async def test_a_kpi_is_deleted_and_comes_back() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert ids(app) == ["score", "arr", "mine"]
        assert "Deleted Bounces" in told(app)
        app.session.undo()
        body_of(app).refresh_from_session()
        await pilot.pause()
        assert ids(app) == ["bounce", "score", "arr", "mine"]
        assert "Bounces" in picture(app)


async def test_one_that_others_need_is_not_deleted_unasked() -> None:
    goals = {"items": {"g": {"statement": "G", "kpis": ["k"]}}}
    app = FormApp("kpis", plan(goals=goals, kpis={"items": {"k": {"name": "K"}}}))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        assert ids(app) == ["k"]


async def test_sorting_shows_the_worst_first_and_leaves_the_plan_as_it_is() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(110, 30)) as pilot:
        table = await opened(pilot)
        await pilot.press("down", "s")
        await pilot.pause()
        assert table.rows == ["bounce", "score", "mine", "arr"]
        assert "sorted by State" in line_of(app, "KPIs *")
        assert table.row == (*KPIS, "score")
        await pilot.press("K")
        await pilot.pause()
        assert ids(app) == ["bounce", "score", "arr", "mine"]
        assert not app.session.can_undo
        await click_words(pilot, "Owner")
        assert table.rows == ["arr", "score", "bounce", "mine"]
        assert table.row == (*KPIS, "score")
        await pilot.press("s")
        assert table.rows == ids(app)


async def test_a_row_is_found_by_a_part_of_its_name() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(80, 24)) as pilot:
        table = await opened(pilot)
        await pilot.press("slash")
        await pilot.pause()
        assert "Coffee" in str(popup_of(app).render())
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert table.row == (*KPIS, "mine")
        assert table.has_focus


async def test_everything_can_be_clicked() -> None:
    app = FormApp("kpis", plan(goals=GOALS))
    async with app.run_test(size=(100, 30)) as pilot:
        table = await opened(pilot)
        await click_words(pilot, "Three that fit e")
        assert len(ids(app)) == 3
        await click_words(pilot, "Retention")
        assert app.screen is app.form
        assert table.row is not None
        assert app.session.plan.kpis.items[table.row[-1]].catalogue == "retention-rate"
        await click_words(pilot, "Add a")
        await click_words(pilot, "By question")
        assert app.screen.query_one(Ways).at == "question"
        await click_words(pilot, "Annual recurring revenue")
        assert "1 marked" in picture(app)
        await click_words(pilot, "Enter Take")
        assert isinstance(app.screen, RowScreen)
        assert taken(app)[-1] == "arr"
        await pilot.press("escape")
        await pilot.pause()
        await click_words(pilot, "Sort s")
        assert "sorted by State" in picture(app)


async def test_on_a_wide_screen_the_table_has_the_width_of_the_help(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), page="kpis")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert not app.screen.query_one(HelpPanel).display
        assert app.screen.query_one(HelpLines).size.height == 2
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert app.screen.query_one(HelpPanel).display


async def test_what_is_edited_elsewhere_is_followed() -> None:
    app = FormApp("kpis", watched())
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        app.session.edit((*KPIS, "arr", "target"), "2m")
        body_of(app).refresh_from_session()
        await pilot.pause()
        assert "€2,000,000" in line_of(app, "ARR")
        assert "○ no result" in line_of(app, "ARR")


def test_the_day_decides_whether_a_result_is_old() -> None:
    session = Session(watched(), date(2027, 3, 1))
    assert session.analysis.standings["bounce"].status.reason == "too_old"
