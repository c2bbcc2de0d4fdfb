"""The customer's journey in eight parts, each with its own answer and what the steps say about it."""

from __future__ import annotations

from quarterdeck.report.sections import kpis
from quarterdeck.report.views.parts import Part, of_rows, one, prose

PARTS = (
    Part(
        "position",
        (
            prose("padre.position"),
            "situation.positioning_statement",
            "situation.marketing_message",
            "actions.reach",
        ),
    ),
    Part(
        "acquire",
        (prose("padre.acquire"), of_rows("icp.personas", "buyer_journey"), "actions.conversion_strategies"),
    ),
    Part("deploy", (prose("padre.deploy"), "kpis.mql.nurture_plan", "kpis.mql.nurture")),
    Part("run", (prose("padre.run"), "situation.loss_points")),
    Part(
        "expand",
        (
            prose("padre.expand"),
            "forecast.growth.addon_potential",
            "forecast.growth.addon_revenue",
            "forecast.revenue.monthly_churn_pct",
            "forecast.revenue.monthly_expansion_pct",
            "icp.advocacy",
            one(kpis.staying),
        ),
    ),
    Part(
        "product",
        (
            prose("padre.product"),
            *("situation.offer", "situation.usp", "situation.offers", "situation.better_ways"),
        ),
    ),
    Part("people", (prose("padre.people"), "team.people_cycle", "team.hiring_when", "team.first_hire")),
    Part("money", (prose("padre.money"), "forecast.funding_plan", "forecast.funding", "forecast.runway")),
)
