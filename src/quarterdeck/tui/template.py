"""Which example to show somebody: the one whose business is most like theirs."""

from __future__ import annotations

from functools import cache

from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

ALIKE = ("maturity", "stage", "subscription", "offer_kind")
"""Answers of the cover that make two businesses alike, the weightiest first."""


def fitting(plan: Plan | None) -> Plan | None:
    """The example most like `plan`; None where the package has none."""
    known = _all()
    if not known:
        return None
    return max(known, key=lambda example: _likeness(plan, example)) if plan is not None else known[0]


@cache
def _all() -> tuple[Plan, ...]:
    return tuple(examples.read(name).plan for name in examples.names())


def _likeness(plan: Plan, example: Plan) -> tuple[bool, ...]:
    same = (getattr(plan.plan, name) == getattr(example.plan, name) is not None for name in ALIKE)
    return tuple(same)
