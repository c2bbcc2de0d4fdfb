"""Findings that somebody has silenced at their place, with a reason. They stand in `[plan.silenced]`."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quarterdeck.engine.findings import Finding
from quarterdeck.plan.cover import Silenced
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import dotted


class Silence(Struct, frozen=True):
    """A finding that is not told, and the row that says why."""

    finding: Finding
    row: str
    """Its id in `plan.silenced`."""
    said: Silenced


def silences(plan: Plan, found: Iterable[Finding]) -> tuple[Silence, ...]:
    """Those of the findings that are silenced, in their order."""
    rows = {_key(row): (row_id, row) for row_id, row in plan.plan.silenced.items() if row.reason}
    if not rows:
        return ()
    answers = ((item, rows.get(place(item)) or rows.get((*place(item)[:2], ""))) for item in found)
    return tuple(Silence(item, *row) for item, row in answers if row is not None)


def place(finding: Finding) -> tuple[str, str, str]:
    """What a silencing goes by: the code, the place, which of several there (without that, all)."""
    return (finding.code, dotted(finding.path), finding.about)


def _key(row: Silenced) -> tuple[str, str, str]:
    return ((row.check or "").strip().upper(), (row.place or "").strip(), (row.about or "").strip())
