"""Where a function that falls from above zero to below it gets there."""

from __future__ import annotations

from collections.abc import Callable

_STEPS = 60
_CLOSE = 1e-9


def crossing(
    short: Callable[[float], float | None], start: float, end: float, open_at_start: float, open_at_end: float
) -> float:
    """The value between `start` and `end` from which on nothing is short any more.

    A straight line is found at once, whatever bends in a few steps more (the Illinois method, which cuts the
    interval in half where the line does not help). The result lies on the side where the gap is closed.
    """
    above, below = (start, open_at_start), (end, open_at_end)
    scale = abs(open_at_start)
    weight_above, weight_below, side = open_at_start, open_at_end, 0
    for step in range(_STEPS):
        spread = weight_above - weight_below
        middle = above[0] + (below[0] - above[0]) * (
            weight_above / spread if spread and step % 3 < 2 else 0.5
        )
        found = short(middle)
        if found is None:
            break
        if found > 0:
            above, weight_above = (middle, found), found
            weight_below = weight_below / 2 if side > 0 else weight_below
            side = 1
        else:
            below, weight_below = (middle, found), found
            weight_above = weight_above / 2 if side < 0 else weight_above
            side = -1
        done = abs(below[0] - above[0]) <= _CLOSE * max(abs(start), abs(end))
        if done or (found <= 0 and -found <= _CLOSE * scale):
            break
    return below[0]
