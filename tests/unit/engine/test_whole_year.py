"""The fiscal year: what came, and what is still to come. Worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.whole_year import WholeYear, whole_year
from quarterdeck.plan.document import Plan

D = Decimal


def year(today: date, actuals: dict[str, Any], fiscal_start: int = 1) -> WholeYear | None:
    plan = {
        "plan": {"quarter": "2027-Q2", "fiscal_year_start": fiscal_start},
        "forecast": {
            "start": "2027-04",
            "months": 9,
            "channels": {"all": {"organic_leads": 100}},
            "opening": {"customers": 50},
            "revenue": {"kind": "one_off", "monthly_churn_pct": 0},
            "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 20, "win_rate_pct": 50},
            "actuals": actuals,
        },
    }
    return whole_year(analyse(Plan.model_validate(plan), today))


FIRST: dict[str, Any] = {
    f"m{at}": {"month": f"2027-0{at}", "leads": 80, "wins": 4, "customers": 40 + at} for at in (1, 2, 3)
}


def test_the_year_is_what_came_and_the_outlook_for_the_rest() -> None:
    """Three months of 80 leads and nine of 100; customers 43, and five a month on top of the 50 there are."""
    found = year(date(2027, 4, 5), FIRST)
    assert found is not None
    columns = {column.column: (column.so_far, column.rest, column.whole) for column in found.columns}
    assert (found.year, found.over) == ("2027", ("2027-01", "2027-02", "2027-03"))
    assert columns["leads"] == (D(240), D(900), D(1140))
    assert columns["customers"] == (D(43), D(52), D(95))


def test_a_column_of_which_a_month_is_not_known_is_left_out() -> None:
    holed = {**FIRST, "m2": {"month": "2027-02", "leads": 80, "customers": 42}}
    found = year(date(2027, 4, 5), holed)
    assert found is not None
    assert {"leads", "customers"} <= {column.column for column in found.columns}
    assert "wins" not in {column.column for column in found.columns}


def test_results_within_the_forecast_count_as_come() -> None:
    april = {"m4": {"month": "2027-04", "leads": 120}}
    found = year(date(2027, 5, 2), FIRST | april)
    assert found is not None
    (leads,) = [column for column in found.columns if column.column == "leads"]
    assert (leads.so_far, leads.rest) == (D(360), D(800))


def test_without_a_month_that_is_over_or_a_forecast_to_the_end_there_is_no_year() -> None:
    assert year(date(2027, 4, 5), {}) is None
    assert year(date(2027, 4, 5), FIRST, fiscal_start=4) is None
