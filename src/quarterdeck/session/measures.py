"""Measures of the catalogue taken into a plan, tied to the goals they serve."""

from __future__ import annotations

from collections.abc import Sequence

from quarterdeck import content
from quarterdeck.engine.choosing import serves
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import replace
from quarterdeck.session.rows import added

TABLE: Path = ("kpis", "items")


def taken(plan: Plan, kpi_ids: Sequence[str]) -> tuple[Plan, tuple[str, ...]]:
    """`plan` with a KPI for each of `kpi_ids` (of the catalogue), and the ids of the new rows.

    Each says which goals it serves and which question it answers; a goal that was measured by nothing is
    measured by the first of them that serves it.
    """
    row_ids = []
    for kpi_id in kpi_ids:
        words, goals = content.kpi(kpi_id), serves(plan, kpi_id)
        values = {
            "name": words["name"],
            "catalogue": kpi_id,
            "goals": goals or None,
            "question": words["question"],
        }
        plan, row_id = added(plan, TABLE, values)
        for goal_id in goals:
            if not plan.goals.items[goal_id].kpis:
                plan = replace(plan, ("goals", "items", goal_id, "kpis"), (row_id,))
        row_ids.append(row_id)
    return plan, tuple(row_ids)
