"""For those who gave money: results, why they came so, what changed, the outlook, the risks."""

from __future__ import annotations

from quarterdeck.report.results import accuracy, drivers, kpis, split, verdicts
from quarterdeck.report.sections import cover, forecast, gap_ways, gaps, open
from quarterdeck.report.views import one_page
from quarterdeck.report.views.parts import Part, one

PARTS = (
    Part("direction", (cover.direction,)),
    Part("results", (kpis.blocks, accuracy.blocks)),
    Part("why", (split.blocks, drivers.blocks, verdicts.blocks)),
    Part("goals", (one_page.goals, one_page.kpis)),
    Part("outlook", (one(forecast.picture), forecast.quarters)),
    Part("risks", (gaps.lead, gap_ways.verify)),
    Part("open", (open.lead,)),
)
