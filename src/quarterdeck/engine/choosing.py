"""Which measures of the catalogue would serve a plan: by its goals, by its questions, by its stage."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from quarterdeck.engine.gaps import OVER
from quarterdeck.plan.document import Plan
from quarterdeck.plan.kpi_catalogue import GOAL_TYPES, CatalogueKpi, answering, by_goal_type, defaults

FEW = 3


def serves(plan: Plan, kpi_id: str) -> tuple[str, ...]:
    """Ids of the goals, among those still wanted, that the catalogue's measure `kpi_id` would serve."""
    return tuple(
        goal_id
        for goal_id, goal in plan.goals.items.items()
        if goal.status not in OVER and any(kpi.id == kpi_id for kpi in by_goal_type(goal.goal_type or ""))
    )


def taken(plan: Plan) -> frozenset[str]:
    """Measures of the catalogue that the plan has."""
    return frozenset(kpi.catalogue for kpi in plan.kpis.items.values() if kpi.catalogue)


def fitting(plan: Plan, count: int = FEW) -> tuple[CatalogueKpi, ...]:
    """The next `count` measures that fit: one for each goal in turn, then for the questions, then the stage.

    Goals without any measure come first; what the plan has is left out.
    """
    have = taken(plan)
    found = {kpi.id: kpi for kpi in _in_turn(plan) if kpi.id not in have}
    return tuple(found.values())[:count]


def _in_turn(plan: Plan) -> Iterator[CatalogueKpi]:
    goals = [goal for goal in plan.goals.items.values() if goal.status not in OVER]
    goals.sort(key=lambda goal: bool(goal.kpis))
    for turn in zip_longest(*(by_goal_type(goal.goal_type or "") for goal in goals)):
        # What serves every kind of goal measures none of them in particular.
        yield from (kpi for kpi in turn if kpi is not None and kpi.goal_types != GOAL_TYPES)
    for question in plan.kpis.questions:
        yield from answering(question)
    yield from defaults(plan.plan.stage, plan.plan.subscription)
