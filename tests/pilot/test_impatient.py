"""Keys pressed twice, faster than the screen follows, do what one does."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import PLAN, ready, wizard, wizard_app, written

from quarterdeck.steps.catalogue import PAGES
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.form.body import StepBody

GOALS = """
[goals.items.one]
statement = "One"
kpis = ["mrr"]

[goals.items.two]
statement = "Two"

[kpis.items.mrr]
"""


def press_at_once(app: QuarterdeckApp, *keys: str) -> None:
    """All keys before any of them is answered, as a held key sends them."""
    for key in keys:
        app.simulate_key(key)


WAYS = [
    ("ctrl+t", ("enter", "enter", "enter")),
    ("ctrl+t", ("escape", "escape", "escape")),
    ("f1", ("escape", "escape", "escape")),
    ("ctrl+r", ("escape", "escape", "escape")),
]


@pytest.mark.parametrize(("opening", "keys"), WAYS)
async def test_a_screen_closes_once(tmp_path: Path, opening: str, keys: tuple[str, ...]) -> None:
    app = wizard_app(written(tmp_path, PLAN + GOALS), "goals")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press(opening)
        await pilot.pause()
        await pilot.pause()
        assert app.screen is not wizard(app)
        press_at_once(app, *keys)
        for _ in range(5):
            await pilot.pause()
        assert app.screen is wizard(app)


async def test_a_row_opens_once_and_closes_once(tmp_path: Path) -> None:
    app = wizard_app(written(tmp_path, PLAN + GOALS), "goals")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.go(("goals", "items", "one"))
        for _ in range(4):
            await pilot.pause()
        press_at_once(app, "enter", "enter")
        for _ in range(6):
            await pilot.pause()
        assert len(app.screen_stack) == 2 + (app.screen_stack[0] is not wizard(app))
        press_at_once(app, "escape", "escape", "escape")
        for _ in range(6):
            await pilot.pause()
        assert app.screen is wizard(app)


TURNS = [("ctrl+n",) * 7, ("ctrl+n", "ctrl+o") * 4, ("ctrl+n", "ctrl+n", "ctrl+o", "x")]


@pytest.mark.parametrize("keys", TURNS)
async def test_pages_are_turned_as_often_as_asked(tmp_path: Path, keys: tuple[str, ...]) -> None:
    app = wizard_app(written(tmp_path, PLAN), "plan")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        press_at_once(app, *keys)
        for _ in range(10):
            await pilot.pause()
        turned = keys.count("ctrl+n") - keys.count("ctrl+o")
        page = PAGES[turned].id
        assert wizard(app).page_id == page
        shown = [body for body in wizard(app).query(StepBody) if body.display]
        assert shown == [wizard(app).body]
        assert shown[0].place.path == (page,)
        assert app.focused is not None
        assert shown[0] in app.focused.ancestors
