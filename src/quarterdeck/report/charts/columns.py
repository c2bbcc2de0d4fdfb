"""Columns side by side over an axis of labels, with lines across for targets and a stroke for a range."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from quarterdeck.report.charts.canvas import Canvas
from quarterdeck.report.charts.legend import legend
from quarterdeck.report.charts.scale import Scale, scale_of
from quarterdeck.report.charts.signs import AXIS, BARS, LINES, PAINT, Signs, signs_of, style
from quarterdeck.report.document import Chart, Role, Series, Tick
from quarterdeck.report.layout import cells
from quarterdeck.report.prose import Line

HEIGHT = 12
LEAST = 3
"""Rows between title and axis."""
WIDEST_BAR, WIDEST_GROUP = 7, 24
EIGHTHS = 8
APART = 2
"""Rows from one mark on the upright to the next."""


class Groups(Struct, frozen=True):
    """Where the columns of each label stand."""

    shown: Sequence[int]
    """Which labels: all of them, or in little room some, evenly spaced."""
    size: int
    bar: int
    has_range: bool
    """Whether there is room for the stroke of a range."""
    left: int

    def start(self, place: int) -> int:
        """The first cell of a group."""
        return self.left + place * self.size


def columns(chart: Chart, width: int, height: int) -> list[Line]:
    """The chart, `height` lines high where that is possible at all."""
    scale = scale_of(chart)
    if scale is None or not chart.labels:
        return []
    signs = signs_of(chart)
    wide = _Drawing(chart, scale, signs, width, 1).groups.has_range
    above = legend(chart, signs, width, hidden=() if wide else (Role.LOW, Role.HIGH))
    return [*above, *_Drawing(chart, scale, signs, width, max(height - len(above) - 1, LEAST)).lines()]


def groups(count: int, bars: int, ranged: bool, left: int, room: int) -> Groups:
    """The widest columns that fit; else the range is left out first, then some of the labels."""
    for has_range in (True, False) if ranged else (False,):
        if room // count >= bars + has_range + 1:
            size = min(room // count, WIDEST_GROUP)
            bar = min((size - 1 - has_range) // bars, WIDEST_BAR)
            return Groups(range(count), size, bar, has_range, left)
    fitting = min(max(room // (bars + 1), 1), count)
    last = max(fitting - 1, 1)
    shown = [at * (count - 1) // last for at in range(fitting)] if fitting > 1 else [count - 1]
    return Groups(shown, max(room // fitting, 1), 1, False, left)


class _Drawing:
    """One chart on its canvas, `rows` high without the axis."""

    def __init__(self, chart: Chart, scale: Scale, signs: Signs, width: int, rows: int) -> None:
        self.chart, self.scale, self.signs, self.rows = chart, scale, signs, rows
        self.bars = [item for item in chart.series if item.role in BARS]
        self.low, self.high = (_of(chart, role) for role in (Role.LOW, Role.HIGH))
        gutter = max((cells(tick.text) for tick in chart.axis), default=0)
        self.gutter = gutter if gutter <= width // 3 else 0
        self.groups = groups(
            len(chart.labels),
            max(len(self.bars), 1),
            self.low is not None and self.high is not None,
            self.gutter + 2,
            width - self.gutter - 2,
        )
        self.canvas = Canvas(width, rows + 1)
        self.width = width

    def lines(self) -> list[Line]:
        """The field and the axis below it."""
        self._upright()
        self._labels()
        for place, at in enumerate(self.groups.shown):
            start = self.groups.start(place)
            for number, series in enumerate(self.bars):
                self._column(start + number * self.groups.bar, series, at)
            if self.groups.has_range:
                self._range(start + len(self.bars) * self.groups.bar, at)
            for series in self.chart.series:
                value = _at(series, at)
                if series.role in LINES and value is not None:
                    self._across(start, series.role, value)
        return self.canvas.lines()

    def _level(self, value: Decimal) -> float:
        """Rows above the axis."""
        return self.scale.share(value) * self.rows

    def _row(self, level: float) -> int:
        """The canvas row a level lies in."""
        return self.rows - 1 - min(int(level), self.rows - 1)

    def _column(self, x: int, series: Series, at: int) -> None:
        value = _at(series, at)
        painted = style(series.role, series.tones[at]) if at < len(series.tones) else PAINT[series.role]
        if value is None:
            if all(_at(item, at) is None for item in self.bars):
                self.canvas.put(x, self.rows - 1, self.signs.unknown, AXIS)
            return
        zero = self._level(Decimal(0))
        foot, top = sorted((zero, self._level(value)))
        for row in range(self.rows):
            sign = self._part(series.role, max(foot - row, 0.0), min(top - row, 1.0))
            if not sign and row == min(int(foot), self.rows - 1):
                sign = self.signs.rising[1:2] or "_"
            for more in range(self.groups.bar if sign else 0):
                self.canvas.put(x + more, self.rows - 1 - row, sign, painted)

    def _part(self, role: Role, foot: float, top: float) -> str:
        """What stands in a cell that is filled from `foot` to `top`; empty for next to nothing."""
        filled = top - foot
        if filled <= 0 or round(filled * EIGHTHS) == 0:
            return ""
        if round(filled * EIGHTHS) == EIGHTHS or not self.signs.rising:
            return self.signs.fills[role] if filled >= 0.5 else ""
        return self.signs.hanging if foot > 0 else self.signs.rising[round(filled * EIGHTHS)]

    def _range(self, x: int, at: int) -> None:
        low = _at(self.low, at) if self.low else None
        high = _at(self.high, at) if self.high else None
        if low is None or high is None:
            return
        upper, between, lower, both = self.signs.range
        top, foot = self._row(self._level(high)), self._row(self._level(low))
        for row in range(top, foot + 1):
            sign = both if top == foot else upper if row == top else lower if row == foot else between
            self.canvas.put(x, row, sign, PAINT[Role.LOW])

    def _across(self, start: int, role: Role, value: Decimal) -> None:
        for x in range(max(self.groups.size - 1, 1)):
            self.canvas.put(start + x, self._row(self._level(value)), self.signs.across[role], PAINT[role])

    def _upright(self) -> None:
        """The axis of values at the left, with its marks; the lowest one stands in the corner."""
        line, corner, mark, mark_below, upright = self.signs.axis
        for row in range(self.rows):
            self.canvas.put(self.gutter, row, upright, AXIS)
        for x in range(self.gutter, self.width):
            self.canvas.put(x, self.rows, line, AXIS)
        self.canvas.put(self.gutter, self.rows, corner, AXIS)
        taken = self.rows + APART
        for tick in self.chart.axis if self.gutter else ():
            row = self._place(tick)
            if taken - row < APART:
                continue
            taken = row
            self.canvas.write(self.gutter - cells(tick.text), row, tick.text, AXIS)
            self.canvas.put(self.gutter, row, mark_below if row == self.rows else mark, AXIS)

    def _place(self, tick: Tick) -> int:
        """The row whose upper edge a column of that value would reach."""
        return self.rows - round(self._level(tick.value))

    def _labels(self) -> None:
        """Names on the axis: every one, or as many as there is room for."""
        size = self.groups.size
        longest = max(cells(self.chart.labels[at]) for at in self.groups.shown)
        every = -(-(longest + 1) // size)
        for place, at in enumerate(self.groups.shown):
            if place % every == 0:
                used = max(len(self.bars), 1) * self.groups.bar + self.groups.has_range
                inset = max((used - cells(self.chart.labels[at])) // 2, 0)
                self.canvas.write(self.groups.start(place) + inset, self.rows, self.chart.labels[at], "")


def _of(chart: Chart, role: Role) -> Series | None:
    return next((series for series in chart.series if series.role is role), None)


def _at(series: Series, at: int) -> Decimal | None:
    return series.values[at] if at < len(series.values) else None
