"""A finding silenced at its place with a reason, and told again. Plan in, plan out."""

from __future__ import annotations

from datetime import date

from quarterdeck.engine.findings import Finding
from quarterdeck.engine.silencing import place
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.session import rows

SILENCED: Path = ("plan", "silenced")


def silence(plan: Plan, finding: Finding, reason: str, today: date) -> tuple[Plan, Path]:
    """`plan` with the finding silenced, and the row that says so.

    Raises pydantic.ValidationError when the reason is too long.
    """
    code, where, about = place(finding)
    values = {"check": code, "place": where, "about": about or None, "reason": reason, "since": today}
    plan, row_id = rows.added(plan, SILENCED, values)
    return plan, (*SILENCED, row_id)


def unsilence(plan: Plan, row_id: str) -> Plan:
    """`plan` in which that finding is told again."""
    return rows.removed(plan, (*SILENCED, row_id))
