"""Answers as people read them: numbers with what they count, rows by name, figures or their reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from report_kit import TODAY, plain, plan_of, reading_of

from quarterdeck.plan.document import Plan
from quarterdeck.report.reading import Reading


def kpi(unit: str | None = None, catalogue: str | None = None, **answers: Any) -> Plan:
    said = {"name": "It", "unit": unit, "catalogue": catalogue, **answers}
    row = {name: value for name, value in said.items() if value is not None}
    return plan_of(
        plan={"currency": "EUR"},
        kpis={"items": {"it": row}},
        goals={"items": {"go": {"statement": "Go", "kpis": ["it"], "target": {"value": 30000}}}},
    )


def said(plan: Plan, *path: str) -> str:
    return plain(reading_of(plan).text(path))


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("money", "€22,000"),
        ("pct", "22,000 %"),
        ("days", "22,000 days"),
        ("score", "22,000 points"),
        ("money_per_day", "€22,000 a day"),
        ("count", "22,000"),
        ("ratio", "22,000"),
    ],
)
def test_a_number_of_a_kpi_counts_what_the_kpi_counts(unit: str, shown: str) -> None:
    assert said(kpi(unit, baseline=22000), "kpis", "items", "it", "baseline") == shown


def test_a_kpi_without_a_unit_of_its_own_has_that_of_the_catalogue() -> None:
    assert said(kpi(catalogue="mrr", baseline=22000), "kpis", "items", "it", "baseline") == "€22,000"


def test_the_target_of_a_goal_counts_what_its_first_kpi_counts() -> None:
    assert said(kpi("money"), "goals", "items", "go", "target") == "€30,000"


def test_one_is_singular() -> None:
    plan = kpi("days", baseline=1, target={"aim": "at_most", "value": 2})
    assert said(plan, "kpis", "items", "it", "baseline") == "1 day"
    assert said(plan, "kpis", "items", "it", "target") == "at most 2 days"


def test_a_unit_that_stands_in_the_label_is_not_said_twice() -> None:
    plan = plan_of(forecast={"months": 12, "economics": {"payback_target_months": 15}})
    assert said(plan, "forecast", "months") == "12"
    assert said(plan, "forecast", "economics", "payback_target_months") == "15 months"


def test_lists_of_percentages_are_percentages() -> None:
    plan = plan_of(forecast={"timing": {"close_curve_pct": [10, 35]}})
    assert said(plan, "forecast", "timing", "close_curve_pct") == "10 %, 35 %"


def test_a_date_and_a_unit_are_held_together() -> None:
    reading = reading_of(plan_of(plan={"last_reviewed": TODAY}))
    assert reading.text(("plan", "last_reviewed")) == "22\u00a0Nov\u00a02026"


def test_a_scenario_names_the_inputs_it_changes() -> None:
    overrides = {"rates.win_rate_pct": 18, "nowhere": 3}
    plan = plan_of(forecast={"scenarios": {"bad": {"name": "Bad", "overrides": overrides}}})
    assert said(plan, "forecast", "scenarios", "bad", "overrides") == "Win rate: 18 %, nowhere = 3"


def test_items_with_commas_are_joined_by_semicolons() -> None:
    plan = plan_of(situation={"strengths": ["Quick, and exact", "Cheap"]})
    assert said(plan, "situation", "strengths") == "Quick, and exact; Cheap"


def test_flags_and_statuses_that_are_computed_are_words() -> None:
    plan = plan_of(plan={"north_star": "it"}, kpis={"items": {"it": {"name": "It"}}})
    assert said(plan, "kpis", "items", "it", "is_north_star") == "yes"
    assert said(plan, "kpis", "items", "it", "status") == "no target yet (It › Target)"


def test_an_unknown_figure_names_what_it_lacks_and_briefly_only_why() -> None:
    plan = plan_of(forecast={"pricing": {"price_point": 10}})
    path = ("forecast", "pricing", "unit_margin")
    assert said(plan, *path) == "no data yet (Cost of one unit)"
    assert reading_of(plan).brief(path) == "no data yet"


def test_large_calculated_amounts_have_no_cents_and_small_ones_keep_theirs() -> None:
    def margin(price: str) -> str:
        pricing = {"price_point": Decimal(price), "unit_cost": Decimal("0.125")}
        plan = plan_of(plan={"currency": "EUR"}, forecast={"pricing": pricing})
        return said(plan, "forecast", "pricing", "unit_margin")

    assert margin("75374") == "€75,374"
    assert margin("20.375") == "€20.25"


def test_another_row_goes_by_its_name_and_goals_by_their_number_where_asked() -> None:
    plan = plan_of(
        goals={"items": {"a": {"statement": "First"}, "b": {"statement": "Second " * 20}}},
        actions={"items": {"x": {"what": "Do", "goals": ["b", "gone"]}}},
    )
    path = ("actions", "items", "x", "goals")
    numbered = Reading(plan, reading_of(plan).analysis, numbered=True)
    assert plain(numbered.text(path)) == "Goal 2, gone"
    assert reading_of(plan).text(path).startswith("Second Second")
    assert plain(numbered.row_title(("goals", "items", "a"))) == "Goal 1: First"


def test_a_row_without_a_name_goes_by_its_first_answer_or_its_id() -> None:
    verdicts = {"one": {"new_activity": "Podcast"}, "two": {"freed_budget": 5}}
    reading = reading_of(plan_of(actions={"verdicts": verdicts}))
    assert reading.row_title(("actions", "verdicts", "one")) == "Podcast"
    assert reading.row_title(("actions", "verdicts", "two")) == "two"


def test_the_place_of_a_field_is_told_by_its_row_and_its_label() -> None:
    reading = reading_of(plan_of(team={"members": {"ana": {"name": "Ana"}}}))
    assert reading.place(("team", "members", "ana", "role")) == "Ana › Role"
    assert reading.place(("team", "members", "ana")) == "Ana"
