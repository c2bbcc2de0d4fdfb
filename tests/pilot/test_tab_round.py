"""The Tab key goes round: through the form, over the list of steps, to the form's beginning."""

from __future__ import annotations

from pathlib import Path

from shell_kit import focused, ready, wizard, wizard_app, written

from quarterdeck.tui.stepmap import StepMap


async def test_behind_the_last_field_come_the_steps_and_then_the_first_field(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "gaps")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("tab")
        await pilot.pause()
        first = wizard(app).body.focused_path
        seen = [first]
        while not isinstance(focused(app), StepMap):
            await pilot.press("tab")
            await pilot.pause()
            seen.append(wizard(app).body.focused_path)
            assert len(seen) < 60
        await pilot.press("tab")
        await pilot.pause()
        assert wizard(app).body.focused_path == first
        await pilot.press("shift+tab")
        await pilot.pause()
        assert isinstance(focused(app), StepMap)
