"""The views of the forecast's board beside the chart: months, cases, what moves it, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from quarterdeck import content
from quarterdeck.content import FieldWords, say
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.course import Course
from quarterdeck.engine.figures import Figure, lacking
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.forecast.result import ForecastResult, MonthFigures
from quarterdeck.engine.ledger import Assumption, verify_first
from quarterdeck.engine.outlook import window
from quarterdeck.plan import format as fmt
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import undotted
from quarterdeck.report.document import Cell, Chart, ChartKind, Column, Role, Series, Table, Tick, Tone
from quarterdeck.report.layout import clip, wrap
from quarterdeck.report.prose import LABEL, TITLE, Line
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.forecast_chart import amount
from quarterdeck.report.sections.measures import heading, shown
from quarterdeck.report.tabular import table_lines
from quarterdeck.session.what_if import WhatIf
from quarterdeck.tui.boards import what_if_words as words

BESIDE = ("customers", "leads")
"""What else is worth a line of the month table."""


def months(reading: Reading, what_if: WhatIf, most: int, name: int) -> Table:
    """Plan, what-if and target, and what limits each month: the last months of what is looked at, or all.

    Once months are over, the plan is what came and the outlook, beside what was promised.
    """
    asked = set(what_if.months[-most:]) if most < len(what_if.base.forecast.months) else None
    table = what_if.base.outlook_forecast.months
    rows = [row for row in table if asked is None or row.period in asked][:most]
    tried = {row.period: row for row in what_if.analysis.outlook_forecast.months}
    heads = (Column(""), *(Column(fmt.month(row.period)[:3], numeric=True) for row in rows))
    body = _month_rows(reading, what_if, rows, tried)
    named = ((replace(first, text=clip(first.text, name)), *rest) for first, *rest in body)
    return Table(heads, tuple(named), firm=True)


def _month_rows(
    reading: Reading, what_if: WhatIf, rows: list[MonthFigures], tried: dict[str, MonthFigures]
) -> Iterator[tuple[Cell, ...]]:
    column, trying = what_if.column, what_if.is_trying
    course = what_if.base.courses.get(column)

    def line(name: str, values: Iterator[Decimal | None], of: str = column) -> tuple[Cell, ...]:
        texts = ("–" if value is None else shown(reading, of, value) for value in values)
        return (Cell(name), *map(Cell, texts))

    if what_if.base.closed_months:
        begun = {row.period: row[column] for row in what_if.base.baseline.forecast.months}
        yield line(say("what_if.begun"), (begun.get(row.period) for row in rows))
    ahead = "outlook" if what_if.base.closed_months else "plan"
    yield line(say(f"what_if.{ahead}"), (row[column] for row in rows))
    if trying:
        yield line(say("what_if.what_if"), (tried[row.period][column] for row in rows))
    if course is not None:
        yield line(say("what_if.target"), (course.months.get(row.period) for row in rows))
        yield line(say("what_if.short_by"), (_open(course, tried[row.period], column) for row in rows))
    for name in BESIDE:
        if name != column and any(row[name] is not None for row in rows):
            yield line(heading(reading, name), (tried[row.period][name] for row in rows), name)
    bounds = [tried[row.period].bound_by or "demand" for row in rows]
    if CAPACITY in bounds:
        tones = (Tone.WATCH if bound == CAPACITY else Tone.PLAIN for bound in bounds)
        told = (content.say(f"report.bound.{bound}") for bound in bounds)
        yield (Cell(say("what_if.bound")), *map(Cell, told, tones))


def _open(course: Course, row: MonthFigures, column: str) -> Decimal | None:
    """What a month leaves open on the way to the target."""
    wanted, value = course.months.get(row.period), row[column]
    return None if wanted is None or value is None else max(wanted - value, Decimal(0))


def cases(reading: Reading, what_if: WhatIf) -> Table:
    """The same figures in every case, side by side, the what-if among them."""
    column = what_if.column
    name = say("what_if.quarter_end", figure=heading(reading, column), period=words.period(what_if))
    heads = (
        Column(say("what_if.case")),
        *(Column(text, numeric=True) for text in (name, say("what_if.open_by"), say("what_if.year_end"))),
    )
    body = []
    for case, result in what_if.base.scenarios.items():
        tone = Tone.STRONG if case == what_if.case else Tone.PLAIN
        body.append(_case(reading, what_if, words.case_name(what_if, case), result, tone))
        if case == what_if.case and what_if.is_trying:
            tried = what_if.analysis.outlook_forecast
            body.append(_case(reading, what_if, say("what_if.now_row"), tried, Tone.STRONG))
    return Table(heads, tuple(body), firm=True)


def _case(
    reading: Reading, what_if: WhatIf, name: str, result: ForecastResult, tone: Tone
) -> tuple[Cell, ...]:
    column = what_if.column
    found = window(result, what_if.months)
    reached = None if not callable(found) else found(column).number
    course = what_if.base.courses.get(column)
    level = course.gap.level if course else None
    short_by = None if level is None or reached is None else max(level.shortfall(reached), Decimal(0))
    values = (reached, short_by, result.year[column])
    texts = ("–" if value is None else amount(reading, column, value) for value in values)
    return (Cell(name, tone), *(Cell(text, tone) for text in texts))


def tornado(reading: Reading, what_if: WhatIf, span: str, most: int) -> Chart | None:
    """What the figure the plan lives by hangs on, the longest bar first."""
    analysis = what_if.base
    bars = analysis.tornado[span][:most]
    if not bars:
        return None
    texts = tuple(
        say(
            "what_if.range",
            low=words.value(reading, bar.unit, bar.low),
            high=words.value(reading, bar.unit, bar.high),
        )
        for bar in bars
    )
    low = Series(Role.LOW, "", tuple(min(bar.at_low, bar.at_high) for bar in bars), texts)
    high = Series(Role.HIGH, "", tuple(max(bar.at_low, bar.at_high) for bar in bars))
    ends = [value for series in (low, high) for value in series.values if value is not None]
    title = say("what_if.drivers_title", figure=heading(reading, analysis.headline))
    labels = tuple(reading.place(("forecast", *undotted(bar.driver))) for bar in bars)
    made = Chart(ChartKind.GANTT, title, "", labels, (low, high), here=bars[0].at_base)
    places = (min(ends), bars[0].at_base, max(ends))
    axis = tuple(Tick(place, amount(reading, analysis.headline, place)) for place in places)
    return replace(made, axis=axis)


def sources(reading: Reading, what_if: WhatIf, width: int) -> list[Line]:
    """Where every driver's value comes from, and which to verify first."""
    found = what_if.base.ledger
    first = verify_first(found)
    names = ", ".join(_name(reading, item) for item in first)
    told = say("what_if.verify", names=names) if first else say("what_if.verified")
    lines: list[Line] = [[(line, TITLE)] for line in wrap(told, width)]
    for item in found:
        rank = f"{say('what_if.rank', rank=item.rank):>3} "
        told = f"{_name(reading, item)}: {origin(reading, item)}"
        for at, line in enumerate(wrap(told, width - len(rank))):
            lines.append([(rank if at == 0 else " " * len(rank), LABEL), (line, "")])
    return lines


def origin(reading: Reading, item: Assumption) -> str:
    """Where one driver's value comes from, and how far it may lie from it."""
    source = item.source and content.choice(item.source.list_name, item.source)
    sure = item.confidence and content.choice(item.confidence.list_name, item.confidence)
    if source and sure:
        told = say("what_if.source.sure", source=source, confidence=sure)
    else:
        told = say("what_if.source.known", source=source) if source else say("what_if.source.unknown")
    ends = {
        "low": words.value(reading, item.unit, item.low),
        "high": words.value(reading, item.unit, item.high),
    }
    reach = say("what_if.own_range", **ends) if item.own_range else ""
    return " ".join(filter(None, (say("what_if.comes_from", source=told), reach)))


def _name(reading: Reading, item: Assumption) -> str:
    return reading.place(("forecast", *undotted(item.driver)))


def drawn(table: Table, width: int) -> list[Line]:
    """A table in lines."""
    return list(table_lines(table, width))


def in_ascii(chart: Chart) -> Chart:
    """The chart for a terminal that bears no blocks."""
    return replace(chart, ascii=True)


def why_nothing(reading: Reading, analysis: Analysis) -> str:
    """Why there is no forecast, naming what would give it."""
    return reading.reason(_lacking(analysis)).rstrip(".")


def first_missing(analysis: Analysis) -> Path:
    """The first answer a forecast needs and the plan does not have."""
    missing = _lacking(analysis).missing
    return undotted(missing[0]) if missing else ("forecast", "channels")


def _lacking(analysis: Analysis) -> Figure:
    result = analysis.forecast
    if result.reason:
        return Figure(None, result.reason, result.missing)
    return result.reasons.get(analysis.headline) or lacking("forecast.channels")


def with_origin(found: FieldWords, told: str) -> FieldWords:
    """The words of a field, with where its value comes from behind them."""
    return replace(found, help=" ".join(filter(None, (told, found.help))))
