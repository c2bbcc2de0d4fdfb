"""Which page is open, which questions are asked, and where two plans differ."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from quarterdeck.plan.asked import asked
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import declared
from quarterdeck.session.compare import differences, same
from quarterdeck.session.navigator import Navigator
from strategies import plans


def plan(**tables: Any) -> Plan:
    return Plan.model_validate(tables)


def is_asked(found: Plan, path: Path) -> bool:
    field = declared(Plan, path)
    assert field is not None
    return asked(found, path, field)


def test_pages_are_walked_in_order_and_the_ends_stay() -> None:
    walk = Navigator()
    assert walk.current == "plan"
    assert walk.is_first
    assert walk.back() == "plan"
    assert walk.next() == "data"
    assert walk.go("padre") == "padre"
    assert walk.is_last
    assert walk.next() == "padre"
    assert walk.go("nowhere") == "padre"
    assert Navigator(current="nowhere").current == "plan"


def test_each_page_remembers_where_one_was() -> None:
    walk = Navigator()
    walk.visit(("goals", "items", "a"))
    walk.visit(("team", "members"))
    assert (walk.current, walk.place) == ("team", ("team", "members"))
    walk.go("goals")
    assert walk.place == ("goals", "items", "a")
    assert walk.go("tools") == "tools"
    assert walk.place is None
    walk.visit(())
    assert walk.current == "tools"


def test_a_follow_up_is_asked_while_its_question_is_open_or_answered_that_way() -> None:
    path = ("goals", "sla", "review_date")
    assert is_asked(plan(), path)
    assert is_asked(plan(goals={"sla_exists": "drafting"}), path)
    assert not is_asked(plan(goals={"sla_exists": "no"}), path)
    assert not is_asked(plan(goals={"sla_exists": "of tomorrow"}), path)


def test_a_follow_up_in_a_row_looks_at_its_own_row() -> None:
    rows = {"a": {"status": "missed"}, "b": {"status": "on_track"}, "c": {}}
    found = plan(goals={"items": rows})
    assert [is_asked(found, ("goals", "items", row, "status_note")) for row in rows] == [True, False, True]


def test_a_follow_up_of_several_answers_is_asked_when_one_of_them_is_given() -> None:
    path = ("kpis", "sql", "other_signal")
    assert is_asked(plan(kpis={"sql": {"signals": ["other", "x"]}}), path)
    assert not is_asked(plan(kpis={"sql": {"signals": ["x"]}}), path)
    assert not is_asked(plan(kpis={"big_three": False, "sql": {"signals": ["other"]}}), path)


def test_differences_name_fields_and_tables_in_another_order() -> None:
    one = plan(plan={"company": "A"}, team={"members": {"a": {}, "b": {"name": "B"}}})
    two = plan(plan={"subscription": False}, team={"members": {"b": {"name": "B"}, "a": {}, "c": {}}})
    assert differences(one, two) == (
        ("plan", "company"),
        ("plan", "subscription"),
        ("team", "members", "c"),
        ("team", "members"),
    )
    here, there = plan(ours={"a": 1}, yours={"b": 1}), plan(yours={"b": 1}, ours={"a": 1})
    assert differences(here, there) == ()
    assert not same(here, there)


def test_what_pydantic_takes_for_equal_is_not_always_the_same() -> None:
    assert not same(plan(plan={"readers": []}), plan())
    assert not same(plan(x=True), plan(x=1))
    assert not same(plan(team={"members": {"a": {}}}), plan())
    assert same(plan(goals={"items": {}}), plan())


@given(plans(2))
def test_a_plan_differs_from_itself_nowhere(found: Plan) -> None:
    assert differences(found, Plan.model_validate(found.model_dump(exclude_unset=True))) == ()
