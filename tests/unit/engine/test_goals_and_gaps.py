"""SMART marks, gaps with their direction, the standing of KPIs, and how far each page is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.figures import known
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.metrics import attainment
from quarterdeck.engine.smart import chance
from quarterdeck.engine.targets import Level, level
from quarterdeck.engine.vague import vague
from quarterdeck.plan.document import Plan
from quarterdeck.plan.types import Target

TODAY = date(2026, 11, 22)
GOAL: dict[str, Any] = {
    "statement": "Win 30 new customers in Austria",
    "goal_type": "acquire_customers",
    "kpis": ["k"],
    "baseline": 10,
    "target": {"value": 30},
    "owner": "ana",
    "capacity_ok": True,
    "budget_ok": True,
    "situation_ok": True,
    "vision_link": "Every joiner quotes in a day",
    "start": date(2027, 1, 1),
    "end": date(2027, 3, 31),
}
KPI: dict[str, Any] = {"name": "New customers", "catalogue": "guest-posts"}


def made(goal: dict[str, Any], kpi: dict[str, Any] = KPI, **tables: Any) -> Analysis:
    base = {
        "plan": {"quarter": "2027-Q1"},
        "goals": {"items": {"g": goal}},
        "kpis": {"items": {"k": kpi, "own": {"name": "Smiles"}, "share": {"catalogue": "bounce-rate"}}},
        "forecast": {"budget": {"b": {"item": "Ads", "amount": 150, "goal": "g"}}},
        "team": {"members": {"ana": {"name": "Ana"}}},
    }
    return analyse(Plan.model_validate(base | tables), TODAY)


def test_a_goal_with_everything_is_smart() -> None:
    found = made(GOAL).smart["g"]
    assert found.ok, found
    assert found.letters == "SMART"


@pytest.mark.parametrize(
    ("change", "letter", "reason"),
    [
        ({"statement": None}, "S", "no_statement"),
        ({"statement": "More sales"}, "S", "vague"),
        ({"goal_type": None}, "S", "no_type"),
        ({"kpis": []}, "M", "no_kpi"),
        ({"kpis": ["gone"]}, "M", "no_kpi"),
        ({"target": None}, "M", "no_target"),
        ({"baseline": None}, "M", "no_baseline"),
        ({"target": {"value": 5}}, "M", "wrong_way_up"),
        ({"target": {"value": 5, "aim": "at_most"}, "baseline": 3}, "M", "wrong_way_down"),
        ({"owner": "nobody"}, "A", "no_owner"),
        ({"capacity_ok": False}, "A", "no_capacity"),
        ({"budget_ok": None}, "A", "budget_not_judged"),
        ({"target": {"value": 5, "change": "absolute"}, "kpis": ["share"]}, "M", "relative_or_points"),
        ({"kpis": ["own"]}, "M", "no_unit"),
        ({"budget": 100}, "A", "over_budget"),
        ({"vision_link": None}, "R", "no_link"),
        ({"start": None, "end": None}, "T", "no_dates"),
        ({"start": None}, "T", "no_start"),
        ({"end": None}, "T", "no_end"),
        ({"end": date(2027, 1, 1)}, "T", "dates_reversed"),
    ],
)
def test_each_lack_costs_its_own_letter(change: dict[str, Any], letter: str, reason: str) -> None:
    marks = made(GOAL | change).smart["g"].marks
    assert {key for key, mark in marks.items() if not mark.ok} == {letter}
    assert marks[letter].reason == reason
    assert "{" not in content.message(f"smart.{reason}", **marks[letter].values)


def test_what_holds_says_why_too() -> None:
    marks = made(GOAL).smart["g"].marks
    assert {letter: mark.reason for letter, mark in marks.items()} == {
        "S": "specific",
        "M": "level",
        "A": "judged",
        "R": "serves_vision",
        "T": "timed",
    }
    for mark in marks.values():
        assert "{" not in content.message(f"smart.{mark.reason}", **mark.values)


def test_the_forecast_judges_what_nobody_has_judged() -> None:
    forecast = {"start": "2027-01", "months": 3, "channels": {"w": {"organic_leads": 20}}}
    kpi = {"name": "Leads", "catalogue": "leads"}
    founder = {"capacity": {"founder_hours_per_month": 20, "founder_hours_per_deal": 10}}
    unjudged = GOAL | {"capacity_ok": None}
    assert made(unjudged, kpi, forecast=forecast).smart["g"].A.reason == "capacity_not_judged"
    mark = made(unjudged, kpi, forecast=forecast | founder).smart["g"].A
    assert (mark.ok, mark.reason, mark.values["forecast"].number) == (True, "reached", 60)


def test_more_money_than_there_is_makes_no_goal_achievable() -> None:
    there = {"resources": {"r": {"name": "Cash", "kind": "budget", "amount": 100}}}
    assert made(GOAL, situation=there).smart["g"].A.reason == "money_short"


def test_the_chance_of_a_goal_is_told_where_inputs_have_ranges() -> None:
    forecast = {
        "start": "2027-01",
        "months": 3,
        "channels": {"w": {"organic_leads": 10}},
        "rates": {"lead_to_mql_pct": 50},
    }
    kpi = {"name": "Leads", "catalogue": "leads"}
    assert chance(made(GOAL, kpi, forecast=forecast), "g").missing == ("forecast.ranges",)
    ranged = forecast | {"ranges": {"lead_to_mql_pct": {"low": 40, "high": 60}}}
    assert 40 < (chance(made(GOAL, kpi, forecast=ranged), "g").number or 0) < 70
    assert chance(made(GOAL, forecast=ranged), "g").reason == "not_in_forecast"


def test_a_goal_the_forecast_does_not_reach_is_not_achievable_until_it_is_decided() -> None:
    kpi = {"name": "Leads", "catalogue": "leads"}
    forecast = {"start": "2027-01", "months": 3, "channels": {"w": {"organic_leads": 5}}}
    assert made(GOAL, kpi, forecast=forecast).smart["g"].A.reason == "forecast_short"
    row = {"goal": "g", "kpi": "k", "remedy_kind": "new_channel"}
    assert made(GOAL, kpi, forecast=forecast, gaps={"items": {"x": row}}).smart["g"].A.ok


def test_a_goal_the_people_who_sell_have_no_time_for_is_not_achievable() -> None:
    kpi = {"name": "New customers", "catalogue": "new-customers"}
    forecast = {
        "start": "2027-01",
        "months": 3,
        "channels": {"w": {"organic_leads": 100}},
        "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 40},
        "capacity": {"founder_hours_per_month": 20, "founder_hours_per_deal": 10},
    }
    mark = made(GOAL, kpi, forecast=forecast).smart["g"].A
    assert (mark.reason, mark.values["forecast"].number) == ("capacity_short", 6)
    assert "New customers" in content.message(f"smart.{mark.reason}", **mark.values)


def test_only_words_that_are_used_stand_in_the_messages() -> None:
    words = json.loads((files(content) / "en/messages/smart.json").read_text("utf-8"))
    assert set("SMART") <= set(words)


@pytest.mark.parametrize(
    "statement", ["More customers", "more sales", "Mehr Kunden", "Improve our brand awareness"]
)
def test_wishes_are_vague(statement: str) -> None:
    assert vague(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "30 new customers",
        "Double the number of trials",
        "Open a second shop in Graz by the summer",
        "MRR €50k",
    ],
)
def test_sentences_that_say_something_are_not_vague(statement: str) -> None:
    assert not vague(statement)


@pytest.mark.parametrize(
    ("change", "value", "expected"),
    [("relative_pct", -5, "7.6"), ("pct_points", -5, "3"), ("absolute", 2, "10"), (None, 6, "6")],
)
def test_a_change_counts_from_the_baseline(change: str | None, value: int, expected: str) -> None:
    found = level(Target(value=value, change=change), known(8), "down", "here")
    assert isinstance(found, Level)
    assert str(found.number.normalize()) == expected.replace("10", "1E+1")


def gap(current: int, forecast: int, target: int, way: str) -> tuple[object, object]:
    aim = Level(Decimal(target), Decimal(target), way)
    return aim.shortfall(Decimal(current)), aim.shortfall(Decimal(forecast))


def test_gaps_respect_the_direction() -> None:
    assert gap(40, 55, 80, "up") == (40, 25)
    assert gap(2500, 2200, 2000, "down") == (500, 200)


def test_a_range_is_reached_anywhere_inside() -> None:
    found = level(Target(value=3, high=5, aim="between"), known(0), "band", "here")
    assert isinstance(found, Level)
    assert [found.shortfall(Decimal(value)) for value in (2, 4, 7)] == [1, 0, 2]


def only(analysis: Analysis) -> GapFigures:
    (found,) = analysis.gaps
    return found


def test_a_gap_is_counted_over_the_goals_own_months() -> None:
    kpi = {"name": "Leads", "catalogue": "leads"}
    forecast = {"start": "2027-01", "months": 6, "channels": {"w": {"organic_leads": 5}}}
    assert only(made(GOAL, kpi, forecast=forecast)).forecast.value == 15
    longer = GOAL | {"end": date(2027, 6, 30)}
    found = only(made(longer, kpi, forecast=forecast))
    assert (found.forecast.value, found.gap.value, found.closed) == (30, 0, True)


def test_what_the_forecast_cannot_tell_has_a_reason() -> None:
    found = only(made(GOAL))
    assert (found.forecast.reason, found.to_target.value, found.closed) == ("not_in_forecast", 20, None)


def test_the_latest_total_is_where_a_kpi_stands() -> None:
    actuals = {
        "a": {"period": "2026-Q3", "value": 12},
        "b": {"period": "2026-10", "value": 14},
        "c": {"period": "2026-11", "value": 99, "dimension": "person", "member": "Ana"},
    }
    assert only(made(GOAL, KPI | {"actuals": actuals})).current.value == 14


def test_goals_that_are_over_have_no_gap() -> None:
    assert made(GOAL | {"status": "dropped"}).gaps == ()


def status(actual: str, target: dict[str, Any], **kpi: Any) -> tuple[object, str]:
    row = {"name": "Churn", "target": target, "actuals": {"a": {"period": "2026-Q4", "value": actual}}} | kpi
    plan = Plan.model_validate({"plan": {"quarter": "2026-Q4"}, "kpis": {"items": {"k": row}}})
    found = analyse(plan, date(2027, 1, 10)).computed[("kpis", "items", "k", "status")]
    return found.value, found.reason


def test_a_kpi_that_equals_its_target_is_on_track() -> None:
    assert status("100", {"value": 100}) == ("on_track", "")
    assert status("95", {"value": 100}) == ("on_track", "")
    assert status("94", {"value": 100}) == ("watch", "")
    assert status("79", {"value": 100}) == ("off_track", "")


def test_a_kpi_that_is_to_fall_is_judged_from_its_baseline() -> None:
    falling = {"direction": "down", "baseline": 8}
    assert status("6", {"value": 6}, **falling) == ("on_track", "")
    assert status("8", {"value": 6}, **falling) == ("off_track", "")
    assert status("5", {"value": 6}, **falling) == ("on_track", "")


def test_the_tolerance_is_the_founders() -> None:
    assert status("70", {"value": 100}, tolerance_pct=40) == ("watch", "")


def test_without_target_result_or_freshness_there_is_no_status() -> None:
    assert status("5", {}) == (None, "no_target")
    old = {"a": {"period": "2026-Q1", "value": 5}}
    assert status("5", {"value": 5}, actuals=old) == (None, "too_old")
    assert status("5", {"value": 5}, actuals={}) == (None, "no_actual")


def test_the_shorter_way_to_fall_is_no_division_by_zero() -> None:
    assert attainment(known(0), known(3), known(3), falling=True).value == 1


def test_progress_counts_what_is_asked_and_names_what_is_open() -> None:
    plan = Plan.model_validate(
        {
            "plan": {"company": "Acme", "maturity": "starting"},
            "data": {"sources": {"s": {"title": "Report"}}},
        }
    )
    pages = analyse(plan, TODAY).progress
    assert pages["plan"].answered == 2
    assert ("plan", "company") not in pages["plan"].open
    assert ("data", "sources", "s", "kind") in pages["data"].open
    assert ("actions", "verdicts") not in pages["actions"].open
    assert pages["icp"].state == "empty"
    assert pages["plan"].state == "started"


def test_an_answer_of_nothing_is_an_answer() -> None:
    plan = Plan.model_validate({"situation": {"strengths": []}})
    assert ("situation", "strengths") not in analyse(plan, TODAY).progress["situation"].open
