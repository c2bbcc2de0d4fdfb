"""Why revenue differs from what the quarter began with. Expected numbers published, or worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.revenue_split import Split
from quarterdeck.plan.document import Plan

D = Decimal
AFTER = date(2027, 4, 5)


def split(
    kind: str, expected: list[dict[str, Any]], came: list[dict[str, Any]], today: date = AFTER
) -> Split | Figure:
    def rows(months: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
        return {f"2027-0{at}": {"month": f"2027-0{at}", **row} for at, row in enumerate(months, start=1)}

    record = {"quarter": "2027-Q1", "frozen_on": date(2027, 1, 1), "expected": rows(expected)}
    plan = {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {"revenue": {"kind": kind}, "actuals": rows(came)},
        "reviews": {"2027-Q1": record},
    }
    return analyse(Plan.model_validate(plan), today).revenue_split


def funnel(leads: str, opportunities: str, wins: str, revenue: str, **more: Any) -> dict[str, Any]:
    values = {"leads": leads, "opportunities": opportunities, "wins": wins, "revenue": revenue, **more}
    return {name: D(value) for name, value in values.items()}


def rounded(found: Split | Figure) -> dict[str, Decimal]:
    assert isinstance(found, Split)
    assert sum(found.parts.values()) == found.difference
    return {name: round(part) for name, part in found.parts.items()}


def test_the_published_example() -> None:
    """Leads 600 → 540, .072 → .078, .22 → .18, 4800 → 5000: 45 619 becomes 37 908."""
    found = split(
        "one_off",
        [funnel("600", "43.2", "9.504", "45619.2")],
        [funnel("540", "42.12", "7.5816", "37908")],
    )
    assert rounded(found) == {"leads": -4388, "conversion": 3333, "win_rate": -8357, "price": 1700}


def test_recurring_revenue_sets_what_was_there_apart_from_what_was_won() -> None:
    """Earned of new MRR: plan 1.5 × 200 + 0.5 × 200 = 400, came 300 + 0.5 × 400 = 500: +100 in new business,
    of which the two wins more bring it all at a third's less time; the other −50 are customers there were."""
    month = funnel("100", "10", "2", "5000", new_mrr="200")
    found = split("recurring", [month, month], [month, funnel("100", "10", "4", "5050", new_mrr="400")])
    parts = rounded(found)
    assert isinstance(found, Split)
    assert found.months == ("2027-01", "2027-02")
    assert found.difference == D(50)
    assert parts["rest"] == -50
    assert (parts["leads"], parts["conversion"], parts["price"]) == (0, 0, 0)
    assert round(found.parts["win_rate"] + found.parts["timing"], 9) == D(100)
    assert found.parts["timing"] < 0 < found.parts["win_rate"]


def test_a_quarter_without_a_win_still_adds_up() -> None:
    """No win, so no price: the plan's stands in and explains nothing."""
    found = split("one_off", [funnel("100", "10", "2", "600")], [funnel("80", "8", "0", "0")])
    assert rounded(found)["price"] == 0
    assert rounded(found) == {"leads": -60, "conversion": 0, "win_rate": -540, "price": 0}


def test_only_the_first_months_that_are_over_and_known_count() -> None:
    month = funnel("100", "10", "2", "600")
    unknown = {name: value for name, value in month.items() if name != "wins"}
    found = split("one_off", [month] * 3, [month, unknown, month])
    assert isinstance(found, Split)
    assert found.months == ("2027-01",)
    running = split("one_off", [month] * 3, [month, month], date(2027, 2, 10))
    assert isinstance(running, Split)
    assert running.months == ("2027-01",)


def test_without_opportunities_sqls_stand_in_the_middle_or_nothing() -> None:
    def bare(*names: str) -> dict[str, Any]:
        return {name: D(10) for name in ("leads", "wins", "revenue", *names)}

    sqls, nothing = split("one_off", [bare("sqls")], [bare("sqls")]), split("one_off", [bare()], [bare()])
    assert isinstance(sqls, Split)
    assert sqls.middle == "sqls"
    assert isinstance(nothing, Split)
    assert set(nothing.parts) == {"leads", "conversion", "price"}


def test_without_results_there_is_a_reason() -> None:
    assert isinstance(split("one_off", [funnel("1", "1", "1", "1")], []), Figure)
