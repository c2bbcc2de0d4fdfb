"""One bar for each label: progress from zero, steps from level to level, spans along a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from quarterdeck.report.charts.canvas import Canvas
from quarterdeck.report.charts.legend import legend
from quarterdeck.report.charts.scale import Scale, scale_of
from quarterdeck.report.charts.signs import AXIS, BARS, LINES, PAINT, Signs, signs_of, style
from quarterdeck.report.document import Chart, ChartKind, Role, Series, Tone
from quarterdeck.report.layout import GAP, cells, clip, pad
from quarterdeck.report.prose import LABEL, Line

LEAST = 6
"""Cells for a bar; in less room only its text is shown."""
WIDEST = 60
EIGHTHS = 8


class Bar(Struct, frozen=True):
    """One bar as it is drawn."""

    label: str
    role: Role
    start: Decimal | None
    end: Decimal | None
    text: str
    tone: Tone = Tone.PLAIN
    marks: tuple[tuple[Role, Decimal], ...] = ()


def rows(chart: Chart, width: int) -> list[Line]:
    """The chart, one line for each bar."""
    bars = bars_of(chart)
    scale = spanned(chart, bars)
    if scale is None or not bars:
        return []
    signs = signs_of(chart)
    left = min(max((cells(bar.label) for bar in bars), default=0), max(width // 3, 8))
    right = max((cells(bar.text) for bar in bars), default=0)
    room = min(width - left - right - GAP * (1 + bool(right)), WIDEST)
    lines = legend(chart, signs, width)
    if room < LEAST:
        return [*lines, *(_told(bar, left, width) for bar in bars)]
    if chart.kind is ChartKind.GANTT:
        lines.append(_calendar(chart, scale, left, room))
    canvas = Canvas(room, len(bars))
    for row, bar in enumerate(bars):
        _draw(canvas, row, bar, scale, signs, room)
        if chart.here is not None:
            canvas.put(_cell(scale, chart.here, room), row, signs.upright[Role.TARGET], AXIS)
    for bar, drawn in zip(bars, canvas.lines(), strict=True):
        label: Line = [(pad(clip(bar.label, left), left) + " " * GAP, "")]
        text: Line = [(" " * GAP + pad(bar.text, right, right=True), "")] if right else []
        lines.append([*label, *drawn, *text])
    return lines


def bars_of(chart: Chart) -> list[Bar]:
    """What a chart of rows consists of, from the top."""
    return list(_KINDS[chart.kind](chart))


def spanned(chart: Chart, bars: list[Bar]) -> Scale | None:
    """By the axis, else by where the bars end."""
    if chart.kind is not ChartKind.WATERFALL or chart.axis:
        return scale_of(chart)
    ends = [end for bar in bars for end in (bar.start, bar.end) if end is not None]
    low, high = min(ends, default=Decimal(0)), max(ends, default=Decimal(0))
    return Scale(low, high) if low < high else None


def _from_zero(chart: Chart) -> Iterator[Bar]:
    """A line for each label and series; the label stands at the first one."""
    solid = [series for series in chart.series if series.role in BARS]
    for at, label in enumerate(chart.labels):
        marks = tuple(
            (series.role, value)
            for series in chart.series
            if series.role in LINES and (value := _value(series, at)) is not None
        )
        for number, series in enumerate(solid):
            name, value = "" if number else label, _value(series, at)
            yield Bar(name, series.role, Decimal(0), value, _text(series, at), _tone(series, at), marks)


def _steps(chart: Chart) -> Iterator[Bar]:
    """Levels from zero, changes from where the last bar ended."""
    by_role = {series.role: series for series in chart.series}
    level, change = by_role.get(Role.PLAN), by_role.get(Role.CHANGE)
    reached = Decimal(0)
    for at, label in enumerate(chart.labels):
        stands = _value(level, at) if level else None
        moved = _value(change, at) if change else None
        if level is not None and stands is not None:
            reached = stands
            yield Bar(label, Role.PLAN, Decimal(0), stands, _text(level, at), _tone(level, at))
        elif change is not None:
            end = None if moved is None else reached + moved
            tone = Tone.GOOD if moved is None or moved >= 0 else Tone.BAD
            tone = _tone(change, at) if change.tones else tone
            yield Bar(label, Role.CHANGE, reached, end, _text(change, at), tone)
            reached = reached if end is None else end


def _spans(chart: Chart) -> Iterator[Bar]:
    """From LOW to HIGH."""
    by_role = {series.role: series for series in chart.series}
    low, high = by_role.get(Role.LOW), by_role.get(Role.HIGH)
    for at, label in enumerate(chart.labels):
        ends = [_value(series, at) if series else None for series in (low, high)]
        tone = _tone(low, at) if low else Tone.PLAIN
        yield Bar(label, Role.PLAN, ends[0], ends[1], _text(low, at) if low else "", tone)


_KINDS = {ChartKind.BARS: _from_zero, ChartKind.WATERFALL: _steps, ChartKind.GANTT: _spans}


def _draw(canvas: Canvas, row: int, bar: Bar, scale: Scale, signs: Signs, room: int) -> None:
    painted = style(bar.role, bar.tone)
    if bar.start is None or bar.end is None:
        canvas.put(0, row, signs.unknown, AXIS)
    else:
        low, high = sorted((bar.start, bar.end))
        first, behind = (scale.share(end) * room for end in (low, high))
        start, end = min(int(first + 0.5), room - 1), int(behind)
        for x in range(start, end):
            canvas.put(x, row, signs.fills[bar.role], painted)
        part = round((behind - max(end, start)) * EIGHTHS)
        if signs.growing and part > 0:
            sign = signs.fills[bar.role] if part == EIGHTHS else signs.growing[part]
            canvas.put(max(end, start), row, sign, painted)
        elif start >= end:
            canvas.put(start, row, (signs.growing or signs.upright[Role.TARGET] * 2)[1], painted)
    for role, value in bar.marks:
        canvas.put(_cell(scale, value, room), row, signs.upright[role], PAINT[role])


def _cell(scale: Scale, value: Decimal, room: int) -> int:
    return min(int(scale.share(value) * room), room - 1)


def _calendar(chart: Chart, scale: Scale, left: int, room: int) -> Line:
    """The names along the axis."""
    canvas = Canvas(room, 1)
    for x, text in named(chart, scale, room, lambda text: cells(text) + 1):
        canvas.write(int(x), 0, text, LABEL)
    return [(" " * (left + GAP), ""), *canvas.lines()[0]]


def named(chart: Chart, scale: Scale, room: float, size: Callable[[str], float]) -> list[tuple[float, str]]:
    """Where which names stand along an axis: all, or every second, third …, so that each has its `size`."""
    ticks = [tick for tick in chart.axis if tick.text and tick.value < scale.high]
    places = [(scale.share(tick.value) * room, tick.text) for tick in ticks]
    every = next(
        (step for step in range(1, len(places)) if _apart(places[::step], size)), max(len(places), 1)
    )
    return [(x, text) for x, text in places[::every] if x + size(text) <= room + 1]


def _apart(places: Sequence[tuple[float, str]], size: Callable[[str], float]) -> bool:
    return all(int(x) + size(text) <= int(behind) for (x, text), (behind, _) in pairwise(places))


def _told(bar: Bar, left: int, width: int) -> Line:
    """Label and text, where there is no room for a bar."""
    label = pad(clip(bar.label, left), left)
    return [(f"{label}  ", ""), (clip(bar.text, max(width - left - GAP, 2)), "")]


def _value(series: Series, at: int) -> Decimal | None:
    return series.values[at] if at < len(series.values) else None


def _text(series: Series, at: int) -> str:
    return series.texts[at] if at < len(series.texts) else ""


def _tone(series: Series, at: int) -> Tone:
    return series.tones[at] if at < len(series.tones) else Tone.PLAIN
