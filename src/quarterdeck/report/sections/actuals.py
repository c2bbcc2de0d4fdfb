"""What the months really brought, beside what the forecast says for them."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck.engine import metrics
from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.plan import format as fmt
from quarterdeck.plan.forecast import MonthActual
from quarterdeck.report.document import Cell, Table
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


def against_forecast(reading: Reading) -> Table | None:
    """One line per month and measure that both the forecast and the founder know."""
    grid = {row.period: row for row in reading.analysis.forecast.months}
    came = [(month, row) for month, (_, row) in by_month(reading.plan).items() if month in grid]
    rows = [line for month, actual in came for line in _lines(reading, grid[month], actual)]
    return made(HEADS, rows, spans=1) if rows else None


def _lines(reading: Reading, row: MonthFigures, actual: MonthActual) -> Iterator[tuple[Cell, ...]]:
    for name in (*FUNNEL, *RECURRING, *MONEY):
        came, expected = getattr(actual, name, None), row[name]
        if came is None:
            continue
        difference = metrics.variance(Figure(came), Figure(expected)).number
        numbers = (NOTHING if value is None else Cell(shown(reading, name, value))
                   for value in (expected, came, difference))  # fmt: skip
        yield (Cell(fmt.month(row.period)), Cell(heading(reading, name)), *numbers)
