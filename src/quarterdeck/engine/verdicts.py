"""What the quarter's results say of each channel and activity: keep, double, fund, fix, extend or drop.

A customer may cost what is earned with one within the payback target (affordable CAC). An
activity is held against that, by its own customers or, while these are few, by what its leads are worth at
the rate at which all leads become customers.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine import economics, metrics
from quarterdeck.engine.actuals import by_month, parts
from quarterdeck.engine.baseline import baseline
from quarterdeck.engine.computed.situation import gain
from quarterdeck.engine.figures import (
    ONE,
    ZERO,
    Figure,
    fraction,
    given,
    known,
    lacking,
    product,
    quotient,
    total,
)
from quarterdeck.engine.reforecast import over

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

DIMENSIONS = ("channel", "campaign")
KEEP, DOUBLE, FUND, FIX, EXTEND, DROP = "keep", "double", "fund", "fix", "extend", "drop"
COUNTED = ("spend", "leads", "wins", "revenue")
_CHEAP, _NEAR, _WEAK, _UNSPENT = Decimal("0.5"), Decimal("1.5"), Decimal("0.5"), Decimal("0.8")
"""A CAC up to half of what is affordable is cheap, up to half more is near it; a share of leads won below
half of the usual is weak; less than 80 % of the planned money was too little."""


class Judged(Struct, frozen=True):
    """One channel or activity over the months of the quarter that are over."""

    dimension: str
    """channel | campaign."""
    member: str
    """Id of the row it is about, else its name as it was typed."""
    spend: Figure
    leads: Figure
    wins: Figure
    revenue: Figure
    cpl: Figure
    cac: Figure
    roi_pct: Figure
    affordable: Figure
    """What a customer may cost."""
    by_leads: bool
    """Whether `cac` is what its leads are worth, because its own customers are too few to tell."""
    verdict: str
    """Empty where nobody can tell; then `reason` says why."""
    reason: str
    """A key of `report.verdict_why`."""


def judged(analysis: Analysis, quarter: str | None) -> tuple[Judged, ...]:
    """Every channel and activity that results of the quarter are known of, channels first."""
    seen = Quarter(analysis, quarter)
    return tuple(
        seen.judge(dimension, member) for dimension in DIMENSIONS for member in seen.members(dimension)
    )


class Evidence(Struct, frozen=True):
    """What the rules look at; None where it is not known."""

    spend: Decimal | None
    leads: Decimal | None
    wins: Decimal | None
    cpl: Decimal | None
    cac: Decimal | None
    affordable: Decimal | None
    usual_cpl: Decimal | None
    """Of all leads."""
    usual_rate: Decimal | None
    """Customers per lead, of all leads."""
    planned: Decimal | None
    """What the plan spends on it."""

    @property
    def weak(self) -> bool:
        """Whether far fewer of its leads are won than usual, of enough to tell."""
        if self.leads is None or self.wins is None or self.usual_rate is None:
            return False
        usual = self.leads * self.usual_rate
        return usual >= economics.FEWEST and self.wins < usual * _WEAK

    @property
    def strong(self) -> bool:
        """Whether at least as many of its leads are won as usual."""
        known = self.leads is not None and self.wins is not None and self.usual_rate is not None
        return known and (self.wins or ZERO) >= (self.leads or ZERO) * (self.usual_rate or ZERO)

    def costs(self, share: Decimal) -> bool:
        """Whether a customer costs more than that share of what is affordable."""
        return self.cac is not None and self.affordable is not None and self.cac > self.affordable * share

    @property
    def brings_leads_cheaply(self) -> bool:
        """Whether a lead costs no more than usual."""
        return self.cpl is not None and self.usual_cpl is not None and self.cpl <= self.usual_cpl

    @property
    def underspent(self) -> bool:
        """Whether it got clearly less money than was planned."""
        return bool(self.planned) and (self.spend or ZERO) < (self.planned or ZERO) * _UNSPENT


RULES: tuple[tuple[str, str, Callable[[Evidence], bool]], ...] = (
    ("", "not_known", lambda found: found.spend is None or found.leads is None),
    (DROP, "nothing_came", lambda found: not found.leads),
    (EXTEND, "free_and_wins", lambda found: not found.spend and found.strong and bool(found.wins)),
    (KEEP, "free", lambda found: not found.spend),
    ("", "no_measure", lambda found: found.cac is None or found.affordable is None),
    (FIX, "leads_without_wins", lambda found: found.costs(ONE) and found.weak and found.brings_leads_cheaply),
    (DROP, "too_dear", lambda found: found.costs(_NEAR)),
    (FIX, "near", lambda found: found.costs(ONE)),
    (KEEP, "pays", lambda found: found.costs(_CHEAP)),
    (FUND, "underspent", lambda found: found.underspent),
    (DOUBLE, "cheap", lambda _: True),
)
"""Verdict, the reason for it, and when it holds: the first that does counts."""


class Quarter:
    """Sums over the months of a quarter that are over."""

    def __init__(self, analysis: Analysis, quarter: str | None) -> None:
        self.analysis = analysis
        self.begun = baseline(analysis, quarter).inputs
        self.months = over(analysis.plan, quarter, analysis.today, analysis.fiscal_start)
        self.parts = {dimension: parts(analysis.plan, dimension) for dimension in DIMENSIONS}

    def members(self, dimension: str) -> tuple[str, ...]:
        """Those of the months, each once."""
        known = self.parts[dimension]
        return tuple(dict.fromkeys(member for month in self.months for member in known.get(month, {})))

    def of(self, dimension: str, member: str, column: str) -> Figure:
        """The sum of the months in which the part is known; none where it is never."""
        rows = [self.parts[dimension].get(month, {}).get(member) for month in self.months]
        values = [getattr(row, column) for row in rows if row is not None]
        there = [Figure(value) for value in values if value is not None]
        return total(there) if there else lacking("forecast.actuals")

    def both(self, dimension: str, member: str, first: str, second: str) -> tuple[Figure, Figure]:
        """Two sums over the months in which both are known: a share of anything else would mislead."""
        rows = [self.parts[dimension].get(month, {}).get(member) for month in self.months]
        known_in_both = [
            row
            for row in rows
            if row is not None and getattr(row, first) is not None and getattr(row, second) is not None
        ]
        if not known_in_both:
            return lacking("forecast.actuals"), lacking("forecast.actuals")
        return (
            total(Figure(getattr(row, first)) for row in known_in_both),
            total(Figure(getattr(row, second)) for row in known_in_both),
        )

    @cached_property
    def rate(self) -> Figure:
        """Customers per lead by the drivers of the quarter: wins of young leads are still to come."""
        rates = self.begun.rates
        names = ("lead_to_mql", "mql_to_sql", "sql_to_opportunity", "win_rate")
        return product(*(_share(getattr(rates, name), f"forecast.rates.{name}_pct") for name in names))

    @cached_property
    def affordable(self) -> Figure:
        """What a customer may cost: margin of the payback target's months, or of the first purchase."""
        plan, revenue = self.analysis.plan.forecast, self.analysis.inputs.revenue
        margin = fraction(given(plan.revenue.gross_margin_pct, "forecast.revenue.gross_margin_pct"))
        if revenue.recurring:
            price = given(plan.revenue.new_mrr_per_customer, "forecast.revenue.new_mrr_per_customer")
            months = given(plan.economics.payback_target_months, "forecast.economics.payback_target_months")
            return economics.affordable_cost(price, months, margin)
        first = given(plan.revenue.one_off_per_customer, "forecast.revenue.one_off_per_customer")
        return product(first, margin)

    @cached_property
    def usual_cpl(self) -> Figure:
        """Of all leads of these months."""
        rows = {month: row for month, (_, row) in by_month(self.analysis.plan).items()}
        sums = [
            total(given(getattr(rows[month], name), "forecast.actuals") for month in self.months)
            for name in ("spend", "leads")
        ]
        return metrics.cost_per_lead(*sums)

    def planned(self, member: str) -> Figure:
        """What the plan spends on a channel in these months."""
        channel = next((row for row in self.begun.channels if row.id == member), None)
        if channel is None or channel.spend is None:
            return lacking("forecast.channels")
        money = dict(zip(self.begun.months, channel.spend, strict=False))
        return known(sum((Decimal(repr(money.get(month, 0.0))) for month in self.months), ZERO))

    def judge(self, dimension: str, member: str) -> Judged:
        """The evidence and the verdict."""
        spend, leads, wins, revenue = (self.of(dimension, member, name) for name in COUNTED)
        cpl = metrics.cost_per_lead(*self.both(dimension, member, "spend", "leads"))
        by_leads = wins.number is None or wins.number < economics.FEWEST
        expected = quotient(cpl, self.rate, when_zero="zero_rate")
        paid, won = self.both(dimension, member, "spend", "wins")
        cac = expected if by_leads else metrics.acquisition_cost(paid, won)
        earned, cost = self.both(dimension, member, "revenue", "spend")
        roi = metrics.return_on_investment_pct(gain(self.analysis, earned), cost)
        found = Evidence(
            spend.number,
            leads.number,
            wins.number,
            cpl.number,
            cac.number,
            self.affordable.number,
            self.usual_cpl.number,
            self.rate.number,
            self.planned(member).number if dimension == "channel" else None,
        )
        verdict, reason = next((verdict, reason) for verdict, reason, holds in RULES if holds(found))
        return Judged(
            dimension,
            member,
            *(spend, leads, wins, revenue, cpl, cac, roi, self.affordable),
            by_leads=by_leads,
            verdict=verdict,
            reason=reason,
        )


def _share(value: float | None, path: str) -> Figure:
    return lacking(path) if value is None else Figure(Decimal(repr(value)))
