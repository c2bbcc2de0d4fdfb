"""The fiscal year as it looks now: what came, and the outlook for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.whole_year import whole_year
from quarterdeck.plan import format as fmt
from quarterdeck.report.document import Block, Cell, Heading
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import table
from quarterdeck.report.sections.measures import AMOUNTS, count, heading

SHOWN = ("leads", "opportunities", "wins", "customers", "mrr", "revenue", "spend")


def blocks(reading: Reading) -> Iterator[Block]:
    """A line for each figure that is known of the whole year."""
    found = whole_year(reading.analysis)
    rows = [] if found is None else [column for column in found.columns if column.column in SHOWN]
    if found is None or not rows:
        return
    ends = tuple(dict.fromkeys((found.over[0], found.over[-1])))
    yield Heading(content.say("results.year", year=found.year, months=" – ".join(map(fmt.month, ends))))
    yield table(
        ("figure", "so_far", "rest", "year"),
        [
            (
                Cell(heading(reading, row.column)),
                *(Cell(_shown(reading, row.column, value)) for value in (row.so_far, row.rest, row.whole)),
            )
            for row in rows
        ],
        frozenset({"figure"}),
    )


def _shown(reading: Reading, column: str, value: Decimal) -> str:
    return fmt.money(round(value, 0), reading.style) if column in AMOUNTS else count(reading, value)
