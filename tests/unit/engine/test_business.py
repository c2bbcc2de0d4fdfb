"""What customers cost and are worth by the plan's own figures, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.catalogue import FORMULAS
from quarterdeck.engine.definitions import OF_KPIS
from quarterdeck.engine.figures import Figure
from quarterdeck.plan.document import Plan
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
ALL = dict.fromkeys(("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct"), 100) | {
    "win_rate_pct": 10
}
FORECAST: dict[str, Any] = {
    "start": "2027-01",
    "months": 12,
    "channels": {
        "ads": {"spend": [1000] * 6 + [2000] * 6, "cost_per_lead": 10},
        "word": {"organic_leads": 100},
    },
    "rates": ALL,
    "opening": {"customers": 100, "mrr": 10_000},
    "revenue": {
        "kind": "recurring",
        "new_mrr_per_customer": 100,
        "monthly_churn_pct": 2,
        "gross_margin_pct": 80,
    },
    "economics": {"payback_target_months": 12, "lifetime_months": 1},
}


def made(**changes: Any) -> Analysis:
    tables = {"plan": {"quarter": "2027-Q1"}, "forecast": FORECAST | changes}
    team = {"members": {"a": {"name": "A", "status": "current", "monthly_salary": 4000}}}
    tools = {"items": {"t": {"name": "T", "status": "chosen", "price": 500, "price_period": "month"}}}
    return analyse(Plan.model_validate(tables | {"team": team, "tools": tools}), TODAY)


def measure(formula: str, **changes: Any) -> Figure:
    return next(item.figure for item in made(**changes).measures if item.formula == formula)


def test_all_of_marketing_and_sales_is_in_the_cost_of_a_customer() -> None:
    # Spend 18,000, salaries 48,000, tools 6,000; wins 6 · 20 + 6 · 30.
    assert measure("cac-fully-loaded").number == Decimal(72_000) / 300


def test_customers_were_paid_for_before_they_were_won() -> None:
    found = measure("cac-fully-loaded", timing={"close_curve_pct": [0, 0, 100]})
    # Two months late: 8 months at 1,000, 4 at 2,000; wins of the leads of the first ten months.
    assert found.number == Decimal(8_000 + 8_000 + 48_000 + 6_000) / 240


def test_paid_cost_is_held_against_paid_customers_alone() -> None:
    assert measure("cac-paid").number == Decimal(18_000) / 180


def test_what_a_customer_may_cost_and_when_it_has_paid() -> None:
    assert measure("affordable-cac").number == 960
    assert measure("cac-payback-of-customer").number == 3
    assert measure("ltv-finite").number == 80
    assert measure("ltv-to-cac").number == Decimal(80) / 240


def test_a_first_purchase_pays_before_any_repeat_order_does() -> None:
    shop = {"kind": "one_off", "one_off_per_customer": 500, "gross_margin_pct": 50}
    assert measure("cac-payback-of-customer", revenue=shop).number == 0
    dear = shop | {"one_off_per_customer": 100}
    assert measure("cac-payback-of-customer", revenue=dear).reason == "never"


def test_without_an_answer_there_is_a_reason() -> None:
    found = measure("ltv-finite", revenue={"kind": "recurring", "new_mrr_per_customer": 100})
    assert set(found.missing) == {"forecast.revenue.gross_margin_pct", "forecast.revenue.monthly_churn_pct"}
    assert measure("break-even-month", channels={}).reason
    assert analyse(Plan(), TODAY).measures == ()


@pytest.mark.parametrize("name", examples.names())
def test_the_ledger_of_definitions_names_formulas_that_exist(name: str) -> None:
    found = analyse(examples.read(name).plan, TODAY).definitions
    assert len(found) > 5
    assert [item.formula.id for item in found] == [
        key for key in FORMULAS if key in {d.formula.id for d in found}
    ]


def test_every_measure_is_tied_to_a_formula_and_a_kpi_that_exist() -> None:
    assert set(OF_KPIS) <= set(CATALOGUE)
    assert set(OF_KPIS.values()) <= set(FORMULAS)
