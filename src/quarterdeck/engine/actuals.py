"""What really happened: the one place that reads it, by month, by part of a month, by KPI.

What the months say of a KPI stands in `forecast.actuals` alone; rows of its own (`kpis.items.ID.actuals`) say
what the months cannot, and what is older than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from quarterdeck.engine import metrics
from quarterdeck.engine.figures import Figure, given, lacking, percent, quotient, total
from quarterdeck.engine.forecast.result import STOCKS
from quarterdeck.engine.inputs import grid
from quarterdeck.engine.outlook import FLOWS, FORMULAS
from quarterdeck.plan.calendar import add_months, is_month, last_day, months_of, quarter_of
from quarterdeck.plan.document import Plan
from quarterdeck.plan.forecast import MonthActual, MonthPart
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.refs import rows_at

HERE = "forecast.actuals"
PLACES = {
    "channel": "forecast.channels|situation.channel_results",
    "campaign": "actions.items|situation.channel_results",
    "person": "team.members",
    "product": "situation.offers|forecast.lines",
}
"""Where the rows stand that a part of a month can be about."""


class Latest(Struct, frozen=True):
    """What a KPI showed in a month or quarter."""

    figure: Figure
    period: str = ""


class Measured(Struct, frozen=True):
    """The figures of some months as they came: a column of them, or what is missing for it."""

    rows: Mapping[str, tuple[str, MonthActual]]
    """As `by_month` gives them."""
    months: tuple[str, ...]
    opening: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    """By month and column what the forecast starts from, where the month before was not counted."""

    def __call__(self, column: str) -> Figure:
        """The sum of a flow, the last month's of a stock; unknown as soon as one month is."""
        asked = self.months[-1:] if column in STOCKS else self.months
        return total(self._one(month, column) for month in asked)

    def before(self, column: str, month: str = "") -> Figure:
        """A stock at the start of the months, or of one of them: the month before had it at its end."""
        month = month or self.months[0]
        found, opening = self._one(add_months(month, -1), column), self.opening.get((month, column))
        return found if found.known or opening is None else Figure(opening)

    def starts(self, column: str) -> Figure:
        """A stock at the start of every month, added up: what a share of all these months is a share of."""
        return total(self.before(column, month) for month in self.months)

    def _one(self, month: str, column: str) -> Figure:
        row_id, row = self.rows.get(month, ("", None))
        return given(getattr(row, column, None), f"{HERE}.{row_id}.{column}" if row_id else HERE)


def by_month(plan: Plan) -> dict[str, tuple[str, MonthActual]]:
    """Every month something is known of, in order, with its row and the row's id. Of two the later counts."""
    rows = {row.month: (row_id, row) for row_id, row in plan.forecast.actuals.items() if row.month}
    return dict(sorted(rows.items()))


def measured(plan: Plan, months: Sequence[str]) -> Measured:
    """What the figures of `months` (at least one, in order) were, by column."""
    opening, first = plan.forecast.opening, grid(plan)[:1]
    levels = {"customers": opening.customers, "mrr": opening.mrr}
    there = {name: Decimal(value) for name, value in levels.items() if value is not None}
    known = {(month, name): value for month in first for name, value in there.items()}
    return Measured(by_month(plan), tuple(months), known)


def parts(plan: Plan, dimension: str) -> dict[str, dict[str, MonthPart]]:
    """Month → id of the row it is about (else the name as it was typed) → what that part brought.

    `dimension` is channel, campaign, person or product.
    """
    found: dict[str, dict[str, MonthPart]] = {}
    member = members(plan, dimension)
    for month, (_, row) in by_month(plan).items():
        there = [part for part in row.parts.values() if part.dimension == dimension and part.member]
        if there:
            found[month] = {member(part.member or ""): part for part in there}
    return found


def members(plan: Plan, dimension: str) -> Callable[[str], str]:
    """From a name or id, however it is spelled, to the id of the row it is about, or to the name itself."""
    # Of two rows with one name the first place counts: a channel of the forecast before last year's.
    rows = [*rows_at(plan, PLACES[dimension]).items()][::-1]
    ids = {_key(row_id): row_id for row_id, _ in rows} | {_key(name): row_id for row_id, name in rows}
    return lambda name: ids.get(_key(name), name)


def _key(name: str) -> str:
    return " ".join(name.replace("-", " ").replace("_", " ").casefold().split())


def series(plan: Plan, kpi: Kpi, fiscal_start: int) -> tuple[Latest, ...]:
    """What the KPI as a whole showed, oldest first: months, and quarters that are known.

    Where a period has a figure of the months and a row of its own, that of the months counts. A quarter
    comes after its last month.
    """
    found = {
        row.period: Figure(row.value)
        for row in kpi.actuals.values()
        if row.period and row.value is not None and row.dimension in (None, "total")
    }
    if told_by_months(kpi):
        found |= {
            period: figure
            for period, months in _periods(plan, fiscal_start).items()
            if (figure := _formula(kpi)(measured(plan, months))).known
        }
    in_order = sorted(found, key=lambda period: (last_day(period, fiscal_start), not is_month(period)))
    return tuple(Latest(found[period], period) for period in in_order)


def _periods(plan: Plan, fiscal_start: int) -> dict[str, tuple[str, ...]]:
    """The months something is known of and the quarters they lie in, each with its months."""
    months = by_month(plan)
    quarters = dict.fromkeys(quarter_of(month, fiscal_start) for month in months)
    return {month: (month,) for month in months} | {
        quarter: months_of(quarter, fiscal_start) for quarter in quarters
    }


def told_by_months(kpi: Kpi) -> bool:
    """Whether what the KPI showed follows from the figures of the months."""
    return kpi.catalogue in _FORMULAS


def latest(plan: Plan, kpi_id: str, fiscal_start: int) -> Latest:
    """The newest total; values of one person, channel or product are not the KPI's."""
    kpi = plan.kpis.items[kpi_id]
    found = series(plan, kpi, fiscal_start)
    if found:
        return found[-1]
    return Latest(lacking(HERE if told_by_months(kpi) else f"kpis.items.{kpi_id}.actuals"))


def current(plan: Plan, kpi_id: str, fiscal_start: int) -> Figure:
    """Where the KPI stands: its latest actual, or its baseline before there is one."""
    found = latest(plan, kpi_id, fiscal_start).figure
    return found if found.known else given(plan.kpis.items[kpi_id].baseline, f"kpis.items.{kpi_id}.baseline")


COUNTED = FLOWS | {"sessions": "visits", "bofu-conversions": "bofu", "mrr": "mrr"}
"""KPIs of the catalogue that are a figure of the months as it stands, and which."""


def _flow(column: str) -> Callable[[Measured], Figure]:
    return lambda months: months(column)


def _share(part: str, whole: str) -> Callable[[Measured], Figure]:
    """Of things that happen in the same month, so that no lag lies between them."""
    return lambda months: percent(metrics.conversion(months(part), months(whole)))


def _win_rate(months: Measured) -> Figure:
    """Won ÷ (won + lost): of what was decided, whenever it was opened."""
    wins, losses = months("wins"), months("losses")
    return percent(quotient(wins, total((wins, losses)), when_zero="nobody_entered"))


def _churn(months: Measured) -> Figure:
    """Customers lost ÷ customers at the start of each month (percent a month)."""
    return percent(quotient(months("customers_lost"), months.starts("customers"), when_zero="no_customers"))


def _churn_at_once(months: Measured) -> Figure:
    """Customers lost ÷ customers at the start of it all (percent)."""
    return percent(quotient(months("customers_lost"), months.before("customers"), when_zero="no_customers"))


def _formula(kpi: Kpi) -> Callable[[Measured], Figure]:
    """A loss is told a month, unless the KPI is one of whole quarters, as in the forecast."""
    name = kpi.catalogue or ""
    return _OF_QUARTERS.get(name, _FORMULAS[name]) if kpi.frequency == "quarterly" else _FORMULAS[name]


_FORMULAS: dict[str, Callable[[Measured], Figure]] = (
    {kpi: _flow(column) for kpi, column in COUNTED.items()}
    | FORMULAS
    | {
        "visitor-to-lead": _share("leads", "visits"),
        "bofu-rate": _share("bofu", "visits"),
        "win-rate": _win_rate,
        "churn-rate": _churn,
    }
)
"""What the months say of a KPI of the catalogue. Conversions that take longer than a month are not among
them: the SQLs of a month come from the MQLs of earlier ones."""
_OF_QUARTERS: dict[str, Callable[[Measured], Figure]] = {"churn-rate": _churn_at_once}
"""The same of KPIs that are measured once a quarter."""
