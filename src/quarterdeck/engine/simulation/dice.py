"""Chance with a seed: the same seed gives the same dice, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import exp, log, sqrt
from random import Random

MANY = 8.0
"""Expected counts from which on the bell curve will do."""
_TOO_MANY = 50.0
_BOUNDLESS = 1e19
"""More than any figure may be. Growth without end is counted as so much, so that nothing gets infinite."""
_POOL = 1 << 13
_RARE = 1e-12
_SLIGHT, _SURE = 0.01, 0.99
"""Shares of variance that is not there: hardly any, and nearly all."""


class Dice:
    """A source of chance."""

    def __init__(self, seed: int) -> None:
        from statistics import NormalDist

        self._random = Random(seed)
        self._roll = self._random.random
        normal = NormalDist().inv_cdf
        self._bell = self.shuffled([normal((at + 0.5) / _POOL) for at in range(_POOL)])
        self._bell += self._bell

    def shuffled(self, values: Sequence[float]) -> list[float]:
        """The same values in another order."""
        roll = self._roll
        return sorted(values, key=lambda _: roll())

    def normals(self, count: int) -> list[float]:
        """So many values of the standard bell curve."""
        found: list[float] = []
        while len(found) < count:
            first = int(self._roll() * _POOL)
            found += self._bell[first : first + min(count - len(found), _POOL)]
        return found

    def counts(self, means: Sequence[float], less: Sequence[float] | None = None) -> list[float]:
        """Whole numbers that come out where so many are expected.

        Args:
            means: what is expected.
            less: by how much their variance is smaller than the mean: where it is known who can convert
                (so many open deals), less can happen than where anybody may come. None: by nothing.

        """
        whole = sum(means)
        if whole < MANY * len(means):
            return list(map(self._count, means, less or repeat(0.0)))
        if not whole < _BOUNDLESS:
            means = [min(_BOUNDLESS, mean) for mean in means]
        bell = self.normals(len(means))
        # The bell curve, bent by the skew of counts (Cornish and Fisher).
        if less is None:
            return [
                float(round(found)) if (found := mean + sqrt(mean) * z + (z * z - 1.0) / 6.0) > 0 else 0.0
                for mean, z in zip(means, bell, strict=True)
            ]
        return [
            float(round(found)) if (found := _about(mean, off, z)) > 0 else 0.0
            for mean, off, z in zip(means, less, bell, strict=True)
        ]

    def _count(self, mean: float, less: float) -> float:
        """One count by inverting its distribution: Poisson, or where the variance is smaller, binomial."""
        if mean <= _RARE:
            return 0.0
        if mean > _TOO_MANY:
            return float(round(max(_about(mean, less, self.normals(1)[0]), 0.0)))
        share = less / mean
        if share > _SURE:
            return float(round(mean))
        chance, step, fall = exp(-mean), mean, 0.0
        if share > _SLIGHT:
            fall = share / (1.0 - share)
            chance, step = exp(mean / share * log(1.0 - share)), mean / share * fall
        left, found = self._roll() - chance, 0
        while left > 0.0 and chance > _RARE:
            rest = step - fall * found
            chance = chance * rest / (found + 1) if rest > 0.0 else 0.0
            found += 1
            left -= chance
        return float(found)


def _about(mean: float, less: float, z: float) -> float:
    variance = mean - less
    return (
        mean + sqrt(variance if variance > 0.0 else 0.0) * z + (1.0 - 2.0 * less / mean) * (z * z - 1.0) / 6.0
    )
