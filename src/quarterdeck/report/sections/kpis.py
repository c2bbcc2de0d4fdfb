"""Step 5 at a glance: every KPI with where it stands, its target and its owner; then the big three."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quarterdeck import content
from quarterdeck.engine.figures import Figure, at_least, difference, given
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Tone
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.progress_chart import progress_chart
from quarterdeck.report.standing import Stands, stands
from quarterdeck.report.tables import NOTHING, Col, headed, made, table_of

BIG_THREE = {"mql": "mql", "sql": "sql", "bofu": ""}
"""The three counts that feed sales, and the funnel's stage whose name each goes by."""
STAYING = frozenset({"retention-rate", "churn-rate", "repeat-customers"})
"""KPIs of the catalogue that say it."""
SKIP = frozenset(
    {
        *(f"kpis.items.{name}" for name in ("goals", "owner", "tool", "status", "is_north_star")),
        *(f"kpis.{name}.{field}" for name in BIG_THREE for field in ("baseline", "target")),
        *("kpis.mql.additional", "kpis.sql.additional"),
    }
)
"""Said by the two tables, and the tool by what step 10 measures each KPI with."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """The KPIs, then the big three."""
    return (
        *headed("kpis_at_a_glance", at_a_glance(reading), progress_chart(reading)),
        *headed("big_three", big_three(reading)),
    )


def staying(reading: Reading) -> Block | None:
    """The KPIs that tell whether customers stay and come back."""
    items = reading.plan.kpis.items
    found = [kpi_id for kpi_id, kpi in items.items() if kpi.catalogue in STAYING]
    return at_a_glance(reading, found) if found else None


def at_a_glance(reading: Reading, chosen: Sequence[str] | None = None) -> Block | None:
    """Every KPI, or the chosen ones: now, by now, target, pace, course, owner, state."""
    shown = reading.plan.kpis.items if chosen is None else chosen
    kpis = {kpi_id: stands(reading, kpi_id) for kpi_id in shown}

    def told(show: Callable[[Stands], str]) -> Callable[[Reading, Path], Cell]:
        return lambda _, row: Cell(show(kpis[row[-1]]))

    return table_of(
        reading,
        ("kpis", "items"),
        (
            Col("kpi", lambda _, row: _named(kpis[row[-1]])),
            Col("now", told(lambda kpi: kpi.now), numeric=True),
            Col("of", told(lambda kpi: kpi.of)),
            Col("by_then", told(lambda kpi: kpi.expected), numeric=True),
            Col("target", told(lambda kpi: kpi.target), numeric=True),
            Col("pace", told(lambda kpi: kpi.pace), numeric=True),
            Col("course", told(lambda kpi: kpi.course)),
            Col("owner", told(lambda kpi: kpi.owner)),
            Col("state", lambda _, row: kpis[row[-1]].state),
        ),
        rows=shown,
    )


def _named(kpi: Stands) -> Cell:
    return Cell(kpi.name + kpi.star, Tone.STRONG if kpi.is_north_star else Tone.PLAIN)


def big_three(reading: Reading) -> Block | None:
    """Qualified leads and raised hands of a quarter: now, wanted, and how many more that is."""
    columns = (
        Col("big_three", ""),
        Col("now", "", numeric=True),
        Col("more", "", numeric=True),
        Col("wanted", "", numeric=True),
    )
    rows = [_count(reading, key) for key in BIG_THREE]
    kept = [row for row in rows if any(cell is not NOTHING for cell in row[1:])]
    return made(columns, kept) if kept else None


def _count(reading: Reading, key: str) -> tuple[Cell, ...]:
    stage = BIG_THREE[key]
    own = getattr(reading.plan.plan.stage_names, stage) if stage else None
    part = getattr(reading.plan.kpis, key)
    now, wanted = given(part.baseline, f"kpis.{key}.baseline"), given(part.target, f"kpis.{key}.target")
    more = at_least(difference(wanted, now))
    figures = (_number(reading, figure) for figure in (now, more, wanted))
    return (Cell(own or content.say(f"report.big_three_{key}")), *figures)


def _number(reading: Reading, figure: Figure) -> Cell:
    return Cell(reading.amount(figure.number)) if figure.number is not None else NOTHING
