"""A closed quarter that was corrected in its own file: the record in the plan says the same again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.plan.reviews import Review
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.record import results
from quarterdeck.store import snapshots


def corrected(path: Path, plan: Plan, quarter: str, today: date) -> tuple[Plan | None, str]:
    """`plan` with the record of `quarter` made anew from that quarter's file, and the file's name.

    What was promised stays. None where the quarter was never closed or its file is gone.
    """
    file = snapshots.file_of(path, quarter)
    there = snapshots.read(file)
    record = there.reviews.get(quarter) if there else None
    if there is None or record is None or quarter not in plan.reviews:
        return None, file.name
    values: dict[str, Any] = own_values(record) | {"results": results(Facts(there, quarter, today))}
    return replace(plan, ("reviews", quarter), Review.model_validate(values)), file.name
