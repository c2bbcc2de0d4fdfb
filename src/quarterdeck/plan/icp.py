"""Step 2."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Icp(Section):
    """Step 2."""
