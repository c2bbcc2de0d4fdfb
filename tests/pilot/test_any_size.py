"""Every screen bears every window size: nothing crashes, and it is whole again in a window of 80 by 24."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell_kit import picture, ready, wizard_app, written
from textual.app import ComposeResult
from textual.content import Content

from quarterdeck.store import examples
from quarterdeck.tui.compat import CalmApp
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.listing import Listing, Row

SIZES = [(1, 1), (2, 3), (5, 10), (1, 60), (200, 1), (39, 9), (40, 10), (41, 12), (200, 90), (60, 20)]


@pytest.mark.parametrize("opening", ["", "ctrl+t", "ctrl+r", "f1", "report", "enter"])
async def test_a_screen_bears_any_size(tmp_path: Path, opening: str) -> None:
    example = examples.source(examples.names()[0]).decode()
    app = wizard_app(written(tmp_path, example), "goals")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        if opening == "report":
            await app.action_report()
        elif opening:
            await pilot.press(opening)
        await pilot.pause()
        await pilot.pause()
        shown, screen = picture(app), app.screen
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.press("tab", "down")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert app.screen is screen
        assert picture(app).splitlines()[0] == shown.splitlines()[0]


class Narrow(CalmApp):
    """Lists and texts of many lines, alone in a window."""

    def compose(self) -> ComposeResult:
        yield Listing([Row(str(number), "many words") for number in range(9)])
        yield LinesView(lambda width: Content("many words\n" * 9))


@pytest.mark.parametrize("width", [1, 2, 3, 9])
async def test_lists_and_texts_bear_having_no_room(width: int) -> None:
    app = Narrow()
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.resize_terminal(width, 8)
        await pilot.pause()
        assert len(picture(app).splitlines()) == 8
