"""For those who gave money: results, why they came so, what changed, the outlook, the risks."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.report.document import Block, Heading
from quarterdeck.report.reading import Reading
from quarterdeck.report.results import accuracy, drivers, kpis, lead, split, verdicts
from quarterdeck.report.sections import cover, forecast, gap_ways, gaps, open, worth
from quarterdeck.report.views import one_page
from quarterdeck.report.views.parts import Part, one


def _verify(reading: Reading) -> tuple[Block, ...]:
    found = gap_ways.verify(reading)
    return (Heading(content.say("gaps.verify_first")), *found) if found else ()


PARTS = (
    Part("direction", (cover.direction,)),
    Part("results", (kpis.blocks, accuracy.blocks), nothing="views.board.no_results"),
    Part("why", (split.blocks, drivers.blocks, verdicts.blocks), nothing="views.board.no_why"),
    Part("changes", (lead.plan_changes,), nothing="views.board.no_changes"),
    Part("goals", (one_page.goals, one_page.kpis)),
    Part("outlook", (one(forecast.picture), forecast.quarters)),
    Part("risks", (gaps.lead, _verify)),
    Part("basis", (worth.basis,)),
    Part("open", (open.lead,)),
)
