"""`quarterdeck check PLAN`: what the plan argues back, and how complete it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say

if TYPE_CHECKING:
    from quarterdeck.cli.plans import Source
    from quarterdeck.report.document import Block, Document
    from quarterdeck.report.reading import Reading

PROBLEMS = 1


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.check.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--strict", action="store_true", help=words("strict"))
    parser.declare("--all", action="store_true", help=words("all"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 if there is an error (with `--strict`, a warning). Raises PlanUnreadable."""
    from quarterdeck.cli import plans
    from quarterdeck.engine.findings import ERROR, WARNING
    from quarterdeck.report import data
    from quarterdeck.report.reading import Reading

    source = plans.read(args.plan)
    reading = Reading(source.plan, source.analysis)
    for note in source.notes:
        output.tell(note.text)
    findings = reading.analysis.findings
    if args.json:
        listed = [data.finding(reading, item) for item in findings]
        silenced = [data.silenced(reading, item) for item in reading.analysis.silenced]
        output.write(output.document({"findings": listed, "silenced": silenced}))
    else:
        document = _document(source, reading, everything=args.all)
        output.write(output.page(document, args.width or terminal.width(), no_color=args.no_color))
    counted = (ERROR, WARNING) if args.strict else (ERROR,)
    return PROBLEMS if any(item.severity in counted for item in findings) else 0


def _document(source: Source, reading: Reading, *, everything: bool) -> Document:
    from quarterdeck.report.document import DocSection, Document
    from quarterdeck.steps.catalogue import PAGES

    sections = [
        DocSection(page.id, title(page.id), blocks) for page in PAGES if (blocks := _found(reading, page.id))
    ]
    silenced = _silenced(reading) if everything else ()
    if silenced:
        sections.append(DocSection("silenced", say("check.silenced"), silenced))
    parts = (_progress(reading), *_summary(reading, told=everything))
    sections.append(DocSection("progress", say("check.answered"), parts))
    return Document(say("check.title", name=source.name), "", tuple(sections))


def title(page: str) -> str:
    """A page as headings name it: its number and its title."""
    from quarterdeck import content
    from quarterdeck.steps import catalogue

    number = catalogue.page(page).number
    words = content.step(page)
    return f"{number}  {words.title}" if number else words.title


def _found(reading: Reading, page: str) -> tuple[Block, ...]:
    from quarterdeck.engine.findings import ERROR, WARNING
    from quarterdeck.report.document import Bullets, Cell, Tone
    from quarterdeck.report.findings import sentence

    tones = {ERROR: Tone.BAD, WARNING: Tone.WATCH}
    items = []
    for item in reading.analysis.findings:
        if item.step == page:
            message, fix = sentence(reading, item)
            severity = say(f"check.severity.{item.severity}")
            text = say("check.finding", code=item.code, severity=severity, message=message, fix=fix)
            items.append(Cell(text, tones.get(item.severity, Tone.PLAIN)))
    return (Bullets(tuple(items)),) if items else ()


def _progress(reading: Reading) -> Block:
    from quarterdeck.report.document import Facts

    progress = reading.analysis.progress
    rows = [
        (title(page), say("check.progress", answered=item.answered, essential=item.essential))
        for page, item in progress.items()
        if item.essential
    ]
    return Facts(tuple(rows))


def _silenced(reading: Reading) -> tuple[Block, ...]:
    """What is not told, with the reason of whoever silenced it."""
    from quarterdeck.report.document import Bullets, Cell, Tone
    from quarterdeck.report.findings import sentence

    items = []
    for silence in reading.analysis.silenced:
        message, _ = sentence(reading, silence.finding)
        told = {"code": silence.finding.code, "message": message, "reason": silence.said.reason}
        items.append(Cell(say("check.silent", **told), Tone.QUIET))
    return (Bullets(tuple(items)),) if items else ()


def _summary(reading: Reading, *, told: bool) -> Iterator[Block]:
    from quarterdeck.engine.findings import SEVERITIES
    from quarterdeck.report.document import Paragraph, Tone

    counts = {name: sum(item.severity == name for item in reading.analysis.findings) for name in SEVERITIES}
    if any(counts.values()):
        yield Paragraph(say("check.summary", **counts))
    else:
        yield Paragraph(say("check.nothing"), Tone.GOOD)
    silenced = len(reading.analysis.silenced)
    if silenced:
        yield Paragraph(say("check.count_told" if told else "check.count", count=silenced), Tone.QUIET)
