from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from quarterdeck.tui.listing import Listing, Row, drawn, gap, heading

LONG = "A sentence that is much too long for a narrow list and has to be wrapped somewhere"


@pytest.mark.parametrize("width", [8, 20, 40, 80])
@pytest.mark.parametrize("text", ["short", LONG, "张伟" * 30, "[/foo] [b]x"])
def test_a_row_keeps_to_its_width_and_loses_no_words(width: int, text: str) -> None:
    lines = drawn(Row("a", text, right="step", detail=text), width)
    assert all(cell_len(line.plain) <= width for line in lines)
    said = "".join("".join(line.plain for line in lines).split())
    assert said.count("".join(text.split())[:4]) >= 1


class Lists(App[None]):
    """A list with headings in it."""

    def compose(self) -> ComposeResult:
        last = Row("c", "C", disabled=True)
        yield Listing([heading("One"), Row("a", "A"), gap(), heading("Two"), Row("b", "B"), last])


async def test_the_cursor_stops_only_where_something_can_be_chosen() -> None:
    app = Lists()
    async with app.run_test() as pilot:
        listing = app.query_one(Listing)
        listing.focus()
        await pilot.pause()
        assert listing.row.id == "a"
        await pilot.press("down")
        assert listing.row.id == "b"
        await pilot.press("down")
        assert listing.row.id == "b"
        await pilot.press("up", "up")
        assert listing.row.id == "a"


async def test_the_cursor_stays_at_its_row_when_others_come() -> None:
    app = Lists()
    async with app.run_test() as pilot:
        listing = app.query_one(Listing)
        await pilot.pause()
        listing.action_end(-1)
        listing.show([Row("new", "New"), Row("b", "B"), Row("c", "C")])
        assert listing.row.id == "b"
        listing.show([Row("x", "X")])
        assert listing.row.id == "x"
        listing.show([])
        assert listing.row is None
