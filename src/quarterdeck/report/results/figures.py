"""Figures of results as people read them, with what they count; and tables under this part's own headings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.variance import Variance
from quarterdeck.plan import format as fmt
from quarterdeck.report import units
from quarterdeck.report.document import Cell, Column, Table, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING

_SHOWN_AS = {"pct": "percent"}
_WHOLE_FROM = Decimal(10)


def number(reading: Reading, value: Decimal, unit: str = "") -> str:
    """`€22,000`, `3 %`, `12 days`; counts below ten keep one decimal."""
    unit = _SHOWN_AS.get(unit, unit)
    mark, word = units.RATES.get(unit, (unit, unit))
    is_share = mark in ("percent", "points")
    places = 1 if abs(value) < _WHOLE_FROM or is_share else 0
    if is_share and abs(value) < 1:
        places = 2
    text = fmt.quantity(round(value, places), reading.style, mark if mark in units.WRITTEN else "")
    return text if word in units.WRITTEN else units.with_word(text, word, value)


def cell(reading: Reading, figure: Figure, unit: str = "") -> Cell:
    """A figure in a cell, or a dash."""
    return NOTHING if figure.number is None else Cell(number(reading, figure.number, unit))


def change(reading: Reading, found: Variance, unit: str = "", *, short: bool = False) -> Cell:
    """The difference with its sign, its percent unless `short`, and whether that is good.

    Of two shares the difference is in points: from 1.2 % to 2 % it is 0.8 points, not 0.8 %.
    """
    value = found.difference.number
    if value is None:
        return NOTHING
    is_share = unit in ("pct", "percent")
    text = plus(reading, value, "points" if is_share else unit)
    share = found.change_pct.number
    if share is not None and value and not is_share and not short:
        text = f"{text} ({plus(reading, round(share, 0), 'percent')})"
    tone = {True: Tone.GOOD, False: Tone.BAD, None: Tone.PLAIN}[found.favourable]
    return signed(tone, text)


def plus(reading: Reading, value: Decimal, unit: str = "") -> str:
    """A change: always with its sign."""
    text = number(reading, value, unit)
    return f"+{text}" if value > 0 else text


def table(names: Sequence[str], rows: Sequence[Sequence[Cell]], texts: frozenset[str] = frozenset()) -> Table:
    """Rows under `results.columns`; those that are not in `texts` are numbers. Empty columns are left out."""
    empty = (NOTHING, Cell(""))
    kept = [at for at in range(len(names)) if at == 0 or any(row[at] not in empty for row in rows)]
    heads = tuple(Column(content.say(f"results.columns.{names[at]}"), names[at] not in texts) for at in kept)
    return Table(heads, tuple(tuple(row[at] for at in kept) for row in rows), firm=True)
