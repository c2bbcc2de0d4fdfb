"""The last part: what the plan argues back, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.findings import ADVICE, ERROR, WARNING, Finding
from quarterdeck.report import findings
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Paragraph, Tone
from quarterdeck.report.reading import Reading

MOST = 5
"""Findings of one rule that are told one by one; `check` tells all."""
TONES = {ERROR: Tone.BAD, WARNING: Tone.WATCH, ADVICE: Tone.PLAIN}


def lead(reading: Reading) -> tuple[Block, ...]:
    """Everything the checks found, by how much it matters."""
    blocks: list[Block] = []
    for severity, tone in TONES.items():
        items = tuple(_items(reading, severity, tone))
        if items:
            blocks += [Heading(content.say(f"report.open.{severity}")), Bullets(items)]
    found = tuple(blocks) or (_nothing(reading),)
    count = len(reading.analysis.silenced)
    if not count:
        return found
    words = "silenced_one" if count == 1 else "silenced"
    return (*found, Paragraph(content.say(f"report.open.{words}", count=count), Tone.QUIET))


def _items(reading: Reading, severity: str, tone: Tone) -> Iterator[Cell]:
    """The findings of that weight; where a rule has many of them, the first ones and how many more."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in reading.analysis.findings:
        if finding.severity == severity:
            by_rule.setdefault(finding.code, []).append(finding)
    for found in by_rule.values():
        yield from (Cell(_told(reading, finding), tone) for finding in found[:MOST])
        if len(found) > MOST:
            yield Cell(content.say("report.open.more", count=len(found) - MOST), Tone.QUIET)


def _told(reading: Reading, finding: Finding) -> str:
    """The step, what is wrong there, and how to mend it."""
    step = content.step(finding.step).short
    text = " ".join(findings.sentence(reading, finding))
    return content.say("report.handled", handle=step, name=text)


def _nothing(reading: Reading) -> Block:
    """Nothing to mend, or nothing there to be wrong."""
    if not reading.plan.model_fields_set:
        return Paragraph(content.say("report.not_filled_in"), Tone.QUIET)
    return Bullets((Cell(content.say("report.nothing_open"), Tone.GOOD),))
