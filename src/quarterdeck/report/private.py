"""A plan for readers who are not to see what single people brought. What was found out of it goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, replace

PERSON = "person"
OF_A_MEMBER = ("strength", "coaching", "targets")
"""What a person is good at, how to coach them, and their own targets."""


def without_people(plan: Plan) -> Plan:
    """The plan without results, targets and coaching of single people; the people themselves stay."""
    for kpi_id, kpi in plan.kpis.items.items():
        plan = _kept(plan, ("kpis", "items", kpi_id, "actuals"), kpi.actuals)
    for month_id, month in plan.forecast.actuals.items():
        plan = _kept(plan, ("forecast", "actuals", month_id, "parts"), month.parts)
    for member_id, member in plan.team.members.items():
        for name in OF_A_MEMBER:
            if name in member.model_fields_set:
                plan = replace(plan, ("team", "members", member_id, name), MISSING)
    return plan


def _kept(plan: Plan, path: Path, rows: Mapping[str, Any]) -> Plan:
    """The rows that are not about a person."""
    kept = {row_id: row for row_id, row in rows.items() if row.dimension != PERSON}
    return plan if len(kept) == len(rows) else replace(plan, path, kept or MISSING)
