"""The report as data: the forecast of the golden vector to the cent, and nothing that JSON cannot say."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from report_kit import EXAMPLES, TODAY, example, plan_of, reading_of

from quarterdeck.engine.forecast.result import COLUMNS
from quarterdeck.report import data
from quarterdeck.store import codec

GOLDEN = b"""\
schema = 1
[plan]
company = "Golden"
currency = "EUR"
[forecast]
start = "2027-01"
months = 12
seasonality = [180, 180, 200, 200, 210, 210, 170, 160, 220, 230, 230, 210]
[forecast.channels.all]
name = "All"
organic_leads = 200
[forecast.rates]
lead_to_mql_pct = 30
mql_to_sql_pct = 40
sql_to_opportunity_pct = 60
win_rate_pct = 22
[forecast.timing]
lead_to_mql = 0.3
mql_to_sql = 0.5
sql_to_opportunity = 0.2
close_curve_pct = [10, 35, 30, 15, 10]
[forecast.opening]
customers = 50
mrr = 20000
[forecast.revenue]
kind = "recurring"
new_mrr_per_customer = 400
monthly_churn_pct = 2
monthly_expansion_pct = 1
monthly_contraction_pct = 0.3
"""
MONTH_KEYS = (
    "month", "leads", "mqls", "sqls", "opportunities", "wins", "open_opportunities", "customers", "new_mrr",
    "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr", "one_off_revenue", "line_revenue", "revenue",
    "spend", "team_cost", "tools_cost", "bound_by",
)  # fmt: skip


def of(plan: Any) -> dict[str, Any]:
    reading = reading_of(plan)
    return data.report(plan, reading.analysis)


def test_the_golden_vector_comes_out_to_the_cent() -> None:
    forecast = of(codec.loads(GOLDEN, "golden.toml").plan)["forecast"]
    assert [round(month["leads"]) for month in forecast["months"]] == [
        *(180, 180, 200, 200, 210, 210, 170, 160, 220, 230, 230, 210)
    ]
    assert [round(row["wins"], 2) for row in forecast["quarters"]] == [1.85, 7.75, 9.36, 9.38]
    assert round(forecast["year"]["wins"], 2) == 28.33
    assert [round(row["mrr"], 2) for row in forecast["quarters"]] == [19957.08, 22243.38, 25070.61, 27800.61]
    assert forecast["months"][11]["mrr"] == forecast["quarters"][3]["mrr"] == forecast["year"]["mrr"]


def test_months_quarters_and_year_have_the_same_keys_in_the_same_order() -> None:
    forecast = of(codec.loads(GOLDEN, "golden.toml").plan)["forecast"]
    assert [*forecast] == ["schema", "currency", "scenario", "months", "quarters", "year"]
    shown = {name: [key for key in row if not key.endswith("_reason")] for name, row in _rows(forecast)}
    assert tuple(shown["month"]) == MONTH_KEYS
    assert shown["quarter"] == ["quarter", *MONTH_KEYS[1:]]
    assert shown["year"] == [*MONTH_KEYS[1:]]


def _rows(forecast: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("month", forecast["months"][0]),
        ("quarter", forecast["quarters"][0]),
        ("year", forecast["year"]),
    ]


def test_an_undefined_figure_is_null_with_its_reason_right_behind_it() -> None:
    plan = codec.loads(GOLDEN, "golden.toml").plan
    for _, row in _rows(of(plan)["forecast"]):
        keys = [*row]
        assert row["team_cost"] is None
        assert keys[keys.index("team_cost") + 1] == "team_cost_reason"
        assert row["team_cost_reason"] == "no_data"


def test_a_plan_without_a_forecast_says_why_for_every_column() -> None:
    forecast = of(plan_of())["forecast"]
    assert (forecast["months"], forecast["quarters"], forecast["reason"]) == ([], [], "no_start")
    assert {forecast["year"][f"{name}_reason"] for name in COLUMNS} == {"no_start"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_one_json_document_in_which_every_null_has_a_reason(name: str) -> None:
    report = data.report(*example(name))
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert [*report] == [
        *("schema", "plan", "forecast", "computed", "smart", "gaps", "progress", "findings", "silenced"),
    ]
    assert [key for key, value in report["computed"].items() if value is None and f"{key}_reason"
            not in report["computed"]] == []  # fmt: skip


def test_a_gap_has_the_keys_that_the_command_promises() -> None:
    gap = data.report(*example("benchline"))["gaps"][0]
    shown = [key for key in gap if not key.endswith("_reason")]
    promised = ["goal", "kpi", "current", "forecast", "target", "gap", "levers"]
    assert [key for key in shown if key in promised] == promised


def test_yes_and_no_of_computed_fields_are_booleans() -> None:
    computed = data.report(*example("benchline"))["computed"]
    assert computed["kpis.items.mrr.is_north_star"] is False
    assert computed["tools.items.crm.within_budget"] is True


def test_a_finding_is_told_with_its_place_and_its_fix() -> None:
    plan = plan_of(kpis={"items": {"mrr": {"name": "MRR", "owner": "nobody"}}})
    finding = next(item for item in of(plan)["findings"] if item["code"] == "QD001")
    assert [*finding] == ["code", "severity", "step", "path", "message", "fix"]
    assert finding["path"] == "kpis.items.mrr.owner"
    assert "nobody" in finding["message"]


def test_what_json_has_no_number_for_becomes_null() -> None:
    plan = plan_of(plan={"company": "A", "strange": float("nan"), "more": [float("inf"), 1.5]})
    assert of(plan)["plan"]["plan"] == {"company": "A", "strange": None, "more": [None, 1.5]}


def test_numbers_stay_numbers_and_dates_are_iso() -> None:
    assert data.plain((Decimal("12.50"), Decimal(7), TODAY, True, None)) == [
        12.5,
        7,
        "2026-11-22",
        True,
        None,
    ]
