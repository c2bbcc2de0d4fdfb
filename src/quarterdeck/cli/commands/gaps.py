"""`quarterdeck gaps PLAN`: what the forecast leaves open of each goal, and the levers that would close it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.report.document import Block, Document
    from quarterdeck.report.reading import Reading


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.gaps.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


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
    from quarterdeck import content
    from quarterdeck.report.document import DocSection, Document
    from quarterdeck.report.sections import gap_ways

    sections = [
        DocSection(goal_id, reading.name("goals.items", goal_id), tuple(_goal(reading, goal_id)))
        for goal_id in dict.fromkeys(gap.goal for gap in reading.analysis.gaps)
    ]
    subtitle = "" if sections else content.say("gaps.none")
    verify = gap_ways.verify(reading)
    if verify:
        sections.append(DocSection("assumptions", content.say("gaps.verify_first"), verify))
    return Document(content.say("gaps.title", name=name), subtitle, tuple(sections))


def _goal(reading: Reading, goal_id: str) -> Iterator[Block]:
    from quarterdeck.report.document import Heading
    from quarterdeck.report.sections import gap_ways

    for gap in reading.analysis.gaps:
        if gap.goal == goal_id:
            yield Heading(reading.name("kpis.items", gap.kpi))
            yield from gap_ways.whole(reading, gap)
