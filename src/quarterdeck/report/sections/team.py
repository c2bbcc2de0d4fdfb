"""Step 8 at a glance: who is there, and who answers for which KPI."""

from __future__ import annotations

from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, headed, table_of

SKIP = frozenset(f"team.members.{name}" for name in ("role", "team", "status", "kpis_owned"))
"""Said by the table."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """The people."""
    people = table_of(
        reading,
        ("team", "members"),
        (
            Col("name", "name"),
            Col("role", "role"),
            Col("team", "team"),
            Col("state", "status"),
            Col("kpis", owned_kpis),
        ),
    )
    return headed("people", people)


def owned_kpis(reading: Reading, row: Path) -> Cell:
    """The KPIs whose owner this person is."""
    kpis = reading.plan.kpis.items
    return Cell(
        ", ".join(reading.name("kpis.items", kpi) for kpi, item in kpis.items() if item.owner == row[-1])
    )
