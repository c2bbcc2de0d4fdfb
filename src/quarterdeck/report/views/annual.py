"""The annual plan: report card, what leadership wants, the big three, verdicts, quarter by quarter."""

from __future__ import annotations

from quarterdeck.report.sections import actions, goals, kpis
from quarterdeck.report.views.parts import Part, one

PARTS = (
    Part(
        "report_card",
        (
            "situation.review_spend",
            "situation.review_new_customers",
            "situation.review_cac",
            "situation.customers_per_1000_spent",
            "situation.review_revenue",
            "situation.review_roi_pct",
            "situation.report_card",
            "situation.channel_results",
        ),
    ),
    Part(
        "alignment",
        (
            "goals.alignment_date",
            "goals.attendees",
            "goals.vision_12m",
            "goals.financial_goals",
            "goals.leadership_goals",
            goals.who_answers,
        ),
    ),
    Part("big_three", (one(kpis.big_three),)),
    Part("verdicts", (actions.verdicts,)),
    Part("roadmap", (actions.roadmap,)),
)
