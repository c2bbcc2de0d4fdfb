"""Why revenue differs from what the quarter was begun with: leads, conversion, win rate, price, and the rest.

New business is a product: leads × opportunities per lead × wins per opportunity × what a win brings; where
revenue recurs, also × how much of the quarter it is earned in. Its difference is split exactly
(`engine.variance`); what is left of the difference in revenue is existing customers and other lines.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.baseline import baseline
from quarterdeck.engine.figures import ZERO, Figure, lacking
from quarterdeck.engine.reforecast import closed
from quarterdeck.engine.variance import split
from quarterdeck.plan.calendar import months_of

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

LEADS, CONVERSION, WIN_RATE = "leads", "conversion", "win_rate"
PRICE, TIMING, REST = "price", "timing", "rest"
MIDDLES = ("opportunities", "sqls")
"""What stands between a lead and a win: the first of them that is counted."""
_HALF = Decimal("0.5")

Cell = Callable[[str, str], Decimal | None]
"""A figure by month and column."""


class Split(Struct, frozen=True):
    """The difference in revenue over some months, and what it comes from."""

    months: tuple[str, ...]
    """The first months of the quarter that are over and known."""
    planned: Decimal
    actual: Decimal
    parts: dict[str, Decimal]
    """By leads, conversion, win_rate, price, timing and rest, as far as they apply; they add up to the
    difference."""
    middle: str
    """The stage conversion and win rate meet at; empty where leads are held against wins directly."""

    @property
    def difference(self) -> Decimal:
        """Actual less plan."""
        return self.actual - self.planned


def revenue_split(analysis: Analysis, quarter: str | None) -> Split | Figure:
    """The split of that quarter, as far as its months are over, or the reason why there is none."""
    if quarter is None:
        return lacking("forecast.actuals", reason="no_actual")
    rows = {month: row for month, (_, row) in by_month(analysis.plan).items()}
    expected = {row.period: row for row in baseline(analysis, quarter).forecast.months}
    over = closed(analysis.plan, analysis.today)

    def came(month: str, column: str) -> Decimal | None:
        value: Decimal | None = getattr(rows.get(month), column, None)
        return value if month in over else None

    def planned(month: str, column: str) -> Decimal | None:
        row = expected.get(month)
        return None if row is None else row[column]

    names = _factors(recurring := analysis.inputs.revenue.recurring)
    months, middle = _known(months_of(quarter, analysis.fiscal_start), (came, planned), recurring)
    if not months:
        missing = lacking("forecast.actuals", reason="no_actual")
        return analysis.forecast.reasons.get("revenue") or missing
    if not middle:
        names = tuple(name for name in names if name != WIN_RATE)
    chains = [_chain(cell, months, middle, recurring) for cell in (planned, came)]
    parts = split(*(dict(zip(names, side, strict=True)) for side in _ratios(*chains)))
    before, after = (
        sum((cell(month, "revenue") or ZERO for month in months), ZERO) for cell in (planned, came)
    )
    rest = after - before - sum(parts.values(), ZERO)
    # Where nothing recurs, all revenue is new business, and what is left are the last digits.
    last = REST if recurring else PRICE
    parts[last] = parts.get(last, ZERO) + rest
    return Split(months, before, after, parts, middle)


def _factors(recurring: bool) -> tuple[str, ...]:
    return (LEADS, CONVERSION, WIN_RATE, PRICE, *((TIMING,) if recurring else ()))


def _known(
    quarter: tuple[str, ...], cells: tuple[Cell, Cell], recurring: bool
) -> tuple[tuple[str, ...], str]:
    """The first months all columns are known of on both sides, and the stage in the middle."""
    needed = ("leads", "wins", "revenue", *(("new_mrr",) if recurring else ()))

    def covered(*columns: str) -> tuple[str, ...]:
        def whole(month: str) -> bool:
            return all(cell(month, name) is not None for cell in cells for name in columns)

        return tuple(takewhile(whole, quarter))

    months = covered(*needed)
    return months, next((name for name in MIDDLES if covered(*needed, name) == months), "")


def _chain(cell: Cell, months: tuple[str, ...], middle: str, recurring: bool) -> tuple[Decimal, ...]:
    """Leads, what stands in the middle, wins, what they bring, what of that is earned within the months."""

    def column(name: str) -> list[Decimal]:
        return [cell(month, name) or ZERO for month in months]

    counts = [sum(column(name), ZERO) for name in ("leads", middle, "wins") if name]
    earned = column("new_mrr" if recurring else "revenue")
    chain = (*counts, sum(earned, ZERO))
    if not recurring:
        return chain
    # Half of it in the month of the win, as revenue is recognised, and all of it in every month after that.
    weights = [len(months) - at - _HALF for at in range(len(months))]
    return (*chain, sum((weight * value for weight, value in zip(weights, earned, strict=True)), ZERO))


def _ratios(plan: tuple[Decimal, ...], came: tuple[Decimal, ...]) -> tuple[list[Decimal], list[Decimal]]:
    """Each link of a chain by the one before it. Of nothing there is no share: the other side's stands in."""
    before, after = [plan[0]], [came[0]]
    for at in range(1, len(plan)):
        first, second = (side[at] / side[at - 1] if side[at - 1] else None for side in (plan, came))
        usual = first if first is not None else second if second is not None else ZERO
        before.append(usual if first is None else first)
        after.append(usual if second is None else second)
    return before, after
