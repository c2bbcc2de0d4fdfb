"""The whole part: everything that results of the running quarter, or of the last closed one, tell."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.report.document import Block
from quarterdeck.report.reading import Reading
from quarterdeck.report.results import accuracy, drivers, kpis, people, split, verdicts


def title(reading: Reading) -> str:
    """`2027 Q1 so far`, or `Changes since 2026 Q4`."""
    analysis = reading.analysis
    key = "so_far" if analysis.looked_back == analysis.quarter else "since"
    return content.say(f"results.{key}", quarter=fmt.quarter(analysis.looked_back or ""))


def lead(reading: Reading) -> tuple[Block, ...]:
    """Nothing at all before the first results are in."""
    if reading.analysis.looked_back is None:
        return ()
    return (
        *kpis.blocks(reading),
        *split.blocks(reading),
        *drivers.blocks(reading),
        *accuracy.blocks(reading),
        *verdicts.blocks(reading),
        *people.blocks(reading),
    )
