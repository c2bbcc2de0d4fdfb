"""Step 9."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Actions(Section):
    """Step 9."""
