"""Every KPI: what was planned, what came, and its course over the quarters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.targets import BAND, DOWN
from quarterdeck.engine.variance import compare
from quarterdeck.plan.reviews import Result, Review
from quarterdeck.report.charts.spark import spark
from quarterdeck.report.document import Block, Cell, Heading, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import cell, change, table
from quarterdeck.report.tables import NOTHING

_TEXTS = frozenset({"kpi", "course", "periods"})


def blocks(reading: Reading) -> Iterator[Block]:
    """Of a closed quarter by its record; of the running one by what was expected by now."""
    analysis = reading.analysis
    record = analysis.plan.reviews.get(analysis.looked_back or "")
    if analysis.looked_back == analysis.quarter or record is None:
        made = table(("kpi", "expected", "now", "difference", "periods"), _running(reading), _TEXTS)
    else:
        names = ("kpi", "target", "forecast", "came", "difference", "course")
        made = table(names, _closed(reading, record), _TEXTS)
    if made.rows:
        yield Heading(content.say("results.kpis"))
        yield made


def _running(reading: Reading) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for kpi_id, standing in reading.analysis.standings.items():
        if not standing.expected.known or not standing.status.known:
            continue
        found = compare(standing.expected, standing.value, standing.direction, standing.level)
        rows.append((
            Cell(reading.name("kpis.items", kpi_id)),
            cell(reading, standing.expected, standing.unit),
            cell(reading, standing.value, standing.unit),
            change(reading, found, standing.unit),
            Cell(spark([point.value for point in standing.trail])),
        ))  # fmt: skip
    return rows


def _closed(reading: Reading, record: Review) -> list[tuple[Cell, ...]]:
    courses = {
        found.kpi: spark([outcome.actual for outcome in found.quarters])
        for found in reading.analysis.accuracies
        if len(found.quarters) > 1
    }
    rows: list[tuple[Cell, ...]] = []
    for kpi_id, row in record.results.items():
        if row.actual is None:
            continue
        unit, came = row.unit or "", Figure(row.actual)
        found = compare(Figure(row.forecast), came, row.direction or "up")
        rows.append((
            Cell(row.name or kpi_id),
            cell(reading, Figure(row.target), unit),
            cell(reading, Figure(row.forecast), unit),
            _came(reading, row, unit),
            change(reading, found, unit),
            Cell(courses.get(kpi_id, "")),
        ))  # fmt: skip
    return rows


def _came(reading: Reading, row: Result, unit: str) -> Cell:
    """What came, and whether the target was reached; of a range a record does not keep both ends."""
    if row.actual is None:
        return NOTHING
    text = cell(reading, Figure(row.actual), unit).text
    if row.target is None or row.direction == BAND:
        return Cell(text)
    short: Decimal = row.actual - row.target if row.direction == DOWN else row.target - row.actual
    return signed(Tone.BAD if short > 0 else Tone.GOOD, text)
