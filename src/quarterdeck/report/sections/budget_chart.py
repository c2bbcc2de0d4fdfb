"""What the budget is for, goal by goal, as bars."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck import content
from quarterdeck.plan import format as fmt
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
    whole = sum(sums.values(), Decimal(0))
    if len(sums) < LEAST or whole <= 0:
        return None
    ordered = sorted(sums.items(), key=lambda entry: -entry[1])
    names = tuple(_name(reading, goal) for goal, _ in ordered)
    texts = tuple(fmt.money(amount, reading.style) for _, amount in ordered)
    words = content.say(
        "report.chart.budget_words",
        total=fmt.money(whole, reading.style),
        first=names[0],
        amount=texts[0],
        share=fmt.percent(round(100 * ordered[0][1] / whole, 0), reading.style),
    )
    series = Series(Role.PLAN, "", tuple(amount for _, amount in ordered), texts)
    return Chart(ChartKind.BARS, content.say("report.chart.budget_by_goal"), words, names, (series,))


def _name(reading: Reading, goal: str) -> str:
    if not goal:
        return content.say("report.chart.no_goal")
    handle = reading.handle("goals.items", goal)
    name = reading.rows("goals.items").get(goal, goal)
    return content.say("report.handled", handle=handle, name=name) if handle else name
