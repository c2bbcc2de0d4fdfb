from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

PLAN = """schema = 1
[plan]
company = "Acme"
currency = "EUR"
quarter = "2027-Q1"
[goals.items.grow]
statement = "Win customers [/x]"
kpis = ["won", "shares"]
start = 2027-01-01
end = 2027-03-31
[kpis.items.won]
name = "New customers"
catalogue = "new-customers"
target = {aim = "at_least", value = 15}
[kpis.items.won.actuals.a]
period = "2026-Q3"
value = 9
[kpis.items.shares]
name = "Shares"
catalogue = "shares"
[forecast]
start = "2027-01"
months = 3
channels.web = {name = "Web", organic_leads = 100}
rates = {lead_to_mql_pct = 50, mql_to_sql_pct = 50, win_rate_pct = 16}
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    (tmp_path / "p.toml").write_text(PLAN, encoding="utf-8")
    return "p.toml"


def test_a_gap_has_its_figures_and_the_levers_that_close_it(run: Run, plan: str) -> None:
    won, shares = json.loads(run("gaps", plan, "--json").out)["gaps"]
    assert (won["goal"], won["kpi"]) == ("grow", "won")
    assert (won["current"], won["forecast"], won["target"], won["gap"]) == (9, 12, 15, 3)
    lever = next(item for item in won["levers"] if item["lever"] == "win_rate_pct")
    assert (lever["now"], lever["feasible"], lever["reason"], lever["cost"]) == (16, True, None, None)
    assert round(lever["needed"], 6) == 20
    assert (shares["forecast"], shares["forecast_reason"], shares["levers"]) == (None, "not_in_forecast", [])


def test_the_assumptions_to_verify_first_are_named(run: Run, tmp_path: Path) -> None:
    money = """
[forecast.opening]
customers = 10
mrr = 1000
[forecast.revenue]
kind = "recurring"
new_mrr_per_customer = 100
monthly_churn_pct = 2
[forecast.rate_sources]
win_rate = "history"
"""
    (tmp_path / "s.toml").write_text(PLAN + money, encoding="utf-8")
    found = json.loads(run("gaps", "s.toml", "--json").out)["assumptions"]
    assert [item["rank"] for item in found] == list(range(1, len(found) + 1))
    assert {item["driver"]: item["source"] for item in found}["rates.win_rate_pct"] == "history"
    verify = run("gaps", "s.toml").out.partition("Verify these first")[2]
    assert "Lead to MQL" in verify
    assert "Win rate" not in verify


def test_text_says_what_to_pull(run: Run, plan: str) -> None:
    shown = run("gaps", plan).out
    assert "Win customers [/x]" in shown
    assert "Win rate" in shown
    assert "20\u202f%" in shown


def test_a_plan_without_goals_says_so(run: Run, acme: Path) -> None:
    acme.write_text('schema = 1\n[plan]\ncompany = "A"\n', encoding="utf-8")
    assert json.loads(run("gaps", "acme.toml", "--json").out) == {"gaps": [], "assumptions": []}
    assert "no goal" in run("gaps", "acme.toml").out
    assert json.loads(run("kpis", "acme.toml", "--json").out) == {"kpis": []}
    assert "no KPI" in run("kpis", "acme.toml").out


def test_kpis_have_value_target_pace_and_status_or_the_reason(run: Run, plan: str) -> None:
    won, shares = json.loads(run("kpis", plan, "--json").out)["kpis"]
    assert (won["kpi"], won["value"], won["period"], won["target"]) == ("won", 9, "2026-Q3", 15)
    assert (won["status"], won["status_reason"]) == (None, "not_started")
    assert (shares["value"], shares["value_reason"], shares["target_reason"]) == (
        None,
        "no_data",
        "no_target",
    )
    shown = run("kpis", plan).out
    assert "New customers: the quarter has not begun" in shown


def test_a_kpi_on_its_way_is_on_track(run: Run, tmp_path: Path) -> None:
    text = PLAN.replace('"2027-Q1"', '"2026-Q3"')
    (tmp_path / "q.toml").write_text(text.replace("value = 9", "value = 15"), encoding="utf-8")
    won = json.loads(run("kpis", "q.toml", "--json").out)["kpis"][0]
    assert (won["expected"], won["pace_pct"], won["status"]) == (15, 100, "on_track")
