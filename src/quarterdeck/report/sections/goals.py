"""Step 4 at a glance: from the company's goals through the SMART goals down to KPIs and their owners."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.smart import Mark, chance
from quarterdeck.plan import format as fmt
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.tables import NOTHING, Col, headed, made, table_of

ITEMS: Path = ("goals", "items")
_TOLD = ("kpis", "owner", "leadership_goal", "baseline", "target", "end", "status", "smart")
SKIP = frozenset(f"goals.items.{name}" for name in _TOLD)
"""Said by the two tables."""


def lead(reading: Reading) -> tuple[Block, ...]:
    """Who answers for what; where each goal starts and ends; what makes the goals SMART, and what would."""
    figures = table_of(
        reading,
        ITEMS,
        (
            Col("goal", _handle),
            Col("now", "baseline", numeric=True),
            Col("target", "target"),
            Col("due", "end"),
            Col("owner", "owner"),
            Col("state", "status"),
        ),
    )
    return (
        *who_answers(reading),
        *headed("goal_figures", figures),
        *headed("smart_reasons", reasons(reading)),
    )


def smart_lead(reading: Reading) -> tuple[Block, ...]:
    """The five marks of every goal with their reasons. Without chances: they take longer than a keystroke."""
    marks = reasons(reading, chances=False)
    return (marks,) if marks else ()


def smart_mark(reading: Reading, row: Path) -> Cell:
    """The letters of what holds, a dot for what does not: `✓ SMART`, `! SM·RT`."""
    smart = reading.analysis.smart.get(row[-1])
    if smart is None:
        return Cell("")
    return signed(Tone.GOOD if smart.ok else Tone.WATCH, smart.letters)


def reasons(reading: Reading, *, chances: bool = True) -> Block | None:
    """The five marks of every goal with their reasons, and how probable it is that it is reached."""
    columns = [Col("goal", ""), Col("smart", ""), Col("why", "")]
    rows = [
        (
            Cell(reading.row_title((*ITEMS, goal))),
            *_reason(reading, mark, letter, goal if chances and letter == "A" else ""),
        )
        for goal, smart in reading.analysis.smart.items()
        for letter, mark in smart.marks.items()
    ]
    return made(columns, rows, spans=1) if rows else None


def _reason(reading: Reading, mark: Mark, letter: str, goal: str) -> tuple[Cell, Cell]:
    tone = Tone.GOOD if mark.ok else Tone.WATCH
    why = reading.message(f"smart.{mark.reason}", mark.values)
    number = chance(reading.analysis, goal).number if goal else None
    if number is not None:
        odds = content.message("smart.chance", chance=fmt.amount(round(number, 0), reading.style))
        why = f"{why} {odds}"
    return signed(tone, content.message(f"smart.{letter}")), Cell(why)


def who_answers(reading: Reading) -> tuple[Block, ...]:
    """Who answers for what, under its heading."""
    return headed("answering", answering(reading))


def answering(reading: Reading) -> Block | None:
    """One table from the company's goals down to the person who answers for each KPI."""
    rows = [*_rows(reading)]
    columns = [Col(name, "") for name in ("company_goal", "goal", "smart", "kpi", "kpi_owner")]
    return made(columns, rows, spans=3) if rows else None


def _rows(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    """Every company goal, goal and KPI once at least; a dash where a link is missing."""
    plan = reading.plan
    told: set[str] = set()
    for above in (*plan.goals.leadership_goals, None):
        served = [goal for goal in plan.goals.items if _above(reading, goal) == above]
        company = Cell(reading.row_title(("goals", "leadership_goals", above))) if above else NOTHING
        if above and not served:
            yield (company, *_missing(4))
        for goal_id in served:
            kpis = _kpis_of(reading, goal_id)
            told.update(kpis)
            goal = Cell(reading.row_title((*ITEMS, goal_id)))
            mark = smart_mark(reading, (*ITEMS, goal_id))
            for kpi in kpis:
                yield (company, goal, mark, *_kpi(reading, kpi))
            if not kpis:
                yield (company, goal, mark, *_missing(2))
    for kpi in plan.kpis.items:
        if kpi not in told:
            yield (NOTHING, *_missing(1), NOTHING, *_kpi(reading, kpi))


def _above(reading: Reading, goal: str) -> str | None:
    """The company's goal it serves, if that is there."""
    above = reading.plan.goals.items[goal].leadership_goal
    return above if above in reading.plan.goals.leadership_goals else None


def _kpis_of(reading: Reading, goal_id: str) -> list[str]:
    """The KPIs that a goal names, and those that name the goal."""
    kpis = reading.plan.kpis.items
    own = [kpi for kpi in reading.plan.goals.items[goal_id].kpis if kpi in kpis]
    return [*dict.fromkeys((*own, *(kpi for kpi, row in kpis.items() if goal_id in row.goals)))]


def _kpi(reading: Reading, kpi: str) -> tuple[Cell, Cell]:
    owner = reading.text(("kpis", "items", kpi, "owner"))
    return Cell(reading.name("kpis.items", kpi)), Cell(owner) if owner else _missing(1)[0]


def _missing(count: int) -> tuple[Cell, ...]:
    """A sign where a link should be, and nothing behind it."""
    return (signed(Tone.WATCH, content.say("report.missing_link")), *(NOTHING,) * (count - 1))


def _handle(reading: Reading, row: Path) -> Cell:
    return Cell(reading.name("goals.items", row[-1]))
