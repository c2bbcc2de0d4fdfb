"""A column of the month table as a chart, and the sentence that says the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.analysis import Analysis
from quarterdeck.engine.course import Course
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.forecast.result import STOCKS, ForecastResult, MonthFigures
from quarterdeck.engine.simulation.result import Band, Simulation
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.report.charts.scale import axis, short
from quarterdeck.report.document import Chart, ChartKind, Role, Series
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import AMOUNTS, count, heading

DIGITS = 3
MONTHS = 12
"""A chart shows the year, however long the grid is."""
Money = Callable[[Decimal], str]
"""Writes a figure of the column a chart is of."""


def forecast_chart(
    reading: Reading,
    column: str,
    what_if: Analysis | None = None,
    found: Simulation | None = None,
    months: int = MONTHS,
) -> Chart | None:
    """Plan, what-if, target, range and what really came; None where the forecast has nothing to show."""
    rows = reading.analysis.forecast.months[: min(months, MONTHS)]
    if all(row[column] is None for row in rows):
        return None
    series = tuple(_series(reading, column, rows, what_if, found))
    values = [value for item in series for value in item.values]
    return Chart(
        ChartKind.COLUMNS,
        title(reading, column),
        sentence(reading, column, what_if, found),
        tuple(label(row) for row in rows),
        series,
        axis(values, lambda value: short(value, reading.style)),
    )


def title(reading: Reading, column: str) -> str:
    """What the chart is of, with its currency."""
    figure, currency = heading(reading, column), reading.style.currency
    if column in AMOUNTS and currency:
        return content.say("report.in_currency", title=figure, currency=currency)
    return figure


def label(row: MonthFigures) -> str:
    """`Jan`; with a mark in a month in which the people who sell are the limit."""
    name = fmt.month(row.period).partition(" ")[0]
    return content.say("report.chart.bound", month=name) if row.bound_by == CAPACITY else name


def amount(reading: Reading, column: str, value: Decimal) -> str:
    """A figure of that column as a sentence or a cell names it, with its currency."""
    if column not in AMOUNTS:
        return count(reading, value)
    return fmt.money(round(value, 0) if abs(value) >= 10 else value, reading.style)


def _series(
    reading: Reading,
    column: str,
    rows: tuple[MonthFigures, ...],
    what_if: Analysis | None,
    found: Simulation | None,
) -> Iterator[Series]:
    analysis, months = reading.analysis, [row.period for row in rows]
    came = _came(analysis, column)
    if came:
        # A month that is over stands as it came; the others go on from there, beside what was promised.
        rest = (row for row in analysis.outlook_forecast.months if row.period not in came)
        ahead = {row.period: row[column] for row in rest}
        begun = {row.period: row[column] for row in (*rows, *analysis.baseline.forecast.months)}
        yield from _present(Role.ACTUAL, "actual", (came.get(month) for month in months))
        yield from _present(Role.PLAN, "outlook", (ahead.get(month) for month in months))
        yield from _present(Role.BASELINE, "baseline", (begun[month] for month in months))
    else:
        yield from _present(Role.PLAN, "plan", (row[column] for row in rows))
    if what_if is not None:
        changed = what_if.outlook_forecast.months[: len(rows)]
        yield from _present(Role.WHAT_IF, "what_if", (row[column] for row in changed))
    course = analysis.courses.get(column)
    if course is not None:
        yield from _present(Role.TARGET, "target", (course.months.get(month) for month in months))
    ranges = found.months if found else {}
    ends = [ranges.get(month, {}).get(column) for month in months]
    yield from _present(Role.LOW, "range", (end.p10 if end else None for end in ends))
    yield from _present(Role.HIGH, "", (end.p90 if end else None for end in ends))


def _present(role: Role, name: str, values: Iterator[Decimal | None]) -> Iterator[Series]:
    found = tuple(values)
    if any(value is not None for value in found):
        yield Series(role, content.say(f"report.chart.{name}") if name else "", found)


def _came(analysis: Analysis, column: str) -> dict[str, Decimal]:
    """The column of the months that are over, as far as it is known."""
    rows = by_month(analysis.plan)
    found = {month: getattr(rows[month][1], column, None) for month in analysis.closed_months}
    return {month: value for month, value in found.items() if value is not None}


# The same in words.


def sentence(
    reading: Reading, column: str, what_if: Analysis | None = None, found: Simulation | None = None
) -> str:
    """Where the figure goes, what that is worth against the target, how sure it is, what limits it."""
    judged = what_if or reading.analysis

    def money(value: Decimal) -> str:
        return amount(reading, column, value)

    parts = [_way(reading, column, judged.outlook_forecast, money, changed=what_if is not None)]
    course = judged.courses.get(column)
    if course is not None:
        parts.append(_aim(reading, course, money))
    if found is not None:
        parts.append(_sure(reading, column, judged, found))
    if any(row.bound_by == CAPACITY for row in judged.forecast.months[:MONTHS]):
        parts.append(content.say("report.chart.bound_words"))
    return " ".join(filter(None, parts))


def _way(reading: Reading, column: str, result: ForecastResult, money: Money, *, changed: bool) -> str:
    known = [(row.period, value) for row in result.months[:MONTHS] if (value := row[column]) is not None]
    if not known:
        return ""
    (start, first), (end, last) = known[0], known[-1]
    key = "one" if len(known) == 1 else "same" if first == last else "up" if last > first else "down"
    said = content.say(
        f"report.chart.{key}",
        figure=heading(reading, column),
        first=money(first),
        last=money(last),
        start=fmt.month(start),
        end=fmt.month(end),
    )
    return content.say("report.chart.changed", said=said) if changed else said


def _aim(reading: Reading, course: Course, money: Money) -> str:
    """How the forecast stands to the target; the reason where that cannot be said."""
    gap = course.gap
    expected, target, short_by = gap.forecast.number, gap.target.number, gap.gap.number
    if expected is None or target is None or short_by is None:
        return ""
    share = gap.size_pct.number
    return content.say(
        "report.chart.short" if short_by > 0 else "report.chart.reached",
        end=fmt.month(gap.months[-1]),
        forecast=money(expected),
        target=money(target),
        gap=money(abs(short_by)),
        pct=percent(reading, share),
    )


def _sure(reading: Reading, column: str, judged: Analysis, found: Simulation) -> str:
    """The range where the target is due, and how probable the target is."""
    course = judged.courses.get(column)
    months = course.gap.months if course else (judged.forecast.months[:MONTHS][-1].period,)
    span = span_of(column, months, judged.fiscal_start)
    found_band = band(found, column, span)
    if found_band is None:
        return ""
    said = content.say(
        "report.chart.sure",
        period=fmt.period(span),
        low=amount(reading, column, rounded(found_band.p10)),
        high=amount(reading, column, rounded(found_band.p90)),
    )
    odds = chance(found, course)
    if odds is None:
        return said
    return f"{said} {content.say('report.chart.chance', pct=percent(reading, odds))}"


def span_of(column: str, months: tuple[str, ...], fiscal_start: int) -> str:
    """The month or quarter in which a figure is judged: of a flow over more than a month the quarter."""
    return quarter_of(months[-1], fiscal_start) if column not in STOCKS and len(months) > 1 else months[-1]


def band(found: Simulation, column: str, span: str) -> Band | None:
    """The range of a figure in a month or quarter."""
    return (found.months.get(span) or found.quarters.get(span) or {}).get(column)


def chance(found: Simulation, course: Course | None) -> Decimal | None:
    """How probable the target of a course is, in percent; None where the simulation cannot tell."""
    of = (course.gap.goal, course.gap.kpi) if course else None
    figures = (item.probability_pct for item in found.chances if (item.goal, item.kpi) == of)
    return next((figure.number for figure in figures), None)


def rounded(value: Decimal) -> Decimal:
    """The end of a range: chance says nothing about its fourth digit."""
    return round(value, DIGITS - 1 - value.adjusted()) if value else value


def percent(reading: Reading, share: Decimal | None) -> str:
    """A share in words' company: whole from one per cent on."""
    if share is None:
        return "–"
    return fmt.percent(round(share, 0 if abs(share) >= 1 else 1), reading.style)
