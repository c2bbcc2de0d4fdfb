"""The summary report: cover, ten steps, closed quarters, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.document import Plan
from quarterdeck.plan.reviews import Review
from quarterdeck.report.document import Block, DocSection, Document, Paragraph, Tone
from quarterdeck.report.generic import Place, Skip, rows_blocks, section_blocks
from quarterdeck.report.reading import Reading
from quarterdeck.report.results import lead as results
from quarterdeck.report.sections import actions, cover, forecast, gaps, goals, kpis, open, team, tools, worth
from quarterdeck.steps.catalogue import LENS, PAGES, Step

CHANGES = "changes"
"""What results tell of the running quarter, or of the last one, before the closed quarters."""
REVIEWS = "reviews"
"""The closed quarters, after the pages."""
BASIS = "basis"
"""What it all rests on: the assumptions with their confidence, and what the words mean."""
OPEN = "open"
"""The last section: what is still open."""
UNTOLD = frozenset(
    f"{REVIEWS}.{name}"
    for name in ("begun_on", "frozen_on", "expected", "drivers", "results.unit", "results.direction")
)
"""What a record of a quarter keeps for figures, not for readers."""


class Overview(Struct, frozen=True):
    """What stands above a step's own answers, and the answers that it has told already."""

    lead: Callable[[Reading], tuple[Block, ...]]
    told: Skip = frozenset()


OVERVIEWS: dict[str, Overview] = {
    "plan": Overview(cover.lead, cover.SKIP),
    "goals": Overview(goals.lead, goals.SKIP),
    "kpis": Overview(kpis.lead, kpis.SKIP),
    "forecast": Overview(forecast.lead, forecast.SKIP),
    "gaps": Overview(gaps.lead, gaps.SKIP),
    "team": Overview(team.lead, team.SKIP),
    "actions": Overview(actions.lead, actions.SKIP),
    "tools": Overview(tools.lead, tools.SKIP),
}


def build(plan: Plan, analysis: Analysis, sections: Collection[str] | None = None) -> Document:
    """The document, or only the named sections of it: ids of pages, `changes`, `reviews`, `basis`, `open`."""
    reading = Reading(plan, analysis, numbered=True)
    made = {
        **{page.id: page for page in PAGES if page is not LENS or plan.padre.model_fields_set},
        **({CHANGES: None} if analysis.looked_back or analysis.before else {}),
        **({REVIEWS: None} if _closed(plan) else {}),
        BASIS: None,
        OPEN: None,
    }
    wanted = [name for name in made if sections is None or name in sections]
    parts = tuple(part for name in wanted if (part := _part(reading, name, made[name])).blocks)
    company = plan.plan.company or content.say("report.no_company")
    return Document(content.say("report.title", company=company), cover.subtitle(reading), parts)


def _part(reading: Reading, name: str, page: Step | None) -> DocSection:
    if page is not None:
        return section(reading, page)
    if name == CHANGES:
        return DocSection(name, results.title(reading), results.lead(reading))
    if name == REVIEWS:
        return DocSection(name, content.step(name).title, tuple(_reviews(reading)))
    if name == BASIS:
        return DocSection(name, content.say("report.basis"), worth.basis(reading))
    return DocSection(name, content.say("report.open.title"), open.lead(reading))


def section(reading: Reading, page: Step) -> DocSection:
    """One page of the plan: the overview, then every other answer."""
    title = content.step(page.id).title
    overview = OVERVIEWS.get(page.id, Overview(lambda _: ()))
    blocks = (*overview.lead(reading), *section_blocks(reading, page.id, overview.told))
    heading = content.say("report.step", number=page.number, title=title) if page.number else title
    nothing = Paragraph(content.say("report.not_filled_in"), Tone.QUIET)
    return DocSection(page.id, heading, blocks or (nothing,))


def _reviews(reading: Reading) -> Iterator[Block]:
    """Every closed quarter under its own heading; all else of it stands in a plan file of its own."""
    rows, at = _closed(reading.plan), Place((REVIEWS,), REVIEWS)
    yield from rows_blocks(reading, rows, at, Review, UNTOLD, level=2)


def _closed(plan: Plan) -> dict[str, Review]:
    return {quarter: row for quarter, row in plan.reviews.items() if not row.is_open}
