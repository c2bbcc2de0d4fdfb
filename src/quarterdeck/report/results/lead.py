"""The whole part: everything that results of the running quarter, or of the last closed one, tell."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan import format as fmt
from quarterdeck.report import changes
from quarterdeck.report.document import Block, Heading
from quarterdeck.report.reading import Reading
from quarterdeck.report.results import accuracy, drivers, kpis, people, split, verdicts, year


def title(reading: Reading) -> str:
    """`2027 Q1 so far`, or `Changes since 2026 Q4`."""
    analysis = reading.analysis
    last = analysis.before.plan.quarter if analysis.before else None
    quarter = analysis.looked_back or last or ""
    key = "so_far" if quarter == analysis.quarter else "since"
    return content.say(f"results.{key}", quarter=fmt.quarter(quarter))


def lead(reading: Reading) -> tuple[Block, ...]:
    """What results tell, and what changed in the plan; nothing before the first results or quarter."""
    return (*_results(reading), *plan_changes(reading))


def _results(reading: Reading) -> tuple[Block, ...]:
    if reading.analysis.looked_back is None:
        return ()
    return (
        *kpis.blocks(reading),
        *split.blocks(reading),
        *year.blocks(reading),
        *drivers.blocks(reading),
        *accuracy.blocks(reading),
        *verdicts.blocks(reading),
        *people.blocks(reading),
    )


def plan_changes(reading: Reading) -> tuple[Block, ...]:
    """What is another in the plan since the last closed quarter; nothing where its plan is not at hand."""
    before = reading.analysis.before
    if before is None:
        return ()
    since = fmt.quarter(before.plan.quarter or "")
    found = changes.changes(before, reading.plan, reading.analysis.today)
    return (Heading(content.say("changes.plan_since", quarter=since)), *changes.told(found, level=3))
