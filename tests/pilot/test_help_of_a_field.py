"""F1 tells about the field the cursor is in, wherever that field stands."""

from __future__ import annotations

from pathlib import Path

from shell_kit import picture, ready, wizard, wizard_app, written

from quarterdeck.tui.app import QuarterdeckApp


async def test_in_a_row_help_is_about_the_rows_field(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "team")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        wizard(app).go(("team", "members"))
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("tab", "f1")
        await pilot.pause()
        assert "Status" in picture(app).split("Keys")[1].split("\n")[2]


async def test_help_is_there_before_a_plan_is(tmp_path: Path) -> None:
    app = QuarterdeckApp(theme_name="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f1")
        await pilot.pause()
        assert "Company" in picture(app).split("Keys")[1].split("\n")[2]
