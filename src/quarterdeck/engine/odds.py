"""The PERT distribution: low, most likely, high.

A beta distribution on [low, high] with α = 1 + 4(m − low)/(high − low), β = 1 + 4(high − m)/(high − low).
"""

from __future__ import annotations

from decimal import Decimal
from math import exp, lgamma, log

from quarterdeck.engine.figures import Figure, known, lacking, numbers, product, quotient, total

_SMALLEST = 1e-300
_CLOSE_ENOUGH = 1e-12
_STEPS = 300


def shape(low: float, likely: float, high: float) -> tuple[float, float]:
    """α and β. Raises ValueError unless low ≤ likely ≤ high and low < high."""
    width = high - low
    if not (low <= likely <= high and width > 0):
        raise ValueError("a range needs its most likely value between its ends")
    return 1.0 + 4.0 * (likely - low) / width, 1.0 + 4.0 * (high - likely) / width


def mean(low: Figure, likely: Figure, high: Figure) -> Figure:
    """(low + 4 × likely + high) ÷ 6."""
    return quotient(total((low, product(known(4), likely), high)), known(6))


def below(low: Figure, likely: Figure, high: Figure, threshold: Figure) -> Figure:
    """The probability of a value up to `threshold` (fraction)."""
    start, mode, end, limit = map(float, numbers(low, likely, high, threshold))
    if not start <= mode <= end:
        return lacking(reason="range_reversed")
    if limit <= start or limit >= end:
        return known(int(limit >= end))
    share = incomplete_beta(*shape(start, mode, end), (limit - start) / (end - start))
    return Figure(Decimal(repr(round(share, 12))))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, for a, b > 0 and 0 < x < 1."""
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1.0 - x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """Its continued fraction, by the method of Lentz."""
    before, last = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    value = last
    for step in range(1, _STEPS):
        double = a + 2.0 * step
        for term in (
            step * (b - step) * x / ((double - 1.0) * double),
            -(a + step) * (a + b + step) * x / (double * (double + 1.0)),
        ):
            last = 1.0 / _away(1.0 + term * last)
            before = _away(1.0 + term / before)
            value *= before * last
        if abs(before * last - 1.0) < _CLOSE_ENOUGH:
            break
    return value


def _away(number: float) -> float:
    return number if abs(number) > _SMALLEST else _SMALLEST
