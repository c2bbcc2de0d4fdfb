from __future__ import annotations

import itertools

from quarterdeck.tui.keys import written
from quarterdeck.tui.keystrip import Item, place

MORE = Item("goto", "^T", "More", "goto")
ITEMS = [
    Item("back", "^O", "Back", "back", button=True),
    Item("next", "^N", "Next", "next", button=True),
    Item("goto", "^T", "Go to…", "goto"),
    Item("undo", "^Z", "Undo", "undo"),
    Item("help", "F1", "Help", "help"),
    Item("quit", "^Q", "Quit", "quit"),
]


def test_everything_stands_where_there_is_room() -> None:
    assert [placed.item.id for placed in place(ITEMS, 80, MORE)] == [item.id for item in ITEMS]


def test_items_are_dropped_whole_and_the_line_ends_with_more() -> None:
    for width in range(10, 80):
        placed = place(ITEMS, width, MORE)
        assert all(end <= width - 1 for _, _, end in placed)
        names = [item.label for item, _, _ in placed]
        if len(names) < len(ITEMS) and width >= 12:
            assert names[-1] == "More"
            assert "Go to…" not in names


def test_no_two_items_touch() -> None:
    placed = place(ITEMS, 60, MORE)
    assert all(before.end < after.start for before, after in itertools.pairwise(placed))


def test_keys_are_written_as_they_stand_on_the_keyboard() -> None:
    keys = ("ctrl+n", "f1", "escape", "shift+tab", "question_mark", "a", "delete", "down", "ctrl+pageup")
    assert [written(key) for key in keys] == ["^N", "F1", "Esc", "Shift+Tab", "?", "a", "Del", "↓", "^PgUp"]
