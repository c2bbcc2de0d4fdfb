"""Measures proposed for a plan."""

from __future__ import annotations

from typing import Any

from quarterdeck.engine.choosing import fitting, serves, taken
from quarterdeck.plan.document import Plan


def plan(**tables: Any) -> Plan:
    return Plan.model_validate(tables)


def ids(found: Any) -> list[str]:
    return [kpi.id for kpi in found]


GOALS = {
    "items": {
        "leads": {"statement": "Leads", "goal_type": "generate_leads"},
        "churn": {"statement": "Churn", "goal_type": "reduce_churn"},
        "old": {"statement": "Posts", "goal_type": "brand_awareness", "status": "dropped"},
    }
}


def test_every_goal_gets_its_first_measure_before_one_gets_its_second() -> None:
    assert ids(fitting(plan(goals=GOALS))) == ["leads", "churn-rate", "lead-growth"]


def test_goals_without_a_measure_come_first_and_nothing_comes_twice() -> None:
    goals = {"items": GOALS["items"] | {"leads": GOALS["items"]["leads"] | {"kpis": ["l"]}}}
    have = {"items": {"l": {"name": "Leads", "catalogue": "leads"}}}
    found = plan(goals=goals, kpis=have)
    assert taken(found) == {"leads"}
    assert ids(fitting(found)) == ["churn-rate", "retention-rate", "lead-growth"]


def test_without_goals_the_questions_then_the_stage_decide() -> None:
    found = plan(kpis={"questions": ["customers_lost"]}, plan={"stage": "idea"})
    assert ids(fitting(found)) == ["churn-rate", "leads", "visitor-to-lead"]
    assert len(fitting(plan(), 5)) == 5


def test_a_measure_knows_the_goals_it_serves() -> None:
    assert serves(plan(goals=GOALS), "leads") == ("leads",)
    assert serves(plan(goals=GOALS), "guest-posts") == ()
