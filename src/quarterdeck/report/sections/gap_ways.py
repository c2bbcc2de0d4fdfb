"""What would close a gap, as blocks: whole for the command, brief for the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.ledger import Assumption, verify_first
from quarterdeck.engine.levers.closing import Closing, Lever
from quarterdeck.engine.levers.reverse import STAGES, Reverse
from quarterdeck.plan import format as fmt
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.document import Block, Bullets, Cell, Column, Facts, Heading, Paragraph, Table, Tone
from quarterdeck.report.gap_words import say
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.gap_chart import gap_chart
from quarterdeck.report.sections.measures import heading

MOST_WAYS = 4
"""Levers the report names for one gap; the command and the board show all."""


def whole(reading: Reading, gap: GapFigures) -> Iterator[Block]:
    """Everything about one gap: figures, every lever, the two together, month by month, what comes next."""
    found = reading.analysis.closing(gap)
    figures = {"current": gap.current, "forecast": gap.forecast, "target": gap.target}
    rows = [(say(name), words.number(reading, gap, figure)) for name, figure in figures.items()]
    if gap.closed is False:
        rows.append((say("gap"), words.apart(reading, gap, gap.gap)))
        if found.reverse:
            parts = {"under_way": found.past, "from_new_leads": found.new}
            rows += [(say(name), words.number(reading, gap, figure)) for name, figure in parts.items()]
    yield Facts(tuple(rows), compact=True)
    if gap.closed:
        yield Paragraph(say("closed"), Tone.GOOD)
    elif gap.closed is False and found.levers:
        yield from levers(reading, gap, found)
    yield from decision(reading, gap, found)


def levers(reading: Reading, gap: GapFigures, found: Closing) -> Iterator[Block]:
    """Every lever by itself, the best two together, and what each month must bring."""
    feasible = [lever for lever in found.levers if lever.feasible]
    yield _table(reading, feasible) if feasible else Paragraph(say("no_levers"), Tone.WATCH)
    if found.pair:
        yield Paragraph(words.pair(reading, found.pair))
    beyond = [lever for lever in found.levers if not lever.feasible]
    if beyond:
        yield Bullets(tuple(Cell(words.beyond(reading, gap, lever), Tone.QUIET) for lever in beyond))
    if found.reverse:
        yield months(reading, found.reverse)


def decision(reading: Reading, gap: GapFigures, found: Closing) -> Iterator[Block]:
    """What is decided, what it rests on, and what comes next."""
    for sentence in filter(None, (steps.decided(reading, gap), steps.rests_on(reading, gap))):
        yield Paragraph(sentence)
    if not gap.closed:
        yield Paragraph(steps.next_step(reading, gap, found), Tone.STRONG)


def close(reading: Reading, gaps: Iterable[GapFigures]) -> tuple[Block, ...]:
    """The part of the report: for every gap what would close it, what is decided, what comes next."""
    blocks: list[Block] = []
    for gap in gaps:
        blocks += [Heading(steps.called(reading, gap), level=3), *brief(reading, gap)]
    return (Heading(say("close")), *blocks) if blocks else ()


def brief(reading: Reading, gap: GapFigures) -> Iterator[Block]:
    """One gap in a few lines."""
    found = reading.analysis.closing(gap)
    if gap.closed is False:
        sentences = [words.summary(reading, gap), words.split(reading, gap, found)]
        told = " ".join(filter(None, sentences))
        yield gap_chart(reading, gap, found, told) or Paragraph(told)
        items = list(_ways(reading, gap, found))
        if items:
            yield Bullets(tuple(items))
    decided = steps.decided(reading, gap, longest=0)
    if decided:
        yield Paragraph(decided)
    yield Paragraph(steps.next_step(reading, gap, found), Tone.STRONG)


def _ways(reading: Reading, gap: GapFigures, found: Closing) -> Iterator[Cell]:
    """The first levers that close it, the two together, and those that do not, in one line."""
    feasible = [lever for lever in found.levers if lever.feasible]
    yield from (Cell(words.way_costs(reading, lever)) for lever in feasible[:MOST_WAYS])
    if found.pair:
        yield Cell(words.pair(reading, found.pair))
    if found.reverse:
        yield Cell(words.needs(reading, found.reverse))
    beyond = [lever for lever in found.levers if not lever.feasible]
    if not feasible:
        yield from (Cell(words.beyond(reading, gap, lever), Tone.QUIET) for lever in beyond[:MOST_WAYS])


def months(reading: Reading, found: Reverse) -> Block:
    """What each month must bring beyond the forecast, stage by stage, and what the leads would cost."""
    stages = [name for name in STAGES if getattr(found.phases[-1], name) is not None]
    priced = any(phase.budget is not None for phase in found.phases)
    heads = [Column(say("month")), *(Column(heading(reading, name), numeric=True) for name in stages)]
    if priced:
        heads.append(Column(say("budget"), numeric=True))
    rows = []
    for phase in found.phases:
        month, tone = fmt.month(phase.month), Tone.QUIET if phase.past else Tone.PLAIN
        cells = [Cell(say("past", month=month) if phase.past else month, tone)]
        cells += [Cell(reading.amount(round(getattr(phase, name), 1)), tone) for name in stages]
        if priced:
            cells.append(Cell(words.money(reading, phase.budget or Decimal(0)), tone))
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows), say("months"))


def verify(reading: Reading) -> tuple[Block, ...]:
    """The assumptions that matter most and that nobody has measured."""
    items = tuple(Cell(assumption(reading, item)) for item in verify_first(reading.analysis.ledger))
    return (Paragraph(say("verify"), Tone.QUIET), Bullets(items)) if items else ()


def assumption(reading: Reading, item: Assumption) -> str:
    """One driver of the forecast, and how much hangs on it."""
    place = reading.place(("forecast", *item.driver.split(".")))
    ends = {name: words.of_unit(reading, getattr(item, name), item.unit) for name in ("value", "low", "high")}
    return say("assumption", place=place, swing=words.money(reading, item.swing), **ends)


def _table(reading: Reading, feasible: list[Lever]) -> Table:
    names = ("now", "needed", "cost", "shows")
    heads = (Column(say("lever")), *(Column(say(name), numeric=True) for name in names))
    rows = tuple(
        (
            Cell(words.lever_name(reading, lever)),
            Cell(words.lever_value(reading, lever, lever.now)),
            Cell(words.lever_value(reading, lever, lever.needed)),
            Cell(say("cost_unknown") if lever.cost is None else words.money(reading, lever.cost)),
            Cell(reading.amount(round(lever.lead_time, 1))),
        )
        for lever in feasible
    )
    return Table(heads, rows)
