"""What really happened, put into a plan: figures of months, of their parts, of KPIs the months do not tell.

A figure that is there already is no change; a remark somebody wrote is never written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct

from quarterdeck import text
from quarterdeck.engine import actuals
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.forecast import MonthActual, MonthPart
from quarterdeck.plan.kpi_catalogue import CATALOGUE, SUMMED
from quarterdeck.plan.kpis import Actual, Kpi
from quarterdeck.plan.measure import unit_of
from quarterdeck.plan.parse import Problem, Read
from quarterdeck.plan.paths import own_values, replace
from quarterdeck.plan.refs import rows_at
from quarterdeck.plan.types import Row
from quarterdeck.session import reading
from quarterdeck.store.actuals.facts import Fact
from quarterdeck.store.actuals.headings import FIGURES, plain, role_of
from quarterdeck.store.actuals.mapping import KPI, Known

MONTHS: Path = ("forecast", "actuals")
KPIS: Path = ("kpis", "items")
NOTE = "note"
R = TypeVar("R", bound=Row)


class Change(Struct, frozen=True):
    """One figure that the plan does not say, or says otherwise."""

    fact: Fact
    before: Decimal | str | None
    """None: nothing was known."""


def known_of(plan: Plan) -> Known:
    """The KPIs that need figures of their own, as a table may call them."""
    own = {kpi_id: kpi for kpi_id, kpi in plan.kpis.items.items() if not actuals.told_by_months(kpi)}
    named = [(name, kpi_id) for kpi_id, kpi in own.items() for name in _names(kpi_id, kpi)]
    summed = (kpi_id for kpi_id, kpi in own.items() if _adds_up(kpi))
    return Known(
        {name: f"{KPI}{kpi_id}" for name, kpi_id in named},
        frozenset(f"{KPI}{kpi_id}" for kpi_id in summed),
    )


def _adds_up(kpi: Kpi) -> bool:
    """Whether values of parts of a month add up to the month's."""
    is_own = kpi.catalogue not in CATALOGUE
    return unit_of(kpi) == "count" if is_own else kpi.catalogue in SUMMED


def _names(kpi_id: str, kpi: Kpi) -> set[str]:
    return {plain(kpi_id), plain(kpi.name or "")} - {""}


def figure_of(plan: Plan, name: str) -> str:
    """The figure of a month that `name` is, by its key or by a KPI's; empty where there is none.

    A KPI that counts what the months count is that figure. One the months tell otherwise has none.
    """
    key = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if key in FIGURES or key == NOTE:
        return key
    kpi_id = next((one for one, kpi in plan.kpis.items.items() if plain(name) in _names(one, kpi)), "")
    if not kpi_id:
        found = role_of(name)
        return found if found in FIGURES else ""
    kpi = plan.kpis.items[kpi_id]
    return actuals.COUNTED.get(kpi.catalogue or "", "") if actuals.told_by_months(kpi) else f"{KPI}{kpi_id}"


def path_of(figure: str, row: str = "") -> Path:
    """Where an answer that is this figure is declared, in the row `row` of its table."""
    if figure.startswith(KPI):
        return (*KPIS, figure.removeprefix(KPI), "actuals", row, "value")
    return (*MONTHS, row, figure)


def read(plan: Plan, today: date, figure: str, raw: str) -> Read | Problem:
    """`raw` as somebody types that figure; MISSING for "not known"."""
    return reading.read(path_of(figure), raw, plan, today)


def said(plan: Plan, fact: Fact) -> Decimal | str | None:
    """What the plan says of a figure, None for nothing; the value of `fact` does not matter."""
    return _There(plan).said(fact)


def changes(plan: Plan, facts: Iterable[Fact], *, over_notes: bool = False) -> tuple[Change, ...]:
    """What `facts` would change in `plan`, in their order."""
    there = _There(plan)
    found = ((fact, there.said(fact)) for fact in facts)
    return tuple(
        Change(fact, before)
        for fact, before in found
        if before != fact.value and not (fact.figure == NOTE and before and not over_notes)
    )


def put(plan: Plan, facts: Iterable[Fact], *, over_notes: bool = False) -> Plan:
    """`plan` with every change of `facts` in it; the same plan where there is none.

    Raises pydantic.ValidationError when a value does not fit its field.
    """
    wanted = [change.fact for change in changes(plan, facts, over_notes=over_notes)]
    months = [fact for fact in wanted if not fact.figure.startswith(KPI)]
    if months:
        plan = replace(plan, MONTHS, _There(plan).months_with(months))
    for figure in dict.fromkeys(fact.figure for fact in wanted if fact.figure.startswith(KPI)):
        path = (*KPIS, figure.removeprefix(KPI))
        mine = [fact for fact in wanted if fact.figure == figure]
        plan = replace(plan, (*path, "actuals"), _kpi_with(plan.kpis.items[path[-1]], mine))
    return plan


def with_place(plan: Plan, month: str, figure: str) -> tuple[Plan, Path]:
    """`plan` with a row in which `figure` of `month` can stand, and where that is."""
    fact = Fact(month, figure, None)
    if figure.startswith(KPI):
        kpi_id = figure.removeprefix(KPI)
        rows = dict(plan.kpis.items[kpi_id].actuals)
        found = _own_row(plan.kpis.items[kpi_id], fact)
        row_id = found[0] if found else text.slug(month, set(rows))
        rows.setdefault(row_id, Actual(period=month))
        return replace(plan, (*KPIS, kpi_id, "actuals"), rows), path_of(figure, row_id)
    months = dict(plan.forecast.actuals)
    row_id = actuals.by_month(plan).get(month, ("",))[0] or text.slug(month, set(months))
    months.setdefault(row_id, MonthActual(month=month))
    return replace(plan, MONTHS, months), path_of(figure, row_id)


class _There:
    """What a plan says already."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._months = actuals.by_month(plan)
        self._members = {dimension: actuals.members(plan, dimension) for dimension in actuals.PLACES}

    def said(self, fact: Fact) -> Decimal | str | None:
        """What the plan says of a fact, None for nothing."""
        if fact.figure.startswith(KPI):
            own = _own_row(self._plan.kpis.items[fact.figure.removeprefix(KPI)], fact)
            return own[1].value if own else None
        _, month = self._months.get(fact.month, ("", None))
        if month is None:
            return None
        place: Row | None = month
        if fact.dimension:
            place = month.parts.get(self._part_id(month.parts, fact) or "")
        value: Decimal | str | None = getattr(place, fact.figure, None)
        return value

    def months_with(self, facts: list[Fact]) -> dict[str, MonthActual]:
        """The rows of the months, `facts` in them; new months stand at the end."""
        rows = dict(self._plan.forecast.actuals)
        for month in dict.fromkeys(fact.month for fact in facts):
            row_id, row = self._months.get(month, ("", MonthActual(month=month)))
            mine = [fact for fact in facts if fact.month == month]
            values: dict[str, Any] = {fact.figure: fact.value for fact in mine if not fact.dimension}
            parts = self._parts_with(row.parts, [fact for fact in mine if fact.dimension])
            rows[row_id or text.slug(month, set(rows))] = _with(
                row, values | ({"parts": parts} if parts else {})
            )
        return rows

    def _part_id(self, parts: Mapping[str, MonthPart], fact: Fact) -> str | None:
        member = self._members[fact.dimension]
        mine = ((row_id, row) for row_id, row in parts.items() if row.dimension == fact.dimension)
        wanted = member(fact.member)
        return next((row_id for row_id, row in mine if member(row.member or "") == wanted), None)

    def _parts_with(self, parts: Mapping[str, MonthPart], facts: list[Fact]) -> dict[str, MonthPart]:
        rows = dict(parts)
        for fact in facts:
            row_id = self._part_id(rows, fact)
            if row_id is None:
                known = rows_at(self._plan, actuals.PLACES[fact.dimension])
                name = known.get(self._members[fact.dimension](fact.member), fact.member)
                row_id = text.slug(name, set(rows))
                rows[row_id] = MonthPart(member=name, dimension=fact.dimension)
            rows[row_id] = _with(rows[row_id], {fact.figure: fact.value})
        return rows


def _own_row(kpi: Kpi, fact: Fact) -> tuple[str, Actual] | None:
    """The row of a KPI that a fact is about, and its id."""
    for row_id, row in kpi.actuals.items():
        dimension = "" if row.dimension in (None, "total") else row.dimension
        same = (row.period, dimension) == (fact.month, fact.dimension)
        if same and (not dimension or plain(row.member or "") == plain(fact.member)):
            return row_id, row
    return None


def _kpi_with(kpi: Kpi, facts: list[Fact]) -> dict[str, Actual]:
    rows = dict(kpi.actuals)
    for fact in facts:
        found = _own_row(kpi, fact)
        if found is not None:
            rows[found[0]] = _with(found[1], {"value": fact.value})
            if fact.value is None:
                del rows[found[0]]
            continue
        part = {"dimension": fact.dimension, "member": fact.member} if fact.dimension else {}
        row_id = text.slug(f"{fact.month} {fact.member}", set(rows))
        rows[row_id] = Actual.model_validate({"period": fact.month, "value": fact.value, **part})
    return rows


def _with(row: R, values: Mapping[str, Any]) -> R:
    answers = {key: value for key, value in (own_values(row) | dict(values)).items() if value is not None}
    return type(row).model_validate(answers)
