"""Step 10."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Tools(Section):
    """Step 10."""
