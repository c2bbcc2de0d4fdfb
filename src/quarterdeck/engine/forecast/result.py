"""The month table as it is shown: exact decimals, rolled up to fiscal quarters and the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct, field

from quarterdeck.engine.figures import LARGEST, Figure
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.forecast.inputs import Inputs, Note
from quarterdeck.engine.forecast.model import Run, run
from quarterdeck.engine.forecast.track import Track
from quarterdeck.plan.calendar import quarter_of

STOCKS = frozenset({"open_opportunities", "customers", "mrr"})
"""Columns that are levels: a quarter has the last month's. All others are flows and are summed."""

_PLACES = 9
_LARGEST = float(LARGEST)


class MonthFigures(Struct, frozen=True):
    """A row of the table: a month, a quarter, or the year.

    None is no data; `ForecastResult.reasons` says why.
    """

    period: str
    """`2027-01`, `2027-Q1`, or for the year its first and last month: `2027-01/2027-12`."""
    leads: Decimal | None = None
    mqls: Decimal | None = None
    sqls: Decimal | None = None
    opportunities: Decimal | None = None
    wins: Decimal | None = None
    open_opportunities: Decimal | None = None
    customers: Decimal | None = None
    new_mrr: Decimal | None = None
    expansion_mrr: Decimal | None = None
    contraction_mrr: Decimal | None = None
    churned_mrr: Decimal | None = None
    mrr: Decimal | None = None
    one_off_revenue: Decimal | None = None
    line_revenue: Decimal | None = None
    revenue: Decimal | None = None
    spend: Decimal | None = None
    team_cost: Decimal | None = None
    tools_cost: Decimal | None = None
    bound_by: str | None = None
    """`demand`, or `capacity` as soon as one of its months is bound by the people who sell."""

    def __getitem__(self, column: str) -> Decimal | None:
        """A figure by its column's name. Raises KeyError."""
        if column not in COLUMNS:
            raise KeyError(column)
        value: Decimal | None = getattr(self, column)
        return value


COLUMNS: tuple[str, ...] = tuple(
    name for name in MonthFigures.__struct_fields__ if name not in {"period", "bound_by"}
)
"""The numbers of a row, in the order of the table."""


class ForecastResult(Struct, frozen=True):
    """The forecast of one scenario."""

    scenario: str = "base"
    months: tuple[MonthFigures, ...] = ()
    quarters: tuple[MonthFigures, ...] = ()
    """Fiscal quarters; the first and last may hold fewer than three months of the grid."""
    year: MonthFigures = field(default_factory=lambda: MonthFigures(""))
    """The first twelve months, or all of a shorter grid."""
    reasons: Mapping[str, Figure] = field(default_factory=dict)
    """For each column without data: why, and which fields are missing."""
    notes: tuple[Note, ...] = ()
    """Defaults that were used and things left out."""
    reason: str = ""
    """Why there is no table at all (a key of the messages on figures); empty when there is one."""
    missing: tuple[str, ...] = ()

    def figure(self, column: str, period: str) -> Figure:
        """One figure of a month or quarter, or the reason why there is none."""
        row = next((row for row in (*self.months, *self.quarters) if row.period == period), None)
        if row is None:
            return Figure(None, self.reason or "not_in_forecast", self.missing)
        return self.reasons.get(column) or Figure(row[column])


def forecast(inputs: Inputs, scenario: str = "base") -> ForecastResult:
    """Runs the model and makes the table of it."""
    if not inputs.months:
        missing = ("forecast.start", "plan.quarter")
        return ForecastResult(scenario, reason="no_start", missing=missing, notes=inputs.notes)
    found = run(inputs)
    columns = {name: _decimals(getattr(found, name)) for name in COLUMNS}
    months = tuple(
        _row(month, {name: values[at] for name, values in columns.items() if values}, found.bound_by[at])
        for at, month in enumerate(inputs.months)
    )
    quarters = tuple(
        roll_up(quarter, tuple(rows))
        for quarter, rows in groupby(months, key=lambda row: quarter_of(row.period, inputs.fiscal_start))
    )
    year = months[:12]
    return ForecastResult(
        scenario,
        months,
        quarters,
        roll_up(f"{year[0].period}/{year[-1].period}", year),
        _reasons(found, columns, inputs.impossible),
        inputs.notes,
    )


def roll_up(period: str, rows: Sequence[MonthFigures]) -> MonthFigures:
    """Flows summed, stocks the last month's; no data where a month has none."""
    bounds = {row.bound_by for row in rows}
    bound = CAPACITY if CAPACITY in bounds else rows[-1].bound_by
    return _row(period, {name: rolled(name, rows) for name in COLUMNS}, bound)


def _row(period: str, values: Mapping[str, Decimal | None], bound_by: str | None) -> MonthFigures:
    return MonthFigures(period=period, bound_by=bound_by, **values)


def rolled(column: str, rows: Sequence[MonthFigures]) -> Decimal | None:
    """One column of several months: the sum of a flow, the last month's of a stock."""
    if column in STOCKS:
        return rows[-1][column]
    values = [value for row in rows if (value := row[column]) is not None]
    return sum(values, Decimal(0)) if len(values) == len(rows) else None


def _decimals(track: Track) -> tuple[Decimal, ...]:
    """Values without the noise of binary floats; nothing at all when one is beyond all bounds."""
    if not all(abs(value) <= _LARGEST for value in track.values):
        return ()
    return tuple(Decimal(repr(round(value, _PLACES) + 0.0)) for value in track.values)


def _reasons(
    found: Run, columns: Mapping[str, tuple[Decimal, ...]], impossible: frozenset[str]
) -> dict[str, Figure]:
    reasons = {}
    for name, values in columns.items():
        if values:
            continue
        track: Track = getattr(found, name)
        wrong = any(path in impossible for path in track.missing)
        reason = "too_large" if track.known else "impossible" if wrong else track.reason
        reasons[name] = Figure(None, reason, track.missing)
    return reasons
