"""The figures of a what-if as people read them."""

from __future__ import annotations

from decimal import Decimal

from quarterdeck.content import say
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.overrides import BASE
from quarterdeck.plan import format as fmt
from quarterdeck.plan.calendar import quarter_of
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.forecast_chart import amount, percent
from quarterdeck.session.what_if import Dial, WhatIf

_SMALL = Decimal("0.01")
SIGN = {1: "+", 0: "±", -1: ""}
"""A minus comes with the number."""


def case_name(what_if: WhatIf, case: str) -> str:
    """What a case is called: as planned, or its scenario's name."""
    row = what_if.base.plan.forecast.scenarios.get(case)
    return say("what_if.base") if case == BASE or row is None else row.name or case


def value(reading: Reading, unit: str, number: Decimal) -> str:
    """An input with what it counts."""
    if unit == "money":
        return fmt.money(number, reading.style)
    if unit == "pct":
        return fmt.percent(number, reading.style)
    text = fmt.amount(number, reading.style)
    return say(f"what_if.units.{unit}", number=text) if unit in ("months", "hours") else text


def label(reading: Reading, dial: Dial) -> str:
    """What an input is called, with the channel it belongs to."""
    name = reading.place(dial.path)
    return say("what_if.time", label=name) if dial.driver.unit == "months" else name


def effect(reading: Reading, column: str, figure: Figure) -> str:
    """By how much the figure changes: `+€520`."""
    number = figure.number
    if number is None:
        return say("what_if.none")
    shown = amount(reading, column, number)
    if number and not any(char in "123456789" for char in shown):
        # What a small step changes is small, but it is not nothing.
        shown = fmt.amount(number.quantize(_SMALL), reading.style)
    return f"{SIGN[(number > 0) - (number < 0)]}{shown}"


def period(what_if: WhatIf) -> str:
    """What effects are measured over: `Q1 2027`, or the months."""
    months = what_if.months
    if not months:
        return ""
    quarter = quarter_of(months[0], what_if.base.fiscal_start)
    if len(months) == 3 and quarter_of(months[-1], what_if.base.fiscal_start) == quarter:
        return fmt.quarter(quarter)
    return fmt.month(months[-1])


def verdict(reading: Reading, what_if: WhatIf, *, brief: bool = False) -> str:
    """What is reached, and how that stands to the target."""
    found = what_if.figure(what_if.analysis).number
    if found is None:
        return ""
    shown = amount(reading, what_if.column, found)
    course = what_if.analysis.courses.get(what_if.column)
    target = course.gap.target.number if course else None
    short_by = course.gap.gap.number if course else None
    if course is None or target is None or short_by is None:
        return shown
    words = {"value": shown, "target": amount(reading, what_if.column, target)}
    if short_by <= 0:
        return say("what_if.reached_brief" if brief else "what_if.reached", **words)
    missing = amount(reading, what_if.column, short_by)
    key = "what_if.short_brief" if brief else "what_if.short"
    return say(key, gap=missing, pct=percent(reading, course.gap.size_pct.number), **words)
