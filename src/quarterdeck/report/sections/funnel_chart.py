"""The funnel of the plan's quarter as bars, stage by stage."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.report.document import Chart, ChartKind, Role, Series
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import count, heading

STAGES = ("leads", "mqls", "sqls", "opportunities", "wins")
LEAST = 2
"""A single stage is no funnel."""


def funnel_chart(reading: Reading) -> Chart | None:
    """What each stage counts in the plan's quarter, else in the year, and its share of the stage before."""
    result = reading.analysis.forecast
    row = next((row for row in result.quarters if row.period == reading.analysis.quarter), result.year)
    found = [(stage, value) for stage in STAGES if (value := row[stage]) is not None]
    if len(found) < LEAST or not any(value for _, value in found):
        return None
    in_quarter = row is not result.year
    span = fmt.quarter(row.period) if in_quarter else content.say("report.months", count=_months(reading))
    names = tuple(heading(reading, stage) for stage, _ in found)
    values = tuple(value for _, value in found)
    stages = zip(values, (None, *values[:-1]), strict=True)
    texts = tuple(_text(reading, value, before) for value, before in stages)
    told = (
        content.say("report.chart.funnel_stage", stage=name, count=text)
        for name, text in zip(names, texts, strict=True)
    )
    return Chart(
        ChartKind.BARS,
        content.say("report.chart.funnel", span=span),
        content.say("report.chart.funnel_words", span=span, stages=", ".join(told)),
        names,
        (Series(Role.PLAN, "", values, texts),),
    )


def _months(reading: Reading) -> int:
    return min(len(reading.analysis.forecast.months), 12)


def _text(reading: Reading, value: Decimal, before: Decimal | None) -> str:
    told = count(reading, value)
    if not before:
        return told
    share = fmt.percent(round(100 * value / before, 0), reading.style)
    return content.say("report.chart.funnel_share", count=told, share=share)
