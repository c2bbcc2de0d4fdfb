"""What is typed faster than a screen comes up goes to that screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shell_kit import ready, wizard, wizard_app, written
from textual.events import Key
from textual.screen import Screen


async def test_go_to_takes_what_is_typed_right_behind_its_key(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "icp")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        for key in ("ctrl+t", *"tools", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await ready(pilot)
        assert wizard(app).page_id == "tools"
        assert app.desk is not None
        assert not app.desk.session.dirty


async def test_a_new_row_takes_what_is_typed_while_it_comes_up(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path), "team")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        wizard(app).go(("team", "members"))
        await pilot.pause()
        typed = [*"Ana", "escape"]

        def type_ahead(_screen: Screen[Any]) -> None:
            while typed:
                key = typed.pop(0)
                app.post_message(Key(key, key if len(key) == 1 else None))

        app.screen_change_signal.subscribe(app, type_ahead, immediate=True)
        await pilot.press("a")
        await ready(pilot)
        await pilot.pause()
        assert app.desk is not None
        assert [row.name for row in app.desk.session.plan.team.members.values()] == ["Ana"]
