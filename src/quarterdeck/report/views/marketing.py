"""The marketing plan: purpose first, then product, place, price, promotion and people."""

from __future__ import annotations

from quarterdeck.report.sections import kpis, team
from quarterdeck.report.sections.budget import budget
from quarterdeck.report.sections.budget_chart import budget_chart, channel_chart
from quarterdeck.report.sections.funnel_chart import funnel_chart
from quarterdeck.report.views.parts import Part, but, of_rows, one

PARTS = (
    Part(
        "purpose",
        ("plan.why_plan", "plan.marketing_outcome", "plan.value_proposition", "plan.vision", "plan.mission"),
    ),
    Part(
        "product",
        (
            "situation.offer",
            "situation.usp",
            "situation.benefits",
            "situation.positioning_statement",
            "situation.marketing_message",
            "situation.offers",
            "situation.differentiation",
        ),
    ),
    Part(
        "place",
        (
            "situation.availability",
            "situation.purchase_path",
            "situation.missing_places",
            "situation.distribution_channels",
        ),
    ),
    Part("price", ("forecast.pricing",)),
    Part("promotion", ("icp.target_audience", "actions.reach", "actions.conversion_strategies")),
    Part("people", (team.lead, "team.people_cycle")),
    Part(
        "channels",
        (
            "situation.best_paths",
            of_rows("forecast.channels", "spend", "cost_per_lead", "organic_leads", "expected_share_pct"),
            "data.channel_effectiveness",
        ),
    ),
    Part(
        "big_three",
        (
            one(kpis.big_three),
            one(funnel_chart),
            but(kpis.SKIP, "kpis.mql", "kpis.sql", "kpis.bofu"),
        ),
    ),
    Part("budget", (one(budget), one(budget_chart), one(channel_chart))),
)
