"""Step 6 computed: the month tables, once as a funnel, once as recurring revenue, once as money."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.forecast.result import MonthFigures
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.report.document import Block, Bullets, Cell, Column, Heading, Paragraph, Table, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.actuals import against_forecast
from quarterdeck.report.sections.budget import budget
from quarterdeck.report.sections.budget_chart import budget_chart, channel_chart
from quarterdeck.report.sections.forecast_chart import forecast_chart
from quarterdeck.report.sections.funnel_chart import funnel_chart
from quarterdeck.report.sections.growth import reverse_funnel
from quarterdeck.report.sections.measures import AMOUNTS, FUNNEL, MONEY, RECURRING, heading, shown
from quarterdeck.report.sections.outlooks import drivers, scenarios
from quarterdeck.report.sections.worth import customers_worth
from quarterdeck.report.tables import NOTHING, headed, present

QUARTER, YEAR = 3, 12
SKIP = frozenset(
    {
        *("forecast.budget", "forecast.budget_total"),
        *(
            f"forecast.growth.{name}"
            for name in (
                *("to_be_won", "new_customers_needed", "sql_needed", "sql_additional"),
                *("mql_needed", "mql_additional", "leads_needed", "visits_needed"),
            )
        ),
    }
)
"""Said by the tables."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """Way back from the growth wanted, the months, what came of them, the budget, and what it hangs on."""
    return (
        *headed("reverse_funnel", reverse_funnel(reading)),
        *headed("course", picture(reading), funnel_chart(reading)),
        *months(reading),
        *headed("against_forecast", against_forecast(reading)),
        *headed("budget", budget(reading), budget_chart(reading), channel_chart(reading)),
        *headed("scenarios", scenarios(reading)),
        *headed("hangs_on", *drivers(reading)),
        *headed("customers_worth", customers_worth(reading)),
    )


def picture(reading: Reading) -> Block | None:
    """The figure the plan lives by, month by month, with its target and its range."""
    analysis = reading.analysis
    return forecast_chart(reading, analysis.headline, found=analysis.simulated if analysis.ranges else None)


def months(reading: Reading) -> tuple[Block, ...]:
    """The forecast by month with its quarters and year, or why there is none."""
    result = reading.analysis.forecast
    if result.reason:
        filled = reading.plan.forecast.model_fields_set
        return (Paragraph(content.message(f"figures.{result.reason}"), Tone.QUIET),) if filled else ()
    rows = [*_rows(reading)]
    named = (("funnel_by_month", FUNNEL), ("recurring_by_month", RECURRING), ("money_by_month", MONEY))
    tables = present(
        *(_table(reading, rows, columns, content.say(f"report.{key}")) for key, columns in named)
    )
    heading = Heading(content.say("report.forecast_months"))
    return (heading, *tables, *_remarks(reading)) if tables else tuple(_remarks(reading))


def quarters(reading: Reading) -> tuple[Block, ...]:
    """The forecast by quarter, with its year; nothing where there is none."""
    rows = [row for row in _rows(reading) if row[2] is Tone.STRONG]
    named = (("funnel_by_month", FUNNEL), ("recurring_by_month", RECURRING), ("money_by_month", MONEY))
    tables = (_table(reading, rows, columns, content.say(f"report.{key}")) for key, columns in named)
    return present(*tables) if rows and not reading.analysis.forecast.reason else ()


def _rows(reading: Reading) -> Iterator[tuple[str, MonthFigures, Tone]]:
    """Each quarter's months, then the quarter; the year at the end."""
    result, start = reading.analysis.forecast, reading.style.fiscal_start
    for quarter in result.quarters:
        for month in result.months:
            if quarter_of(month.period, start) == quarter.period:
                yield fmt.month(month.period), month, Tone.PLAIN
        yield fmt.quarter(quarter.period), quarter, Tone.STRONG
    if len(result.months) > QUARTER:
        yield content.say("report.months", count=min(len(result.months), YEAR)), result.year, Tone.STRONG


def _table(
    reading: Reading, rows: list[tuple[str, MonthFigures, Tone]], columns: tuple[str, ...], title: str
) -> Table | None:
    kept = [name for name in columns if any(row[name] for _, row, _ in rows)]
    if not kept:
        return None
    bound = columns is FUNNEL and any(row.bound_by == CAPACITY for _, row, _ in rows)
    heads = [Column(content.say("report.columns.month"))]
    heads += [Column(heading(reading, name), numeric=True) for name in kept]
    body = []
    for label, row, tone in rows:
        cells = [Cell(label, tone), *(_cell(reading, name, row, tone) for name in kept)]
        if bound:
            cells.append(Cell(content.say(f"report.bound.{row.bound_by or 'demand'}"), tone))
        body.append(tuple(cells))
    if bound:
        heads.append(Column(content.say("report.columns.bound_by")))
    currency = reading.style.currency
    if columns is not FUNNEL and currency:
        title = content.say("report.in_currency", title=title, currency=currency)
    return Table(tuple(heads), tuple(body), title)


def _cell(reading: Reading, column: str, row: MonthFigures, tone: Tone) -> Cell:
    value = row[column]
    if value is None:
        return NOTHING
    return Cell(shown(reading, column, value), tone)


def _remarks(reading: Reading) -> Iterator[Block]:
    """What is missing for a column, and which defaults were used."""
    result = reading.analysis.forecast
    lacking = [(name, figure) for name, figure in result.reasons.items() if name in FUNNEL or name in AMOUNTS]
    by_reason: dict[str, list[str]] = {}
    for name, figure in lacking:
        by_reason.setdefault(reading.reason(figure), []).append(heading(reading, name))
    items = [
        Cell(content.say("report.column_missing", column=", ".join(names), why=why), Tone.WATCH)
        for why, names in by_reason.items()
    ]
    items += [Cell(reading.remark(note), Tone.QUIET) for note in result.notes]
    if items:
        yield Heading(content.say("report.forecast_notes"))
        yield Bullets(tuple(items))
