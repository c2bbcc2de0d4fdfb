"""The plan on one sheet: what a board or a bank reads while you are still saying hello."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quarterdeck import content
from quarterdeck.engine.decided import listed
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.smart import chance
from quarterdeck.plan import format as fmt
from quarterdeck.plan import paths
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.types import Target
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.document import Block, Bullets, Cell, Facts, Paragraph, Tone, Value, joined, signed
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import cover, forecast
from quarterdeck.report.standing import stands
from quarterdeck.report.tables import Col, made, table_of
from quarterdeck.report.views.parts import Part, one

BIGGEST, NEXT, MOST_GOALS, MOST_KPIS = 3, 5, 6, 12
"""Gaps, actions, goals and KPIs that one sheet has room for."""
LONGEST = 82
"""Of a name on two lines."""
OVER = ("done", "dropped")


def direction(reading: Reading) -> Iterator[Block]:
    """The north star and the vision; all else of the direction stands in the other views."""
    yield from cover.direction(reading, ("vision",))


def goals(reading: Reading) -> Iterator[Block]:
    """The goals with how probable the model finds each; how many more there are."""
    columns = (
        Col("goal", _goal),
        Col("target", _target),
        Col("due", "end"),
        Col("chance", _chance, numeric=True),
    )
    table = table_of(reading, ("goals", "items"), columns, rows=[*reading.plan.goals.items][:MOST_GOALS])
    if table is not None:
        yield table
    yield from _more(len(reading.plan.goals.items) - MOST_GOALS)


def _more(count: int) -> Iterator[Block]:
    if count > 0:
        yield Paragraph(content.say("views.more", count=count), Tone.QUIET)


def _goal(reading: Reading, row: Path) -> Cell:
    return Cell(clip(reading.text((*row, "statement")), LONGEST))


def _target(reading: Reading, row: Path) -> Cell:
    """What is promised, without what lies beyond."""
    path = (*row, "target")
    declared, target = paths.declared(Plan, path), paths.get(reading.plan, path)
    if declared is None or not isinstance(target, Target):
        return Cell("")
    promised = target.model_copy(update={"stretch": None, "limit": None})
    return Cell(joined(reading.show(path, declared, promised)))


def _chance(reading: Reading, row: Path) -> Cell:
    found = chance(reading.analysis, row[-1]).number
    return Cell("" if found is None else fmt.percent(round(found, 0), reading.style))


def kpis(reading: Reading) -> Iterator[Block]:
    """The first KPIs, each on a line; how many more there are."""
    names = [*reading.plan.kpis.items]
    numbers = (Col("now", "", numeric=True), Col("target", "", numeric=True))
    rows = []
    for kpi_id in names[:MOST_KPIS]:
        item = stands(reading, kpi_id)
        told = (item.name + item.star, item.now, item.target)
        rows.append((*map(Cell, told), item.state))
    if rows:
        yield made((Col("kpi", "", one_line=True), *numbers, Col("state", "")), rows)
    yield from _more(len(names) - MOST_KPIS)


def gaps(reading: Reading) -> Iterator[Block]:
    """The biggest gaps, what is decided about each, and what comes next."""
    found = [gap for gap in listed(reading.analysis) if gap.closed is False]
    found.sort(key=_size, reverse=True)
    items = tuple(Cell(_told(reading, gap)) for gap in found[:BIGGEST])
    if items:
        yield Bullets(items)


def _size(gap: GapFigures) -> float:
    return float(gap.size_pct.number or 0)


def _told(reading: Reading, gap: GapFigures) -> str:
    name, step = steps.called(reading, gap), steps.next_step(reading, gap, reading.analysis.closing(gap))
    short = words.apart(reading, gap, gap.gap)
    return content.say("views.gap", gap=clip(name, LONGEST), short=short, next=step)


def quarter(reading: Reading) -> Iterator[Block]:
    """What this quarter concentrates on, and how much the plan itself still argues about."""
    now = reading.analysis.quarter
    areas = reading.plan.goals.focus_areas.items()
    names = tuple(
        reading.name("goals.focus_areas", name) for name, area in areas if area.quarter in (now, None)
    )
    still = cover.still_open(reading) if reading.plan.model_fields_set else ""
    facts: dict[str, Value] = {"focus": names, "open": still}
    told = tuple((content.say(f"views.one-page.{key}"), value) for key, value in facts.items() if value)
    if told:
        yield Facts(told)


def next_actions(reading: Reading) -> Iterator[Block]:
    """The open actions that are due first."""
    rows = reading.plan.actions.items
    due = {name: row.due or date.max for name, row in rows.items() if row.status not in OVER}
    first = sorted(due, key=lambda name: due[name])[:NEXT]
    columns = (Col("action", "what", one_line=True), Col("owner", "owner"), Col("due", _due))
    table = table_of(reading, ("actions", "items"), columns, rows=first)
    if table is not None:
        yield table


def _due(reading: Reading, row: Path) -> Cell:
    """The day; of one that is over, with a sign."""
    due, text = reading.plan.actions.items[row[-1]].due, reading.text((*row, "due"))
    return signed(Tone.WATCH, text) if due is not None and due < reading.analysis.today else Cell(text)


PARTS = (
    Part("direction", (direction,)),
    Part("goals", (goals,)),
    Part("kpis", (kpis,)),
    Part("forecast", (one(forecast.picture),)),
    Part("gaps", (gaps,)),
    Part("actions", (quarter, next_actions)),
)
