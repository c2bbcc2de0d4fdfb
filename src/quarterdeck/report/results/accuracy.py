"""How good the forecasts were over the quarters, and where each KPI is heading."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.accuracy import Accuracy
from quarterdeck.engine.actuals import series
from quarterdeck.engine.trend import trend
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import add_months, is_month, months_between
from quarterdeck.plan.measure import unit_of
from quarterdeck.report.document import Block, Bullets, Cell, Heading
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import number, table

LONGEST = 12
"""Months a trend is drawn through."""
MOST_QUARTERS = 4
"""Quarters that are named one by one."""
_TEXTS = frozenset({"kpi", "course", "bias"})


def blocks(reading: Reading) -> Iterator[Block]:
    """A row per KPI that was forecast, then a line per KPI that has a trend."""
    judged = [found for found in reading.analysis.accuracies if found.wape_pct.known]
    if judged:
        yield Heading(content.say("results.accuracy.heading"))
        yield table(("kpi", "off", "bias", "course"), [_row(reading, found) for found in judged], _TEXTS)
    lines = [Cell(line) for line in trends(reading)]
    if lines:
        yield Heading(content.say("results.trend.heading"))
        yield Bullets(tuple(lines))


def _row(reading: Reading, found: Accuracy) -> tuple[Cell, ...]:
    off = found.wape_pct.number
    came = {
        fmt.quarter(one.quarter): number(reading, one.actual, found.unit)
        for one in found.quarters[-MOST_QUARTERS:]
        if one.actual is not None
    }
    told = [content.say("results.accuracy.quarter", quarter=name, came=text) for name, text in came.items()]
    return (
        Cell(found.name),
        Cell(number(reading, round(off, 1), "percent") if off is not None else ""),
        Cell(_bias(reading, found)),
        Cell(", ".join(told)),
    )


def _bias(reading: Reading, found: Accuracy) -> str:
    value = found.bias_pct.number
    if value is None:
        return ""
    if abs(value) < 1:
        return content.say("results.accuracy.even")
    key = "over" if value > 0 else "under"
    return content.say(f"results.accuracy.{key}", pct=number(reading, round(abs(value), 0), "percent"))


def trends(reading: Reading) -> Iterator[str]:
    """Where the money and the north star are heading, as far as three months or more are known of them."""
    start = reading.analysis.fiscal_start
    for kpi_id, kpi in reading.plan.kpis.items.items():
        if unit_of(kpi) != "money" and kpi_id != reading.plan.plan.north_star:
            continue
        course = series(reading.plan, kpi, start)
        points = {one.period: one.figure.number for one in course if is_month(one.period)}
        if not points:
            continue
        last = max(points)
        first = max(min(points), add_months(last, 1 - LONGEST))
        months = [add_months(first, at) for at in range(months_between(first, last) + 1)]
        found = trend([points.get(month) for month in months])
        if found is None:
            continue
        unit = unit_of(kpi)
        key = "up" if found.step > 0 else "down" if found.step < 0 else "flat"
        yield content.say(
            f"results.trend.{key}",
            kpi=reading.name("kpis.items", kpi_id),
            step=number(reading, abs(found.step), unit),
            period=content.say("results.trend.month"),
            count=found.points,
            next=number(reading, found.following, unit),
        )
