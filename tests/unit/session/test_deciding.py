from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.decided import State, listed, state
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.session.deciding import Decision, decide
from quarterdeck.session.session import Session
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
GAP = ("gaps", "items", "new-customers-short")


@pytest.fixture
def plan() -> Plan:
    """Benchline, with nothing decided about its gaps."""
    found = examples.read("benchline").plan
    return found.model_copy(update={"gaps": Plan().gaps})


def _decision(**values: object) -> Decision:
    return Decision("mrr-76k", "new-customers", "New customers short", **values)


def _state(plan: Plan, row: str) -> State:
    analysis = analyse(plan, TODAY)
    return state(analysis, next(gap for gap in listed(analysis) if gap.row == row))


def test_an_action_is_made_with_goal_kpi_and_cost_and_linked_to_the_gap(plan):
    decision = _decision(
        makes="action", name="Call every trial", cost=Decimal(900), requirement="Win rate from 30 % to 33.8 %"
    )
    found = decide(plan, decision)
    assert found.row == GAP
    action = get(found.plan, found.made)
    assert (action.what, action.goals, action.kpis) == ("Call every trial", ("mrr-76k",), ("new-customers",))
    assert (action.gap, action.budget) == (GAP[-1], 900)
    row = get(found.plan, found.row)
    assert (row.remedy_kind, row.leads_to, row.cost) == ("new_tactic", (found.made[-1],), 900)
    assert row.requirement == "Win rate from 30 % to 33.8 %"
    assert _state(found.plan, GAP[-1]) is State.COVERED


@pytest.mark.parametrize(
    ("makes", "kind", "answers"),
    [
        ("hire", "hire", {"status": "planned", "start": "2027-02"}),
        ("budget", "raise_budget", {"amount": 500, "month": "2027-02", "kpi": "new-customers"}),
        ("channel", "new_channel", {"name": "Something new"}),
    ],
)
def test_every_remedy_makes_what_carries_it_out(plan, makes, kind, answers):
    found = decide(plan, _decision(makes=makes, name="Something new", cost=Decimal(500), month="2027-02"))
    made = get(found.plan, found.made)
    assert {name: getattr(made, name) for name in answers} == answers
    assert get(found.plan, (*found.row, "remedy_kind")) == kind
    assert _state(found.plan, GAP[-1]) is State.COVERED


def test_an_action_that_is_there_is_linked_and_its_own_gap_stays(plan):
    found = decide(plan, _decision(remedy_kind="new_tactic", links=("pair-up", "referrals")))
    assert get(found.plan, (*found.row, "leads_to")) == ("pair-up", "referrals")
    before = plan.actions.items["pair-up"].gap
    assert before is not None
    assert found.plan.actions.items["pair-up"].gap == before


def test_deciding_again_adds_to_what_is_there_and_keeps_what_was_written(plan):
    first = decide(plan, _decision(makes="action", name="One", requirement="This much"))
    again = _decision(row=first.row[-1], makes="action", name="Two", requirement="That much")
    second = decide(first.plan, again)
    row = get(second.plan, second.row)
    assert row.leads_to == (first.made[-1], second.made[-1])
    assert row.requirement == "This much"


def test_accepting_keeps_the_reason_and_makes_nothing(plan):
    found = decide(plan, _decision(remedy_kind="accept", remedy="Too small to matter"))
    assert found.made is None
    assert get(found.plan, (*found.row, "leads_to")) is MISSING
    assert _state(found.plan, GAP[-1]) is State.ACCEPTED


def test_lowering_changes_the_target_where_it_stands_and_closes_the_gap(plan):
    of_kpi = decide(plan, _decision(remedy_kind="lower_target", remedy="No time", target=Decimal(24)))
    assert of_kpi.plan.kpis.items["new-customers"].target.value == 24
    assert _state(of_kpi.plan, GAP[-1]) is State.LOWERED
    decision = Decision(
        "mrr-76k", "mrr", "MRR short", remedy_kind="lower_target", remedy="No time", target=Decimal(74000)
    )
    of_goal = decide(plan, decision).plan
    assert of_goal.goals.items["mrr-76k"].target.value == 74000
    assert of_goal.kpis.items["mrr"].target == plan.kpis.items["mrr"].target


def test_an_assumption_is_found_by_its_words_or_added(plan):
    known = plan.data.assumptions["evenings-scale"].statement
    found = decide(plan, _decision(makes="action", name="One", assumption=known, confidence="high"))
    assert get(found.plan, (*found.row, "assumption")) == "evenings-scale"
    assert found.plan.data.assumptions["evenings-scale"].confidence == "high"
    new = decide(plan, _decision(makes="action", name="One", assumption="Fridays work", confidence="low"))
    row = new.plan.data.assumptions[get(new.plan, (*new.row, "assumption"))]
    assert (row.statement, row.confidence) == ("Fridays work", "low")


def test_a_decision_is_one_step_of_undo(plan):
    session = Session(plan, TODAY)
    found = decide(plan, _decision(makes="action", name="One", assumption="Fridays work"))
    session.change(found.plan, found.row)
    session.undo()
    assert session.plan is plan


def test_a_plan_without_goals_decides_about_what_its_row_says():
    found = decide(Plan(), Decision("", "", "A hole", makes="action", name="Fill it"))
    assert found.plan.actions.items["fill-it"].goals == ()
