"""Step 5 at a glance: every KPI with where it stands, its target and its owner in one table."""

from __future__ import annotations

from quarterdeck import content
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import Col, present, table_of

_TONES = {"on_track": Tone.GOOD, "watch": Tone.WATCH, "off_track": Tone.BAD, "no_data": Tone.QUIET}


def status(reading: Reading, row: Path) -> Cell:
    """On course, watched, off course or no data, in words and a tone."""
    figure = reading.analysis.computed.get((*row, "status"))
    value = figure.value if figure is not None and isinstance(figure.value, str) else "no_data"
    return Cell(content.choice("kpi_status", value), _TONES.get(value, Tone.PLAIN))


def name(reading: Reading, row: Path) -> Cell:
    """The KPI's name, with a star where it is the north star."""
    star = reading.plan.plan.north_star == row[-1]
    return Cell(reading.text((*row, "name")) + (" ★" if star else ""))


def lead(reading: Reading) -> tuple[Block, ...]:
    """The table above the KPIs' details."""
    return present(
        table_of(
            reading,
            ("kpis", "items"),
            (
                Col("kpi", name),
                Col("now", "baseline", numeric=True),
                Col("target", "target"),
                Col("owner", "owner"),
                Col("measured_by", "tool"),
                Col("state", status),
            ),
        )
    )
