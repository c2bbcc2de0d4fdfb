"""A closed quarter that was corrected in its own file: the plan that goes on says the same again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from quarterdeck.engine.actuals import by_month
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.plan.reviews import Review
from quarterdeck.session.closing.ahead import STOCKS
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.record import results
from quarterdeck.store import snapshots


def corrected(path: Path, plan: Plan, quarter: str, today: date) -> tuple[Plan | None, str]:
    """`plan` with record and months of `quarter` as that quarter's file has them, and the file's name.

    What was promised stays. None where the quarter was never closed or its file is gone.
    """
    file = snapshots.file_of(path, quarter)
    there = snapshots.read(file)
    record = there.reviews.get(quarter) if there else None
    if there is None or record is None or quarter not in plan.reviews:
        return None, file.name
    facts = Facts(there, quarter, today)
    values: dict[str, Any] = own_values(record) | {"results": results(facts)}
    plan = replace(plan, ("reviews", quarter), Review.model_validate(values))
    return _with_months(_with_start(plan, facts), facts), file.name


def _with_start(plan: Plan, facts: Facts) -> Plan:
    """Where the forecast starts from what was counted at the quarter's end, it starts from what is right."""
    if plan.forecast.start != facts.coming[0]:
        return plan
    last = facts.months[-1]
    old, new = (by_month(one).get(last, ("", None))[1] for one in (plan, facts.plan))
    for name in STOCKS:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if after is not None and before == getattr(plan.forecast.opening, name) != after:
            plan = replace(plan, ("forecast", "opening", name), after)
    return plan


def _with_months(plan: Plan, facts: Facts) -> Plan:
    """The figures of the quarter that the plan still keeps, for rates and trends."""
    mine = {month: key for month, (key, _) in by_month(plan).items()}
    for month, (_, row) in by_month(facts.plan).items():
        if month in facts.months and month in mine:
            plan = replace(plan, ("forecast", "actuals", mine[month]), row)
    for kpi_id, kpi in facts.plan.kpis.items.items():
        kept = plan.kpis.items[kpi_id].actuals if kpi_id in plan.kpis.items else {}
        for key, own in kpi.actuals.items():
            if key in kept and own.period in (facts.quarter, *facts.months):
                plan = replace(plan, ("kpis", "items", kpi_id, "actuals", key), own)
    return plan
