"""`quarterdeck kpis PLAN`: every KPI with its value or the reason there is none, target, pace and status."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.commands.report import width
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.engine.figures import Figure
    from quarterdeck.engine.standing import Standing
    from quarterdeck.report.document import Block, Cell, Document
    from quarterdeck.report.reading import Reading


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.kpis.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare("-w", "--width", metavar="N", type=width, help=words("width"))
    parser.declare("--no-color", action="store_true", help=words("no_color"))


def run(args: argparse.Namespace) -> int:
    """Print the KPIs; gives the exit code. Raises PlanUnreadable."""
    from quarterdeck.cli import plans
    from quarterdeck.report import rich_text
    from quarterdeck.report.reading import Reading

    source = plans.read(args.plan)
    for note in source.notes:
        output.tell(note.text)
    reading = Reading(source.plan, source.analysis)
    if args.json:
        standings = reading.analysis.standings
        output.write(
            output.document({"kpis": [_data(reading, kpi, item) for kpi, item in standings.items()]})
        )
        return 0
    text = rich_text.render(_document(reading, source.name), args.width or terminal.width())
    output.write(output.drawn(text, no_color=args.no_color))
    return 0


def _data(reading: Reading, kpi_id: str, item: Standing) -> dict[str, Any]:
    from quarterdeck.report.data import with_reason

    kpi = reading.plan.kpis.items[kpi_id]
    return {
        "kpi": kpi_id,
        "name": kpi.name,
        "catalogue": kpi.catalogue,
        "unit": item.unit or None,
        "owner": kpi.owner,
        "period": item.period or None,
        **with_reason("value", item.value),
        **with_reason("target", item.target),
        **with_reason("expected", item.expected),
        **with_reason("pace_pct", item.pace_pct),
        **with_reason("status", item.status),
    }


def _document(reading: Reading, name: str) -> Document:
    from quarterdeck.report.document import DocSection, Document

    blocks = tuple(_blocks(reading))
    title = say("kpis.title", name=name)
    return (
        Document(title, "", (DocSection("kpis", say("kpis.section"), blocks),))
        if blocks
        else Document(title, say("kpis.none"), ())
    )


def _blocks(reading: Reading) -> Iterator[Block]:
    from quarterdeck.plan import format as fmt
    from quarterdeck.report.document import Bullets, Cell, Column, Table, Tone
    from quarterdeck.report.sections.kpis import status

    numbers = ("value", "period", "target", "expected", "pace")
    heads = (
        Column(say("kpis.kpi")),
        *(Column(say(f"kpis.{name}"), numeric=name != "period") for name in numbers),
        Column(say("kpis.status")),
    )
    rows, reasons = [], []
    for kpi_id, item in reading.analysis.standings.items():
        name = reading.name("kpis.items", kpi_id)
        rows.append(
            (
                Cell(name),
                _cell(reading, item.value, item.unit),
                Cell(fmt.period(item.period) if item.period else "–"),
                _cell(reading, item.target, item.unit),
                _cell(reading, item.expected, item.unit),
                _cell(reading, item.pace_pct, "percent"),
                status(reading, ("kpis", "items", kpi_id)) if item.status.known else Cell("–", Tone.QUIET),
            )
        )
        if not item.status.known:
            reasons.append(Cell(say("kpis.why", kpi=name, why=reading.why(item.status)), Tone.QUIET))
    if rows:
        yield Table(heads, tuple(rows))
    if reasons:
        yield Bullets(tuple(reasons))


def _cell(reading: Reading, figure: Figure, unit: str) -> Cell:
    from quarterdeck.plan import format as fmt
    from quarterdeck.report.document import Cell, Tone
    from quarterdeck.report.units import readable

    if figure.number is None:
        return Cell("–", Tone.QUIET)
    return Cell(fmt.quantity(readable(figure.number), reading.style, unit))
