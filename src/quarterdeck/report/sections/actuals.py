"""What the months really brought, beside what the quarter began with."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.engine.reforecast import closed
from quarterdeck.engine.targets import DOWN, UP
from quarterdeck.engine.variance import Variance, compare
from quarterdeck.plan import format as fmt
from quarterdeck.plan.forecast import MonthActual
from quarterdeck.report.document import Cell, Table, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import FUNNEL, MONEY, RECURRING, heading, shown
from quarterdeck.report.tables import NOTHING, Col, made

HEADS = (
    Col("month", ""),
    Col("measure", ""),
    Col("gap_forecast", "", numeric=True),
    Col("came", "", numeric=True),
    Col("difference", "", numeric=True),
)


BETTER_LOW = frozenset({"contraction_mrr", "churned_mrr", "spend"})
"""Columns of which less than planned is better."""
TONES = {True: Tone.GOOD, False: Tone.BAD, None: Tone.PLAIN}


def against_forecast(reading: Reading) -> Table | None:
    """One line per measure of each month that is over: one that still runs is held against no whole one."""
    analysis = reading.analysis
    grid = {row.period: row for row in (*analysis.forecast.months, *analysis.baseline.forecast.months)}
    over = [month for month in closed(reading.plan, analysis.today) if month in grid]
    came = [(month, by_month(reading.plan)[month][1]) for month in over]
    rows = [line for month, actual in came for line in _lines(reading, grid[month], actual)]
    return made(HEADS, rows, spans=1) if rows else None


def _lines(reading: Reading, row: MonthFigures, actual: MonthActual) -> Iterator[tuple[Cell, ...]]:
    for name in (*FUNNEL, *RECURRING, *MONEY):
        came, expected = getattr(actual, name, None), row[name]
        if came is None:
            continue
        found = compare(Figure(expected), Figure(came), DOWN if name in BETTER_LOW else UP)
        planned = NOTHING if expected is None else Cell(shown(reading, name, expected))
        heads = Cell(fmt.month(row.period)), Cell(heading(reading, name))
        yield (*heads, planned, Cell(shown(reading, name, came)), _difference(reading, name, found))


def _difference(reading: Reading, name: str, found: Variance) -> Cell:
    """The difference with a sign for better or worse."""
    value = found.difference.number
    if value is None:
        return NOTHING
    return signed(TONES[found.favourable], shown(reading, name, value))
