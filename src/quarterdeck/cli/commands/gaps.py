"""`quarterdeck gaps PLAN`: what the forecast leaves open of each goal, and the levers that would close it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from quarterdeck.cli import output, terminal
from quarterdeck.cli.commands.report import width
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.engine.gaps import GapFigures
    from quarterdeck.engine.levers.closing import Closing, Lever
    from quarterdeck.engine.levers.reverse import Reverse
    from quarterdeck.report.document import Block, Document
    from quarterdeck.report.reading import Reading


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.gaps.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare("-w", "--width", metavar="N", type=width, help=words("width"))
    parser.declare("--no-color", action="store_true", help=words("no_color"))


def run(args: argparse.Namespace) -> int:
    """Print the gaps; gives the exit code. Raises PlanUnreadable."""
    from quarterdeck.cli import plans
    from quarterdeck.report import data, rich_text
    from quarterdeck.report.reading import Reading

    source = plans.read(args.plan)
    for note in source.notes:
        output.tell(note.text)
    analysis = source.analysis
    if args.json:
        found = [data.gap(gap, analysis.closings[(gap.goal, gap.kpi)]) for gap in analysis.gaps]
        assumptions = [data.assumption(item) for item in analysis.ledger]
        output.write(output.document({"gaps": found, "assumptions": assumptions}))
        return 0
    document = _document(Reading(source.plan, analysis), source.name)
    text = rich_text.render(document, args.width or terminal.width())
    output.write(output.drawn(text, no_color=args.no_color))
    return 0


def _document(reading: Reading, name: str) -> Document:
    from quarterdeck.report.document import DocSection, Document

    sections = [
        DocSection(goal_id, reading.name("goals.items", goal_id), tuple(_goal(reading, goal_id)))
        for goal_id in dict.fromkeys(gap.goal for gap in reading.analysis.gaps)
    ]
    subtitle = "" if sections else say("gaps.none")
    verify = _verify(reading)
    if verify:
        sections.append(DocSection("assumptions", say("gaps.verify"), verify))
    return Document(say("gaps.title", name=name), subtitle, tuple(sections))


def _verify(reading: Reading) -> tuple[Block, ...]:
    """The assumptions that matter most and that nobody has measured."""
    from quarterdeck.engine.ledger import verify_first
    from quarterdeck.report.document import Bullets, Cell

    items = []
    for item in verify_first(reading.analysis.ledger):
        ends = {name: reading.amount(getattr(item, name)) for name in ("value", "low", "high")}
        place = reading.place(("forecast", *item.driver.split(".")))
        swing = reading.amount(round(item.swing, 0))
        items.append(Cell(say("gaps.assumption", place=place, swing=swing, **ends)))
    return (Bullets(tuple(items)),) if items else ()


def _goal(reading: Reading, goal_id: str) -> Iterator[Block]:
    from quarterdeck.report.document import Heading

    for gap in reading.analysis.gaps:
        if gap.goal == goal_id:
            yield Heading(reading.name("kpis.items", gap.kpi))
            yield from _gap(reading, gap)


def _gap(reading: Reading, gap: GapFigures) -> Iterator[Block]:
    from quarterdeck.engine.figures import Figure
    from quarterdeck.plan import format as fmt
    from quarterdeck.plan.measure import unit_of
    from quarterdeck.report.document import Facts, Paragraph, Tone

    unit = unit_of(reading.plan.kpis.items[gap.kpi])

    def shown(figure: Figure) -> str:
        number = figure.number
        return reading.why(figure) if number is None else fmt.quantity(_rounded(number), reading.style, unit)

    figures = {"current": gap.current, "forecast": gap.forecast, "target": gap.target}
    closing = reading.analysis.closings[(gap.goal, gap.kpi)]
    if gap.closed is False:
        figures |= {"gap": gap.gap}
        if closing.reverse:
            figures |= {"under_way": closing.past, "from_new_leads": closing.new}
    yield Facts(tuple((say(f"gaps.{name}"), shown(figure)) for name, figure in figures.items()), compact=True)
    if gap.closed:
        yield Paragraph(say("gaps.closed"), Tone.GOOD)
    elif gap.closed is False and closing.levers:
        yield from _levers(reading, closing, unit)


def _levers(reading: Reading, closing: Closing, unit: str) -> Iterator[Block]:
    from quarterdeck.plan import format as fmt
    from quarterdeck.report.document import Bullets, Cell, Column, Paragraph, Table, Tone

    feasible = [lever for lever in closing.levers if lever.feasible]
    if feasible:
        names = ("now", "needed", "cost", "shows")
        heads = (Column(say("gaps.lever")), *(Column(say(f"gaps.{name}"), numeric=True) for name in names))
        rows = [
            (
                Cell(_name(lever)),
                Cell(_value(reading, lever, lever.now)),
                Cell(_value(reading, lever, lever.needed)),
                Cell("–" if lever.cost is None else fmt.money(round(lever.cost, 0), reading.style)),
                Cell(reading.amount(round(lever.lead_time, 1))),
            )
            for lever in feasible
        ]
        yield Table(heads, tuple(rows))
    else:
        yield Paragraph(say("gaps.no_levers"), Tone.WATCH)
    if closing.pair:
        both = ", ".join(
            say(
                "gaps.pair_lever",
                lever=_name(lever),
                now=_value(reading, lever, lever.now),
                needed=_value(reading, lever, lever.needed),
            )
            for lever in closing.pair.levers
        )
        effort = fmt.percent(round(closing.pair.effort_pct, 1), reading.style)
        yield Paragraph(say("gaps.pair", effort=effort, levers=both))
    beyond = [
        Cell(_beyond(reading, lever, unit), Tone.QUIET) for lever in closing.levers if not lever.feasible
    ]
    if beyond:
        yield Bullets(tuple(beyond))
    if closing.reverse:
        yield _months(reading, closing.reverse)


def _months(reading: Reading, found: Reverse) -> Block:
    from quarterdeck.plan import format as fmt
    from quarterdeck.report.document import Cell, Column, Table, Tone
    from quarterdeck.report.sections.measures import heading

    stages = [name for name in STAGES if getattr(found.phases[-1], name) is not None]
    priced = any(phase.budget is not None for phase in found.phases)
    heads = [Column(say("gaps.month")), *(Column(heading(reading, name), numeric=True) for name in stages)]
    if priced:
        heads.append(Column(say("gaps.budget"), numeric=True))
    rows = []
    for phase in found.phases:
        month = fmt.month(phase.month)
        tone = Tone.QUIET if phase.past else Tone.PLAIN
        cells = [Cell(say("gaps.past", month=month) if phase.past else month, tone)]
        cells += [Cell(reading.amount(round(getattr(phase, name), 1)), tone) for name in stages]
        if priced:
            cells.append(Cell(fmt.money(round(phase.budget or Decimal(0), 0), reading.style), tone))
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows), say("gaps.months"))


STAGES = ("leads", "mqls", "sqls", "opportunities", "wins")


def _beyond(reading: Reading, lever: Lever, unit: str) -> str:
    """Why a lever cannot close the gap alone, and how far it gets."""
    from quarterdeck import content
    from quarterdeck.plan import format as fmt

    farthest = _value(reading, lever, lever.farthest)
    why = content.message(f"figures.lever_reasons.{lever.reason}", farthest=farthest)
    if lever.reaches is None or lever.reason == "too_late":
        return say("gaps.late", lever=_name(lever), why=why)
    reaches = fmt.quantity(_rounded(lever.reaches), reading.style, unit)
    return say("gaps.reaches", lever=_name(lever), why=why, reaches=reaches)


def _name(lever: Lever) -> str:
    from quarterdeck import content

    return content.message(f"figures.levers.{lever.lever}")


def _value(reading: Reading, lever: Lever, value: Decimal | None) -> str:
    from quarterdeck.plan import format as fmt

    unit = {"pct": "percent"}.get(lever.unit, lever.unit)
    return "–" if value is None else fmt.quantity(_rounded(value), reading.style, unit)


def _rounded(value: Decimal) -> Decimal:
    """Without decimals that nobody acts on."""
    return round(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2)
