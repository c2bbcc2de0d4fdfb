"""A course in one line, for the cell of a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

STEPS, PLAIN_STEPS = "▁▂▃▄▅▆▇█", "_.-=*#"
UNKNOWN = "·"


def spark(values: Sequence[Decimal | None], *, ascii: bool = False) -> str:
    """One sign for each value, from the lowest of them to the highest; `·` where nothing is known.

    Values that are all the same stand in the middle: a course that does not move is not at the bottom.
    """
    steps, unknown = (PLAIN_STEPS, " ") if ascii else (STEPS, UNKNOWN)
    known = [value for value in values if value is not None]
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    middle, last = steps[len(steps) // 2 - 1], len(steps) - 1
    return "".join(
        unknown
        if value is None
        else middle
        if low == high
        else steps[min(int((value - low) / (high - low) * len(steps)), last)]
        for value in values
    )
