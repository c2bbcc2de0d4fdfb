"""Step 1."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Data(Section):
    """Step 1."""
