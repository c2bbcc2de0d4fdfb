"""The forecast with some of its inputs set anew: scenarios, what-ifs. FORMULAS 2.7.

An override names an input as the plan file does, below `[forecast]` (`rates.win_rate_pct`,
`channels.paid-search.spend`), and gives its value in the file's units. Only what differs is stored, so a
scenario follows whenever its base changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import NUMERIC, Field, Path, fields_of
from quarterdeck.plan.forecast import Forecast
from quarterdeck.plan.paths import S
from quarterdeck.plan.types import Section

BASE = "base"
"""The plan as it stands."""
GROUPS = ("rates", "timing", "opening", "revenue", "capacity", "economics")
TABLES = ("channels", "lines")

Setting = Decimal | int | tuple[Decimal, ...]
"""A new value: a number, or for an input by month a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input stands."""

    path: Path
    """Below the forecast, row ids included."""
    field: Field


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
    forecast = plan.forecast
    for name, value in settings.items():
        if name in known:
            forecast = _with(forecast, known[name].path, value)
    return plan if forecast is plan.forecast else plan.model_copy(update={"forecast": forecast})


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


def _with(node: S, path: Path, value: Setting) -> S:
    key, rest = path[0], path[1:]
    if not rest:
        return node.model_copy(update={key: value})
    below = getattr(node, key)
    if isinstance(below, Section):
        return node.model_copy(update={key: _with(below, rest, value)})
    rows = {**below, rest[0]: _with(below[rest[0]], rest[1:], value)}
    return node.model_copy(update={key: rows})
