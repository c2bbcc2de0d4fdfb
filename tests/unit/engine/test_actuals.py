"""What really happened is read in one place: months, their parts, and the KPIs they tell of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine import actuals
from quarterdeck.plan.document import Plan

MONTHS = {
    "2026-10": {"month": "2026-10", "visits": 5000, "leads": 100, "wins": 3, "losses": 9, "spend": 900,
                "revenue": "4000.10", "customers": 50, "mrr": 7000, "bofu": 20},
    "2026-11": {"month": "2026-11", "visits": 4000, "leads": 120, "wins": 5, "losses": 5, "spend": 1200,
                "revenue": "4000.20", "customers": 52, "customers_lost": 1, "mrr": 7200},
    "2026-12": {"month": "2026-12", "leads": 80, "wins": 0, "spend": 0, "customers": 50, "customers_lost": 2},
}  # fmt: skip


def made(months: dict[str, Any] | None = None, **kpi: Any) -> Plan:
    return Plan.model_validate(
        {
            "forecast": {
                "actuals": MONTHS if months is None else months,
                "channels": {"ads": {"name": "Paid search"}},
            },
            "team": {"members": {"ana-b": {"name": "Ana Bauer"}}},
            "kpis": {"items": {"k": kpi}} if kpi else {},
        }
    )


def shown(catalogue: str, **rest: Any) -> dict[str, object]:
    plan = made(catalogue=catalogue, **rest)
    return {point.period: point.figure.value for point in actuals.series(plan, plan.kpis.items["k"], 1)}


@pytest.mark.parametrize(
    ("catalogue", "expected"),
    [
        ("leads", {"2026-10": 100, "2026-11": 120, "2026-12": 80, "2026-Q4": 300}),
        ("deals-won", {"2026-10": 3, "2026-11": 5, "2026-12": 0, "2026-Q4": 8}),
        ("sales-revenue", {"2026-10": Decimal("4000.10"), "2026-11": Decimal("4000.20")}),
        ("mrr", {"2026-10": 7000, "2026-11": 7200}),
        ("arr", {"2026-10": 84000, "2026-11": 86400}),
        ("win-rate", {"2026-10": 25, "2026-11": 50}),
        ("cost-per-lead", {"2026-10": 9, "2026-11": 10, "2026-12": 0, "2026-Q4": 7}),
        ("visitor-to-lead", {"2026-10": 2, "2026-11": 3}),
        ("churn-rate", {"2026-11": 2, "2026-12": Decimal(2) / 52 * 100}),
        ("sessions", {"2026-10": 5000, "2026-11": 4000}),
        ("bofu-rate", {"2026-10": Decimal("0.4")}),
        ("mql-to-sql", {}),
        ("headcount", {}),
    ],
)
def test_a_kpi_the_months_tell_of_need_not_be_entered_again(
    catalogue: str, expected: dict[str, object]
) -> None:
    assert shown(catalogue) == expected


def test_months_count_before_rows_of_the_kpi_and_those_before_nothing() -> None:
    own = {"a": {"period": "2026-10", "value": 1}, "b": {"period": "2026-Q3", "value": 222}}
    assert list(shown("leads", actuals=own).items())[:2] == [("2026-Q3", 222), ("2026-10", 100)]


def test_the_newest_known_figure_is_where_a_kpi_stands() -> None:
    assert actuals.current(made(catalogue="leads", baseline=7), "k", 1).value == 300
    assert actuals.current(made({}, catalogue="leads", baseline=7), "k", 1).value == 7
    assert actuals.latest(made({}, catalogue="leads"), "k", 1).figure.missing == ("forecast.actuals",)
    assert actuals.latest(made({}, catalogue="custom"), "k", 1).figure.missing == ("kpis.items.k.actuals",)


def test_a_zero_is_a_zero_and_what_is_not_known_is_not() -> None:
    quarter = actuals.measured(made(), ("2026-10", "2026-11", "2026-12"))
    assert quarter("wins").value == 8
    assert quarter("revenue").missing == ("forecast.actuals.2026-12.revenue",)
    assert quarter("mrr").missing == ("forecast.actuals.2026-12.mrr",)
    assert actuals.measured(made(), ("2027-01",))("leads").missing == ("forecast.actuals",)


def test_a_part_is_recognised_by_its_name_however_it_is_spelled() -> None:
    parts = {
        "a": {"dimension": "channel", "member": "paid  SEARCH", "leads": 70},
        "b": {"dimension": "channel", "member": "Fair in Basel", "leads": 9},
        "c": {"dimension": "person", "member": "ana_b", "wins": 2},
    }
    plan = made({"x": {"month": "2026-10", "parts": parts}, "y": {"month": "2026-09"}})
    (month,) = actuals.parts(plan, "channel").items()
    assert (month[0], {name: row.leads for name, row in month[1].items()}) == (
        "2026-10", {"ads": 70, "Fair in Basel": 9}
    )  # fmt: skip
    assert list(actuals.parts(plan, "person")["2026-10"]) == ["ana-b"]
    assert actuals.parts(plan, "product") == {}


def test_a_name_that_two_tables_know_means_the_channel_of_the_forecast() -> None:
    """Last year's activity of the same name stands in step 3 under another id."""
    plan = Plan.model_validate({
        "situation": {"channel_results": {"last-year": {"channel": "Paid search"}}},
        "forecast": {"channels": {"ads": {"name": "Paid search"}}},
    })  # fmt: skip
    assert actuals.members(plan, "channel")("paid search") == "ads"


def test_a_loss_is_told_a_month_unless_the_kpi_is_one_of_quarters() -> None:
    """100, 98 and 95 customers at the start of the months, 6 lost: 6 of 293 a month, 6 of 100 at once."""
    rows = {
        "j": {"month": "2027-01", "customers": 98, "customers_lost": 2},
        "f": {"month": "2027-02", "customers": 95, "customers_lost": 3},
        "m": {"month": "2027-03", "customers": 94, "customers_lost": 1},
    }
    forecast = {"start": "2027-01", "opening": {"customers": 100}, "actuals": rows}

    def quarter(frequency: str) -> Decimal | None:
        kpi = {"catalogue": "churn-rate", "frequency": frequency}
        plan = Plan.model_validate({"forecast": forecast, "kpis": {"items": {"k": kpi}}})
        found = {one.period: one.figure.number for one in actuals.series(plan, plan.kpis.items["k"], 1)}
        assert found["2027-01"] == 2
        return found["2027-Q1"]

    assert quarter("monthly") == Decimal(600) / 293
    assert quarter("quarterly") == 6
