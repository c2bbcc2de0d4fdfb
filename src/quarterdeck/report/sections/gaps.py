"""Step 7 at a glance: where the forecast does not reach the goal, and what is decided about it."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.decided import State, listed, state
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.document import Block, Bullets, Cell, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import gap_ways
from quarterdeck.report.tables import NOTHING, Col, headed, made, say

FIGURES = ("current", "forecast", "target", "from_forecast")
COLUMNS = (
    Col("gap", "title"),
    *(Col(f"gap_{name}", name, numeric=True) for name in FIGURES),
    Col("decision", "remedy_kind"),
)
SKIP = frozenset(f"gaps.items.{name}" for name in (*FIGURES, "remedy_kind"))
"""Said by the table."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """The gaps nobody has decided about, then those of step 7, and what would close them."""
    gaps = listed(reading.analysis)
    if not gaps:
        return ()
    unknown = tuple(Cell(text, Tone.QUIET) for text in _unknown(reading, gaps))
    table = made(COLUMNS, [_row(reading, gap) for gap in gaps])
    return (
        *headed("gaps_at_a_glance", table, Bullets(unknown) if unknown else None),
        *gap_ways.close(reading, gaps),
    )


def _row(reading: Reading, gap: GapFigures) -> tuple[Cell, ...]:
    """One gap; of an unknown figure a dash, since its reason is longer than any number."""
    decided = Cell(steps.kind(reading, gap)) if gap.row else NOTHING
    if state(reading.analysis, gap) is State.UNDECIDED and gap.closed is False:
        decided = signed(Tone.WATCH, content.say("report.undecided"))
    numbers = (words.number(reading, gap, figure) if figure.known else "" for figure in _figures(gap)[:-1])
    short = words.apart(reading, gap, gap.gap) if gap.gap.known else ""
    return (Cell(steps.called(reading, gap)), *map(Cell, numbers), Cell(short), decided)


def _figures(gap: GapFigures) -> tuple[Figure, ...]:
    return (gap.current, gap.forecast, gap.target, gap.from_forecast)


def _unknown(reading: Reading, gaps: tuple[GapFigures, ...]) -> Iterator[str]:
    """Why some figures are missing from the table."""
    for gap in gaps:
        reasons: dict[str, list[str]] = {}
        for name, figure in zip(FIGURES, _figures(gap), strict=True):
            if not figure.known:
                reasons.setdefault(reading.why(figure), []).append(say(f"gap_{name}"))
        for why, names in reasons.items():
            title = steps.called(reading, gap)
            yield content.say("report.gap_unknown", gap=title, figures=", ".join(names), why=why)
