"""The wizard from its keys: free order, nothing blocks, undo goes where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import picture, ready, wizard, wizard_app, written

from quarterdeck import content
from quarterdeck.steps.catalogue import PAGES, STEPS
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.review import ReviewScreen
from quarterdeck.tui.stepmap import StepMap, StepRail, StepStrip
from quarterdeck.tui.toosmall import TooSmall

EIGHTY, WIDE = (80, 24), (120, 40)


async def test_next_and_back_walk_through_every_page_and_end_at_the_review(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "plan")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        seen = [wizard(app).page_id]
        for _ in PAGES[1:]:
            await pilot.press("ctrl+n")
            await pilot.pause()
            seen.append(wizard(app).page_id)
        assert seen == [page.id for page in PAGES]
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("escape", "ctrl+o")
        await pilot.pause()
        assert wizard(app).page_id == PAGES[-2].id


async def test_a_wrong_answer_blocks_neither_way_and_stays_where_it_was_typed(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "plan")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        wizard(app).go(("plan", "quarter"))
        await pilot.pause()
        assert isinstance(app.focused, FlatInput)
        app.focused.value = "soon"
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert wizard(app).page_id == "data"
        assert "1 answer to fix" in picture(app)
        await pilot.pause()
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert wizard(app).page_id == "plan"
        assert isinstance(app.focused, FlatInput)
        assert app.focused.value == "soon"
        plan = app.desk.session.plan.plan
        assert plan.quarter == "2026-Q4"


async def test_the_file_is_written_when_a_step_is_left_and_the_top_line_says_so(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Trade")
        assert "Trade" not in path.read_text()
        await pilot.press("ctrl+n")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert 'target_audience = "Trade"' in path.read_text()
        assert "● Saved" in picture(app).splitlines()[0]


async def test_a_plan_opens_again_where_the_cursor_was_when_it_was_closed(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path, "plan")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        wizard(app).go(("plan", "mission"))
        await pilot.pause()
        await pilot.press("ctrl+q")
    app = wizard_app(path, "")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        assert wizard(app).body.focused_path == ("plan", "mission")


async def test_reading_a_plan_leaves_its_file_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "schema = 1\n[plan]   # cover\ncompany = 'Acme'\n")
    before = path.read_bytes()
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+o", "ctrl+q")
        await pilot.pause()
    assert path.read_bytes() == before
    assert app.return_code == 0


async def test_undo_goes_to_the_place_that_changed_and_names_it(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Trade", "ctrl+n", "ctrl+n")
        await pilot.pause()
        assert wizard(app).page_id == "goals"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert wizard(app).page_id == "icp"
        assert wizard(app).body.focused_path == ("icp", "target_audience")
        assert app.desk.session.plan.icp.target_audience is None
        assert "Taken back. ICP › Target audience" in picture(app)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert app.desk.session.plan.icp.target_audience == "Trade"


@pytest.mark.parametrize(
    ("typed", "page", "path"),
    [
        ("situation", "situation", None),
        ("target audience", "icp", ("icp", "target_audience")),
    ],
)
async def test_go_to_finds_steps_and_fields(
    tmp_path: Path, typed: str, page: str, path: tuple[str, ...] | None
) -> None:
    app = wizard_app(written(tmp_path), "tools")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+t")
        await pilot.pause()
        app.screen.query_one("Input").value = typed
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is wizard(app)
        assert wizard(app).page_id == page
        if path is not None:
            assert wizard(app).body.focused_path == path


async def test_go_to_carries_out_commands(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+t")
        await pilot.pause()
        await pilot.press(*"review", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)


async def test_escape_leads_to_the_map_where_digits_are_steps(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.focused, StepStrip)
        await pilot.press("0")
        await pilot.pause()
        assert wizard(app).page_id == "tools"
        assert not isinstance(app.focused, StepMap)


async def test_the_rail_takes_the_strips_place_where_there_is_room(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("escape")
        assert isinstance(app.focused, StepRail)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert wizard(app).page_id == "situation"
        assert f"0 of {len(STEPS)} steps done" in picture(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "▶Situation" in picture(app).splitlines()[1]


@pytest.mark.parametrize("size", [EIGHTY, WIDE])
async def test_steps_buttons_and_keys_can_be_clicked(tmp_path: Path, size: tuple[int, int]) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await click_on(pilot, app, "Goals")
        assert wizard(app).page_id == "goals"
        await click_on(pilot, app, "Next ^N")
        assert wizard(app).page_id == "kpis"
        await click_on(pilot, app, "Back ^O")
        assert wizard(app).page_id == "goals"
        await click_on(pilot, app, "acme.toml")
        assert wizard(app).page_id == "plan"


async def click_on(pilot, app, words: str) -> None:
    lines = picture(app).splitlines()
    y = next(number for number, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[y].index(words) + 1, y))
    await pilot.pause()


async def test_help_follows_the_cursor(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.pause()
        assert "Target audience  " in picture(app).splitlines()[-3]
        await pilot.press("f1")
        await pilot.pause()
        assert "Too vague" in picture(app)
        await pilot.press("left")
        await pilot.pause()
        assert "Everywhere, also while typing" in picture(app)
        await pilot.press("escape")
        assert app.screen is wizard(app)


async def test_a_window_too_small_takes_no_keys_but_saves_and_quits(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Trade")
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        assert "too small" in picture(app)
        await pilot.press(*" shops", "ctrl+n", "ctrl+t", "escape")
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        assert 'target_audience = "Trade"' in path.read_text()
        await pilot.resize_terminal(*EIGHTY)
        await pilot.pause()
        assert wizard(app).page_id == "icp"
        assert app.screen is wizard(app)


@pytest.mark.parametrize("size", [(200, 60), (60, 20), (40, 10)])
async def test_every_page_says_at_every_size_what_it_is_and_that_all_is_saved(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = wizard_app(written(tmp_path), "plan")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for page in PAGES:
            assert "● Saved" in picture(app).splitlines()[0]
            assert content.step(page.id).title[:12] in picture(app)
            await pilot.press("ctrl+n")
            await pilot.pause()


async def test_a_slip_with_control_c_only_tells_how_to_quit(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path))
    async with app.run_test(size=EIGHTY, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert "To quit press ^Q" in picture(app)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Quit?" in picture(app)
        await pilot.press("escape")
        assert isinstance(app.screen, QuietScreen)
