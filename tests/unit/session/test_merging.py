from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.plan.types import Section
from quarterdeck.session.compare import same
from quarterdeck.session.merging import merge
from strategies import plans

SLOW = settings(max_examples=50, suppress_health_check=list(HealthCheck))
COMPANY, VISION = ("plan", "company"), ("plan", "vision")
KPI = ("kpis", "items", "churn")


def plan_of(**content: Any) -> Plan:
    return Plan.model_validate(content)


BASE = plan_of(
    plan={"company": "Acme"},
    kpis={"items": {"churn": {"name": "Churn"}, "leads": {"name": "Leads"}}},
)


def test_changes_of_different_answers_are_both_kept() -> None:
    mine, theirs = replace(BASE, COMPANY, "Mine"), replace(BASE, VISION, "Theirs")
    found = merge(BASE, mine, theirs)
    assert (found.plan.plan.company, found.plan.plan.vision) == ("Mine", "Theirs")
    assert (found.mine, found.theirs, found.both) == ((COMPANY,), (VISION,), ())


def test_the_same_answer_changed_twice_is_a_question_and_either_can_be_taken() -> None:
    mine, theirs = replace(BASE, COMPANY, "Mine"), replace(BASE, COMPANY, "Theirs")
    found = merge(BASE, mine, theirs)
    assert (found.mine, found.theirs, found.both) == ((), (), (COMPANY,))
    assert found.plan.plan.company == "Mine"
    assert merge(BASE, mine, theirs, [COMPANY]).plan.plan.company == "Theirs"


def test_the_same_change_on_both_sides_is_no_question() -> None:
    mine = replace(BASE, COMPANY, "Same")
    found = merge(BASE, mine, replace(BASE, COMPANY, "Same"))
    assert (found.mine, found.theirs, found.both) == ((), (), ())
    assert same(found.plan, mine)


def test_a_row_taken_out_here_and_changed_there_is_a_question_about_the_whole_row() -> None:
    gone = replace(BASE, ("kpis", "items"), {"leads": BASE.kpis.items["leads"]})
    changed = replace(BASE, (*KPI, "name"), "Churn of customers")
    found = merge(BASE, gone, changed)
    assert found.both == (KPI,)
    assert get(found.plan, KPI) is MISSING
    assert get(merge(BASE, gone, changed, [KPI]).plan, (*KPI, "name")) == "Churn of customers"
    assert get(merge(BASE, changed, gone).plan, (*KPI, "name")) == "Churn of customers"


def test_a_row_taken_out_on_one_side_alone_is_gone() -> None:
    gone = replace(BASE, ("kpis", "items"), {"leads": BASE.kpis.items["leads"]})
    assert list(merge(BASE, replace(BASE, COMPANY, "Mine"), gone).plan.kpis.items) == ["leads"]


def test_rows_that_were_moved_here_and_added_there_keep_both() -> None:
    moved = replace(BASE, ("kpis", "items"), dict(reversed(BASE.kpis.items.items())))
    rows = {"churn": {"name": "Churn"}, "visits": {"name": "Visits"}, "leads": {"name": "Leads"}}
    added = replace(BASE, ("kpis",), {"items": rows})
    assert list(merge(BASE, moved, added).plan.kpis.items) == ["leads", "churn", "visits"]
    assert list(merge(BASE, added, moved).plan.kpis.items) == ["leads", "churn", "visits"]


def test_a_target_is_one_answer_however_many_keys_it_has() -> None:
    goal = {"statement": "Grow", "target": {"aim": "between", "value": 1, "high": 5}}
    base = plan_of(goals={"items": {"grow": goal}})
    mine = plan_of(goals={"items": {"grow": goal | {"target": {"aim": "between", "value": 2, "high": 5}}}})
    theirs = plan_of(goals={"items": {"grow": goal | {"target": {"aim": "between", "value": 1, "high": 9}}}})
    assert merge(base, mine, theirs).both == (("goals", "items", "grow", "target"),)


def test_keys_of_somebody_elses_are_put_together_too() -> None:
    base = plan_of(notes={"a": 1, "b": 2})
    found = merge(base, plan_of(notes={"a": 5, "b": 2}), plan_of(notes={"a": 1, "b": 6}))
    assert (found.plan.model_extra or {})["notes"] == {"a": 5, "b": 6}


@SLOW
@given(plans(), plans(), plans())
def test_nothing_of_either_side_is_lost(base: Plan, mine: Plan, theirs: Plan) -> None:
    assert same(merge(base, base, theirs).plan, theirs)
    assert same(merge(base, mine, base).plan, mine)
    assert same(merge(base, mine, mine).plan, mine)
    found = merge(base, mine, theirs)
    assert all(_equal(get(found.plan, path), get(mine, path)) for path in (*found.mine, *found.both))
    assert all(_equal(get(found.plan, path), get(theirs, path)) for path in found.theirs)
    turned = merge(base, mine, theirs, found.both)
    assert all(_equal(get(turned.plan, path), get(theirs, path)) for path in found.both)


def _equal(one: Any, other: Any) -> bool:
    """A table stands among the differences for the order of its rows alone."""
    sections = isinstance(one, Section) and isinstance(other, Section)
    return one is other or isinstance(one, dict) or (same(one, other) if sections else one == other)
