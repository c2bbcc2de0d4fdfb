"""Step 6."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Forecast(Section):
    """Step 6."""
