"""Step 4."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Goals(Section):
    """Step 4."""
