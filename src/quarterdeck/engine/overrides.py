"""The forecast with some of its inputs set anew: scenarios, what-ifs.

An override names an input as the plan file does, below `[forecast]` (`rates.win_rate_pct`,
`channels.paid-search.spend`), and gives its value in the file's units, or how it changes: by a factor, for
some months only (`plan.change`). Only what differs is stored, so a scenario follows when its base changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from quarterdeck.engine import inputs as inputs_of
from quarterdeck.engine.reader import Amount, ByMonth
from quarterdeck.plan.change import Change, change
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import NUMERIC, Field, Path, fields_of
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.paths import MISSING, S, get
from quarterdeck.plan.types import Section

BASE = "base"
"""The plan as it stands."""
GROUPS = ("rates", "timing", "opening", "revenue", "capacity", "economics")
TABLES = ("channels", "lines")

BY_MONTH = frozenset(
    {
        *("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct"),
        *("organic_leads", "cost_per_lead", "new_mrr_per_customer", "one_off_per_customer", "order_value"),
        *("repeat_rate_pct", "monthly_churn_pct", "early_churn_pct", "monthly_expansion_pct"),
        *("monthly_contraction_pct", "revenue_per_rep", "founder_hours_per_month"),
    }
)
"""Inputs that are one number in the plan and may still be another one in some months."""

Setting = Decimal | int | tuple[Decimal, ...] | str
"""A new value: a number, for an input by month a list, or a change as the plan writes it."""
Present = Amount | tuple[Amount, ...] | ByMonth | None
"""What stands at an input: a number, a list by month, a number with other months; None for no answer."""
UNKNOWN, NO_VALUE, ALWAYS, OUTSIDE = "unknown", "no_value", "always", "outside"
"""Why an override changes nothing: no such input, nothing to change, not by month, other months."""


class Place(Struct, frozen=True):
    """Where an input stands."""

    path: Path
    """Below the forecast, row ids included."""
    field: Field

    @property
    def by_month(self) -> bool:
        """Whether it may be another number in some months."""
        return self.field.kind is Kind.SERIES or self.field.name in BY_MONTH


def inputs(plan: Plan) -> dict[str, Place]:
    """Every input that can be set anew, by its dotted name below the forecast."""
    return {".".join(place.path): place for place in _inputs(plan)}


def resolved(plan: Plan, name: str) -> str:
    """The full name of an input: `win_rate_pct` alone is enough where it is the only one called so."""
    known = inputs(plan)
    if name in known:
        return name
    found = [item for item in known if item.rpartition(".")[2] == name]
    return found[0] if len(found) == 1 else ""


def applied(plan: Plan, settings: Mapping[str, Setting]) -> Plan:
    """The plan with its forecast's inputs set so. Names that are no inputs change nothing; a check tells.

    Values are not validated here: one that cannot be (a share of 140 %) counts as no data, as in a file.
    """
    known = inputs(plan) if settings else {}
    forecast, grid = plan.forecast, inputs_of.grid(plan) if settings else ()
    for name, value in settings.items():
        if name in known:
            place = known[name]
            found = _changed(_now(forecast, place.path), value, grid, place.by_month)
            forecast = forecast if found is None else _with(forecast, place.path, found)
    return plan if forecast is plan.forecast else plan.model_copy(update={"forecast": forecast})


def idle(plan: Plan, name: str, value: Setting) -> str:
    """Why an override changes nothing (`UNKNOWN` …); empty where it does change something."""
    place = inputs(plan).get(name)
    if place is None:
        return UNKNOWN
    found = change(value) if isinstance(value, str) else None
    if found is None:
        return ""
    if _now(plan.forecast, place.path) is None:
        return NO_VALUE
    if found.dated and not place.by_month:
        return ALWAYS
    grid = inputs_of.grid(plan)
    return OUTSIDE if found.dated and grid and not any(map(found.covers, grid)) else ""


def scenario(plan: Plan, name: str) -> Plan:
    """The plan as one of its scenarios has it; the base, and a name that is none, leave it as it is."""
    row = plan.forecast.scenarios.get(name)
    return plan if row is None or name == BASE else applied(plan, row.overrides)


def shown(plan: Plan) -> str:
    """The scenario the plan is to be judged by: the one it names, if there is such a one, else the base."""
    named = plan.forecast.scenario or BASE
    return named if named in plan.forecast.scenarios else BASE


def _inputs(plan: Plan) -> Iterator[Place]:
    for field in fields_of(Forecast):
        if field.model is None:
            continue
        places: list[Path] = [(field.name,)] if field.name in GROUPS else []
        if field.name in TABLES:
            places = [(field.name, row_id) for row_id in getattr(plan.forecast, field.name)]
        for place in places:
            for item in fields_of(field.model):
                if item.kind in NUMERIC or item.kind is Kind.SERIES:
                    yield Place((*place, item.name), item)


def _now(forecast: Forecast, path: Path) -> Present:
    """What an input is: a number, a list, or None where it was not answered."""
    found: Any = get(forecast, path)
    return None if found is MISSING or found == () else found


def _changed(now: Present, value: Setting, grid: tuple[str, ...], by_month: bool) -> Present:
    """The new value; None where nothing changes."""
    if not isinstance(value, str):
        return value
    found = change(value)
    if found is None or now is None:
        return None
    if not found.dated:
        return _scaled(now, found)
    return _dated(now, found, grid) if by_month and any(map(found.covers, grid)) else None


def _dated(now: Amount | tuple[Amount, ...] | ByMonth, found: Change, grid: tuple[str, ...]) -> Present:
    """A change of some months."""
    if isinstance(now, tuple):
        return _moved(now, found, grid)
    if isinstance(now, ByMonth):
        return ByMonth(now.usual, _moved(now.months, found, grid))
    return ByMonth(now, _moved((now,) * len(grid), found, grid))


def _moved(months: tuple[Amount, ...], found: Change, grid: tuple[str, ...]) -> tuple[Amount, ...]:
    """The numbers of the grid's months, changed where the change is true; a short list stays short."""
    pairs = zip(grid, months, strict=False)
    return tuple(found.of(Decimal(each)) if found.covers(month) else each for month, each in pairs)


def _scaled(now: Amount | tuple[Amount, ...] | ByMonth, found: Change) -> Present:
    """A change of every month."""
    if isinstance(now, tuple):
        return tuple(found.of(Decimal(each)) for each in now)
    if isinstance(now, ByMonth):
        return ByMonth(found.of(Decimal(now.usual)), tuple(found.of(Decimal(each)) for each in now.months))
    return found.of(Decimal(now))


def _with(node: S, path: Path, value: Present) -> S:
    key, rest = path[0], path[1:]
    if not rest:
        return node.model_copy(update={key: value})
    below = getattr(node, key)
    if isinstance(below, Section):
        return node.model_copy(update={key: _with(below, rest, value)})
    rows = {**below, rest[0]: _with(below[rest[0]], rest[1:], value)}
    return node.model_copy(update={key: rows})
