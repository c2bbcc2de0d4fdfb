"""Step 5."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Kpis(Section):
    """Step 5."""
