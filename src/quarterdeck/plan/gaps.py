"""Step 7."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Gaps(Section):
    """Step 7."""
