"""The last part: what the plan argues back, worst first."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.engine.findings import ADVICE, ERROR, WARNING, Finding
from quarterdeck.report import findings
from quarterdeck.report.document import Block, Bullets, Cell, Heading, Paragraph, Tone
from quarterdeck.report.reading import Reading

TONES = {ERROR: Tone.BAD, WARNING: Tone.WATCH, ADVICE: Tone.PLAIN}


def lead(reading: Reading) -> tuple[Block, ...]:
    """Everything the checks found, by how much it matters."""
    blocks: list[Block] = []
    for severity, tone in TONES.items():
        items = tuple(
            Cell(_told(reading, finding), tone)
            for finding in reading.analysis.findings
            if finding.severity == severity
        )
        if items:
            blocks += [Heading(content.say(f"report.open.{severity}")), Bullets(items)]
    found = tuple(blocks) or (_nothing(reading),)
    count = len(reading.analysis.silenced)
    if not count:
        return found
    words = "silenced_one" if count == 1 else "silenced"
    return (*found, Paragraph(content.say(f"report.open.{words}", count=count), Tone.QUIET))


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
