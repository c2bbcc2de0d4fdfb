"""The budget by expense and month, each line with what it is to move."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.forecast import BudgetLine
from quarterdeck.report.document import Cell, Column, Table, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING

PURPOSE = ("team", "kpi", "goal", "action")
NO_MONTH = ""

Lines = dict[str, list[BudgetLine]]
"""Budget lines by their month."""


def budget(reading: Reading) -> Table | None:
    """Expenses down, months across; lines of the same expense for the same purpose are one row."""
    lines = reading.plan.forecast.budget
    if not lines:
        return None
    rows: dict[tuple[str | None, ...], Lines] = {}
    everything: Lines = {}
    purposes: dict[tuple[str | None, ...], str] = {}
    for line_id, line in lines.items():
        key = (line.item or line_id, *(getattr(line, name) for name in PURPOSE))
        rows.setdefault(key, {}).setdefault(line.month or NO_MONTH, []).append(line)
        everything.setdefault(line.month or NO_MONTH, []).append(line)
        purposes[key] = _purpose(reading, line_id)
    months = sorted(month for month in everything if month)
    body = [
        (Cell("\n".join(filter(None, (str(key[0]), purposes[key])))), *_amounts(reading, cells, months))
        for key, cells in rows.items()
    ]
    whole = _amounts(reading, everything, months, Tone.STRONG)
    total = (Cell(content.say("report.together"), Tone.STRONG), *whole)
    heads = (
        Column(content.say("report.columns.expense")),
        *(Column(fmt.month(month), numeric=True) for month in months),
        Column(content.say("report.columns.together"), numeric=True),
    )
    return Table(heads, (*body, total), firm=True)


def _amounts(reading: Reading, lines: Lines, months: list[str], tone: Tone = Tone.PLAIN) -> tuple[Cell, ...]:
    """What each month costs, then all of it; a dash where no amount is entered."""
    columns = [*([lines.get(month, [])] for month in months), [*lines.values()]]
    return tuple(_sum(reading, [line for part in parts for line in part], tone) for parts in columns)


def _sum(reading: Reading, lines: list[BudgetLine], tone: Tone) -> Cell:
    amounts = [line.amount for line in lines if line.amount is not None]
    return Cell(fmt.money(sum(amounts, Decimal(0)), reading.style), tone) if amounts else NOTHING


def _purpose(reading: Reading, line_id: str) -> str:
    """What a line is to move, for which goal, by which action."""
    texts = (reading.text(("forecast", "budget", line_id, name)) for name in PURPOSE)
    return content.say("report.between").join(filter(None, texts))
