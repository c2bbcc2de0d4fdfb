"""The optional PADRE lens."""

from __future__ import annotations

from quarterdeck.plan.types import Section


class Padre(Section):
    """The optional PADRE lens."""
