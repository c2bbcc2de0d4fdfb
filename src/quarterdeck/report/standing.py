"""How each KPI stands, in words: the one row that the report, the command and the wizard's table show."""

from __future__ import annotations

from decimal import ROUND_FLOOR

from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.figures import Figure, rounded_up
from quarterdeck.engine.standing import OFF_TRACK, ON_TRACK, WATCH, Standing
from quarterdeck.plan import format as fmt
from quarterdeck.report import units
from quarterdeck.report.charts.spark import spark
from quarterdeck.report.document import Cell, Tone, signed
from quarterdeck.report.reading import Reading

TONES = {ON_TRACK: Tone.GOOD, WATCH: Tone.WATCH, OFF_TRACK: Tone.BAD}
COUNT = "count"
STAR = " ★"
GREY = "○"
"""The sign of a KPI nobody can judge."""


class Stands(Struct, frozen=True):
    """One KPI, every figure as people read it; empty where there is none."""

    name: str
    goals: tuple[str, ...]
    """Numbers of the goals it serves, from 1 on."""
    now: str
    of: str
    """The months or the quarter `now` is about; empty where it is the baseline."""
    expected: str
    target: str
    pace: str
    owner: str
    course: str
    """Its last periods as little columns."""
    state: Cell
    """Sign and word; of a KPI nobody can judge, why in few words."""
    why: str
    """The same as a sentence."""
    standing: Standing
    is_north_star: bool
    """Whether the cover names it as the one number everything serves."""

    @property
    def star(self) -> str:
        """What marks the north star behind its name."""
        return STAR if self.is_north_star else ""


def stands(reading: Reading, kpi_id: str) -> Stands:
    """How the KPI of that id stands. Raises KeyError."""
    item, kpi = reading.analysis.standings[kpi_id], reading.plan.kpis.items[kpi_id]
    serving = [goal_id for goal_id, goal in reading.plan.goals.items.items() if kpi_id in goal.kpis]
    goals = [goal_id for goal_id in reading.plan.goals.items if goal_id in {*kpi.goals, *serving}]
    return Stands(
        name=reading.name("kpis.items", kpi_id),
        goals=tuple(reading.number("goals.items", goal_id) for goal_id in goals),
        now=_number(reading, item.value, item.unit),
        of=_periods(item.periods),
        expected=_expected(reading, item),
        target=_target(reading, item),
        pace=pace(reading, item.pace_pct),
        owner=reading.name("team.members", kpi.owner) if kpi.owner else "",
        course=spark([point.value for point in item.trail]),
        state=_state(item.status),
        why=_why(reading, item),
        standing=item,
        is_north_star=reading.plan.plan.north_star == kpi_id,
    )


def _state(status: Figure) -> Cell:
    """The status, or in few words why there is none."""
    if status.known:
        return signed(TONES[str(status.value)], content.choice("kpi_status", str(status.value)))
    try:
        short = content.say(f"kpis.grey.{status.reason}")
    except KeyError:
        short = content.choice("kpi_status", "no_data")
    return Cell(f"{GREY} {short}", Tone.QUIET)


def _why(reading: Reading, item: Standing) -> str:
    """What was compared with what, or why nothing could be."""
    if not item.status.known:
        return content.say("kpis.unknown", why=reading.why(item.status))
    values = {
        "now": _number(reading, item.value, item.unit),
        "of": _periods(item.periods),
        "expected": _expected(reading, item),
    }
    return content.say(f"kpis.judged.{item.direction}", **values)


def _periods(periods: tuple[str, ...]) -> str:
    """One period, or the first and the last of several."""
    ends = dict.fromkeys((*periods[:1], *periods[-1:]))
    return " – ".join(fmt.period(period) for period in ends)


def _expected(reading: Reading, item: Standing) -> str:
    """What was expected by then; of people and things whole ones, rounded up."""
    figure = rounded_up(item.expected) if item.unit == COUNT else item.expected
    return _number(reading, figure, item.unit)


def pace(reading: Reading, figure: Figure) -> str:
    """The share of what was expected by now; rounded down, or 79.6 % would read as 80 %."""
    if figure.number is None:
        return ""
    return fmt.percent(figure.number.to_integral_value(ROUND_FLOOR), reading.style)


def _target(reading: Reading, item: Standing) -> str:
    """The number to be reached; of a range, both ends."""
    if item.level is None or item.level.low == item.level.high:
        return _number(reading, item.target, item.unit)
    return "–".join(_number(reading, Figure(end), item.unit) for end in (item.level.low, item.level.high))


def _number(reading: Reading, figure: Figure, unit: str) -> str:
    if figure.number is None:
        return ""
    mark, word = units.RATES.get(unit, (unit, unit))
    number = units.readable(figure.number)
    text = fmt.quantity(number, reading.style, mark if mark in units.WRITTEN else "")
    return text if word in units.WRITTEN else units.with_word(text, word, number)
