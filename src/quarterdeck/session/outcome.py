"""What an edit leads to, and what is typed but not yet an answer."""

from __future__ import annotations

from msgspec import Struct

from quarterdeck.plan.fields import Path
from quarterdeck.plan.parse import Echo, Problem


class Draft(Struct, frozen=True):
    """What stands in a field without being an answer. The plan keeps the last answer that could be read."""

    raw: str
    problem: Problem | None = None
    """None while it is still being typed."""


class Outcome(Struct, frozen=True):
    """What an edit did."""

    problem: Problem | None = None
    """Why the text is no answer; it is kept as a draft and shown again."""
    changed: bool = False
    """Whether the plan is another one now."""
    echo: Echo | None = None
    """How the text was understood, where that is worth saying."""
    cleared: tuple[Path, ...] = ()
    """Fields elsewhere that referred to a deleted row and were emptied with it."""
