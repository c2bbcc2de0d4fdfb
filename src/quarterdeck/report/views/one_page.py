"""The plan on one sheet: what a board or a bank reads while you are still saying hello."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quarterdeck import content
from quarterdeck.engine.decided import listed
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.plan import format as fmt
from quarterdeck.plan.fields import Path
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.document import Block, Bullets, Cell, Facts
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import cover, forecast
from quarterdeck.report.sections.goals import smart_mark
from quarterdeck.report.standing import stands
from quarterdeck.report.tables import Col, made, table_of
from quarterdeck.report.views.parts import Part, one

BIGGEST, NEXT, MOST_KPIS = 3, 5, 12
"""Gaps, actions and KPIs that one sheet has room for."""
LONGEST = 60
OVER = ("done", "dropped")


def goals(reading: Reading) -> Iterator[Block]:
    """Every goal with how probable the model finds it."""
    table = table_of(
        reading,
        ("goals", "items"),
        (
            Col("goal", _goal),
            Col("target", "target"),
            Col("due", "end"),
            Col("owner", "owner"),
            Col("smart", smart_mark),
            Col("chance", _chance, numeric=True),
        ),
    )
    if table is not None:
        yield table


def _goal(reading: Reading, row: Path) -> Cell:
    return Cell(clip(reading.text((*row, "statement")), LONGEST))


def _chance(reading: Reading, row: Path) -> Cell:
    """The least probable of its KPIs decides: a goal is reached when all of them are."""
    found = [
        item.probability_pct.number for item in reading.analysis.simulated.chances if item.goal == row[-1]
    ]
    known = [number for number in found if number is not None]
    return Cell(fmt.percent(round(min(known), 0), reading.style) if known else "")


def kpis(reading: Reading) -> Iterator[Block]:
    """The first dozen KPIs, each on a line; how many more there are."""
    names = [*reading.plan.kpis.items]
    columns = (
        Col("kpi", ""),
        Col("now", "", numeric=True),
        Col("target", "", numeric=True),
        Col("owner", ""),
        Col("state", ""),
    )
    rows = []
    for kpi_id in names[:MOST_KPIS]:
        item = stands(reading, kpi_id)
        told = (clip(item.name, LONGEST), item.now, item.target, item.owner)
        rows.append((*map(Cell, told), item.state))
    if rows:
        yield made(columns, rows)
    if len(names) > MOST_KPIS:
        yield Bullets((Cell(content.say("views.more_kpis", count=len(names) - MOST_KPIS)),))


def gaps(reading: Reading) -> Iterator[Block]:
    """The biggest gaps, what is decided about each, and what comes next."""
    found = [gap for gap in listed(reading.analysis) if gap.closed is False]
    found.sort(key=_size, reverse=True)
    facts = tuple(
        (clip(steps.called(reading, gap), LONGEST), _told(reading, gap)) for gap in found[:BIGGEST]
    )
    if facts:
        yield Facts(facts)


def _size(gap: GapFigures) -> float:
    return float(gap.size_pct.number or 0)


def _told(reading: Reading, gap: GapFigures) -> str:
    parts = (
        words.apart(reading, gap, gap.gap) if gap.gap.known else "",
        steps.next_step(reading, gap, reading.analysis.closing(gap)),
    )
    return content.say("report.between").join(filter(None, parts))


def focus(reading: Reading) -> Iterator[Block]:
    """What this quarter concentrates on."""
    areas = reading.plan.goals.focus_areas
    now = reading.analysis.quarter
    names = [name for name, area in areas.items() if area.quarter in (now, None)]
    if names:
        yield Bullets(tuple(Cell(reading.name("goals.focus_areas", name)) for name in names))


def next_actions(reading: Reading) -> Iterator[Block]:
    """The open actions that are due first."""
    rows = reading.plan.actions.items
    due = {name: row.due or date.max for name, row in rows.items() if row.status not in OVER}
    first = sorted(due, key=lambda name: due[name])[:NEXT]
    columns = (Col("action", "what"), Col("owner", "owner"), Col("due", "due"), Col("state", "status"))
    table = table_of(reading, ("actions", "items"), columns, rows=first)
    if table is not None:
        yield table


def still_open(reading: Reading) -> Iterator[Block]:
    """How much the plan itself still argues about."""
    if reading.plan.model_fields_set:
        yield Bullets((Cell(cover.still_open(reading)),))


PARTS = (
    Part("direction", (cover.direction,)),
    Part("goals", (goals,)),
    Part("kpis", (kpis,)),
    Part("forecast", (one(forecast.picture),)),
    Part("gaps", (gaps,)),
    Part("focus", (focus,)),
    Part("actions", (next_actions,)),
    Part("open", (still_open,)),
)
