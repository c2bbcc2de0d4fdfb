"""Step 3."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Situation(Section):
    """Step 3."""
