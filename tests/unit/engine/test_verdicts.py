"""What results say of channels and of people. Expected numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.verdicts import Judged
from quarterdeck.plan.document import Plan

D = Decimal
AFTER = date(2027, 4, 5)


def analysis(*parts: dict[str, Any], today: date = AFTER, **channel: Any) -> Analysis:
    """A lead is worth 8 % of a customer, and a customer may cost 300 × 0.8 × 10 = 2,400."""
    rows = {f"part-{at}": part for at, part in enumerate(parts)}
    plan = {
        "plan": {"quarter": "2027-Q1"},
        "situation": {"roi_basis": "profit"},
        "forecast": {
            "start": "2027-01",
            "channels": {"search": {"name": "Paid search", **channel}, "guides": {"organic_leads": 10}},
            "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 80, "win_rate_pct": 20},
            "revenue": {"kind": "recurring", "new_mrr_per_customer": 300, "gross_margin_pct": 80},
            "economics": {"payback_target_months": 10},
            "actuals": {"mar": {"month": "2027-03", "leads": 200, "spend": 20000, "parts": rows}},
        },
    }  # fmt: skip
    return analyse(Plan.model_validate(plan), today)


def judged(channel: dict[str, Any], **planned: Any) -> Judged:
    part = {"dimension": "channel", "member": "search", **channel}
    (found,) = analysis(part, **planned).judged
    return found


@pytest.mark.parametrize(
    ("spend", "leads", "wins", "verdict", "reason"),
    [
        (6000, 60, 6, "double", "cheap"),  # 1,000 a customer, affordable 2,400
        (12000, 60, 6, "keep", "pays"),  # 2,000
        (18000, 60, 6, "fix", "near"),  # 3,000
        (30000, 60, 6, "drop", "too_dear"),  # 5,000
        (16000, 200, 5, "fix", "leads_without_wins"),  # 80 a lead is cheap, 5 wins where 16 are usual
        (4000, 0, 0, "drop", "nothing_came"),
        (0, 20, 3, "extend", "free_and_wins"),  # 15 % where 8 % are usual
        (0, 20, 0, "keep", "free"),
        (None, 20, 2, "", "not_known"),
    ],
)
def test_a_channel_is_judged_by_what_its_customers_may_cost(
    spend: int | None, leads: int, wins: int, verdict: str, reason: str
) -> None:
    counts = {"spend": spend, "leads": leads, "wins": wins}
    found = judged({name: value for name, value in counts.items() if value is not None})
    assert (found.verdict, found.reason) == (verdict, reason)


def test_the_evidence_stands_beside_it() -> None:
    """100 a lead, 1,000 a customer; (9,000 × 0.8 − 6,000) ÷ 6,000 = 20 %."""
    found = judged({"spend": 6000, "leads": 60, "wins": 6, "revenue": 9000})
    assert (found.cpl.number, found.cac.number, found.roi_pct.number) == (D(100), D(1000), D(20))
    assert found.affordable.number == D(2400)
    assert not found.by_leads


def test_few_customers_are_judged_by_what_the_leads_are_worth() -> None:
    """150 a lead ÷ 8 % = 1,875 a customer, whatever the two wins so far say."""
    found = judged({"spend": 9000, "leads": 60, "wins": 2})
    assert (found.cac.number, found.by_leads, found.verdict) == (D(1875), True, "keep")


def test_a_cheap_channel_that_got_too_little_money_is_to_be_funded() -> None:
    assert judged({"spend": 6000, "leads": 60, "wins": 6}, spend=9000, cost_per_lead=100).verdict == "fund"


def test_without_a_payback_target_nobody_can_tell_what_a_customer_may_cost() -> None:
    plan = analysis({"dimension": "channel", "member": "search", "spend": 10, "leads": 5}).plan
    economics = plan.forecast.economics.model_copy(update={"payback_target_months": None})
    forecast = plan.forecast.model_copy(update={"economics": economics})
    (found,) = analyse(plan.model_copy(update={"forecast": forecast}), AFTER).judged
    assert (found.verdict, found.reason) == ("", "no_measure")


def test_a_month_that_still_runs_says_nothing() -> None:
    part = {"dimension": "channel", "member": "search", "spend": 10, "leads": 5}
    assert analysis(part, today=date(2027, 3, 20)).judged == ()


def person(name: str, leads: int, opportunities: int, wins: int, losses: int) -> dict[str, Any]:
    counts = {"leads": leads, "opportunities": opportunities, "wins": wins, "losses": losses}
    return {"dimension": "person", "member": name, **counts}


def test_openers_and_closers_are_held_against_the_team() -> None:
    """The team opens 60 of 150 leads (40 %) and closes 20 of 50 (40 %)."""
    found = analysis(
        person("Ana", 50, 30, 6, 24), person("Ben", 50, 12, 10, 5), person("Cleo", 50, 18, 4, 1)
    ).coaching
    ratios = {one.member: (one.opened_pct.number, one.strength) for one in found.people}
    assert (found.opened_pct.number, found.closed_pct.number) == (D(40), D(40))
    assert ratios == {"Ana": (D(60), "opener"), "Ben": (D(24), "closer"), "Cleo": (D(36), "both")}
    assert (found.best_opener, found.best_closer) == ("Ana", "Cleo")


def test_a_handful_of_deals_is_no_reason_to_coach_anybody() -> None:
    found = analysis(person("Ana", 50, 30, 6, 24), person("Ben", 4, 2, 1, 1)).coaching
    (_, ben) = found.people
    assert (ben.opened_pct.reason, ben.strength) == ("too_few", "")
