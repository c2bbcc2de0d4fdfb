"""Whatever a business earns by can be said in lines, and comes to the revenue it should."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.plan.document import Plan

TODAY = date(2026, 11, 22)


def earned(line: dict[str, Any], months: int = 4) -> Analysis:
    forecast = {"start": "2027-01", "months": months, "lines": {"a": {"name": "A"} | line}}
    return analyse(Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "forecast": forecast}), TODAY)


def revenue(line: dict[str, Any], months: int = 4) -> list[Decimal | None]:
    return [row.revenue for row in earned(line, months).forecast.months]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Hours or packs: so many a month, each at its price.
        ({"kind": "piece", "unit": "Hour", "units": 120, "price": 90}, [10800] * 4),
        ({"units": [10, 20, 30, 40], "price": 5}, [50, 100, 150, 200]),
        # A price from a later month on, and one that begins after a free start.
        (
            {"units": 10, "price": 49, "later_price": 59, "later_from": "2027-03"},
            [490, 490, 590, 590],
        ),
        ({"kind": "monthly", "units": 10, "later_price": 9, "later_from": "2027-04"}, [0, 0, 0, 90]),
        # Free users beside paying ones.
        ({"kind": "monthly", "units": [1000, 2000, 4000, 8000], "paying_pct": 4, "price": 9},
         [360, 720, 1440, 2880]),
        # A yearly price, a twelfth each month for each that is there.
        ({"kind": "yearly", "units": 30, "price": 1200}, [3000] * 4),
        # A year paid when sold, earned over twelve months: this quarter's sales and those of the year before.
        ({"kind": "prepaid", "units": [12, 0, 0, 12], "price": 1200}, [1200, 1200, 1200, 2400]),
        # A percentage of what passes through, and a business that shrinks.
        ({"kind": "volume", "volume": 200_000, "fee_pct": Decimal("2.5")}, [5000] * 4),
        ({"units": 1000, "growth_pct": -10, "price": 1}, [1000, 900, 810, 729]),
        ({"kind": "volume", "volume": 10_000, "growth_pct": 10, "fee_pct": 10}, [1000, 1100, 1210, 1331]),
    ],
)  # fmt: skip
def test_a_line_earns_as_it_is_sold(line: dict[str, Any], expected: list[Any]) -> None:
    assert revenue(line) == expected


def test_what_was_prepaid_before_the_start_is_still_being_earned() -> None:
    sold = {"kind": "prepaid", "units": 0, "price": 1200, "sold_before": [1] * 12}
    assert revenue(sold, 13) == [*(100 * left for left in range(11, -1, -1)), 0]
    silent = earned({"kind": "prepaid", "units": 1, "price": 1})
    assert "nothing_prepaid" in {note.key for note in silent.forecast.notes}


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ({"kind": "volume", "volume": 10}, "forecast.lines.a.fee_pct"),
        ({"kind": "yearly", "units": 10}, "forecast.lines.a.price"),
        ({"kind": "prepaid", "price": 10}, "forecast.lines.a.units"),
    ],
)
def test_what_a_line_lacks_is_named(line: dict[str, Any], missing: str) -> None:
    assert earned(line).forecast.reasons["revenue"].missing == (missing,)


def test_a_subscription_that_nobody_joins_shrinks() -> None:
    forecast = {
        "start": "2027-01",
        "months": 3,
        "channels": {"none": {"organic_leads": 0}},
        "opening": {"customers": 100, "mrr": 10_000},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": 100, "monthly_churn_pct": 10},
    }
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "forecast": forecast})
    assert [row.mrr for row in analyse(plan, TODAY).forecast.months] == [9000, 8100, 7290]


def test_new_customers_may_leave_more_easily_than_old_ones() -> None:
    """100 join in January of nobody; they lose half a month for three months, then a tenth."""
    forecast = {
        "start": "2027-01",
        "months": 6,
        "channels": {"w": {"organic_leads": 100, "growth_pct": -100}},
        "rates": dict.fromkeys(("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct"), 100)
        | {"win_rate_pct": 100},
        "opening": {"customers": 0, "mrr": 0},
        "revenue": {
            "kind": "recurring",
            "new_mrr_per_customer": 10,
            "monthly_churn_pct": 10,
            "early_churn_pct": 50,
        },
    }
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "forecast": forecast})
    found = analyse(plan, TODAY).forecast.months
    assert [row.customers for row in found] == [
        100,
        50,
        25,
        Decimal("12.5"),
        Decimal("11.25"),
        Decimal("10.125"),
    ]
    assert [row.churned_mrr for row in found][:4] == [0, 500, 250, 125]
