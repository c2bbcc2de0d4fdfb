"""Step 6 computed: the month table, once as a funnel and once as money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.report.document import Block, Bullets, Cell, Column, Heading, Paragraph, Table, Tone
from quarterdeck.report.reading import Reading

FUNNEL = ("leads", "mqls", "sqls", "opportunities", "wins", "open_opportunities", "customers")
MONEY = (
    "new_mrr",
    "expansion_mrr",
    "churned_mrr",
    "mrr",
    "one_off_revenue",
    "line_revenue",
    "revenue",
    "spend",
    "team_cost",
    "tools_cost",
)
STAGES = {
    "leads": "lead",
    "mqls": "mql",
    "sqls": "sql",
    "opportunities": "opportunity",
    "wins": "win",
    "customers": "customer",
}
"""Columns that go by the founder's own name of the stage where there is one."""
ONE = Decimal(1)
WHOLE_FROM = Decimal(10)
"""Expected counts below ten keep one decimal: a win every other month is 0.5, not 1 and not 0."""


def months(reading: Reading) -> tuple[Block, ...]:
    """The forecast by month with its quarters and year, or why there is none."""
    result = reading.analysis.forecast
    if result.reason:
        return (Paragraph(content.message(f"figures.{result.reason}"), Tone.QUIET),)
    rows = list(_rows(reading))
    blocks: list[Block] = []
    for columns, heading, money in ((FUNNEL, "funnel_by_month", False), (MONEY, "money_by_month", True)):
        table = _table(reading, rows, columns, money=money)
        if table is not None:
            blocks += [Heading(content.say(f"report.{heading}"), 3), table]
    return (*blocks, *_remarks(reading))


def _rows(reading: Reading) -> Iterator[tuple[str, MonthFigures]]:
    """Each quarter's months, then the quarter; the year at the end."""
    result, start = reading.analysis.forecast, reading.style.fiscal_start
    for quarter in result.quarters:
        for month in result.months:
            if quarter_of(month.period, start) == quarter.period:
                yield fmt.month(month.period), month
        yield fmt.quarter(quarter.period), quarter
    if len(result.months) > 3:
        yield content.say("report.year"), result.year


def _table(
    reading: Reading, rows: list[tuple[str, MonthFigures]], columns: tuple[str, ...], *, money: bool
) -> Table | None:
    kept = [name for name in columns if any(row[name] for _, row in rows)]
    if not kept:
        return None
    bound = not money and any(row.bound_by == "capacity" for _, row in rows)
    heads = [
        Column(content.say("report.month")),
        *(Column(_heading(reading, name), numeric=True) for name in kept),
    ]
    body = []
    for label, row in rows:
        cells = [Cell(label), *(Cell(_number(reading, row[name], money=money)) for name in kept)]
        if bound:
            cells.append(Cell(content.say(f"report.bound_{row.bound_by or 'demand'}")))
        body.append(tuple(cells))
    if bound:
        heads.append(Column(content.say("report.bound_by")))
    return Table(tuple(heads), tuple(body))


def _heading(reading: Reading, column: str) -> str:
    own = STAGES.get(column) and getattr(reading.plan.plan.stage_names, STAGES[column], None)
    return own or content.say(f"report.columns.{column}")


def _number(reading: Reading, value: Decimal | None, *, money: bool) -> str:
    if value is None:
        return "–"
    if money:
        return fmt.money(value.quantize(ONE), reading.style)
    return fmt.amount(value, reading.style, decimals=0 if abs(value) >= WHOLE_FROM or value == 0 else 1)


def _remarks(reading: Reading) -> Iterator[Block]:
    """What is missing for a column, and which defaults were used."""
    result = reading.analysis.forecast
    items = [
        Cell(
            content.say(
                "report.column_missing",
                column=_heading(reading, name),
                why=reading.reason(figure),
            ),
            Tone.WATCH,
        )
        for name, figure in result.reasons.items()
        if name in FUNNEL or name in MONEY
    ]
    items += [Cell(reading.remark(note), Tone.QUIET) for note in result.notes]
    if items:
        yield Heading(content.say("report.forecast_notes"), 3)
        yield Bullets(tuple(items))
