"""The shape of a computed field's function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from quarterdeck.engine.figures import Figure

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

Formula = Callable[[Any, str, "Analysis"], Figure]
"""Takes the section or row the field belongs to, its dotted path, and everything else that follows."""
