"""Every rule with a plan that has the fault and one that has not."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.checks import RULES
from quarterdeck.engine.findings import SEVERITIES, Finding
from quarterdeck.plan.document import Plan

TODAY = date(2026, 11, 22)
OLD, NEXT = "2026-Q2", "2027-Q1"


def found(tables: dict[str, Any], today: date = TODAY) -> tuple[Finding, ...]:
    return analyse(Plan.model_validate(tables), today).findings


def goal(**answers: Any) -> dict[str, Any]:
    return {"goals": {"items": {"g": {"statement": "Win 30 new customers in Austria"} | answers}}}


def kpi(**answers: Any) -> dict[str, Any]:
    return {"kpis": {"items": {"k": {"name": "Leads"} | answers}}}


def action(**answers: Any) -> dict[str, Any]:
    return {"actions": {"items": {"a": {"what": "Call old customers"} | answers}}}


def forecast(**answers: Any) -> dict[str, Any]:
    return {"plan": {"quarter": NEXT}, "forecast": answers}


def tool(**answers: Any) -> dict[str, Any]:
    return {"tools": {"items": {"t": {"name": "Mailer"} | answers}}}


def member(**answers: Any) -> dict[str, Any]:
    return {"team": {"members": {"ana": {"name": "Ana"} | answers}}}


def activities(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"situation": {"channel_results": {str(at): row for at, row in enumerate(rows)}}}


FUNNEL: dict[str, Any] = {
    "start": "2027-01",
    "months": 3,
    "channels": {"web": {"name": "Web", "organic_leads": 100}},
    "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
}
COSTLY: dict[str, Any] = {
    "start": "2027-01",
    "months": 12,
    "channels": {"ads": {"spend": 1000, "cost_per_lead": 10}},
    "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
}
"""Five customers a month, 200 of advertising each."""
CHEAP = {"kind": "one_off", "one_off_per_customer": 100, "gross_margin_pct": 50}
MONTHLY = {"kind": "recurring", "new_mrr_per_customer": 20, "monthly_churn_pct": 1, "gross_margin_pct": 100}
SOLD = {"situation": {"review_revenue": 100}} | member(sells=True, status="current")
STAFFED = member(monthly_salary=0) | tool(status="chosen", price=0, price_period="month")
COUNTED = {"situation": {"site_funnel_last_year": {"leads": 100, "mqls": 30}}}
SHORT_OF_GOAL: dict[str, Any] = {
    **forecast(**FUNNEL),
    **kpi(catalogue="leads", target={"value": 500}),
    **goal(kpis=["k"]),
}
OFF_COURSE: dict[str, Any] = kpi(target={"value": 50}, actuals={"x": {"period": "2026-Q3", "value": 10}}) | {
    "plan": {"quarter": "2026-Q3"}
}


def came(*months: dict[str, Any], **answers: Any) -> dict[str, Any]:
    rows = {row["month"]: row for row in months}
    return {"plan": {"quarter": "2026-Q4"}, "forecast": {"start": "2026-10", "actuals": rows, **answers}}


DEAR: dict[str, Any] = came(
    {
        "month": "2026-10",
        "parts": {"f": {"dimension": "channel", "member": "Fair", "spend": 5000, "leads": 20, "wins": 0}},
    },
    channels={"fair": {"name": "Fair", "spend": 5000, "cost_per_lead": 250}},
    rates={"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
    revenue={"kind": "one_off", "one_off_per_customer": 100, "gross_margin_pct": 50},
)
"""5,000 a customer, who brings 50."""
SIGN: dict[str, Any] = kpi(catalogue="leads", actuals={"x": {"period": "2026-10", "value": 60}})


def to_hire(status: str) -> dict[str, Any]:
    least = {"aim": "at_least", "value": 60}
    sign = {"signal": "Sixty leads a month", "kpi": "k", "threshold": least, "hire": "ana"}
    people = {"ana": {"name": "Ana", "status": status}}
    return {"team": {"members": people, "expansion_triggers": {"t": sign}}}


def kept(**answers: Any) -> dict[str, Any]:
    return {"reviews": {"2026-Q4": {"verdicts": {"fair": {"name": "Fair", "verdict": "keep", **answers}}}}}


SEATED = {"team": {"stakeholders": {"s": {"name": "Bank", "must_agree": True}}}}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "QD001": (goal(owner="nobody"), goal(owner="ana") | member()),
    "QD002": ({"plan": {"stage": "sprouting"}}, {"plan": {"stage": "seed"}}),
    "QD003": ({"plan": {"compny": "Acme"}}, {"plan": {"company": "Acme"}}),
    "QD004": (
        {"kpis": {"items": {"a": {"name": "MRR"}, "b": {"name": "mrr "}}}},
        {"kpis": {"items": {"a": {"name": "MRR"}, "b": {"name": "ARR"}}}},
    ),
    "QD005": ({"icp": {"target_audience": "Joiners"}}, {"icp": {}}),
    "QD006": (
        {"plan": {"change_from_last": "same_on_purpose"}, "forecast": {"growth": {"growth_pct": 40}}},
        {"plan": {"change_from_last": "same_on_purpose"}, "forecast": {"growth": {"growth_pct": 5}}},
    ),
    "QD007": (kpi(), kpi() | {"plan": {"north_star": "k"}}),
    "QD008": (
        goal() | {"plan": {"objectives_raw": {"o": {"objective": "Grow"}}}},
        goal() | {"plan": {"objectives_raw": {"o": {"objective": "Grow", "decision": "discarded"}}}},
    ),
    "QD009": ({"plan": {"next_review": date(2026, 11, 1)}}, {"plan": {"next_review": TODAY}}),
    "QD010": (
        {"plan": {"silenced": {"s": {"check": "QD401", "place": "goals.items.gone.kpis", "reason": "x"}}}},
        goal() | {"plan": {"silenced": {"s": {"check": "QD1", "place": "goals.items.g", "reason": "-"}}}},
    ),
    "QD101": (
        {"data": {"assumptions": {"a": {"statement": "One in five buys", "checked_in": OLD}}}},
        {"data": {"assumptions": {"a": {"statement": "One in five buys", "checked_in": NEXT}}}},
    ),
    "QD102": (
        {"data": {"assumptions": {"a": {"statement": "One in five buys"}}}},
        {"data": {"assumptions": {"a": {"statement": "One in five buys", "checked_in": NEXT}}}},
    ),
    "QD103": (
        {"data": {"trends": {"t": {"kind": "worked"}}}},
        {"data": {"trends": {kind: {"kind": kind} for kind in ("worked", "changing", "driver")}}},
    ),
    "QD104": (
        {"plan": {"maturity": "starting"}, "data": {"market_interest": "rising"}},
        {"plan": {"maturity": "established"}, "data": {"market_interest": "rising"}},
    ),
    "QD201": (
        {
            "icp": {"personas": {"p": {"name": "Anna", "time_spent_where": ["Trade fairs"]}}},
            "forecast": {"channels": {"c": {"name": "Paid search"}}},
        },
        {
            "icp": {"personas": {"p": {"name": "Anna", "time_spent_where": ["Trade fairs"]}}},
            "forecast": {"channels": {"c": {"name": "The spring trade fair"}}},
        },
    ),
    "QD301": (
        {"situation": {"distribution_channels": {"a": {"expected_share_pct": 60}}}},
        {"situation": {"distribution_channels": {"a": {"expected_share_pct": 100}}}},
    ),
    "QD302": (
        {"situation": {"site_funnel_last_year": {"visits": 9000, "mqls": 0}}},
        {"situation": {"site_funnel_last_year": {"visits": 9000}}},
    ),
    "QD303": (
        activities({"spend": 1000, "leads": 200, "mqls": 2}, {"spend": 2000, "leads": 50, "mqls": 30}),
        activities({"spend": 1000, "leads": 200, "mqls": 100}, {"spend": 2000, "leads": 50, "mqls": 30}),
    ),
    "QD304": (
        {"situation": {"review_start": date(2026, 6, 1), "review_end": date(2026, 5, 1)}},
        {"situation": {"review_start": date(2026, 5, 1), "review_end": date(2026, 6, 1)}},
    ),
    "QD305": (
        {"situation": {"usp": "Quotes in a day"}, "actions": {"reach": {"r": {"channel": "Fair"}}}},
        {
            "situation": {"usp": "Quotes in a day", "marketing_message": "Sundays are yours again"},
            "actions": {"reach": {"r": {"channel": "Fair"}}},
        },
    ),
    "QD306": (
        {"situation": {"loss_points": {"l": {"improvement": "Phone after a week"}}}} | action(),
        {"situation": {"loss_points": {"l": {"improvement": "Phone after a week", "actions": ["a"]}}}}
        | action(),
    ),
    "QD401": (
        {"goals": {"focus_areas": {name: {"title": name, "quarter": NEXT} for name in "abc"}}},
        {"goals": {"focus_areas": {name: {"title": name, "quarter": NEXT} for name in "ab"}}},
    ),
    "QD402": (goal(), goal(kpis=["k"]) | kpi()),
    "QD403": (goal(), goal(owner="ana") | member()),
    "QD404": (goal(start=TODAY), goal(start=TODAY, end=date(2027, 3, 31))),
    "QD405": (goal(), goal(vision_link="Every joiner quotes in a day")),
    "QD406": (goal(statement="More customers"), goal(statement="30 more customers")),
    "QD407": (goal(), {"goals": {**goal()["goals"], "sla_exists": "drafting"}}),
    "QD408": (goal(), {"goals": {**goal()["goals"], "attendees": ["leadership", "marketing", "sales"]}}),
    "QD409": (
        {"goals": {"leadership_goals": {"l": {"statement": "10 % more"}}}},
        {"goals": {"leadership_goals": {"l": {}}, "items": {"g": {"leadership_goal": "l"}}}},
    ),
    "QD410": (goal(stretch=True), goal(stretch=True, capacity_ok=True)),
    "QD411": (goal(start=TODAY, end=TODAY), goal(start=TODAY, end=date(2027, 3, 31))),
    "QD412": (
        goal(team="joint", owner="ana") | member(team="sales"),
        goal(team="joint", owner="ana") | member(team="sales", responsible_for=["marketing"]),
    ),
    "QD413": (
        {"goals": {"focus_areas": {"f": {"title": "Austria"}}}},
        {"goals": {"focus_areas": {"f": {"title": "Austria", "goals": ["g"]}}, "items": {"g": {}}}},
    ),
    "QD414": (
        {"goals": {"leadership_goals": {"l": {}}, "items": {"g": {"vision_link": "It does"}}}},
        goal(vision_link="It does"),
    ),
    "QD415": (
        goal(kpis=["k"], baseline=40, target={"value": 30}) | kpi(catalogue="leads"),
        goal(kpis=["k"], baseline=40, target={"value": 50}) | kpi(catalogue="leads"),
    ),
    "QD416": (goal(status="active"), goal(status="active") | action(goals=["g"])),
    "QD501": (kpi(), kpi() | goal(kpis=["k"])),
    "QD502": (kpi(), kpi(owner="ana") | member()),
    "QD503": (kpi(), kpi() | tool(tracks=["k"])),
    "QD504": (
        {"kpis": {"bofu": {"offers": {"o": {"label": "Demo", "prominent": False}}}}},
        {"kpis": {"bofu": {"offers": {"o": {"label": "Demo", "prominent": True}}}}},
    ),
    "QD505": (
        forecast(**FUNNEL),
        forecast(**FUNNEL)
        | {"kpis": {"mql": {"criteria": {"c": {"rule": "10 staff"}}}, "sql": {"signals": ["demo"]}}},
    ),
    "QD506": (
        {
            "kpis": {"sql": {"baseline": 10, "target": 12}},
            "forecast": {
                "rates": {"win_rate_pct": 25},
                "growth": {
                    "revenue_target": 48000,
                    "first_year_revenue_per_customer": 8000,
                    "base_period": "Q3 2026",
                },
            },
        },
        {
            "kpis": {"sql": {"baseline": 10, "target": 34}},
            "forecast": {
                "rates": {"win_rate_pct": 25},
                "growth": {
                    "revenue_target": 48000,
                    "first_year_revenue_per_customer": 8000,
                    "base_period": "Q3 2026",
                },
            },
        },
    ),
    "QD507": (kpi(), kpi(big_picture="Every lead is a joiner we can help")),
    "QD508": (
        kpi(target={"value": 50}, actuals={"x": {"period": "2026-Q3", "value": 10}})
        | {"plan": {"quarter": "2026-Q3"}},
        kpi(target={"value": 50}, actuals={"x": {"period": "2026-Q3", "value": 50}})
        | {"plan": {"quarter": "2026-Q3"}},
    ),
    "QD510": (OFF_COURSE, OFF_COURSE | action(kpis=["k"])),
    "QD640": (came({"month": "2026-11", "leads": 4}), came({"month": "2026-10", "leads": 4})),
    "QD641": (DEAR, DEAR | {"forecast": {**DEAR["forecast"], "channels": {"fair": {"spend": 0}}}}),
    "QD642": (
        came({"month": "2026-10", "visits": 9000, "leads": 90}, rates={"visit_to_lead_pct": 3}),
        came({"month": "2026-10", "visits": 9000, "leads": 90}, rates={"visit_to_lead_pct": 1}),
    ),
    "QD643": (DEAR | kept(), DEAR | kept(reason="The hall was closed for a day")),
    "QD806": (SIGN | to_hire("planned"), SIGN | to_hire("current")),
    "QD601": (
        forecast(budget={"b": {"item": "Ads", "amount": 100}}),
        forecast(budget={"b": {"item": "Ads", "amount": 100, "kpi": "k"}}) | kpi(),
    ),
    "QD602": (
        forecast(channels={"a": {"expected_share_pct": 60}}),
        forecast(channels={"a": {"expected_share_pct": 60}, "b": {"expected_share_pct": 40}}),
    ),
    "QD603": (forecast(months=12), forecast(months=3)),
    "QD604": (
        {"plan": {"quarter": OLD}},
        {"plan": {"quarter": OLD}, "forecast": {"actuals": {"a": {"month": "2026-04", "leads": 5}}}},
    ),
    "QD605": (
        forecast(pricing={"price_point": 15, "unit_cost": 17}),
        forecast(pricing={"price_point": 17, "unit_cost": 15}),
    ),
    "QD606": (
        forecast(channels={"a": {"spend": -5}}),
        forecast(channels={"a": {"spend": 0}}),
    ),
    "QD607": (
        forecast(months=3, channels={"a": {"spend": [5, 5]}}),
        forecast(months=3, channels={"a": {"spend": [5, 5, 5]}}),
    ),
    "QD608": (forecast(seasonality=[1, 2]), forecast(seasonality=[1] * 12)),
    "QD609": (
        forecast(timing={"close_curve_pct": [10, 20]}),
        forecast(timing={"close_curve_pct": [40, 60]}),
    ),
    "QD610": (
        forecast(channels={"a": {"spend": 5}}),
        forecast(channels={"a": {"spend": 5, "cost_per_lead": 1}}),
    ),
    "QD611": (
        forecast(**FUNNEL, capacity={"founder_hours_per_deal": 10, "founder_hours_per_month": 20}),
        forecast(**FUNNEL, capacity={"founder_hours_per_deal": 10, "founder_hours_per_month": 500}),
    ),
    "QD612": (
        {"plan": {"quarter": NEXT, "maturity": "established"}, "forecast": FUNNEL},
        {
            "plan": {"quarter": NEXT, "maturity": "established"},
            "forecast": {**FUNNEL, "opening": {"opportunities_created": [12]}},
        },
    ),
    "QD613": (
        forecast(contributors={"a": {"name": "Me"}}),
        forecast(contributors={"a": {"name": "Me"}, "b": {"name": "Ruth"}}),
    ),
    "QD614": (
        member(sells=True),
        member(sells=True)
        | forecast(
            capacity={"revenue_per_rep": 90000}, revenue={"kind": "recurring", "new_mrr_per_customer": 100}
        ),
    ),
    "QD615": (
        forecast(ranges={"rates.win_rate_pct": {"low": 30, "high": 14}}),
        forecast(ranges={"rates.win_rate_pct": {"low": 14, "high": 30}}, rates={"win_rate_pct": 22}),
    ),
    "QD616": (
        forecast(scenarios={"s": {"overrides": {"rates.luck": 5}}}),
        forecast(scenarios={"s": {"overrides": {"rates.win_rate_pct": 5}}}),
    ),
    "QD617": (forecast(scenario="bold"), forecast(scenario="base")),
    "QD618": (
        forecast(channels={"a": {"spend": 5, "cost_per_lead": 1, "saturation": "0.7"}}),
        forecast(channels={"a": {"spend": 5, "cost_per_lead": 1, "saturation": "0.7", "reference_spend": 5}}),
    ),
    "QD619": (member(status="planned"), member(status="planned", start="2027-02")),
    "QD620": (
        {"plan": {"quarter": NEXT}, "forecast": {"start": "2027-06", "months": 3}},
        {"plan": {"quarter": NEXT}, "forecast": {"start": "2027-01", "months": 3}},
    ),
    "QD621": (
        forecast(budget={"b": {"item": "Ads", "month": "2027-05"}}),
        forecast(budget={"b": {"item": "Ads", "month": "2027-02"}}),
    ),
    "QD622": (forecast(channels={"a": {"name": "Fair"}}), forecast(channels={"a": {"organic_leads": 0}})),
    "QD623": (forecast(months=99), forecast(months=60)),
    "QD624": (
        forecast(ranges={"winrate": {"low": 1, "high": 2}}),
        forecast(ranges={"win_rate_pct": {"low": 1, "high": 2}}),
    ),
    "QD625": (
        forecast(scenarios={"s": {"overrides": {"rates.win_rate_pct": "x 0.9"}}}),
        forecast(scenarios={"s": {"overrides": {"rates.win_rate_pct": "x 0.9"}}}, rates={"win_rate_pct": 20}),
    ),
    "QD626": (
        forecast(scenarios={"s": {"overrides": {"opening.mrr": "5 from 2027-02"}}}, opening={"mrr": 9}),
        forecast(scenarios={"s": {"overrides": {"opening.mrr": "x 5"}}}, opening={"mrr": 9}),
    ),
    "QD627": (
        forecast(
            start="2027-01",
            scenarios={"s": {"overrides": {"rates.win_rate_pct": "9 from 2029-02"}}},
            rates={"win_rate_pct": 20},
        ),
        forecast(
            start="2027-01",
            scenarios={"s": {"overrides": {"rates.win_rate_pct": "9 from 2027-02"}}},
            rates={"win_rate_pct": 20},
        ),
    ),
    "QD417": (
        goal(kpis=["k"], baseline=10, target={"value": 5, "change": "absolute"}) | kpi(catalogue="win-rate"),
        goal(kpis=["k"], baseline=10, target={"value": 5, "change": "pct_points"})
        | kpi(catalogue="win-rate"),
    ),
    "QD509": (
        kpi(target={"value": 20})
        | {"data": {"benchmarks": {"b": {"name": "Trade", "value": 20, "metric": "k"}}}},
        kpi(target={"value": 21})
        | {"data": {"benchmarks": {"b": {"name": "Trade", "value": 20, "metric": "k"}}}},
    ),
    "QD630": (
        forecast(**COSTLY, revenue=CHEAP) | STAFFED,
        forecast(**COSTLY, revenue=CHEAP | {"one_off_per_customer": 900}) | STAFFED,
    ),
    "QD631": (
        forecast(**COSTLY, revenue=MONTHLY, economics={"payback_target_months": 1}) | STAFFED,
        forecast(**COSTLY, revenue=MONTHLY, economics={"payback_target_months": 99}) | STAFFED,
    ),
    "QD632": (forecast(rates={"win_rate_pct": 100}), forecast(rates={"sql_to_opportunity_pct": 100})),
    "QD633": (
        forecast(capacity={"revenue_per_rep": 200}) | SOLD,
        forecast(capacity={"revenue_per_rep": 120}) | SOLD,
    ),
    "QD634": (
        forecast(rate_sources={"lead_to_mql": "benchmark"}) | COUNTED,
        forecast(rate_sources={"lead_to_mql": "history"}) | COUNTED,
    ),
    "QD635": (
        forecast() | member(sells=True),
        forecast(economics={"commission_pct": 0}) | member(sells=True),
    ),
    "QD636": (forecast(revenue={"monthly_churn_pct": 20}), forecast(revenue={"monthly_churn_pct": 2})),
    "QD637": (
        forecast(start="2027-01", channels={"a": {"spend": 400, "cost_per_lead": 5, "reference_spend": 100}}),
        forecast(
            start="2027-01",
            channels={"a": {"spend": 400, "cost_per_lead": 5, "reference_spend": 100, "saturation": "0.8"}},
        ),
    ),
    "QD638": (
        forecast(rates={"lead_to_mql_pct": 40}, rate_sources={"lead_to_mql": "history"}) | COUNTED,
        forecast(rates={"lead_to_mql_pct": 31}, rate_sources={"lead_to_mql": "history"}) | COUNTED,
    ),
    "QD701": (
        {"gaps": {"items": {"x": {"title": "MRR"}}}},
        {"gaps": {"items": {"x": {"remedy_kind": "accept"}}}},
    ),
    "QD702": (SHORT_OF_GOAL, {**SHORT_OF_GOAL, "gaps": {"items": {"x": {"goal": "g", "kpi": "k"}}}}),
    "QD703": (
        {"gaps": {"items": {"x": {"remedy_kind": "hire"}}}},
        {"gaps": {"items": {"x": {"remedy_kind": "hire", "leads_to": ["ana"]}}}} | member(),
    ),
    "QD801": (kpi() | member(status="current"), kpi(owner="ana") | member(status="current")),
    "QD802": (SEATED, {"team": {"stakeholders": {"s": {"must_agree": True, "involved": True}}}}),
    "QD803": (member(start="2027-03", end="2027-01"), member(start="2027-01", end="2027-01")),
    "QD804": (
        {"team": {"teams": {"s": {"name": "Sales", "headcount_now": 2, "headcount_needed": 5}}}},
        {
            "team": {
                "teams": {"s": {"headcount_now": 2, "headcount_needed": 5}},
                "members": {"x": {"status": "planned", "start": "2027-01"}},
            }
        },
    ),
    "QD805": (
        member()
        | kpi(actuals={"a": {"period": "2026-10", "value": 3, "dimension": "person", "member": "Ana"}}),
        member(strength="closer")
        | kpi(actuals={"a": {"period": "2026-10", "value": 3, "dimension": "person", "member": "Ana"}}),
    ),
    "QD901": (
        activities({"channel": "Fair"}),
        activities({"channel": "Fair"})
        | {"actions": {"verdicts": {"v": {"activity": "0", "verdict": "keep"}}}},
    ),
    "QD902": (
        action(budget=900) | forecast(budget={"b": {"amount": 500}}),
        action(budget=400) | forecast(budget={"b": {"amount": 500}}),
    ),
    "QD903": (
        action(goals=["g"], due=date(2027, 4, 2)) | goal(start=TODAY, end=date(2027, 3, 31)),
        action(goals=["g"], due=date(2027, 3, 2)) | goal(start=TODAY, end=date(2027, 3, 31)),
    ),
    "QD904": (
        {"actions": {"items": {str(at): {"owner": "ana", "due": date(2027, 1, 5)} for at in range(5)}}}
        | member(),
        {"actions": {"items": {str(at): {"owner": "ana", "due": date(2027, 1, 5)} for at in range(4)}}}
        | member(),
    ),
    "QD905": (action(), action(goals=["g"]) | goal()),
    "QD906": (action(), action(kpis=["k"]) | kpi()),
    "QD907": (action(), action(owner="ana") | member()),
    "QD908": (action(tool_need="A dialler"), action(tool_need="A dialler") | tool(actions=["a"])),
    "QD909": (
        {"actions": {"verdicts": {"v": {"verdict": "drop", "new_activity": "Fair"}}}},
        {"actions": {"verdicts": {"v": {"verdict": "keep", "new_activity": "Fair"}}}},
    ),
    "QD913": (
        goal() | {"actions": {"verdicts": {"v": {"verdict": "keep", "new_activity": "Fair"}}}},
        goal() | {"actions": {"verdicts": {"v": {"verdict": "keep", "likely_to_reach": ["g"]}}}},
    ),
    "QD914": (
        {"actions": {"verdicts": {"v": {"verdict": "double", "new_activity": "Trade fairs"}}}},
        {"actions": {"verdicts": {"v": {"verdict": "double", "carried_by": ["b"]}}}}
        | forecast(budget={"b": {"item": "Fairs in spring", "amount": 500}}),
    ),
    "QD915": (
        activities({"spend": 9000, "customers": 1}, {"spend": 1000, "customers": 9})
        | {"actions": {"verdicts": {"v": {"activity": "0", "verdict": "double"}}}},
        activities({"spend": 9000, "customers": 1}, {"spend": 1000, "customers": 9})
        | {"actions": {"verdicts": {"v": {"activity": "1", "verdict": "double"}}}},
    ),
    "QD910": (
        action(start=date(2027, 2, 1), due=date(2027, 1, 1)),
        action(start=date(2027, 1, 1), due=date(2027, 1, 1)),
    ),
    "QD911": (
        {"actions": {"roadmap": {"r": {"focus": ["a", "b", "c"]}}}},
        {"actions": {"roadmap": {"r": {"focus": ["a", "b"]}}}},
    ),
    "QD912": (action(due=date(2026, 11, 21)), action(due=date(2026, 11, 21), status="done")),
    "QD1001": (tool(), tool(actions=["a"]) | action()),
    "QD1002": (tool(), tool(tracks=["k"]) | kpi()),
    "QD1003": (
        tool(price=40, price_period="month", budget_line="b")
        | forecast(budget={"b": {"item": "Mailer", "amount": 100}}),
        tool(price=30, price_period="month", budget_line="b")
        | forecast(budget={"b": {"item": "Mailer", "amount": 100}}),
    ),
    "QD1004": (tool(status="implemented") | SEATED, tool(status="implemented", told=["s"]) | SEATED),
    "QD1005": (tool(), tool(goals=["g"]) | goal()),
}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_fires_where_the_fault_is_and_only_there_and_can_be_said(code: str) -> None:
    faulty, sound = CASES[code]
    findings = found(faulty)
    assert code in {item.code for item in findings}
    assert code not in {item.code for item in found(sound)}
    for item in findings:
        for part in ("message", "fix"):
            said = content.message(f"checks.{item.code}.{part}", place="here", **item.values)
            assert said
            assert "{" not in said


def test_every_rule_has_its_two_plans_and_its_words() -> None:
    words = json.loads((files(content) / "en/messages/checks.json").read_text("utf-8"))
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert set(codes) == set(CASES) == set(words)
    assert {rule.severity for rule in RULES} <= set(SEVERITIES)


def test_an_empty_plan_has_nothing_to_argue_about() -> None:
    assert found({}) == ()


def test_a_finding_names_the_step_where_it_is_mended() -> None:
    (finding,) = [item for item in found(goal(owner="nobody")) if item.code == "QD001"]
    assert (finding.step, finding.path, finding.severity) == (
        "goals",
        ("goals", "items", "g", "owner"),
        "error",
    )


def test_only_what_makes_figures_wrong_or_breaks_references_is_an_error() -> None:
    assert {rule.code for rule in RULES if rule.severity == "error"} == {
        "QD001", "QD606", "QD615", "QD616", "QD617", "QD624", "QD625", "QD626",
    }  # fmt: skip
