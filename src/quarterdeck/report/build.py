"""The summary report: cover, ten steps, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Collection

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.document import Plan
from quarterdeck.report import findings
from quarterdeck.report.document import Block, Bullets, Cell, DocSection, Document, Paragraph, Tone
from quarterdeck.report.generic import Skip, section_blocks
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import actions, forecast, gaps, goals, kpis, team, tools
from quarterdeck.steps.catalogue import COVER, LENS, PAGES, Step

LEADS: dict[str, Callable[[Reading], tuple[Block, ...]]] = {
    "goals": goals.lead,
    "kpis": kpis.lead,
    "forecast": forecast.months,
    "gaps": gaps.lead,
    "team": team.lead,
    "actions": actions.lead,
    "tools": tools.lead,
}
"""What stands above a step's own answers."""

SHOWN: dict[str, Skip] = {
    "team": frozenset({"team.stakeholders.name"}),
    "actions": frozenset({"actions.roadmap"}),
}
"""Answers that the lead has said already."""

OPEN = "open"
"""The last section: what is still open."""


def build(plan: Plan, analysis: Analysis, sections: Collection[str] | None = None) -> Document:
    """The document, or only the named sections of it (ids of pages, and `open`)."""
    reading = Reading(plan, analysis)
    made = [section(reading, page) for page in PAGES if page is not LENS or plan.padre.model_fields_set]
    made.append(still_open(reading))
    wanted = [part for part in made if sections is None or part.id in sections]
    return Document(_title(reading), _subtitle(reading), tuple(wanted))


def section(reading: Reading, page: Step) -> DocSection:
    """One page of the plan: the overview, then every answer."""
    words = content.step(page.id)
    title = f"{page.number}  {words.title}" if page.number else words.title
    lead = LEADS[page.id](reading) if page.id in LEADS else ()
    details = section_blocks(reading, page.id, SHOWN.get(page.id, frozenset()))
    blocks = (*lead, *details)
    return DocSection(page.id, title, blocks or (Paragraph(content.say("report.not_filled_in"), Tone.QUIET),))


def still_open(reading: Reading) -> DocSection:
    """Everything the checks found, worst first."""
    tones = {"error": Tone.BAD, "warning": Tone.WATCH, "advice": Tone.PLAIN}
    items = tuple(
        Cell(" ".join(findings.sentence(reading, finding)), tones[finding.severity])
        for finding in reading.analysis.findings
    )
    nothing = Paragraph(content.say("report.nothing_open"), Tone.GOOD)
    return DocSection(OPEN, content.say("report.open_title"), (Bullets(items),) if items else (nothing,))


def _title(reading: Reading) -> str:
    cover = reading.plan.plan
    company = cover.company or content.say("report.no_company")
    return content.say("report.title", company=company)


def _subtitle(reading: Reading) -> str:
    at = COVER.id
    parts = {
        "quarter": reading.text((at, "quarter")),
        "stage": reading.text((at, "stage")),
        "north_star": reading.text((at, "north_star")),
        "next_review": reading.text((at, "next_review")),
    }
    said = [content.say(f"report.cover.{key}", value=text) for key, text in parts.items() if text]
    return " · ".join(said)
