"""What charts are drawn with: a fill for every role, in blocks or in what every keyboard has."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quarterdeck.report.document import Chart, Role, Tone
from quarterdeck.report.prose import STYLES

AXIS = "dim"
BARS = (Role.PLAN, Role.WHAT_IF, Role.ACTUAL)
"""Roles that are drawn as columns and bars."""
LINES = (Role.TARGET, Role.BASELINE)
"""Roles that are drawn as a line across, or as a mark on a bar."""
PAINT: Mapping[Role, str] = {
    Role.PLAN: "blue",
    Role.WHAT_IF: "magenta",
    Role.ACTUAL: "green",
    Role.TARGET: "bold",
    Role.BASELINE: "dim",
    Role.LOW: "dim",
    Role.HIGH: "dim",
    Role.CHANGE: "blue",
}


class Signs(Struct, frozen=True):
    """One set of signs."""

    fills: Mapping[Role, str]
    rising: str
    """Parts of a cell from its foot upwards, the empty one first; empty: only whole cells are filled."""
    growing: str
    """Parts of a cell from its left."""
    hanging: str
    """The upper half of a cell."""
    across: Mapping[Role, str]
    """A value as a line across columns."""
    upright: Mapping[Role, str]
    """The same as a mark on a bar."""
    range: tuple[str, str, str, str]
    """Upper end, between, lower end, and all in one cell."""
    axis: tuple[str, str, str, str, str]
    """Line, corner, a mark on the upright, a mark in the corner, a place to be seen."""
    unknown: str


BLOCKS = Signs(
    fills={Role.PLAN: "█", Role.WHAT_IF: "░", Role.ACTUAL: "▒", Role.CHANGE: "▓"},
    rising=" ▁▂▃▄▅▆▇█",
    growing=" ▏▎▍▌▋▊▉█",
    hanging="▀",
    across={Role.TARGET: "─", Role.BASELINE: "┄"},
    upright={Role.TARGET: "│", Role.BASELINE: "┊"},
    range=("┬", "│", "┴", "┼"),
    axis=("─", "└", "┤", "┼", "│"),
    unknown="·",
)
KEYBOARD = Signs(
    fills={Role.PLAN: "#", Role.WHAT_IF: ":", Role.ACTUAL: "%", Role.CHANGE: "="},
    rising="",
    growing="",
    hanging="",
    across={Role.TARGET: "-", Role.BASELINE: "~"},
    upright={Role.TARGET: "|", Role.BASELINE: "!"},
    range=("T", "|", "I", "+"),
    axis=("_", "+", "+", "+", "|"),
    unknown=".",
)


def signs_of(chart: Chart) -> Signs:
    """What that chart is to be drawn with."""
    return KEYBOARD if chart.ascii else BLOCKS


def style(role: Role, tone: Tone = Tone.PLAIN) -> str:
    """The colour of a role, unless its value means something by itself."""
    return STYLES[tone] or PAINT[role]


def key(signs: Signs, role: Role, marks: Mapping[Role, str]) -> str:
    """The sign a legend explains; `marks` are those of targets and baselines in that drawing."""
    return signs.fills.get(role) or marks.get(role) or signs.range[1]
