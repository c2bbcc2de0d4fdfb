"""What the quarter's results make of the forecast's drivers, each offered by itself.

The value to be weighed against the results is the one the quarter began with, so that accepting a proposal
and asking again changes nothing. Only whole months of the running quarter are evidence: earlier ones stand in
that value already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import by_month, parts
from quarterdeck.engine.forecast.kernels import lag_kernel
from quarterdeck.engine.reestimate import USUAL, Evidence, of_months, shrunk
from quarterdeck.engine.reforecast import over
from quarterdeck.plan.calendar import add_months, months_between, months_of
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import quoted, undotted

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

_DIGITS = 3
"""Digits of a new value that count."""
_HELD = Decimal("0.02")
"""A value that moves by less than this share has held."""


class Proposal(Struct, frozen=True):
    """A driver, what the plan says of it, what came, and both weighed."""

    driver: str
    """As below the forecast of the plan file: `rates.win_rate_pct`."""
    kind: str
    """rate | price | loss | channel: which sentence tells the reason."""
    planned: Decimal | None
    """As the quarter began with it, in the file's unit; None where the plan says nothing."""
    now: Decimal | None
    """As the plan says now; the same until something was accepted."""
    measured: Decimal
    """What the results say by themselves, young cohorts corrected."""
    new: Decimal
    """Both weighed."""
    came: Decimal
    """What came out: wins, money, customers lost."""
    cases: Decimal
    """Of how many, as far as they can have come out by now."""
    kept_pct: Decimal
    """The share of the plan's value in the new one."""
    confidence: str
    """low | medium | high: how far the plan's value was believed."""
    months: tuple[str, ...]
    """The months it is about, in order."""

    @property
    def path(self) -> Path:
        """Where the driver stands in the plan."""
        return ("forecast", *undotted(self.driver))

    @property
    def source(self) -> Path | None:
        """Where it is said how a rate is known; after accepting it is `history`."""
        group, _, name = self.driver.partition(".")
        return ("forecast", "rate_sources", name.removesuffix("_pct")) if group == "rates" else None

    @property
    def holds(self) -> bool:
        """Whether the results bear the plan's value out: nothing to change."""
        if self.planned is None:
            return False
        return abs(self.new - self.planned) <= _HELD * abs(self.planned)

    @property
    def accepted(self) -> bool:
        """Whether the plan says so already."""
        return self.now == self.new


def proposals(analysis: Analysis) -> tuple[Proposal, ...]:
    """One for every driver of which the results say something, in the order of the funnel."""
    seen = Seen(analysis)
    found = (_weighed(seen, *row) for row in _asked(seen)) if seen.months else ()
    return tuple(proposal for proposal in found if proposal is not None)


class Seen:
    """What is known of the running quarter, counted in months from its first one."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.plan = analysis.plan
        quarter = analysis.quarter
        self.months = over(self.plan, quarter, analysis.today, analysis.fiscal_start)
        self.first = months_of(quarter, analysis.fiscal_start)[0] if self.months and quarter else ""
        review = self.plan.reviews.get(quarter or "")
        self.planned: Mapping[str, Decimal | str] = review.drivers if review and review.frozen_on else {}
        self.confidence = self.plan.forecast.rate_sources.confidence or USUAL

    @cached_property
    def rows(self) -> Mapping[str, object]:
        """The months something is known of."""
        return {month: row for month, (_, row) in by_month(self.plan).items()}

    def at(self, month: str) -> int:
        """A month's place: 0 for the first of the quarter."""
        return months_between(self.first, month)

    def of(self, month: str, column: str) -> float | None:
        """A figure of a month as it came."""
        value: Decimal | None = getattr(self.rows.get(month), column, None)
        return None if value is None else float(value)

    def came(self, column: str) -> dict[int, float]:
        """A column of the quarter's months that are over, where it is known."""
        counted = {self.at(month): self.of(month, column) for month in self.months}
        return {at: count for at, count in counted.items() if count is not None}

    def created(self, column: str) -> dict[int, float]:
        """The same for every month there is, with what the opening says of those before the forecast."""
        opening, start = self.analysis.inputs.opening, self.analysis.inputs.months[:1]
        history: tuple[float, ...] = getattr(opening, f"{column}_created", ())
        before = {self.at(add_months(start[0], -age)): count for age, count in enumerate(history, 1) if start}
        counted = {self.at(month): self.of(month, column) for month in self.rows}
        return before | {at: count for at, count in counted.items() if count is not None}

    def opening(self, month: str, column: str) -> float | None:
        """A level at the start of a month: at the end of the one before, or where the forecast starts."""
        if self.analysis.inputs.months[:1] == (month,):
            level: float | None = getattr(self.analysis.inputs.opening, column)
            if level is not None:
                return level
        return self.of(add_months(month, -1), column)

    def both(self, top: str, bottom: Callable[[str], float | None]) -> Evidence | None:
        """Sums over the months in which both are known; None where there is none, or nothing to divide by."""
        pairs = [(self.of(month, top), bottom(month)) for month in self.months]
        known = [(came, cases) for came, cases in pairs if came is not None and cases is not None]
        found = Evidence(sum(came for came, _ in known), sum(cases for _, cases in known))
        return found if found.cases > 0 else None


Asked = tuple[str, str, Evidence | None, float]
"""Driver, kind, what is known of it, and what a unit of the model is in the file: 100 for percent."""


def _asked(seen: Seen) -> Iterator[Asked]:
    yield from _rates(seen)
    yield from _revenue(seen)
    yield from _channels(seen)


def _rates(seen: Seen) -> Iterator[Asked]:
    timing, rates = seen.analysis.inputs.timing, seen.plan.forecast.rates
    is_one = rates.sql_to_opportunity_pct is None and not seen.came("opportunities")
    sold = "sqls" if is_one else "opportunities"
    stages = (
        ("visit_to_lead", "visits", "leads", (1.0,)),
        ("lead_to_mql", "leads", "mqls", lag_kernel(timing.lead_to_mql)),
        ("mql_to_sql", "mqls", "sqls", lag_kernel(timing.mql_to_sql)),
        ("sql_to_opportunity", "sqls", "opportunities", lag_kernel(timing.sql_to_opportunity)),
        ("win_rate", sold, "wins", timing.close_curve),
    )
    for name, entered, reached, kernel in stages:
        yield f"rates.{name}_pct", "rate", of_months(seen.came(reached), seen.created(entered), kernel), 100.0


def _revenue(seen: Seen) -> Iterator[Asked]:
    """What a win brings; who leaves, and how the revenue of those who stay moves.

    Rates of money are weighed by the customers they are of: a month of one customer is one case.
    """
    revenue = seen.analysis.inputs.revenue
    if revenue.recurring:
        new = seen.both("new_mrr", lambda month: seen.of(month, "wins"))
        yield "revenue.new_mrr_per_customer", "price", new, 1.0
    elif not seen.plan.forecast.lines and not revenue.repeat_rate:
        sold = seen.both("revenue", lambda month: seen.of(month, "wins"))
        yield "revenue.one_off_per_customer", "price", sold, 1.0
    lost = seen.both("customers_lost", lambda month: seen.opening(month, "customers"))
    yield "revenue.monthly_churn_pct", "loss", lost or _of_money(seen, "churned_mrr"), 100.0
    yield "revenue.monthly_expansion_pct", "loss", _of_money(seen, "expansion_mrr"), 100.0
    yield "revenue.monthly_contraction_pct", "loss", _of_money(seen, "contraction_mrr"), 100.0


def _of_money(seen: Seen, column: str) -> Evidence | None:
    """A movement of recurring revenue as a share of its start, weighed by the customers there were."""
    share = seen.both(column, lambda month: _base(seen, month, column))
    asked = [month for month in seen.months if seen.of(month, column) is not None]
    count = sum(seen.opening(month, "customers") or 0.0 for month in asked)
    if share is None or share.rate is None or not count:
        return None
    return Evidence(share.rate * count, count)


def _base(seen: Seen, month: str, column: str) -> float | None:
    """What growth and shrinking are a share of: what churn has left of the opening revenue."""
    level = seen.opening(month, "mrr")
    gone = 0.0 if column == "churned_mrr" else seen.of(month, "churned_mrr")
    return None if level is None or gone is None else level - gone


def _channels(seen: Seen) -> Iterator[Asked]:
    by_channel = parts(seen.plan, "channel")
    inputs = seen.analysis.inputs
    for channel in inputs.channels:
        if channel.saturation != 1.0 or channel.organic_leads:
            # Of mixed or saturating sources one figure alone does not say which part moved.
            continue
        spent = leads = 0.0
        for month in seen.months:
            part = by_channel.get(month, {}).get(channel.id)
            if part is not None and part.spend is not None and part.leads is not None:
                spent += float(part.spend) * inputs.seasonality[int(month[5:7]) - 1]
                leads += float(part.leads)
        found = Evidence(spent, leads) if spent and leads else None
        yield f"channels.{quoted(channel.id)}.cost_per_lead", "channel", found, 1.0


def _weighed(seen: Seen, driver: str, kind: str, found: Evidence | None, unit: float) -> Proposal | None:
    if found is None or found.rate is None or found.cases < 1:
        return None
    now = _now(seen, driver)
    planned = seen.planned.get(driver, now)
    if not isinstance(planned, Decimal):
        planned = None
    measured = found.rate * unit
    value, kept = measured, 0.0
    if planned is not None:
        weighed = shrunk(float(planned) / unit, found, seen.confidence)
        value, kept = weighed.value * unit, weighed.kept
    if unit > 1:
        value, measured = min(value, unit), min(measured, unit)
    return Proposal(
        driver,
        kind,
        planned,
        now,
        _digits(measured),
        _digits(value),
        _digits(found.came),
        _digits(found.cases),
        _digits(kept * 100),
        seen.confidence,
        seen.months,
    )


def _now(seen: Seen, driver: str) -> Decimal | None:
    node: object = seen.plan.forecast
    for key in undotted(driver):
        node = node.get(key) if isinstance(node, dict) else getattr(node, key, None)
    return Decimal(node) if isinstance(node, Decimal | int) else None


def _digits(value: float) -> Decimal:
    """The number by the digits that count, whole ones kept."""
    exact = Decimal(repr(value))
    if not exact:
        return Decimal(0)
    places = max(_DIGITS - 1 - exact.adjusted(), 0)
    short = round(exact, places).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
