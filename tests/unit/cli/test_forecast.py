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
[forecast]
start = "2027-01"
months = 3
channels.web = {name = "Web", organic_leads = 100}
rates = {lead_to_mql_pct = 50, mql_to_sql_pct = 50, win_rate_pct = 20}
[forecast.scenarios.cautious]
name = "Cautious [/x]"
overrides = {"rates.win_rate_pct" = 10}
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    (tmp_path / "p.toml").write_text(PLAN, encoding="utf-8")
    return "p.toml"


def test_json_has_the_months_by_their_names(run: Run, plan: str) -> None:
    data = json.loads(run("forecast", plan, "--json").out)
    assert list(data) == ["schema", "currency", "scenario", "months", "quarters", "year"]
    assert (data["scenario"], data["months"][0]["month"], data["year"]["wins"]) == ("base", "2027-01", 15)
    assert data["months"][0]["mrr"] is None
    assert data["months"][0]["mrr_reason"] == "no_data"


def test_a_scenario_and_inputs_set_anew_change_it(run: Run, plan: str) -> None:
    cautious = json.loads(run("forecast", plan, "--scenario", "cautious", "--json").out)
    assert (cautious["scenario"], cautious["year"]["wins"]) == ("cautious", 7.5)
    typed = ("--set", "rates.win_rate_pct=40", "channels.web.organic_leads=200")
    assert json.loads(run("forecast", plan, *typed, "--json").out)["year"]["wins"] == 60
    assert json.loads(run("forecast", plan, "--set", "win_rate_pct=40 %", "--json").out)["year"]["wins"] == 30


def test_an_input_changes_by_a_factor_and_for_some_months(run: Run, plan: str) -> None:
    data = json.loads(run("forecast", plan, "--set", "win_rate_pct=x 2 from mar 2027", "--json").out)
    assert [month["wins"] for month in data["months"]] == [5, 5, 10]
    assert data["settings"] == {"rates.win_rate_pct": "x 2 from 2027-03"}


def test_the_plans_own_seed_starts_the_dice(run: Run, plan: str) -> None:
    Path(plan).write_text(PLAN.replace("months = 3", "months = 3\nseed = 7"), encoding="utf-8")
    stored = json.loads(run("forecast", plan, "--runs", "50", "--json").out)["simulation"]
    assert stored["seed"] == 7
    given = json.loads(run("forecast", plan, "--runs", "50", "--seed", "7", "--json").out)["simulation"]
    assert given == stored


def test_runs_give_ranges_and_the_same_seed_the_same_ones(run: Run, plan: str) -> None:
    first = json.loads(run("forecast", plan, "--runs", "300", "--seed", "7", "--json").out)["simulation"]
    assert (
        json.loads(run("forecast", plan, "--runs", "300", "--seed", "7", "--json").out)["simulation"] == first
    )
    assert (
        json.loads(run("forecast", plan, "--runs", "300", "--seed", "8", "--json").out)["simulation"] != first
    )
    assert (first["runs"], first["seed"], len(first["months"])) == (300, 7, 3)
    assert set(first["year"]["wins"]) == {"p10", "p50", "p90"}
    assert "seed 7" in run("forecast", plan, "--runs", "50", "--seed", "7").out


def test_text_names_scenario_and_changes(run: Run, plan: str) -> None:
    shown = run("forecast", plan, "--scenario", "cautious", "--set", "rates.win_rate_pct=40").out
    assert "Cautious [/x]" in shown
    assert "rates.win_rate_pct = 40" in shown
    assert "Mar 2027" in shown


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (("--scenario", "cautios"), "cautious"),
        (("--set", "rates.winrate_pct=3"), "rates.win_rate_pct"),
        (("--set", "rates.win_rate_pct=140"), "140"),
        (("--set", "rates.win_rate_pct"), "no value"),
        (("--set", "rates.win_rate_pct=many"), "many"),
        (("--set", "rates.win_rate_pct=x 2 from 2030-01"), "does not cover"),
        (("--set", "opening.mrr=x 2"), "no value"),
        (("--set", "timing.lead_to_mql=1 from soon"), "soon"),
        (("--runs", "0"), "1 to 100000"),
        (("--seed", "-1"), "0 to"),
    ],
)
def test_slips_are_told_and_nothing_is_printed(
    run: Run, plan: str, typed: tuple[str, ...], hint: str
) -> None:
    shown = run("forecast", plan, *typed, "--json")
    assert (shown.code, shown.out) == (2, "")
    assert hint in shown.err


def test_a_plan_without_a_forecast_says_so(run: Run, acme: Path) -> None:
    acme.write_text('schema = 1\n[plan]\ncompany = "A"\n', encoding="utf-8")
    assert json.loads(run("forecast", "acme.toml", "--json").out)["reason"] == "no_start"
    assert run("forecast", "acme.toml").code == 0
