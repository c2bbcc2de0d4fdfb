"""The house's input looks exactly like Textual's, cell by cell, and lays nothing out while one types."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import Input, Static

from quarterdeck.tui.form.flat import FlatInput, one_line

SCRIPTS = {
    "typing": ["h", "e", "l", "l", "o"],
    "more than fits": [*"the quick brown fox jumps over the lazy dog"],
    "scrolling back": [*"the quick brown fox jumps over the lazy dog", "home", "x", "end", "left", "y"],
    "selecting": [*"one two", "shift+left", "shift+left", "z"],
    "tabs": ["a", "tab", "b", "shift+tab", "c"],
    "deleting": [*"one two three", "ctrl+w", "home", "delete", "ctrl+k"],
    "wide letters": [*"张伟", "left", "x", "backspace", "end"],
}


class Pair(App[None]):
    """Two inputs and a label beside them."""

    CSS = "Input { width: 20; border: none; height: 1; padding: 0 1; }"

    def __init__(self, *, flat: bool) -> None:
        super().__init__()
        self.flat = flat

    def compose(self) -> ComposeResult:
        for _ in range(2):
            if self.flat:
                yield FlatInput("", lambda _: None, lambda _: None)
            else:
                widget = Input(compact=True)
                widget.cursor_blink = False
                yield widget
        yield Static("below")


def picture(app: App[Any]) -> list[list[tuple[str, str]]]:
    return [
        [(segment.text, str(segment.style)) for segment in strip]
        for strip in app.screen._compositor.render_strips()
    ]


async def drawn(keys: list[str], *, flat: bool, click: Offset | None = None) -> list[list[tuple[str, str]]]:
    app = Pair(flat=flat)
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.press(*keys)
        if click is not None:
            await pilot.click(Input, offset=click)
        await pilot.pause()
        return picture(app)


@pytest.mark.parametrize("name", SCRIPTS)
async def test_the_picture_is_that_of_textuals_input(name: str) -> None:
    assert await drawn(SCRIPTS[name], flat=True) == await drawn(SCRIPTS[name], flat=False)


async def test_a_click_puts_the_cursor_where_textuals_would() -> None:
    keys, where = SCRIPTS["more than fits"], Offset(5, 0)
    assert await drawn(keys, flat=True, click=where) == await drawn(keys, flat=False, click=where)


async def test_typing_lays_nothing_out() -> None:
    app = Pair(flat=True)
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        before = app.screen._layout_required
        widget = app.screen.query_one(FlatInput)
        widget.insert_text_at_cursor("more")
        assert not before
        assert not app.screen._layout_required
        assert not widget._layout_required


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\tb", "a b"), ("a\nb", "a b"), ("\x1b[31mred", "red"), ("a\u202eb", "ab"), (" ", " "), ("x ", "x ")],
)
def test_one_line_is_clean_and_keeps_single_spaces(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
