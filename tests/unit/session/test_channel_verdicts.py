"""Channels are judged when a quarter is closed, and what was decided stays in its record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from quarterdeck.plan.document import Plan
from quarterdeck.session.closing import roll
from quarterdeck.session.closing.choices import Choice
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.flow import Flow
from quarterdeck.session.closing.record import Lessons
from quarterdeck.session.desk import Desk
from quarterdeck.store import codec

D = Decimal
TODAY = date(2027, 4, 5)
FAIRS = "forecast.channels.fairs"
DROPPED = Choice("drop")
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


def closed(choice: Choice | None = None, plan: Plan = PLAN, **others: Choice) -> roll.Closing:
    facts = Facts(plan, "2027-Q1", TODAY)
    made = {FAIRS: choice} if choice else {}
    made |= {f"forecast.channels.{key}.spend": other for key, other in others.items()}
    asked = roll.items(facts, made)
    return roll.close(facts, asked, made, Lessons(), closed_on=TODAY, snapshot="plan.2027-Q1.toml")


def test_the_record_keeps_the_verdict_with_the_figures_it_was_made_on() -> None:
    """200 a lead ÷ 10 % is 2,000 a customer, where 960 pay back."""
    found = closed().review.verdicts["fairs"]
    assert (found.name, found.verdict) == ("Fairs", "drop")
    assert (found.spend, found.leads, found.cpl, found.cac) == (D(5000), D(25), D(200), D(2000))


def test_another_verdict_than_the_suggested_one_keeps_its_reason() -> None:
    found = closed(Choice("fix", reason="The stand was in the wrong hall")).review.verdicts["fairs"]
    assert (found.verdict, found.reason) == ("fix", "The stand was in the wrong hall")


def test_a_verdict_nobody_has_looked_at_moves_no_money() -> None:
    assert closed().plan.forecast.channels["fairs"].spend == D(5000)


def test_dropping_sets_money_free_and_alone_it_is_saved() -> None:
    assert closed(DROPPED).plan.forecast.channels["fairs"].spend == 0


def channel(name: str, **figures: object) -> Plan:
    """The plan with two channels that win customers, the second twice as dear: 500 and 1,000 a customer."""
    values = PLAN.model_dump(exclude_unset=True)
    values["forecast"]["channels"] |= {
        "search": {"name": "Search", "spend": 3000, "cost_per_lead": 50},
        "mail": {"name": "Mail", "spend": 9000, "cost_per_lead": 90},
        name: {**values["forecast"]["channels"].get(name, {"name": name.title()}), **figures},
    }
    values["forecast"]["actuals"]["mar"]["parts"] |= {
        "b": {"dimension": "channel", "member": "Search", "spend": 3000, "leads": 60},
        "c": {"dimension": "channel", "member": "Mail", "spend": 9000, "leads": 100},
    }
    return Plan.model_validate(values)


def spend(done: roll.Closing) -> dict[str, object]:
    return {key: row.spend for key, row in done.plan.forecast.channels.items()}


def test_it_is_shared_by_the_customers_the_next_money_wins_and_all_of_it_arrives() -> None:
    """A customer costs 500 and 900: 5,000 go 9 to 5, but search is not more than doubled."""
    plan = channel("fairs", spend=5000)
    assert spend(closed(DROPPED, plan)) == {"fairs": 0, "search": 6000, "mail": 11000}
    plan = channel("fairs", spend=1400)
    assert spend(closed(DROPPED, plan)) == {"fairs": 0, "search": 3900, "mail": 9500}


def test_each_amount_can_be_left_or_typed() -> None:
    plan = channel("fairs", spend=1400)
    kept = closed(DROPPED, plan, fairs=Choice("leave"))
    assert spend(kept) == {"fairs": 1400, "search": 3000, "mail": 9000}
    half = closed(DROPPED, plan, fairs=Choice("set", D(700)), search=Choice("leave"))
    assert spend(half) == {"fairs": 700, "search": 3000, "mail": 9250}


def test_a_list_by_month_moves_by_the_same_amount_every_month() -> None:
    plan = channel("mail", spend=(1, 1, 1, 8000, 9000, 10000), cost_per_lead=90)
    assert closed(DROPPED, plan).plan.forecast.channels["mail"].spend == (10000, 11000, *[12000] * 4)


def test_the_question_comes_with_the_decision_and_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    file.write_bytes(codec.dumps(channel("fairs", spend=1400)))
    flow = Flow(Desk.open(file, TODAY))

    def asked() -> list[str]:
        return [item.path[-2] for item in flow.items if item.kind == "spend"]

    fairs = next(item for item in flow.items if item.id == FAIRS)
    assert (fairs.suggested, asked()) == ("drop", [])
    flow.accept((fairs,))
    assert asked() == ["fairs", "search", "mail"]
    assert Flow(Desk.open(file, TODAY)).items == flow.items
    flow.choose(fairs, Choice("fix", reason="The stand was in the wrong hall"))
    assert asked() == []
    flow.desk.close()
