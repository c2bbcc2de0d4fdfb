"""What own results make of a rate that was assumed. Source: empirical Bayes shrinkage.

Young cohorts have not come out yet, so a month's cases count for as much of them as can have been decided by
now (κ); and a handful of cases moves the plan's value only a little (shrinkage). Rates are fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

CASES = {"low": 10.0, "medium": 40.0, "high": 100.0}
"""How many cases of its own the plan's value is worth, by how far it is to be believed."""
USUAL = "medium"


class Evidence(Struct, frozen=True):
    """What came, against all that could have: for a rate wins and decided opportunities."""

    came: float
    """k."""
    cases: float
    """Σ n·κ: the cases that can have come out by now. Where nothing needs time to, all of them."""

    @property
    def rate(self) -> float | None:
        """r̂ = k ÷ Σ n·κ: what the results say by themselves; None without a case."""
        return self.came / self.cases if self.cases > 0 else None


class Estimate(Struct, frozen=True):
    """The plan's value and the results, weighed."""

    value: float
    kept: float
    """The share of the plan's value in it, 0 to 1."""


def decided(kernel: Sequence[float]) -> tuple[float, ...]:
    """κ(a) = Σ_{j ≤ a} k[j]: the share of a cohort that has come out by the end of its a-th month."""
    return tuple(accumulate(kernel))


def of_months(came: Mapping[int, float], created: Mapping[int, float], kernel: Sequence[float]) -> Evidence:
    """Results and cohorts counted by month, as exports of a CRM are: `{month: count}`.

    What came in a month is from the cohorts of this month and of those before, each with its share of the
    kernel, so that over the months a cohort counts for κ(age) of its cases. Before the first month with a
    cohort there was nothing; a month some of whose cohorts are not known after that is left out with its
    results, since not known is not zero.
    """
    first = min(created, default=0)
    known, exposed = 0.0, 0.0
    for month, count in came.items():
        cohorts = [(month - age, share) for age, share in enumerate(kernel) if share]
        if all(then in created for then, _ in cohorts if then >= first):
            known += count
            exposed += sum(created.get(then, 0.0) * share for then, share in cohorts)
    return Evidence(known, exposed)


def shrunk(planned: float, found: Evidence, confidence: str | None) -> Estimate:
    """The plan's rate and the results, (n0·r_plan + k) ÷ (n0 + Σ n·κ); n0 by `confidence`, as in `CASES`."""
    own = CASES.get(confidence or USUAL, CASES[USUAL])
    whole = own + found.cases
    return Estimate((own * planned + found.came) / whole, own / whole)
