"""Drivers re-estimated from a quarter's results. Expected numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.proposals import Proposal
from quarterdeck.plan.document import Plan

D = Decimal
AFTER = date(2027, 4, 5)
MONTHS: dict[str, dict[str, Any]] = {
    "jan": {"month": "2027-01", "opportunities": 30, "wins": 5, "new_mrr": 1500, "customers": 98,
            "customers_lost": 3, "mrr": 29700},
    "feb": {"month": "2027-02", "opportunities": 20, "wins": 6, "new_mrr": 1650, "customers": 101,
            "customers_lost": 2, "mrr": 30800},
    "mar": {"month": "2027-03", "opportunities": 40, "wins": 4, "new_mrr": 1050, "customers": 105,
            "customers_lost": 1, "mrr": 31600},
}  # fmt: skip


def tables(**forecast: Any) -> dict[str, Any]:
    return {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {
            "start": "2027-01",
            "rates": {"win_rate_pct": 30},
            "timing": {"close_curve_pct": [50, 50]},
            "opening": {"customers": 100, "mrr": 30000, "opportunities_created": [20]},
            "revenue": {"kind": "recurring", "new_mrr_per_customer": 300, "monthly_churn_pct": D("1.6")},
            "actuals": MONTHS,
            **forecast,
        },
    }


def found(plan: dict[str, Any], today: date = AFTER) -> dict[str, Proposal]:
    return {item.driver: item for item in analyse(Plan.model_validate(plan), today).proposals}


def test_a_win_rate_counts_opportunities_for_what_can_be_decided_of_them() -> None:
    """Decided: 30·½ + 20·½, 20·½ + 30·½, 40·½ + 20·½ = 80. Measured 15 ÷ 80; (40 × 0.30 + 15) ÷ 120."""
    rate = found(tables())["rates.win_rate_pct"]
    assert (rate.came, rate.cases, rate.measured) == (D(15), D(80), D("18.8"))
    assert (rate.planned, rate.new, rate.kept_pct) == (D(30), D("22.5"), D("33.3"))
    assert rate.months == ("2027-01", "2027-02", "2027-03")
    assert not rate.holds
    assert not rate.accepted


def test_confidence_says_how_many_cases_the_plan_is_worth() -> None:
    """(10 × 0.30 + 15) ÷ 90 = 20 %; (100 × 0.30 + 15) ÷ 180 = 25 %."""
    low = found(tables(rate_sources={"confidence": "low"}))["rates.win_rate_pct"]
    high = found(tables(rate_sources={"confidence": "high"}))["rates.win_rate_pct"]
    assert (low.new, low.kept_pct, high.new, high.kept_pct) == (D(20), D("11.1"), D(25), D("55.6"))


def test_prices_and_losses_are_weighed_in_the_same_way() -> None:
    """Price (40 × 300 + 4200) ÷ 55 = 294.5; churn (40 × 1.6 % + 6) ÷ (40 + 100 + 98 + 101) = 1.96 %."""
    offered = found(tables())
    price, churn = offered["revenue.new_mrr_per_customer"], offered["revenue.monthly_churn_pct"]
    assert (price.measured, price.new) == (D(280), D(295))
    assert (churn.came, churn.cases, churn.new) == (D(6), D(299), D("1.96"))


def test_accepting_one_and_asking_again_changes_nothing() -> None:
    plan = tables(rates={"win_rate_pct": D("22.5")})
    plan["reviews"] = {
        "2027-Q1": {"frozen_on": date(2027, 1, 2), "drivers": {"rates.win_rate_pct": 30}},
    }
    rate = found(plan)["rates.win_rate_pct"]
    assert (rate.planned, rate.now, rate.new) == (D(30), D("22.5"), D("22.5"))
    assert rate.accepted


def test_a_month_that_still_runs_and_a_figure_nobody_knows_are_no_evidence() -> None:
    """January and February: 11 of 50. Without February's wins: 9 of 25 + 30."""
    running = found(tables(), date(2027, 3, 20))["rates.win_rate_pct"]
    assert (running.came, running.cases) == (D(11), D(50))
    gap = {**MONTHS, "feb": {key: value for key, value in MONTHS["feb"].items() if key != "wins"}}
    assert found(tables(actuals=gap))["rates.win_rate_pct"].came == D(9)
    assert found(tables(actuals=gap))["rates.win_rate_pct"].cases == D(55)


def test_results_that_bear_the_plan_out_change_nothing() -> None:
    assert found(tables(rates={"win_rate_pct": 19}))["rates.win_rate_pct"].holds


def test_where_the_plan_says_nothing_the_results_stand_alone() -> None:
    rate = found(tables(rates={}))["rates.win_rate_pct"]
    assert (rate.planned, rate.new, rate.kept_pct) == (None, D("18.8"), D(0))


def test_a_channels_price_of_a_lead_comes_from_its_own_spend() -> None:
    """(40 × 50 + 3600) ÷ (40 + 60) = 56 a lead."""
    spent = {"search": {"dimension": "channel", "member": "Search", "leads": 60, "spend": 3600}}
    plan = tables(
        channels={"search": {"name": "Search", "spend": 3000, "cost_per_lead": 50}},
        actuals={"jan": {**MONTHS["jan"], "parts": spent}},
    )
    lead = found(plan)["channels.search.cost_per_lead"]
    assert (lead.measured, lead.new) == (D(60), D(56))


def test_without_results_nothing_is_offered() -> None:
    assert found(tables(actuals={})) == {}
    assert found({"forecast": {"rates": {"win_rate_pct": 30}}}) == {}
