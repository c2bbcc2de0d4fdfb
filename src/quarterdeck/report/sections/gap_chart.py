"""A gap as steps: what there is, what the forecast adds, what is missing, and the target they lead to."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.levers.closing import Closing
from quarterdeck.report import gap_words as words
from quarterdeck.report.charts.scale import axis, begun
from quarterdeck.report.document import Chart, ChartKind, Role, Series, Tone
from quarterdeck.report.gap_words import say
from quarterdeck.report.reading import Reading

_Step = tuple[str, Decimal | None, Decimal | None, Tone]
"""Label, the level it is or the change it makes, and what that means."""


def gap_chart(reading: Reading, gap: GapFigures, found: Closing, sentence: str) -> Chart | None:
    """From what is under way, or from today, over the forecast to the target; None without a forecast."""
    forecast, target = gap.forecast.number, gap.target.number
    if forecast is None or target is None:
        return None
    steps: list[_Step] = []
    past, new = found.past.number, found.new.number
    start = gap.current.number
    if found.reverse is not None and past is not None and new is not None:
        steps += [_at("under_way", past), _by("from_new_leads", new)]
    elif start is not None:
        steps += [_at("current", start), _by("adds", forecast - start)]
    steps += [
        _at("forecast", forecast),
        _by("missing", target - forecast, Tone.WATCH),
        _at("target", target),
    ]
    levels = [level for _, level, _, _ in steps]
    moves = [move for _, _, move, _ in steps]
    tones = tuple(tone for *_, tone in steps)
    places = axis(levels, lambda value: words.level(reading, gap, value))
    return Chart(
        ChartKind.WATERFALL,
        "",
        begun(places, sentence),
        tuple(label for label, *_ in steps),
        (
            Series(Role.PLAN, "", tuple(levels), tuple(_level(reading, gap, level) for level in levels)),
            Series(Role.CHANGE, "", tuple(moves), tuple(_move(reading, gap, move) for move in moves), tones),
        ),
        places,
    )


def _at(key: str, level: Decimal) -> _Step:
    return say(key), level, None, Tone.PLAIN


def _by(key: str, change: Decimal, tone: Tone = Tone.PLAIN) -> _Step:
    return say(key), None, change, tone


def _level(reading: Reading, gap: GapFigures, level: Decimal | None) -> str:
    return "" if level is None else words.level(reading, gap, level)


def _move(reading: Reading, gap: GapFigures, move: Decimal | None) -> str:
    return "" if move is None else words.moved(reading, gap, move)
