"""Where the goals want a column of the month table to be, month by month on the way to their target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.figures import ZERO
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.outlook import FLOWS
from quarterdeck.plan.calendar import is_month

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

STOCKS = {"mrr": "mrr"}
"""KPIs that are a column of the month table at the end of a period; FLOWS are summed over it."""
_PLACES = Decimal("1e-9")


class Course(Struct, frozen=True):
    """The way one goal asks for."""

    column: str
    gap: GapFigures
    """The target it leads to, and what the forecast leaves open of it."""
    months: Mapping[str, Decimal]
    """What each month on the way should show: of a flow its part, of a level what is reached by then."""


def courses(analysis: Analysis) -> dict[str, Course]:
    """By column: the first goal that has a target for it.

    What the goal's own parts say of a month counts. Else a level rises evenly from where it stands, and a
    flow follows the months of the forecast, which know seasons and lags.
    """
    found: dict[str, Course] = {}
    for gap in analysis.gaps:
        kpi = analysis.plan.kpis.items[gap.kpi].catalogue or ""
        column = STOCKS.get(kpi) or FLOWS.get(kpi)
        if column and column not in found and gap.level is not None and gap.months:
            way = dict(_way(analysis, gap, column, gap.level.number))
            found[column] = Course(column, gap, way | _own(analysis, gap))
    return found


def _way(analysis: Analysis, gap: GapFigures, column: str, target: Decimal) -> Iterator[tuple[str, Decimal]]:
    count = len(gap.months)
    if column in STOCKS.values():
        start = _start(analysis, gap)
        for at, month in enumerate(gap.months, start=1):
            if start is not None:
                yield month, (start + (target - start) * at / count).quantize(_PLACES)
            elif at == count:
                yield month, target
        return
    wanted = set(gap.months)
    rows = [row for row in analysis.forecast.months if row.period in wanted]
    whole = sum((row[column] or ZERO for row in rows), ZERO)
    for month in gap.months:
        planned = next((row[column] or ZERO for row in rows if row.period == month), ZERO)
        yield month, (target * planned / whole if whole else target / count).quantize(_PLACES)


def _start(analysis: Analysis, gap: GapFigures) -> Decimal | None:
    """Where the KPI stands; once months of the way are over, where it stood before them."""
    kpi = analysis.plan.kpis.items[gap.kpi]
    begun = any(month in analysis.closed_months for month in gap.months)
    return kpi.baseline if begun and kpi.baseline is not None else gap.current.number


def _own(analysis: Analysis, gap: GapFigures) -> dict[str, Decimal]:
    """What the goal itself asks of single months."""
    goal = analysis.plan.goals.items[gap.goal]
    return {
        part.period: part.value
        for part in goal.targets.values()
        if part.kpi == gap.kpi and part.period and is_month(part.period) and part.value is not None
    }
