"""What the number at a path counts. A field declared with the unit `kpi` counts what its KPI counts."""

from __future__ import annotations

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, fields_of
from quarterdeck.plan.kpi_catalogue import CATALOGUE
from quarterdeck.plan.kpis import Kpi
from quarterdeck.plan.paths import declared, get
from quarterdeck.plan.types import Row

OF_KPI = "kpi"
_KPIS = "kpis.items"
_SHOWN_AS = {"pct": "percent"}
"""Units of KPIs that the parser and the formatter know by a kind of their own."""


def unit_at(plan: Plan, path: Path) -> str:
    """`money`, `percent`, a unit of the interface's words, or empty: a plain number."""
    field = declared(Plan, path)
    unit = field.ui.unit if field else ""
    if unit != OF_KPI:
        return unit
    kpi = kpi_of(plan, path)
    return unit_of(kpi) if kpi else ""


def unit_of(kpi: Kpi) -> str:
    """What a KPI counts: as it says itself, else as its catalogue entry says."""
    entry = CATALOGUE.get(kpi.catalogue or "")
    unit = kpi.unit or (entry.unit if entry else "")
    return _SHOWN_AS.get(unit, unit)


def kpi_of(plan: Plan, path: Path) -> Kpi | None:
    """The KPI that the row around `path` is, or refers to first; the nearest row that has one decides."""
    for size in range(len(path) - 1, 1, -1):
        row = get(plan, path[:size])
        if isinstance(row, Kpi):
            return row
        if isinstance(row, Row):
            for kpi_id in _referred(row):
                if kpi_id in plan.kpis.items:
                    return plan.kpis.items[kpi_id]
    return None


def _referred(row: Row) -> tuple[str, ...]:
    """Ids of KPIs a row refers to, in the order of its fields."""
    found: list[str] = []
    for field in fields_of(type(row)):
        value = getattr(row, field.name, None) if field.answer.of == _KPIS else None
        if value:
            found += [value] if field.kind is Kind.REF else value
    return tuple(found)
