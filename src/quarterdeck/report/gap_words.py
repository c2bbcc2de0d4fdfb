"""A gap in words: how it splits, what would close it, what that would take.

The one home of these sentences, with `report.gap_steps`: the command, the report and the board of step 7 say
the same.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from quarterdeck import content
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.levers.closing import Closing, Lever, Pair
from quarterdeck.engine.levers.reverse import Reverse
from quarterdeck.plan import format as fmt
from quarterdeck.plan.measure import unit_of
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import STAGES, heading
from quarterdeck.report.units import WRITTEN, with_word

PERCENT = "percent"
UNITS = {"pct": PERCENT}
"""Units of levers and drivers that the formatter knows by another name."""
RATES = {
    "lead_to_mql_pct": ("leads", "mqls"),
    "mql_to_sql_pct": ("mqls", "sqls"),
    "sql_to_opportunity_pct": ("sqls", "opportunities"),
}
"""Levers that lie between two stages of the funnel."""


def say(key: str, /, **values: object) -> str:
    """A text of `ui/gaps.json`."""
    return content.say(f"gaps.{key}", **values)


# Numbers.


def rounded(value: Decimal) -> Decimal:
    """Without decimals that nobody acts on."""
    return round(value, 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2)


def unit(reading: Reading, gap: GapFigures) -> str:
    """What the gap's KPI counts."""
    kpi = reading.plan.kpis.items.get(gap.kpi)
    return unit_of(kpi) if kpi else ""


def number(reading: Reading, gap: GapFigures, figure: Figure) -> str:
    """A figure of the gap in its KPI's unit, or why there is none."""
    value = figure.number
    return reading.why(figure) if value is None else level(reading, gap, value)


def level(reading: Reading, gap: GapFigures, value: Decimal) -> str:
    """A level of the gap's KPI."""
    return fmt.quantity(rounded(value), reading.style, unit(reading, gap))


def apart(reading: Reading, gap: GapFigures, figure: Figure) -> str:
    """A distance between two levels of the KPI: between percentages lie points."""
    value = figure.number
    if value is None or unit(reading, gap) != PERCENT:
        return number(reading, gap, figure)
    points = rounded(value)
    return say("point" if points == 1 else "points", number=fmt.amount(points, reading.style))


def moved(reading: Reading, gap: GapFigures, change: Decimal) -> str:
    """A change of the KPI's level, always with its sign."""
    text = apart(reading, gap, Figure(change))
    return f"+{text}" if change > 0 else text


def money(reading: Reading, value: Decimal) -> str:
    """An amount nobody plans to the cent."""
    return fmt.money(round(value, 0), reading.style)


def of_unit(reading: Reading, value: Decimal, unit: str) -> str:
    """A value of an input, with what it counts."""
    counted, shown = UNITS.get(unit, unit), rounded(value)
    text = fmt.quantity(shown, reading.style, counted)
    return text if counted in WRITTEN else with_word(text, counted, shown)


# Levers.


def lever_name(reading: Reading, lever: Lever) -> str:
    """What a lever is called; a rate between two stages by the founder's own names of them."""
    stages = RATES.get(lever.lever, ())
    if any(getattr(reading.plan.plan.stage_names, STAGES[stage]) for stage in stages):
        start, end = (heading(reading, stage) for stage in stages)
        return say("rate", start=start, end=end)
    return content.message(f"figures.levers.{lever.lever}")


def lever_value(reading: Reading, lever: Lever, value: Decimal | None) -> str:
    """A value of a lever in its own unit."""
    if value is None:
        return "–"
    counted, shown = UNITS.get(lever.unit, lever.unit), rounded(value)
    text = fmt.quantity(shown, reading.style, counted)
    return text if counted in WRITTEN else with_word(text, counted, shown, lever_name(reading, lever))


def way(reading: Reading, lever: Lever) -> str:
    """How far a lever must be pulled: `Win rate from 30 % to 33.8 %`."""
    now, needed = lever_value(reading, lever, lever.now), lever_value(reading, lever, lever.needed)
    return say("way", lever=lever_name(reading, lever), now=now, needed=needed)


def way_costs(reading: Reading, lever: Lever) -> str:
    """The same with what it costs, or that nobody knows."""
    if lever.cost is None:
        return say("way_unknown", way=way(reading, lever))
    return say("way_costs", way=way(reading, lever), cost=money(reading, lever.cost))


def beyond(reading: Reading, gap: GapFigures, lever: Lever) -> str:
    """Why a lever cannot close the gap alone, and how far it gets."""
    farthest = lever_value(reading, lever, lever.farthest)
    why = content.message(f"figures.lever_reasons.{lever.reason}", farthest=farthest)
    if lever.reaches is None or lever.reason == "too_late":
        return say("late", lever=lever_name(reading, lever), why=why)
    reaches = level(reading, gap, lever.reaches)
    return say("reaches", lever=lever_name(reading, lever), why=why, reaches=reaches)


def pair_ways(reading: Reading, pair: Pair) -> str:
    """How far each of the two must be pulled."""
    return ", ".join(way(reading, lever) for lever in pair.levers)


def pair(reading: Reading, found: Pair) -> str:
    """The two levers that close it together."""
    effort = fmt.percent(round(found.effort_pct, 1), reading.style)
    return say("pair", effort=effort, levers=pair_ways(reading, found))


# What there is, and what it takes.


def split(reading: Reading, gap: GapFigures, closing: Closing) -> str:
    """What is under way already, and what new leads could bring; empty where leads have no part in it."""
    if closing.reverse is None or not closing.past.known or not closing.new.known:
        return ""
    past = number(reading, gap, closing.past)
    if not closing.new.number:
        return say("split_few", past=past)
    return say("split", past=past, new=number(reading, gap, closing.new))


def summary(reading: Reading, gap: GapFigures) -> str:
    """Forecast, target and what lies between them."""
    forecast, target = number(reading, gap, gap.forecast), number(reading, gap, gap.target)
    return say("sum", forecast=forecast, target=target, short=apart(reading, gap, gap.gap))


def needs(reading: Reading, found: Reverse) -> str:
    """What would have to arrive month by month, in sum: leads, money, and how much of it comes too late."""
    whole = sum((phase.leads for phase in found.phases), Decimal(0))
    if whole <= 0:
        return ""
    told: dict[str, object] = {"leads": _whole(reading, whole)}
    if any(phase.budget is not None for phase in found.phases):
        costs = sum((phase.budget or Decimal(0) for phase in found.phases), Decimal(0))
        sentence = say("needs_paid", budget=money(reading, costs), **told)
    else:
        sentence = say("needs", **told)
    ahead = [phase for phase in found.phases if not phase.past]
    late = round(found.late_pct, 0)
    if not late or not ahead:
        return sentence
    share, first = fmt.percent(late, reading.style), fmt.month(ahead[0].month)
    return f"{sentence} {say('needs_late', late=share, first=first)}"


def _whole(reading: Reading, value: Decimal) -> str:
    return fmt.amount(value.to_integral_value(ROUND_CEILING), reading.style)
