"""The first lines of a chart: what it is called, and which sign is what."""

from __future__ import annotations

from collections.abc import Collection

from quarterdeck.report.charts.signs import Signs, key, style
from quarterdeck.report.document import Chart, ChartKind, Role, Series
from quarterdeck.report.layout import cells, clip, wrap
from quarterdeck.report.prose import TITLE, Line, Run

BETWEEN = 2


def legend(chart: Chart, signs: Signs, width: int, hidden: Collection[Role] = ()) -> list[Line]:
    """The title, and behind it or below it the names of the series; one series needs no explanation."""
    named = [
        series
        for series in chart.series
        if series.name and series.role not in hidden and any(value is not None for value in series.values)
    ]
    marks = signs.across if chart.kind is ChartKind.COLUMNS else signs.upright
    items = [_item(series, key(signs, series.role, marks)) for series in named] if len(named) > 1 else []
    title: list[Line] = [[(line, TITLE)] for line in wrap(chart.title, width)] if chart.title else []
    room = width - (cells(chart.title) + BETWEEN) if len(title) == 1 else -1
    needed = sum(map(_size, items)) + BETWEEN * (len(items) - 1)
    if items and 0 <= needed <= room:
        gap: Run = (" " * (width - cells(chart.title) - needed), "")
        return [[*title[0], gap, *_joined(items)]]
    return [*title, *_wrapped(items, width)]


def _item(series: Series, sign: str) -> Line:
    return [(f"{sign} ", style(series.role)), (series.name, "")]


def _size(item: Line) -> int:
    return sum(cells(text) for text, _ in item)


def _joined(items: list[Line]) -> Line:
    found: Line = []
    for item in items:
        found += [(" " * BETWEEN, ""), *item] if found else item
    return found


def _wrapped(items: list[Line], width: int) -> list[Line]:
    rows: list[list[Line]] = []
    used = width + 1
    for item in items:
        if _size(item) > width:
            item = [item[0], (clip(item[1][0], width - _size(item[:1])), item[1][1])]
        if used + BETWEEN + _size(item) > width:
            rows.append([])
            used = -BETWEEN
        rows[-1].append(item)
        used += BETWEEN + _size(item)
    return [_joined(row) for row in rows]
