"""Rows that leave the plan, with everything that refers to them."""

from __future__ import annotations

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, dotted, get, without_ids
from quarterdeck.plan.refs import uses
from quarterdeck.session import rows


def removed(plan: Plan, path: Path) -> Plan:
    """`plan` without the row at `path` and without references to it."""
    if get(plan, path) is MISSING:
        return plan
    for at in uses(plan, dotted(without_ids(Plan, path[:-1])), path[-1]):
        if at[: len(path)] != path:
            plan = rows.without_reference(plan, at, path[-1])
    return rows.removed(plan, path)
