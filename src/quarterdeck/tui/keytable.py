"""All keys at a look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from quarterdeck import content
from quarterdeck.tui.keys import written

GROUPS: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "everywhere": (
        ("next_field", ("tab", "enter")),
        ("previous_field", ("shift+tab",)),
        ("next", ("ctrl+n", "f4")),
        ("back", ("ctrl+o", "f3")),
        ("goto", ("ctrl+t", "f2")),
        ("undo", ("ctrl+z",)),
        ("redo", ("ctrl+y",)),
        ("save", ("ctrl+s",)),
        ("review", ("ctrl+r",)),
        ("editor", ("f8",)),
        ("help", ("f1",)),
        ("copy", ("ctrl+c",)),
        ("redraw", ("ctrl+l",)),
        ("map", ("escape",)),
        ("quit", ("ctrl+q",)),
    ),
    "fields": (
        ("offer", ("down", "f9")),
        ("unknown", ()),
    ),
    "rows": (
        ("row_add", ("a",)),
        ("row_edit", ("enter",)),
        ("row_copy", ("u",)),
        ("row_move", ("J", "K")),
        ("row_delete", ("d", "delete")),
        ("row_find", ("slash",)),
    ),
    "kpis": (
        ("kpi_add", ("a",)),
        ("kpi_fit", ("e",)),
        ("kpi_sort", ("s",)),
    ),
    "gaps": (
        ("gap_use", ("enter",)),
        ("gap_skip", ("s",)),
        ("gap_there", ("g",)),
        ("gap_row", ("w",)),
        ("gap_months", ("m",)),
    ),
    "what_if": (
        ("dial_turn", ("left", "right")),
        ("dial_type", ("enter",)),
        ("dial_reset", ("backspace",)),
        ("what_if_keep", ("k",)),
        ("what_if_throw", ("x",)),
        ("what_if_case", ("c",)),
        ("what_if_view", ("v", "t")),
        ("what_if_figure", ("f",)),
    ),
    "actuals": (
        ("cell_type", ("enter",)),
        ("cell_unknown", ("n", "delete")),
        ("cell_paste", ()),
        ("import_file", ("i",)),
        ("month_parts", ("o",)),
    ),
    "review": (("silence", ("x",)),),
    "map": (
        ("map_move", ("up", "down")),
        ("map_step", ("1", "2", "9", "0")),
        ("map_next", ("n", "b")),
        ("map_quit", ("q",)),
    ),
}
"""What there is, by where it works. Words: `long` in `ui/keys.json`, headings: `keys` in `ui/help.json`."""


def key_table(_width: int = 0) -> Content:
    """Every group with its keys, one to a line."""
    lines: list[Content] = []
    for group, rows in GROUPS.items():
        lines += [Content.styled(content.say(f"help.keys.{group}"), "$title bold"), *_lines(rows), Content()]
    lines.append(Content.styled(content.say("help.mouse"), "$text-muted"))
    return Content("\n").join(lines)


def _lines(rows: Iterable[tuple[str, tuple[str, ...]]]) -> list[Content]:
    drawn = []
    for name, keys in rows:
        caps = "  ".join(written(cap) for cap in keys)
        gap = " " * max(16 - cell_len(caps), 2)
        words = content.say(f"keys.long.{name}")
        drawn.append(Content.assemble("  ", (caps, "$primary bold"), gap, (words, "$text")))
    return drawn
