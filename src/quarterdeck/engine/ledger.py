"""The assumptions the forecast stands on, and which of them to verify first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.figures import Word

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

MEASURED = "history"
FIRST = 3


class Assumption(Struct, frozen=True):
    """One driver of the forecast."""

    driver: str
    """As below the forecast of the plan file: `rates.win_rate_pct`."""
    unit: str
    """pct | money | months | count | hours."""
    rank: int
    """Its place in the year's tornado: 1 moves the headline most."""
    value: Decimal
    low: Decimal
    high: Decimal
    own_range: bool
    swing: Decimal
    """By how much the headline of the year differs between both ends."""
    source: Word | None
    """history | benchmark | guess; None where nobody has said."""
    confidence: Word | None
    """low | medium | high; None where nobody has said."""
    as_of: date | None = None
    """When it was last held against the facts."""

    @property
    def measured(self) -> bool:
        """Whether it is known from the own past."""
        return self.source == MEASURED


def ledger(analysis: Analysis) -> tuple[Assumption, ...]:
    """Every driver that moves the year, the strongest first."""
    sources = analysis.plan.forecast.rate_sources
    found = []
    for rank, bar in enumerate(analysis.tornado["year"], start=1):
        source: str | None = getattr(sources, said_at(bar.driver), None)
        confidence = sources.confidence if source else None
        found.append(
            Assumption(
                bar.driver,
                bar.unit,
                rank,
                bar.base,
                bar.low,
                bar.high,
                bar.own_range,
                bar.swing,
                Word("rate_source", source) if source else None,
                Word("confidence", confidence) if confidence else None,
                sources.as_of,
            )
        )
    return tuple(found)


def said_at(driver: str) -> str:
    """The answer of the plan's rate sources that tells where a driver comes from."""
    group, _, name = driver.partition(".")
    if group == "rates":
        return name.removesuffix("_pct")
    if group == "revenue":
        return "churn" if name.endswith("_pct") else "price"
    return {"channels": "leads"}.get(group, group)


def verify_first(found: tuple[Assumption, ...]) -> tuple[Assumption, ...]:
    """The strongest three that are not known from the own past. What is spent is decided, not assumed."""
    open_ = (item for item in found if not item.measured and not item.driver.endswith(".spend"))
    return tuple(open_)[:FIRST]
