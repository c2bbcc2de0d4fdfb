"""How what enters a stage is spread over the months after it: weights ≥ 0 that sum to 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, fsum


def lag_kernel(months: float) -> tuple[float, ...]:
    """A lag of `months` (may be a fraction): 0.3 leaves 70 % in the same month and 30 % in the next.

    k[⌊τ⌋] = 1 − frac, k[⌊τ⌋ + 1] = frac.
    """
    whole = floor(months)
    rest = months - whole
    kernel = (0.0,) * whole + (1.0 - rest,)
    return (*kernel, rest) if rest else kernel


def normalised(weights: Sequence[float]) -> tuple[float, ...]:
    """Weights as shares of 1. Raises ValueError when none is above zero or one is below."""
    whole = fsum(weights)
    if not whole > 0 or min(weights) < 0:
        raise ValueError("weights must be zero or more, and one of them above zero")
    return tuple(weight / whole for weight in weights)


def spread(
    created: Sequence[float], kernel: Sequence[float], history: Sequence[float] = (), rate: float = 1.0
) -> tuple[float, ...]:
    """Y[t] = rate · Σ_j kernel[j] · X[t − j]: what comes out, month by month.

    Args:
        created: X for the months of the forecast.
        kernel: share that comes out after 0, 1, 2 … months.
        history: X in the months before the start, the latest first.
        rate: the share of X that ever comes out.

    """
    before = len(history)
    return tuple(
        rate
        * sum(
            weight * (created[month - age] if age <= month else history[age - month - 1])
            for age, weight in enumerate(kernel)
            if age <= month or age - month <= before
        )
        for month in range(len(created))
    )


def undecided(kernel: Sequence[float]) -> tuple[float, ...]:
    """The share that has not come out by the end of each month of age: 1 − Σ_{j ≤ age} kernel[j]."""
    left, shares = 1.0, []
    for weight in kernel:
        left -= weight
        shares.append(max(left, 0.0))
    return tuple(shares)


def mean_age(kernel: Sequence[float]) -> float:
    """Months until it comes out, on average."""
    return fsum(age * weight for age, weight in enumerate(kernel))


def stretched(kernel: Sequence[float], factor: float) -> tuple[float, ...]:
    """The same spread in `factor` times the time: each weight moves to its age times the factor."""
    moved = [0.0] * (floor(factor * (len(kernel) - 1)) + 2)
    for age, weight in enumerate(kernel):
        for later, share in enumerate(lag_kernel(factor * age)):
            if share:
                moved[later] += weight * share
    while len(moved) > 1 and not moved[-1]:
        moved.pop()
    return tuple(moved)
