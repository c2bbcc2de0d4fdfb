"""What is typed faster than a screen comes up goes to that screen."""

from __future__ import annotations

from pathlib import Path

from shell_kit import ready, wizard, wizard_app, written
from textual.events import Key


async def test_go_to_takes_what_is_typed_right_behind_its_key(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "icp")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for key in ("ctrl+t", *"tools"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0.3)
        assert app.screen.query_one("Input").value == "tools"
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert wizard(app).page_id == "tools"
        assert app.desk is not None
        assert not app.desk.session.dirty
