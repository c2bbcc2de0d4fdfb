"""The board of step 7: gaps, ways to close them, and the decision, by key and by mouse."""

from __future__ import annotations

from form_host import FormApp, rows_of_screen
from textual.pilot import Pilot

from quarterdeck.plan.document import Plan
from quarterdeck.store import examples
from quarterdeck.tui.boards.gap_list import GapList
from quarterdeck.tui.boards.gaps import GapsBoard
from quarterdeck.tui.boards.ways import Ways
from quarterdeck.tui.dialogs import ChoiceDialog, LineDialog
from quarterdeck.tui.form.messages import Notice
from quarterdeck.tui.form.row_screen import RowScreen

SIZE = (80, 24)
ROW = ("gaps", "items", "new-workshops-3-11-short")


def undecided() -> Plan:
    """Benchline, with nothing decided about its gaps."""
    return examples.read("benchline").plan.model_copy(update={"gaps": Plan().gaps})


def app_of(plan: Plan | None = None) -> FormApp:
    return FormApp("gaps", plan or undecided())


def board(app: FormApp) -> GapsBoard:
    return app.form.query_one(GapsBoard)


def shown(app: FormApp) -> str:
    return "\n".join(line.rstrip() for line in rows_of_screen(app))


async def come(pilot: Pilot[None]) -> None:
    """The gaps are there."""
    for _ in range(100):
        await pilot.pause()
        if board(pilot.app).seen is not None:
            await pilot.pause()
            return


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_first_screen_says_what_is_short_and_what_to_do_next() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        assert isinstance(app.focused, GapList)
        text = shown(app)
        assert "6 open, 0 decided, 6 not in the forecast" in text
        assert "€74,367  €76,000      €1,633  nothing yet" in text
        assert "Next: decide. Nothing closes it alone; these two together do:" in text


async def test_using_a_lever_makes_an_action_linked_to_the_gap() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.focused, Ways)
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "enter", "enter", "enter", "down", "enter")
        row = app.session.plan.gaps.items[ROW[-1]]
        assert row.remedy_kind == "new_tactic"
        action = app.session.plan.actions.items[row.leads_to[0]]
        assert (action.what, action.kpis) == ("Win rate from 30 % to 33.8 %", ("new-customers",))
        assumption = app.session.plan.data.assumptions[row.assumption or ""]
        assert (assumption.statement, assumption.confidence) == ("Win rate can get to 33.8 %", "medium")
        assert any("g goes there" in item.text for item in app.form.told if isinstance(item, Notice))
        await press(pilot, "g")
        assert isinstance(app.screen, RowScreen)
        assert app.screen.place.path == ("actions", "items", row.leads_to[0])


async def test_leads_are_bought_by_a_budget_line_first() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await press(pilot, "down", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, LineDialog)
        await press(pilot, "enter", "enter", "enter")
        row = app.session.plan.gaps.items[ROW[-1]]
        line = app.session.plan.forecast.budget[row.leads_to[0]]
        assert (row.remedy_kind, line.amount, line.month) == ("raise_budget", row.cost, "2027-01")


async def test_a_gap_is_skipped_only_with_a_reason() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await press(pilot, "s", "enter")
        assert isinstance(app.screen, LineDialog)
        await press(pilot, *"Fine", "enter")
        (row,) = app.session.plan.gaps.items.values()
        assert (row.remedy_kind, row.remedy) == ("accept", "Fine")
        app.session.undo()
        assert app.session.plan.gaps.items == {}


async def test_a_target_is_lowered_after_a_slip_was_mended() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await press(pilot, "enter", "down", "down", "enter", "ctrl+u", *"ab", "enter")
        assert 'You typed "ab"' in shown(app)
        await press(pilot, "ctrl+u", *"74k", "enter", *"Why", "enter")
        target = app.session.plan.goals.items["mrr-76k"].target
        assert target is not None
        assert target.value == 74000
        await come(pilot)
        assert "Next: nothing. The target is lowered" in shown(app)


async def test_esc_decides_nothing() -> None:
    app = app_of()
    plan = app.session.plan
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await press(pilot, "down", "enter", "enter", "enter", "escape")
        assert app.session.plan is plan
        assert isinstance(app.focused, Ways)


async def test_the_mouse_chooses_a_gap_and_a_way() -> None:
    app = app_of()
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        await pilot.click(GapList, offset=(8, 2))
        await pilot.pause()
        assert board(app).current is not None
        assert board(app).current.gap.kpi == "new-customers"
        ways = app.form.query_one(Ways)
        await press(pilot, "enter")
        first = next(n for n, line in enumerate(rows_of_screen(app)) if "○ Win rate" in line)
        await pilot.click(offset=(6, first))
        await pilot.pause()
        assert ways.size.height
        assert isinstance(app.screen, ChoiceDialog)


async def test_no_gap_says_so_and_leaves_the_cursor_to_the_form() -> None:
    app = app_of(Plan())
    async with app.run_test(size=SIZE) as pilot:
        await come(pilot)
        assert "No gaps yet: they lie between a goal's KPI and the forecast." in shown(app)
        assert not isinstance(app.focused, GapList)


async def test_a_narrow_window_lists_and_a_tall_one_shows_the_months() -> None:
    app = app_of()
    async with app.run_test(size=(50, 60)) as pilot:
        await come(pilot)
        assert "24.9 of 28, 3.11 short · nothing yet" in shown(app)
    app = app_of()
    async with app.run_test(size=(90, 60)) as pilot:
        await come(pilot)
        assert "Needed beyond the forecast, month by month" in shown(app)
