"""Step 7 at a glance: where the forecast does not reach the goal, and what is decided about it."""

from __future__ import annotations

from quarterdeck.report.document import Block
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of


def lead(reading: Reading) -> tuple[Block, ...]:
    """The table above the gaps' details."""
    return present(
        table_of(
            reading,
            ("gaps", "items"),
            (
                Col("gap", "title"),
                Col("current", "current", numeric=True),
                Col("forecast", "forecast", numeric=True),
                Col("target", "target", numeric=True),
                Col("short_by", "from_forecast", numeric=True),
                Col("decision", "remedy_kind"),
            ),
        )
    )
