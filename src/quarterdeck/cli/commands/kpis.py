"""`quarterdeck kpis PLAN`: every KPI with its value or the reason there is none, target, pace and status."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.engine.standing import Standing
    from quarterdeck.report.document import Block, Document
    from quarterdeck.report.reading import Reading


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.kpis.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Print the KPIs; gives the exit code. Raises PlanUnreadable."""
    from quarterdeck.cli import plans
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
    made = _document(reading, source.name)
    output.write(output.page(made, args.width or terminal.width(), no_color=args.no_color))
    return 0


def _data(reading: Reading, kpi_id: str, item: Standing) -> dict[str, Any]:
    from quarterdeck.report.data import plain, with_reason

    kpi = reading.plan.kpis.items[kpi_id]
    return {
        "kpi": kpi_id,
        "name": kpi.name,
        "catalogue": kpi.catalogue,
        "unit": item.unit or None,
        "direction": item.direction,
        "goals": list(kpi.goals),
        "owner": kpi.owner,
        "period": item.period or None,
        "periods": list(item.periods),
        **with_reason("value", item.value),
        **with_reason("target", item.target),
        **with_reason("expected", item.expected),
        **with_reason("pace_pct", item.pace_pct),
        **with_reason("status", item.status),
        "course": [
            {"period": point.period, "value": None if point.value is None else plain(point.value)}
            for point in item.trail
        ],
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
    from quarterdeck.report.document import Bullets, Cell, Tone
    from quarterdeck.report.sections.kpis import at_a_glance
    from quarterdeck.report.standing import stands

    table = at_a_glance(reading)
    if table is None:
        return
    yield table
    found = (stands(reading, kpi_id) for kpi_id in reading.plan.kpis.items)
    reasons = tuple(
        Cell(say("kpis.why", kpi=kpi.name, why=reading.why(kpi.standing.status)), Tone.QUIET)
        for kpi in found
        if not kpi.standing.status.known
    )
    if reasons:
        yield Bullets(reasons)
