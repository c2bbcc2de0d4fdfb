"""Where a measure is heading, by its own past: a straight line through three points or more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from quarterdeck.engine.figures import ZERO

FEWEST = 3
"""Points below which a line says nothing."""


class Trend(Struct, frozen=True):
    """The line of least squares through points at equal distances."""

    step: Decimal
    """By how much the line changes from one point to the next."""
    following: Decimal
    """Where it will be at the next point, if things go on as they did."""
    points: int


def trend(values: Sequence[Decimal | None]) -> Trend | None:
    """The line through `values`, oldest first, one a period; None with fewer than three known ones.

    Missing ones are left out at their place. Step = Σ(x − x̄)(y − ȳ) ÷ Σ(x − x̄)².
    """
    points = [(Decimal(at), value) for at, value in enumerate(values) if value is not None]
    if len(points) < FEWEST:
        return None
    middle = sum((at for at, _ in points), ZERO) / len(points)
    mean = sum((value for _, value in points), ZERO) / len(points)
    step = sum(((at - middle) * (value - mean) for at, value in points), ZERO)
    step /= sum(((at - middle) ** 2 for at, _ in points), ZERO)
    return Trend(step, mean + step * (len(values) - middle), len(points))
