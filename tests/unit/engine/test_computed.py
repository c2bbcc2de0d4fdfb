"""Computed fields: one function for each that is declared, and the figures of the worked test vectors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.computed import FORMULAS
from quarterdeck.engine.figures import Figure
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import walk
from quarterdeck.plan.format import show
from quarterdeck.plan.style import plain_style

TODAY = date(2026, 11, 22)


def figure(path: str, tables: dict[str, Any]) -> Figure:
    return analyse(Plan.model_validate(tables), TODAY).computed[tuple(path.split("."))]


def test_every_declared_figure_has_a_function_and_no_function_is_left_over() -> None:
    declared = {".".join(path) for path, field in walk(Plan) if field.kind is Kind.COMPUTED}
    assert declared == set(FORMULAS)


def test_an_empty_plan_has_reasons_and_no_numbers() -> None:
    for path, found in analyse(Plan(), TODAY).computed.items():
        assert found.value is None, path
        assert content.message(f"figures.{found.reason}")


GROWTH = {
    "base_revenue": 600000,
    "growth_pct": 10,
    "addon_revenue": 12000,
    "first_year_revenue_per_customer": 8000,
}
RATES = {
    "visit_to_lead_pct": 2,
    "lead_to_mql_pct": 40,
    "mql_to_sql_pct": 30,
    "sql_to_opportunity_pct": 100,
    "win_rate_pct": 25,
}
ACTIVITY = {"spend": 5000, "leads": 200, "customers": 4, "revenue": 15000}


def reverse(growth: dict[str, Any], rates: dict[str, Any]) -> list[Decimal | None]:
    names = ("new_customers_needed", "sql_additional", "mql_additional", "leads_needed", "visits_needed")
    plan = Plan.model_validate({"forecast": {"growth": growth, "rates": rates}})
    computed = analyse(plan, TODAY).computed
    return [computed[("forecast", "growth", name)].number for name in names]


def test_the_reverse_funnel_of_the_test_vector() -> None:
    assert reverse(GROWTH, RATES) == [6, 24, 80, 200, 10000]


def test_the_reverse_funnel_does_not_round_inside_the_chain() -> None:
    growth = {"revenue_target": 50000, "first_year_revenue_per_customer": 8000}
    found = [number and round(number, 2) for number in reverse(growth, RATES)]
    assert found == [Decimal(x) for x in ("6.25", "25", "83.33", "208.33", "10416.67")]


def test_whole_people_are_shown_rounded_up() -> None:
    field = next(field for path, field in walk(Plan) if path[-1] == "new_customers_needed")
    assert show(field, Decimal("6.25"), plain_style(TODAY)) == "7"
    assert show(field, Decimal("24.0000000000000000000000001"), plain_style(TODAY)) == "24"


def test_add_on_sales_that_cover_everything_leave_nothing_to_win() -> None:
    growth = {"revenue_target": 10000, "addon_revenue": 12000, "first_year_revenue_per_customer": 8000}
    assert reverse(growth, RATES) == [0, 0, 0, 0, 0]


def test_a_rate_of_zero_stops_the_chain_and_says_so() -> None:
    tables = {"forecast": {"growth": GROWTH, "rates": {**RATES, "win_rate_pct": 0}}}
    assert figure("forecast.growth.new_customers_needed", tables).value == 6
    stopped = figure("forecast.growth.leads_needed", tables)
    assert (stopped.reason, stopped.missing) == ("zero_rate", ("forecast.rates.win_rate_pct",))


def test_from_a_base_of_zero_no_percentage_can_be_grown() -> None:
    tables = {"forecast": {"growth": {"base_revenue": 0, "growth_pct": 10}}}
    found = figure("forecast.growth.revenue_increase", tables)
    assert (found.reason, found.missing) == ("no_base", ("forecast.growth.revenue_target",))


def test_what_is_needed_altogether_is_today_and_more() -> None:
    tables = {"forecast": {"growth": GROWTH, "rates": RATES}, "kpis": {"sql": {"baseline": 30}}}
    assert figure("forecast.growth.sql_needed", tables).value == 54


@pytest.mark.parametrize(
    ("path", "tables", "expected"),
    [
        ("situation.channel_results.a.cpl", {"situation": {"channel_results": {"a": ACTIVITY}}}, "25"),
        ("situation.channel_results.a.roi_pct", {"situation": {"channel_results": {"a": ACTIVITY}}}, "200"),
        ("situation.review_cac", {"situation": {"review_spend": 30000, "review_new_customers": 12}}, "2500"),
        (
            "situation.customers_per_1000_spent",
            {"situation": {"review_spend": 30000, "review_new_customers": 12}},
            "0.4",
        ),
        ("situation.review_roi_pct", {"situation": {"review_spend": 30000, "review_revenue": 90000}}, "200"),
        (
            "situation.vs_estimates.r.variance",
            {"situation": {"vs_estimates": {"r": {"estimate": 50000, "actual": 46000}}}},
            "-4000",
        ),
        (
            "situation.vs_estimates.r.variance_pct",
            {"situation": {"vs_estimates": {"r": {"estimate": 50000, "actual": 46000}}}},
            "-8",
        ),
        (
            "situation.site_funnel_last_year.mql_to_sql_pct",
            {"situation": {"site_funnel_last_year": {"mqls": 1000, "sqls": 350}}},
            "35",
        ),
        ("forecast.rates.sql_to_deal_pct", {"forecast": {"rates": RATES}}, "25"),
        ("kpis.mql.additional", {"kpis": {"mql": {"baseline": 40, "target": 30}}}, "0"),
        ("kpis.bofu.rate_pct", {"kpis": {"bofu": {"baseline": 30, "visits": 1500}}}, "2"),
        (
            "forecast.runway.months_of_cash",
            {"forecast": {"runway": {"cash": 90000, "monthly_costs": 7500}}},
            "12",
        ),
    ],
)
def test_a_figure_of_the_test_vectors(path: str, tables: dict[str, Any], expected: str) -> None:
    assert figure(path, tables).value == Decimal(expected)


PRICING = {"price_point": 49, "unit_cost": 17, "fixed_cost": 24000, "units_per_month": 60}


def test_break_even_in_whole_units_and_months() -> None:
    tables = {"forecast": {"pricing": PRICING}}
    assert figure("forecast.pricing.unit_margin", tables).value == 32
    assert figure("forecast.pricing.break_even_units", tables).value == 750
    assert figure("forecast.pricing.break_even_months", tables).value == 13


def test_a_loss_with_every_unit_never_breaks_even() -> None:
    tables = {"forecast": {"pricing": {**PRICING, "price_point": 15}}}
    assert figure("forecast.pricing.unit_margin", tables).value == -2
    assert figure("forecast.pricing.break_even_units", tables).reason == "never"
    assert figure("forecast.pricing.break_even_months", tables).reason == "never"


def test_a_return_on_profit_uses_the_gross_margin_and_asks_for_it() -> None:
    step = {"roi_basis": "profit", "channel_results": {"a": ACTIVITY}}
    asked = figure("situation.channel_results.a.roi_pct", {"situation": step})
    assert asked.missing == ("forecast.revenue.gross_margin_pct",)
    tables = {"situation": step, "forecast": {"revenue": {"gross_margin_pct": 80}}}
    assert figure("situation.channel_results.a.roi_pct", tables).value == 140


def test_activities_are_ranked_by_return_and_equals_share_a_place() -> None:
    rows = {
        "a": ACTIVITY,
        "b": {**ACTIVITY, "revenue": 20000},
        "c": ACTIVITY,
        "d": {"spend": 0, "revenue": 5},
    }
    tables = {"situation": {"channel_results": rows}}
    places = [figure(f"situation.channel_results.{row}.rank", tables) for row in "abcd"]
    assert [place.value for place in places] == [2, 1, 2, None]
    assert places[3].reason == "no_spend"


def test_a_verdict_shows_the_evidence_of_its_activity() -> None:
    tables = {
        "situation": {"channel_results": {"fair": ACTIVITY}},
        "actions": {"verdicts": {"v": {"activity": "fair"}}},
    }
    assert figure("actions.verdicts.v.cac", tables).value == 1250


def test_a_tool_earns_a_point_for_each_criterion_its_goal_and_its_money() -> None:
    tool = {
        "saves": ["time"],
        "proof": "pass",
        "dependable": "unknown",
        "support": "fail",
        "community": "pass",
        "goals": ["g"],
        "price": 30,
        "price_period": "month",
        "budget_line": "b",
        "options": {"o": {"saves": "pass", "proof": "unknown", "support": "pass"}},
    }
    tables = {"tools": {"items": {"t": tool}}, "forecast": {"budget": {"b": {"item": "CRM", "amount": 90}}}}
    assert figure("tools.items.t.fit", tables).value == 5
    assert figure("tools.items.t.options.o.score", tables).value == 2
    assert figure("tools.items.t.within_budget", tables).value == 1
    dearer = {"tools": {"items": {"t": tool, "u": {**tool, "price": 1}}}, "forecast": tables["forecast"]}
    assert figure("tools.items.t.within_budget", dearer).value == 0


def test_a_channel_is_promised_its_share_of_the_quarter() -> None:
    forecast = {
        "lines": {"l": {"units": 10, "price": 100}},
        "channels": {"a": {"expected_share_pct": 60, "organic_leads": 0}},
        "rates": {},
    }
    found = figure("forecast.channels.a.revenue", {"plan": {"quarter": "2027-Q1"}, "forecast": forecast})
    assert found.missing
    assert figure("forecast.channel_share_pct", {"forecast": forecast}).value == 60


def test_the_quarters_end_is_the_sum_of_its_months_unless_it_is_typed() -> None:
    months = {name: {"month": f"2027-0{name}", "revenue": 900} for name in "123"}
    tables: dict[str, Any] = {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {"lines": {"l": {"units": 10, "price": 100}}, "actuals": months},
    }
    assert figure("forecast.outcome.revenue_variance", tables).value == -300
    assert figure("forecast.outcome.revenue_variance_pct", tables).value == -10
    months.pop("3")
    assert figure("forecast.outcome.revenue_variance", tables).reason == "quarter_open"
    tables["forecast"]["outcome"] = {"actual_revenue": 3000}
    assert figure("forecast.outcome.revenue_variance", tables).value == 0


def test_a_person_counts_the_kpis_that_name_them() -> None:
    tables = {
        "team": {"members": {"ana": {"name": "Ana"}}},
        "kpis": {"items": {"a": {"owner": "ana"}, "b": {"owner": "ana"}, "c": {}}},
        "plan": {"north_star": "b"},
    }
    assert figure("team.members.ana.kpis_owned", tables).value == 2
    assert [figure(f"kpis.items.{kpi}.is_north_star", tables).value for kpi in "abc"] == [0, 1, 0]
