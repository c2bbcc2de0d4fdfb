"""What a run has to come to: the KPIs of goals, measured in many runs at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.forecast import costs
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.outlook import FLOWS, over
from quarterdeck.engine.simulation.block import Runs
from quarterdeck.engine.targets import BAND, DOWN

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

Columns = Callable[[str], Runs | None]
"""A column of the month table over the aim's months, in every run."""

LEVELS = {"mrr": ("mrr", 1.0), "arr": ("mrr", 12.0)}
RATES = {
    "visitor-to-lead": ("visit_to_lead",),
    "mql-to-sql": ("mql_to_sql",),
    "sql-to-deal": ("sql_to_opportunity", "win_rate"),
    "win-rate": ("win_rate",),
    "lead-to-opportunity": ("lead_to_mql", "mql_to_sql", "sql_to_opportunity"),
    "lead-to-customer": ("lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate"),
}
_CLOSE = 1e-9


class Aim(Struct, frozen=True):
    """One KPI of one goal."""

    goal: str
    kpi: str
    catalogue: str
    low: float
    high: float
    direction: str
    span: tuple[int, int]
    """The months it is about: the first of the grid, and the first one behind."""
    inputs: Inputs
    quarterly: bool = False
    """Churn is asked for by quarter, not by month."""

    def reached(self, value: float) -> bool:
        """Whether such a value counts as reached; equality does."""
        slack = _CLOSE * max(abs(self.low), abs(self.high), 1.0)
        if self.direction == DOWN:
            return value <= self.high + slack
        if self.direction == BAND:
            return self.low - slack <= value <= self.high + slack
        return value >= self.low - slack

    def values(self, columns: Columns, drawn: Mapping[str, Runs], count: int) -> Runs | None:
        """The KPI in every run, or None where the simulation cannot tell it."""
        name = self.catalogue
        if name in FLOWS:
            return columns(FLOWS[name])
        if name in LEVELS:
            column, size = LEVELS[name]
            found = columns(column)
            return None if found is None else [size * value for value in found]
        ways: dict[str, Callable[[], Runs | None]] = {
            "arpu": partial(self._per_customer, columns),
            "cost-per-lead": partial(self._cost_per_lead, columns),
            "churn-rate": partial(self._churn, drawn, count),
        }
        return ways.get(name, partial(self._rates, drawn, count))()

    def _per_customer(self, columns: Columns) -> Runs | None:
        revenue, customers = columns("mrr"), columns("customers")
        if revenue is None or customers is None or not all(customers):
            return None
        return [amount / there for amount, there in zip(revenue, customers, strict=True)]

    def _cost_per_lead(self, columns: Columns) -> Runs | None:
        leads, spend = columns("leads"), costs.spend(self.inputs)
        if leads is None or not spend.known or not all(leads):
            return None
        money = sum(spend.values[slice(*self.span)])
        return [money / count for count in leads]

    def _churn(self, drawn: Mapping[str, Runs], count: int) -> Runs | None:
        there = over(self.inputs, self.inputs.months[slice(*self.span)])
        churn = (self.inputs.revenue.churn, there.revenue.churn)
        monthly = _rate(drawn, "revenue.monthly_churn_pct", *churn, count)
        months = 3 if self.quarterly else 1
        return None if monthly is None else [100.0 * (1.0 - (1.0 - share) ** months) for share in monthly]

    def _rates(self, drawn: Mapping[str, Runs], count: int) -> Runs | None:
        there = over(self.inputs, self.inputs.months[slice(*self.span)])
        product = [100.0] * count if self.catalogue in RATES else None
        for name in RATES.get(self.catalogue, ()):
            usual, now = getattr(self.inputs.rates, name), getattr(there.rates, name)
            rate = _rate(drawn, f"rates.{name}_pct", usual, now, count)
            if product is None or rate is None:
                return None
            product = [whole * share for whole, share in zip(product, rate, strict=True)]
        return product


def aims(analysis: Analysis) -> tuple[Aim, ...]:
    """One for every KPI of every goal that has a target and months the forecast covers."""
    grid = [row.period for row in analysis.forecast.months]
    found = []
    for gap in analysis.gaps:
        kpi = analysis.plan.kpis.items[gap.kpi]
        if gap.level is None or not gap.months or not set(gap.months) <= set(grid):
            continue
        first = grid.index(gap.months[0])
        found.append(
            Aim(
                gap.goal,
                gap.kpi,
                kpi.catalogue or "",
                float(gap.level.low),
                float(gap.level.high),
                gap.level.direction,
                (first, first + len(gap.months)),
                analysis.inputs,
                kpi.frequency == "quarterly",
            )
        )
    return tuple(found)


def _rate(
    drawn: Mapping[str, Runs], name: str, usual: float | None, now: float | None, count: int
) -> Runs | None:
    """A share in every run: as drawn, as much higher or lower as it is in the aim's months."""
    if name in drawn:
        size = now / usual if usual and now is not None else 1.0
        return drawn[name] if size == 1.0 else [value * size for value in drawn[name]]
    return None if now is None else [now] * count
