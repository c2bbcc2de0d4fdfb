"""Typing what happened: one step to take back, wrong text kept, nothing else touched."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quarterdeck.plan.document import Plan
from quarterdeck.session import entering, measuring
from quarterdeck.session.entering import Entry
from quarterdeck.session.session import Session
from quarterdeck.store.actuals.facts import Fact

TODAY = date(2026, 11, 22)
PLAN = Plan.model_validate(
    {
        "plan": {"quarter": "2026-Q4", "number_style": "dot_comma"},
        "kpis": {
            "items": {
                "q": {"name": "Quoting", "catalogue": "custom", "target": {"value": 9}},
                "won": {"catalogue": "new-customers"},
                "churn": {"catalogue": "churn-rate"},
            }
        },
        "forecast": {
            "start": "2026-10",
            "months": 3,
            "revenue": {"kind": "one_off"},
            "channels": {"w": {"name": "Web", "organic_leads": 100}},
        },
    }
)


def session() -> Session:
    return Session(PLAN, TODAY)


def test_only_figures_that_concern_the_founder_are_asked() -> None:
    figures = [item.figure for item in entering.asked(PLAN)]
    assert "mrr" not in figures
    assert figures[-1] == "kpi:q"
    assert not {"kpi:won", "kpi:churn"} & set(figures)


def test_the_quarters_months_stand_together_and_the_first_open_one_begins() -> None:
    months = entering.months(PLAN, TODAY)
    assert (months[0], months[-1], len(months)) == ("2026-01", "2026-12", 12)
    assert entering.first_open(PLAN, months, TODAY) == "2026-10"
    assert entering.beside(PLAN, months, "2026-10") == "2026-10"
    other = Plan.model_validate({"plan": {"quarter": "2027-Q1"}})
    months = entering.months(other, TODAY)
    assert months[-1] == "2026-11"
    assert entering.first_open(other, months, TODAY) == "2026-08"


def test_a_block_is_one_step_and_wrong_text_waits_in_its_place() -> None:
    here = session()
    here.edit(("forecast", "rates", "win_rate_pct"), "lots")
    wrong = entering.enter(
        here,
        [
            Entry("2026-10", "leads", "1.250"),
            Entry("2026-10", "wins", "many"),
            Entry("2026-10", "spend", "n"),
            Entry("2026-09", "kpi:q", "7"),
            Entry("2026-10", "kpi:q", "few"),
        ],
    )
    assert [entry.raw for entry in wrong] == ["many", "few"]
    assert entering.value(here.plan, "2026-10", "leads") == 1250
    assert entering.value(here.plan, "2026-09", "kpi:q") == 7
    kept = entering.draft(here, "2026-10", "wins")
    assert kept is not None
    assert kept.problem is not None
    assert entering.draft(here, "2026-10", "kpi:q") is not None
    assert here.drafts[("forecast", "rates", "win_rate_pct")].raw == "lots"
    entering.enter(here, [Entry("2026-10", "wins", "0")])
    assert entering.value(here.plan, "2026-10", "wins") == 0
    assert entering.draft(here, "2026-10", "wins") is None
    here.undo()
    here.undo()
    assert here.plan == PLAN


def test_not_known_takes_a_figure_away_and_a_zero_stays() -> None:
    here = session()
    entering.enter(here, [Entry("2026-10", "leads", "0"), Entry("2026-10", "kpi:q", "0")])
    assert (entering.value(here.plan, "2026-10", "leads"), entering.value(here.plan, "2026-10", "kpi:q")) == (
        0,
        0,
    )
    entering.enter(here, [Entry("2026-10", "leads", "n"), Entry("2026-10", "kpi:q", "n")])
    assert entering.value(here.plan, "2026-10", "leads") is None
    assert here.plan.kpis.items["q"].actuals == {}


def test_what_was_expected_stands_beside_what_came() -> None:
    analysis = session().analysis
    assert entering.expected(analysis, "2026-10", "leads").number == 100
    assert entering.expected(analysis, "2026-08", "leads").number is None
    assert entering.expected(analysis, "2026-10", "losses").number is None
    assert entering.is_good(PLAN, "leads", Decimal(5)) is True
    assert entering.is_good(PLAN, "customers_lost", Decimal(5)) is False
    assert entering.is_good(PLAN, "spend", Decimal(5)) is None


def test_putting_the_same_facts_twice_changes_nothing() -> None:
    facts = [
        Fact("2026-10", "leads", Decimal(5)),
        Fact("2026-10", "leads", Decimal(3), "channel", "web"),
        Fact("2026-10", "leads", Decimal(2), "campaign", "Fair"),
        Fact("2026-10", "kpi:q", Decimal(4), "person", "Ana"),
        Fact("2026-10", "note", "Fair"),
    ]
    plan = measuring.put(PLAN, facts)
    assert len(measuring.changes(PLAN, facts)) == 5
    assert measuring.changes(plan, facts) == ()
    assert measuring.put(plan, facts) is plan
    (month,) = plan.forecast.actuals.values()
    assert [(part.member, part.dimension) for part in month.parts.values()] == [
        ("Web", "channel"), ("Fair", "campaign"),
    ]  # fmt: skip
    assert list(plan.kpis.items["q"].actuals) == ["2026-10-ana"]


def test_a_remark_somebody_wrote_is_never_written_over_by_a_file() -> None:
    plan = measuring.put(PLAN, [Fact("2026-10", "note", "mine")])
    assert measuring.changes(plan, [Fact("2026-10", "note", "theirs")]) == ()
    assert measuring.put(plan, [Fact("2026-10", "note", "new")], over_notes=True) is not plan
