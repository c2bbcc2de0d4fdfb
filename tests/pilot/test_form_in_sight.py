"""The field with the cursor is in sight, and the terminal's own cursor stands on it, whatever scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import focused, ready, wizard, wizard_app, written
from textual.pilot import Pilot

from quarterdeck.tui.app import QuarterdeckApp

FIRST_QUESTION_FAR_DOWN = """schema = 1

[plan]
company = "Acme GmbH"
quarter = "2026-Q4"
currency = "EUR"
maturity = "established"
stage = "growth"
subscription = true
"""

COVERED = f"""{FIRST_QUESTION_FAR_DOWN}
readers = ["team", "leadership"]
why_plan = "We want to stop selling to everyone."
marketing_outcome = "Enough farm managers who ask"
value_proposition = "Know every net before breakfast"
vision = "Every net known"
mission = "Data for small farms"
number_style = "comma_dot"
date_style = "day_first"
[plan.objectives_raw.one]
objective = "Cut churn"
"""


async def settled(pilot: Pilot[int]) -> None:
    for _ in range(4):
        await pilot.pause()


def is_in_sight(app: QuarterdeckApp) -> bool:
    return wizard(app).body.region.contains_region(focused(app).region)


@pytest.mark.parametrize("page", ["plan", "situation"])
async def test_a_page_opens_with_its_first_question_in_sight(tmp_path: Path, page: str) -> None:
    app = wizard_app(written(tmp_path, FIRST_QUESTION_FAR_DOWN), page)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await settled(pilot)
        assert is_in_sight(app)
        assert focused(app).region.contains_point(app.cursor_position)


async def test_the_terminal_s_cursor_goes_along_when_the_form_scrolls(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, FIRST_QUESTION_FAR_DOWN), "situation")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for _ in range(14):
            await pilot.press("tab")
            await settled(pilot)
            assert focused(app).region.contains_point(app.cursor_position)


async def test_a_smaller_window_keeps_the_field_in_sight(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, FIRST_QUESTION_FAR_DOWN), "situation")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        for _ in range(4):
            await pilot.press("tab")
        await pilot.resize_terminal(60, 14)
        await settled(pilot)
        assert is_in_sight(app)


async def test_a_far_field_of_a_page_not_seen_before_is_in_sight_in_a_small_window(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, COVERED), "tools")
    async with app.run_test(size=(40, 10)) as pilot:
        await ready(pilot)
        wizard(app).go(("plan", "mission"))
        await settled(pilot)
        assert wizard(app).body.focused_path == ("plan", "mission")
        assert is_in_sight(app)
