"""Tables drawn from rows of the plan by naming their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan import paths
from quarterdeck.plan.fields import Path
from quarterdeck.report.document import Block, Cell, Column, Heading, Table, Tone
from quarterdeck.report.reading import Reading

NOTHING = Cell("–", Tone.QUIET)


class Col(Struct, frozen=True):
    """A column: its heading's key in `ui/report.json`, and what it shows of a row."""

    heading: str
    show: str | Callable[[Reading, Path], Cell]
    """A field of the row, or a function of the row's path."""
    numeric: bool = False
    one_line: bool = False


def table_of(
    reading: Reading, at: Path, columns: Sequence[Col], title: str = "", rows: Iterable[str] | None = None
) -> Table | None:
    """The rows at `at`, or only those named, in the given columns; empty columns are left out."""
    found = paths.get(reading.plan, at)
    there = {} if found is paths.MISSING else found
    chosen = [row for row in (there if rows is None else rows) if row in there]
    if not chosen:
        return None
    body = [[cell(reading, (*at, row), column) for column in columns] for row in chosen]
    return made(columns, body, title)


def made(columns: Sequence[Col], body: Sequence[Sequence[Cell]], title: str = "", spans: int = 0) -> Table:
    """A table of ready cells; a column without answers is left out, but never the first."""
    kept = [index for index in range(len(columns)) if index == 0 or any(row[index].text for row in body)]
    chosen = [columns[index] for index in kept]
    heads = tuple(Column(say(column.heading), column.numeric, column.one_line) for column in chosen)
    rows = tuple(tuple(row[index] if row[index].text else NOTHING for index in kept) for row in body)
    return Table(heads, rows, title, spans, firm=True)


def say(heading: str) -> str:
    """The words of a column's heading."""
    return content.say(f"report.columns.{heading}")


def cell(reading: Reading, row: Path, column: Col) -> Cell:
    """What `column` shows of the row at that path."""
    if not isinstance(column.show, str):
        return column.show(reading, row)
    path = (*row, column.show)
    unknown = path in reading.analysis.computed and not reading.is_known(path)
    return Cell(reading.brief(path), Tone.QUIET if unknown else Tone.PLAIN)


def present(*blocks: Table | None) -> tuple[Table, ...]:
    """The tables that have something to show."""
    return tuple(block for block in blocks if block is not None)


def headed(key: str, *blocks: Block | None) -> tuple[Block, ...]:
    """Blocks under the heading `report.KEY`; no heading over nothing."""
    there = [block for block in blocks if block is not None]
    return (Heading(content.say(f"report.{key}")), *there) if there else ()
