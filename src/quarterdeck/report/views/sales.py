"""The sales plan: goals, tactics, timelines with one person accountable, KPIs, team, tools, market."""

from __future__ import annotations

from quarterdeck.report.sections import actions, goals, kpis, team, tools
from quarterdeck.report.sections.funnel_chart import funnel_chart
from quarterdeck.report.sections.roadmap_chart import roadmap_chart
from quarterdeck.report.views.parts import Part, of_rows, one

PARTS = (
    Part("goals", (goals.lead,)),
    Part(
        "tactics",
        (
            of_rows("actions.items", "how", "result_wanted", "challenge", "solution"),
            "actions.conversion_strategies",
        ),
    ),
    Part("timelines", (one(roadmap_chart), actions.by_focus)),
    Part("kpis", (kpis.lead, one(funnel_chart))),
    Part("team", (team.lead, "team.teams", "team.communication", "goals.sla")),
    Part("tools", (tools.use,)),
    Part(
        "market",
        (
            "data.trends",
            "data.market_interest",
            "data.market_interest_note",
            "data.market_competition",
            "data.market_sentiment",
            "data.market_sentiment_note",
            "data.competitors",
        ),
    ),
)
