"""How far inputs may lie from their value, as the founder said in the plan."""

from __future__ import annotations

from quarterdeck.engine.overrides import resolved
from quarterdeck.engine.tornado import Range
from quarterdeck.plan.document import Plan


def read(plan: Plan) -> dict[str, Range]:
    """Low and high by the input's full name; rows that are not complete, or upside down, are left out."""
    found = {}
    for row_id, row in plan.forecast.ranges.items():
        name = resolved(plan, row.input or row_id)
        if name and row.low is not None and row.high is not None and row.low <= row.high:
            found[name] = (float(row.low), float(row.high))
    return found
