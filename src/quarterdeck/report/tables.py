"""Tables drawn from rows of the plan by naming their columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quarterdeck import content
from quarterdeck.plan import paths
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Cell, Column, Table, Tone
from quarterdeck.report.reading import Reading

NOTHING = Cell("–", Tone.QUIET)


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its heading's key in `ui/report.json`, and what it shows of a row."""

    heading: str
    show: str | Callable[[Reading, Path], Cell]
    """A field of the row, or a function of the row's path."""
    numeric: bool = False


def table_of(reading: Reading, at: Path, columns: Sequence[Col], title: str = "") -> Table | None:
    """The rows at `at` in the given columns; columns that are empty in every row are left out."""
    rows = paths.get(reading.plan, at)
    if rows is paths.MISSING or not rows:
        return None
    body = [[cell(reading, (*at, row), column) for column in columns] for row in rows]
    kept = [index for index in range(len(columns)) if index == 0 or any(row[index].text for row in body)]
    return Table(
        tuple(
            Column(content.say(f"report.{columns[index].heading}"), columns[index].numeric) for index in kept
        ),
        tuple(tuple(row[index] if row[index].text else NOTHING for index in kept) for row in body),
        title,
    )


def cell(reading: Reading, row: Path, column: Col) -> Cell:
    """What `column` shows of the row at that path."""
    if isinstance(column.show, str):
        return Cell(reading.text((*row, column.show)))
    return column.show(reading, row)


def present(*blocks: Table | None) -> tuple[Table, ...]:
    """The tables that have something to show."""
    return tuple(block for block in blocks if block is not None)
