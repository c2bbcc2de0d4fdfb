"""What a year cost and brought, from its months, pay and tools."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.past_year import year_money
from quarterdeck.plan.calendar import months
from quarterdeck.plan.document import Plan

YEAR = months("2027-01", 12)
TODAY = date(2028, 1, 5)


def plan(kind: str = "recurring", over: tuple[str, ...] = YEAR) -> Plan:
    """1,000 a month for channels, 4,000 pay with a fifth on top from July on, 100 for a tool; 50 new MRR."""
    rows = {month: {"month": month, "spend": 1000, "new_mrr": 50, "wins": 2} for month in over}
    values: dict[str, Any] = {
        "plan": {"quarter": "2027-Q4"},
        "team": {
            "members": {"ana": {"name": "Ana", "team": "sales", "status": "current", "start": "2027-07",
                                "monthly_salary": 4000, "load_pct": 20}},
        },
        "tools": {"items": {"crm": {"name": "CRM", "status": "implemented", "price": 100,
                                    "price_period": "month"}}},
        "forecast": {
            "start": "2027-10",
            "revenue": {"kind": kind, "new_mrr_per_customer": 25, "gross_margin_pct": 80},
            "actuals": rows,
        },
    }  # fmt: skip
    return Plan.model_validate(values)


def test_spend_has_pay_and_tools_in_it_and_revenue_is_the_first_year_of_new_customers() -> None:
    """12 × 1,000 + 6 × 4,800 + 12 × 100 = 42,000; 12 × 600 = 7,200; 80 % of it less 42,000."""
    money = year_money(plan(), YEAR, TODAY)
    assert money.spend.number == Decimal(42_000)
    assert money.revenue.number == Decimal(7_200)
    assert money.contribution.number == Decimal(5_760 - 42_000)


def test_a_month_nobody_counted_leaves_the_year_unknown() -> None:
    money = year_money(plan(over=YEAR[1:]), YEAR, TODAY)
    assert not money.spend.known
    assert not money.contribution.known


def test_where_revenue_does_not_recur_the_first_year_is_not_guessed() -> None:
    money = year_money(plan("one_off"), YEAR, TODAY)
    assert money.spend.known
    assert not money.revenue.known
