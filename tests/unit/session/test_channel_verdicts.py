"""Channels are judged when a quarter is closed, and what was decided stays in its record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quarterdeck.plan.document import Plan
from quarterdeck.session.closing import roll
from quarterdeck.session.closing.choices import Choice
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.record import Lessons

D = Decimal
TODAY = date(2027, 4, 5)
FAIRS = "forecast.channels.fairs"
PLAN = Plan.model_validate({
    "plan": {"quarter": "2027-Q1"},
    "forecast": {
        "start": "2027-01",
        "channels": {"fairs": {"name": "Fairs", "spend": 5000, "cost_per_lead": 200}},
        "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 40},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": 100, "gross_margin_pct": 80},
        "economics": {"payback_target_months": 12},
        "actuals": {
            "mar": {
                "month": "2027-03",
                "parts": {"a": {"dimension": "channel", "member": "Fairs", "spend": 5000, "leads": 25}},
            }
        },
    },
})  # fmt: skip


def closed(choice: Choice | None = None) -> roll.Closing:
    facts = Facts(PLAN, "2027-Q1", TODAY)
    asked = roll.items(facts)
    made = {FAIRS: choice} if choice else {}
    return roll.close(facts, asked, made, Lessons(), closed_on=TODAY, snapshot="plan.2027-Q1.toml")


def test_the_record_keeps_the_verdict_with_the_figures_it_was_made_on() -> None:
    """200 a lead ÷ 10 % is 2,000 a customer, where 960 pay back."""
    found = closed().review.verdicts["fairs"]
    assert (found.name, found.verdict) == ("Fairs", "drop")
    assert (found.spend, found.leads, found.cpl, found.cac) == (D(5000), D(25), D(200), D(2000))


def test_another_verdict_than_the_suggested_one_keeps_its_reason() -> None:
    found = closed(Choice("fix", reason="The stand was in the wrong hall")).review.verdicts["fairs"]
    assert (found.verdict, found.reason) == ("fix", "The stand was in the wrong hall")


def test_a_verdict_moves_no_money_by_itself() -> None:
    assert closed().plan.forecast.channels["fairs"].spend == D(5000)
