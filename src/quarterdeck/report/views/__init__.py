"""The same plan for different readers: each view is a document, put together from the same parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis
from quarterdeck.plan.document import Plan
from quarterdeck.report import build
from quarterdeck.report.document import DocSection, Document, Heading, Paragraph, Tone
from quarterdeck.report.names import FULL, ONE_PAGE, VIEWS
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import cover
from quarterdeck.report.views import annual, board, marketing, one_page, padre, sales
from quarterdeck.report.views.parts import Part

PARTS: Mapping[str, tuple[Part, ...]] = {
    ONE_PAGE: one_page.PARTS,
    "marketing": marketing.PARTS,
    "sales": sales.PARTS,
    "annual": annual.PARTS,
    "padre": padre.PARTS,
    "board": board.PARTS,
}
_FOR: Mapping[str, str] = {
    "team": ONE_PAGE,
    "leadership": "annual",
    "investors": "board",
    "lenders": "board",
}
"""Which view the readers named on the cover look for."""


def document(
    plan: Plan, analysis: Analysis, view: str = FULL, sections: Collection[str] | None = None
) -> Document:
    """The document of that name, or only some of its sections. Raises KeyError for an unknown view."""
    if view == FULL:
        return build.build(plan, analysis, sections)
    reading = Reading(plan, analysis, numbered=True)
    parts = (part for part in PARTS[view] if sections is None or part.id in sections)
    company = plan.plan.company or content.say("report.no_company")
    title = content.say(f"views.{view}.title", company=company)
    made = tuple(_section(reading, view, part) for part in parts)
    return Document(title, cover.subtitle(reading), made, dense=view == ONE_PAGE)


def first_for(plan: Plan) -> str:
    """The view that the first of the plan's readers would ask for."""
    return next((_FOR[reader] for reader in plan.plan.readers if reader in _FOR), FULL)


def offered(plan: Plan) -> tuple[str, ...]:
    """Every view, that of the first reader in front."""
    first = first_for(plan)
    return (first, *(view for view in VIEWS if view != first))


def _section(reading: Reading, view: str, part: Part) -> DocSection:
    title = content.say(f"views.{view}.{part.id}")
    blocks = tuple(part.blocks(reading))
    if blocks and isinstance(blocks[0], Heading) and blocks[0].text == title:
        blocks = blocks[1:]
    nothing = Paragraph(content.say(part.nothing), Tone.QUIET)
    return DocSection(part.id, title, blocks or (nothing,))
