"""How sure a rate is by what was counted of it: a beta distribution, where nobody gave a range.

The plan's rate r stands for n0 cases of its own, by how far it is to be believed; k of n cases that were
counted come on top: α = n0·r + k, β = n0·(1 − r) + n − k. Young cohorts count for what can have come out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quarterdeck.engine.reestimate import CASES, USUAL

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

Beta = tuple[float, float]
"""α and β of a share."""
_OF_SITE = (
    ("lead_to_mql", "leads", "mqls"),
    ("mql_to_sql", "mqls", "sqls"),
    ("win_rate", "sqls", "deals"),
)
"""Rates last year's counts tell of: deals came of SQLs where every SQL is an opportunity."""


def betas(analysis: Analysis) -> dict[str, Beta]:
    """Of each rate that was counted, by its full name: in this quarter, else in last year's funnel.

    A rate that a scenario or a what-if sets anew is as it says, whatever was counted.
    """
    rates = analysis.inputs.rates
    own = CASES.get(analysis.basis.forecast.rate_sources.confidence or USUAL, CASES[USUAL])
    found = {}
    for name, came, cases in (*_last_year(analysis), *_this_quarter(analysis)):
        rate = getattr(rates, name)
        anew = f"rates.{name}_pct" in analysis.anew
        if rate is not None and not anew and 0.0 <= came <= cases and cases > 0:
            alpha, beta = own * rate + came, own * (1.0 - rate) + cases - came
            if alpha > 0 and beta > 0:
                found[f"rates.{name}_pct"] = (alpha, beta)
    return found


def _last_year(analysis: Analysis) -> Iterator[tuple[str, float, float]]:
    """Counts of step 3, where the plan says that its rate is from the own past."""
    site, sources = analysis.plan.situation.site_funnel_last_year, analysis.plan.forecast.rate_sources
    for name, entered, reached in _OF_SITE:
        cases, came = getattr(site, entered), getattr(site, reached)
        through = name != "win_rate" or analysis.inputs.rates.sql_to_opportunity == 1.0
        if through and getattr(sources, name) == "history" and cases is not None and came is not None:
            yield name, float(came), float(cases)


def _this_quarter(analysis: Analysis) -> Iterator[tuple[str, float, float]]:
    """Results of the running quarter."""
    for item in analysis.proposals:
        group, _, name = item.driver.partition(".")
        if group == "rates":
            yield name.removesuffix("_pct"), float(item.came), float(item.cases)
