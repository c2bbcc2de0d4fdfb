"""By how much reality differed from the plan, whether that is good, and what it comes from.

The difference of a product of factors (leads × conversion × win rate × price) is split among them so that
the parts add up to it exactly, and none depends on the order of the factors. Source: the
logarithmic mean Divisia index, and Shapley's value where a factor is zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import combinations
from math import factorial, prod

from msgspec import Struct

from quarterdeck.engine import metrics
from quarterdeck.engine.figures import ONE, ZERO, Figure
from quarterdeck.engine.targets import BAND, DOWN, Level

_PRECISION = 60
"""Digits kept on the way."""
_PLACES = 12
"""Decimals of a part: few enough for sums of parts to stay exact, far more than a cent has."""


class Variance(Struct, frozen=True):
    """One measure as planned and as it came."""

    plan: Figure
    actual: Figure
    difference: Figure
    """Actual less plan, in their unit."""
    change_pct: Figure
    """The same in percent of the plan; none from a plan of nothing."""
    favourable: bool | None
    """Whether the difference is for the better; None where there is none or nobody can tell."""


def compare(plan: Figure, actual: Figure, way: str, wanted: Level | None = None) -> Variance:
    """Actual against plan, where `way` is better: `up`, `down`, or `band`, which is within `wanted`."""
    difference = metrics.variance(actual, plan)
    return Variance(
        plan, actual, difference, metrics.change_pct(actual, plan), _favours(plan, actual, way, wanted)
    )


def split(plan: Mapping[str, Decimal], actual: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What each factor adds to the difference of the products, actual less plan; the sum is exactly that.

    Both name the same factors. LMDI: Δᵢ = Λ(A, P)·ln(aᵢ ÷ pᵢ) with Λ = (A − P) ÷ (ln A − ln P); Shapley where
    a factor is zero or below, which has no logarithm.

    Raises:
        ValueError: When the two do not name the same factors, or none.

    """
    if not plan or plan.keys() != actual.keys():
        raise ValueError("the plan and what came must have the same factors")
    names = tuple(plan)
    before, after = [plan[name] for name in names], [actual[name] for name in names]
    with localcontext() as context:
        context.prec = _PRECISION
        rule = _shapley if min(*before, *after) <= 0 else _logarithmic
        parts = [round(part, _PLACES) for part in rule(before, after)]
        # What the last digits leave over belongs to the largest part, where it is the smallest share.
        largest = max(range(len(parts)), key=lambda at: abs(parts[at]))
        rest = sum((part for at, part in enumerate(parts) if at != largest), ZERO)
        parts[largest] = prod(after, start=ONE) - prod(before, start=ONE) - rest
        return dict(zip(names, parts, strict=True))


def _logarithmic(before: Sequence[Decimal], after: Sequence[Decimal]) -> list[Decimal]:
    planned, came = prod(before, start=ONE), prod(after, start=ONE)
    whole = came if came == planned else (came - planned) / (came.ln() - planned.ln())
    return [whole * (now / then).ln() for then, now in zip(before, after, strict=True)]


def _shapley(before: Sequence[Decimal], after: Sequence[Decimal]) -> list[Decimal]:
    """The mean, over every order in which the factors could have changed, of what each adds in its turn."""
    count = len(before)
    parts = []
    for own in range(count):
        others = [at for at in range(count) if at != own]
        added = ZERO
        for size in range(count):
            orders = Decimal(factorial(size) * factorial(count - size - 1)) / factorial(count)
            for changed in combinations(others, size):
                rest = prod((after[at] if at in changed else before[at] for at in others), start=ONE)
                added += orders * rest * (after[own] - before[own])
        parts.append(added)
    return parts


def _favours(plan: Figure, actual: Figure, way: str, wanted: Level | None) -> bool | None:
    planned, came = plan.number, actual.number
    if planned is None or came is None or came == planned:
        return None
    if way == BAND:
        return None if wanted is None else wanted.shortfall(came) <= 0
    return (came < planned) == (way == DOWN)
