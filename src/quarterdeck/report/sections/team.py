"""Step 8 at a glance: who is there, who answers for what, and who has to agree."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of


def owned_kpis(reading: Reading, row: Path) -> Cell:
    """The KPIs whose owner this person is."""
    kpis = reading.plan.kpis.items
    return Cell(
        ", ".join(reading.name("kpis.items", kpi) for kpi, item in kpis.items() if item.owner == row[-1])
    )


def lead(reading: Reading) -> tuple[Block, ...]:
    """The people, then the stakeholders."""
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
        content.say("report.people"),
    )
    stakeholders = table_of(
        reading,
        ("team", "stakeholders"),
        (
            Col("stakeholder", "name"),
            Col("interest", "interest"),
            Col("must_agree", "must_agree"),
            Col("involved", "involved"),
        ),
        content.say("report.stakeholders"),
    )
    return present(people, stakeholders)
