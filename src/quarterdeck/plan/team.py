"""Step 8."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Team(Section):
    """Step 8."""
