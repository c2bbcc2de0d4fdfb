"""A closed quarter."""

from __future__ import annotations

from quarterdeck.plan.types import Row


class Review(Row):
    """A closed quarter."""
