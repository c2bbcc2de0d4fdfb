"""What money is for, as bars: the budget goal by goal, the spend channel by channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import compress

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.report.document import Chart, ChartKind, Role, Series
from quarterdeck.report.reading import Reading

LEAST = 2
"""A single bar compares nothing."""


def budget_chart(reading: Reading) -> Chart | None:
    """The money of each goal, most first; what is for no goal stands by itself."""
    sums: dict[str, Decimal] = {}
    for line in reading.plan.forecast.budget.values():
        if line.amount is not None:
            goal = line.goal or ""
            sums[goal] = sums.get(goal, Decimal(0)) + line.amount
    title = content.say("report.chart.budget_by_goal")
    return _bars(reading, title, [(_goal(reading, goal), amount) for goal, amount in sums.items()])


def channel_chart(reading: Reading) -> Chart | None:
    """What each channel costs in the plan's quarter, else in all months there are; most first."""
    inputs, quarter = reading.analysis.inputs, reading.analysis.quarter
    within = [quarter_of(month, reading.analysis.fiscal_start) == quarter for month in inputs.months]
    counted = within if any(within) else [True] * len(within)
    span = fmt.quarter(quarter or "") if any(within) else content.say("report.months", count=len(within))
    names = reading.rows("forecast.channels")
    sums = [
        (names.get(channel.id, channel.id), _whole(compress(channel.spend, counted)))
        for channel in inputs.channels
        if channel.spend is not None and any(channel.spend)
    ]
    return _bars(reading, content.say("report.chart.budget_by_channel", span=span), sums)


def _whole(amounts: Iterable[float]) -> Decimal:
    return round(sum(map(Decimal, amounts), Decimal(0)), 0)


def _bars(reading: Reading, title: str, sums: Sequence[tuple[str, Decimal]]) -> Chart | None:
    whole = sum((amount for _, amount in sums), Decimal(0))
    if len(sums) < LEAST or whole <= 0:
        return None
    ordered = sorted(sums, key=lambda entry: -entry[1])
    names, amounts = tuple(name for name, _ in ordered), tuple(amount for _, amount in ordered)
    texts = tuple(fmt.money(amount, reading.style) for amount in amounts)
    words = content.say(
        "report.chart.budget_words",
        total=fmt.money(whole, reading.style),
        first=names[0],
        amount=texts[0],
        share=fmt.percent(round(100 * amounts[0] / whole, 0), reading.style),
    )
    return Chart(ChartKind.BARS, title, words, names, (Series(Role.PLAN, "", amounts, texts),))


def _goal(reading: Reading, goal: str) -> str:
    if not goal:
        return content.say("report.chart.no_goal")
    handle = reading.handle("goals.items", goal)
    name = reading.rows("goals.items").get(goal, goal)
    return content.say("report.handled", handle=handle, name=name) if handle else name
