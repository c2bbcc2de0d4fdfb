"""Step 7 at a glance: where the forecast does not reach the goal, and what is decided about it."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.plan import format as fmt
from quarterdeck.plan.fields import Path
from quarterdeck.plan.measure import unit_of
from quarterdeck.report.document import Block, Bullets, Cell, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING, Col, cell, headed, made, say
from quarterdeck.report.units import readable

ITEMS = ("gaps", "items")
FIGURES = ("current", "forecast", "target", "from_forecast")
COLUMNS = (
    Col("gap", "title"),
    *(Col(f"gap_{name}", name, numeric=True) for name in FIGURES),
    Col("decision", "remedy_kind"),
)
SKIP = frozenset(f"gaps.items.{name}" for name in (*FIGURES, "remedy_kind"))
"""Said by the table."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """The gaps that were written down, then those that the forecast shows and nobody has decided about."""
    rows = [_row(reading, (*ITEMS, row_id)) for row_id in reading.plan.gaps.items]
    seen = [gap for gap in reading.analysis.gaps if not gap.row and gap.closed is False]
    rows += [_unseen(reading, gap) for gap in seen]
    if not rows:
        return ()
    unknown = tuple(Cell(text, Tone.QUIET) for text in _unknown(reading))
    return headed("gaps_at_a_glance", made(COLUMNS, rows), Bullets(unknown) if unknown else None)


def _row(reading: Reading, path: Path) -> tuple[Cell, ...]:
    """A gap of step 7; of an unknown figure a dash, since its reason is longer than any number."""
    cells = [cell(reading, path, column) for column in COLUMNS]
    return tuple(NOTHING if shown.tone is Tone.QUIET else shown for shown in cells)


def _unknown(reading: Reading) -> Iterator[str]:
    """Why some figures are missing from the table."""
    for row_id in reading.plan.gaps.items:
        reasons: dict[str, list[str]] = {}
        for name in FIGURES:
            path = (*ITEMS, row_id, name)
            if not reading.is_known(path):
                reasons.setdefault(reading.brief(path), []).append(say(f"gap_{name}"))
        for why, names in reasons.items():
            gap = reading.row_title((*ITEMS, row_id))
            yield content.say("report.gap_unknown", gap=gap, figures=", ".join(names), why=why)


def _unseen(reading: Reading, gap: GapFigures) -> tuple[Cell, ...]:
    name = content.say(
        "report.gap_of",
        kpi=reading.name("kpis.items", gap.kpi),
        goal=reading.name("goals.items", gap.goal),
    )
    unit = unit_of(reading.plan.kpis.items[gap.kpi])
    figures = (gap.current, gap.forecast, gap.target, gap.from_forecast)
    numbers = (Cell(_written(reading, figure, unit)) for figure in figures)
    return (Cell(name), *numbers, signed(Tone.WATCH, content.say("report.undecided")))


def _written(reading: Reading, figure: Figure, unit: str) -> str:
    return "" if figure.number is None else fmt.quantity(readable(figure.number), reading.style, unit)
