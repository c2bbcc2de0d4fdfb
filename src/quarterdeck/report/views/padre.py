"""The customer's journey in eight parts, each with its own answer and what the steps say about it."""

from __future__ import annotations

from quarterdeck.report.views.parts import Part, of_rows

PARTS = (
    Part(
        "position",
        (
            "padre.position",
            "situation.positioning_statement",
            "situation.marketing_message",
            "actions.reach",
        ),
    ),
    Part(
        "acquire",
        ("padre.acquire", of_rows("icp.personas", "buyer_journey"), "actions.conversion_strategies"),
    ),
    Part("deploy", ("padre.deploy", "kpis.mql.nurture_plan", "kpis.mql.nurture")),
    Part("run", ("padre.run", "situation.loss_points")),
    Part(
        "expand",
        (
            "padre.expand",
            "forecast.growth.addon_potential",
            "forecast.growth.addon_revenue",
            "forecast.revenue.monthly_churn_pct",
            "forecast.revenue.monthly_expansion_pct",
            "icp.advocacy",
        ),
    ),
    Part(
        "product",
        ("padre.product", "situation.offer", "situation.usp", "situation.offers", "situation.better_ways"),
    ),
    Part("people", ("padre.people", "team.people_cycle", "team.hiring_when", "team.first_hire")),
    Part("money", ("padre.money", "forecast.funding_plan", "forecast.funding", "forecast.runway")),
)
