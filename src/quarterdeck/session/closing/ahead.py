"""The forecast of the next quarter: the same drivers, from what is really there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quarterdeck.engine.actuals import by_month
from quarterdeck.engine.figures import HUNDRED
from quarterdeck.engine.promise import shortened
from quarterdeck.plan.calendar import add_months, first_day, months_between
from quarterdeck.plan.document import Plan
from quarterdeck.plan.forecast import Channel, Forecast, Opening
from quarterdeck.plan.lines import Line
from quarterdeck.plan.paths import MISSING, replace

if TYPE_CHECKING:
    from quarterdeck.session.closing.facts import Facts

KEPT_MONTHS = 12
"""How long figures of what came stay in the plan, for rates and trends; the snapshots keep them for ever."""
STOCKS = ("customers", "mrr")
COHORTS = {"leads_created": "leads", "mqls_created": "mqls", "sqls_created": "sqls",
           "opportunities_created": "opportunities"}  # fmt: skip
"""Fields of the opening and the figures of the months they are counted from."""


def rolled(plan: Plan, facts: Facts) -> Plan:
    """The plan with a forecast that starts with the next quarter."""
    forecast = plan.forecast
    passed = months_between(_start(forecast, facts), facts.coming[0])
    if passed > 0:
        plan = replace(plan, ("forecast", "opening"), _opening(facts, passed))
        for row_id, row in forecast.channels.items():
            plan = replace(plan, ("forecast", "channels", row_id), _channel(row, passed))
        for row_id, line in forecast.lines.items():
            plan = replace(plan, ("forecast", "lines", row_id), _line(line, passed))
    settings: dict[str, Any] = {
        "quarter": forecast.quarter and facts.next,
        "start": forecast.start and facts.coming[0],
        "version": None,
        "outcome": None,
        "earlier": None,
    }
    for name, value in settings.items():
        if name in forecast.model_fields_set:
            plan = replace(plan, ("forecast", name), MISSING if value is None else value)
    return plan


def opening_sources(facts: Facts) -> dict[str, bool]:
    """Which stocks the next forecast starts from, and whether each was counted (else it is forecast)."""
    _, row = by_month(facts.plan).get(facts.months[-1], ("", None))
    return {name: getattr(row, name, None) is not None for name in STOCKS if _known(facts, name)}


def without_old(plan: Plan, facts: Facts) -> Plan:
    """The plan without what happened more than a year before the next quarter."""
    oldest = add_months(facts.coming[0], -KEPT_MONTHS)
    kept = {key: row for key, row in plan.forecast.actuals.items() if not row.month or row.month >= oldest}
    if len(kept) < len(plan.forecast.actuals):
        plan = replace(plan, ("forecast", "actuals"), kept or MISSING)
    for kpi_id, kpi in plan.kpis.items.items():
        young = {
            key: row
            for key, row in kpi.actuals.items()
            if not row.period or first_day(row.period, facts.start) >= first_day(oldest)
        }
        if len(young) < len(kpi.actuals):
            plan = replace(plan, ("kpis", "items", kpi_id, "actuals"), young or MISSING)
    return plan


def _start(forecast: Forecast, facts: Facts) -> str:
    return forecast.start or facts.months[0]


def _known(facts: Facts, name: str) -> bool:
    return getattr(facts.plan.forecast.opening, name) is not None


def _opening(facts: Facts, passed: int) -> Opening:
    """What is there at the start of the next quarter: as counted, else as forecast for its eve."""
    forecast = facts.plan.forecast
    before = forecast.opening
    start = _start(forecast, facts)
    months = [add_months(start, at) for at in range(passed)]
    values = {name: getattr(before, name) for name in before.model_fields_set}
    for name in STOCKS:
        found = _came(facts, months[-1], name)
        if found is not None and _known(facts, name):
            values[name] = shortened(found)
    for name, column in COHORTS.items():
        new = [_came(facts, month, column) for month in reversed(months)]
        if None not in new:
            old = getattr(before, name)
            values[name] = tuple([shortened(value) for value in new if value is not None] + [*old])[
                :KEPT_MONTHS
            ]
    return Opening.model_validate(values | dict(before.model_extra or {}))


def _came(facts: Facts, month: str, column: str) -> Decimal | None:
    """A figure of a month as it came, else as the forecast makes it of what is known."""
    return facts.outturn.figure(column, month).number


def _channel(row: Channel, passed: int) -> Channel:
    values: dict[str, Any] = {}
    if row.organic_leads is not None and row.growth_pct:
        values["organic_leads"] = shortened(row.organic_leads * (1 + row.growth_pct / HUNDRED) ** passed)
    if isinstance(row.spend, tuple):
        values["spend"] = _rest(row.spend, passed)
    return row.model_copy(update=values) if values else row


def _line(row: Line, passed: int) -> Line:
    series = {name: getattr(row, name) for name in ("units", "price")}
    values = {name: _rest(value, passed) for name, value in series.items() if isinstance(value, tuple)}
    return row.model_copy(update=values) if values else row


def _rest(values: Sequence[Decimal], passed: int) -> tuple[Decimal, ...]:
    """A list by month without the months that have passed; its last month goes on, so it stays as long."""
    return (*values[passed:], *[values[-1]] * min(passed, len(values))) if values else ()
