"""Charts as drawings inside the page. What they show stands below each in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import TypeVar

from quarterdeck.report.charts.rows import Bar, bars_of, named, spanned
from quarterdeck.report.charts.scale import Scale, scale_of
from quarterdeck.report.charts.signs import LINES
from quarterdeck.report.document import SIGNS, Chart, ChartKind, Role, Series, Tone
from quarterdeck.report.html.markup import Html, element, empty, line, own, text
from quarterdeck.report.layout import cells, clip

_T = TypeVar("_T")
_Place = Callable[[Decimal], float]
WIDTH, HEIGHT = 720, 244
"""Of a chart of columns, in units of the drawing; the page scales it to the room there is."""
LEFT, TOP, BOTTOM = 76, 16, 28
LINE, NAME = 44, 23
"""Height of a bar with its name above it, and of the name alone."""
LETTER = 11
"""Mean width of a letter on a phone, where letters are the largest part of a drawing."""
MOST = 18
"""Bars of one drawing, so that it fits a sheet; what more there are stand in another one below."""


def figure(chart: Chart) -> Html:
    """Title, drawing, legend, and the sentence; nothing drawn of a chart without values."""
    drawn = _columns(chart) if chart.kind is ChartKind.COLUMNS else _rows(chart)
    title = element("figcaption", text(chart.title), **own(chart.title)) if chart.title else ""
    words = element("p", text(chart.sentence), **own(chart.sentence)) if chart.sentence else ""
    return element("figure", title, _legend(chart) if drawn else "", drawn, words)


def _legend(chart: Chart) -> Html:
    told = [item for item in chart.series if item.name and any(value is not None for value in item.values)]
    if len(told) < 2:
        return ""
    items = (
        element("li", element("span", "", class_=f"key {item.role.value}"), text(item.name)) for item in told
    )
    return element("ul", *items, class_="legend")


def _drawing(chart: Chart, height: float, parts: Iterator[Html]) -> Html:
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {WIDTH} {_n(height)}",
        role="img",
        aria_label=chart.sentence or chart.title,
    )


# Columns.


def _columns(chart: Chart) -> Html:
    scale = scale_of(chart)
    if scale is None or not chart.labels:
        return ""
    return _drawing(chart, HEIGHT, _column_parts(chart, scale))


def _column_parts(chart: Chart, scale: Scale) -> Iterator[Html]:
    def y(value: Decimal) -> float:
        return TOP + (1 - scale.share(value)) * (HEIGHT - TOP - BOTTOM)

    for tick in chart.axis:
        yield _line(LEFT, y(tick.value), WIDTH, y(tick.value), "grid")
        yield _text(LEFT - 6, y(tick.value) + 4, tick.text, "end")
    size = (WIDTH - LEFT) / len(chart.labels)
    bars = [item for item in chart.series if item.role not in (*LINES, Role.LOW, Role.HIGH)]
    every = max(1, ceil(max(map(cells, chart.labels)) * LETTER / size))
    zero = y(Decimal(0))
    for at, label in enumerate(chart.labels):
        left, step = LEFT + at * size, size * 0.8 / max(len(bars), 1)
        for number, series in enumerate(bars):
            value = _at(series.values, at)
            if value is not None:
                top, foot = sorted((y(value), zero))
                x = left + size * 0.1 + number * step
                yield _bar(x, top, step * 0.92, max(foot - top, 1), series.role, _told(series, at, label))
        yield from _across(chart, at, left, size, y)
        if at % every == 0:
            yield _text(left + size / 2, HEIGHT - 6, label, "middle")


def _across(chart: Chart, at: int, left: float, size: float, y: _Place) -> Iterator[Html]:
    """Targets and baselines as lines, the range as a stroke."""
    by_role = {series.role: series for series in chart.series}
    for role in LINES:
        value = _at(by_role[role].values, at) if role in by_role else None
        if value is not None:
            yield _line(left + size * 0.05, y(value), left + size * 0.95, y(value), role.value)
    ends = [_at(by_role[role].values, at) for role in (Role.LOW, Role.HIGH) if role in by_role]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        x = left + size * 0.93
        yield _line(x, y(ends[0]), x, y(ends[1]), "range")


# Bars from the left.


def _rows(chart: Chart) -> Html:
    bars = bars_of(chart)
    scale = spanned(chart, bars)
    if scale is None:
        return ""
    above = NAME if chart.kind is ChartKind.GANTT else 0
    parts = (bars[start : start + MOST] for start in range(0, len(bars), MOST))
    return "".join(
        _drawing(chart, above + LINE * len(part), _row_parts(chart, part, scale, above)) for part in parts
    )


def _row_parts(chart: Chart, bars: Sequence[Bar], scale: Scale, above: float) -> Iterator[Html]:
    def x(value: Decimal) -> float:
        return scale.share(value) * WIDTH

    foot = above + LINE * len(bars)
    if above:
        for tick in chart.axis:
            yield _line(x(tick.value), above - 4, x(tick.value), foot, "grid")
        for at, name in named(chart, scale, WIDTH, lambda name: cells(name) * LETTER + 4):
            yield _text(at + 2, above - 7, name, "start")
    if chart.here is not None:
        yield _line(x(chart.here), above, x(chart.here), foot, "here")
    signs = {} if chart.kind is ChartKind.WATERFALL else SIGNS
    for number, bar in enumerate(bars):
        top = above + number * LINE
        label = " ".join(filter(None, (signs.get(bar.tone), bar.label)))
        yield _text(0, top + 17, label, "start", room=WIDTH - (cells(bar.text) + 1) * LETTER)
        yield _text(WIDTH, top + 17, bar.text, "end")
        if bar.start is not None and bar.end is not None:
            low, high = sorted((x(bar.start), x(bar.end)))
            low = min(low, WIDTH - 2)
            words = " ".join(filter(None, (bar.label, bar.text)))
            yield _bar(low, top + NAME, max(high - low, 2), LINE - NAME - 7, bar.role, words, bar.tone)
        for role, value in bar.marks:
            yield _line(x(value), top + NAME - 3, x(value), top + LINE - 4, role.value)


# Parts.


def _bar(
    x: float, y: float, width: float, height: float, role: Role, words: str, tone: Tone = Tone.PLAIN
) -> Html:
    return element(
        "rect",
        element("title", line(words)),
        x=_n(x),
        y=_n(y),
        width=_n(width),
        height=_n(height),
        class_=role.value if tone is Tone.PLAIN else f"{role.value} {tone.value}",
    )


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Html:
    return empty("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), class_=class_)


def _text(x: float, y: float, words: str, anchor: str, room: float = WIDTH) -> Html:
    shown = clip(words, max(int(room / LETTER), 2))
    return element("text", line(shown), x=_n(x), y=_n(y), text_anchor=anchor) if shown else ""


def _told(series: Series, at: int, label: str) -> str:
    return " ".join(filter(None, (label, series.name, _at(series.texts, at) or "")))


def _at(values: Sequence[_T], at: int) -> _T | None:
    return values[at] if at < len(values) else None


def _n(number: float) -> str:
    """A length as short as it can be, and the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")
