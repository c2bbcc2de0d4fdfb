"""Every KPI: what was planned, what came, and its course over the quarters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.engine.accuracy import measured_as
from quarterdeck.engine.figures import Figure
from quarterdeck.engine.targets import BAND, DOWN
from quarterdeck.engine.variance import compare
from quarterdeck.plan import format as fmt
from quarterdeck.plan.reviews import Result, Review
from quarterdeck.report.charts.spark import spark
from quarterdeck.report.document import Block, Cell, Column, Heading, Table, Tone, signed
from quarterdeck.report.reading import Reading
from quarterdeck.report.results.figures import cell, change, table
from quarterdeck.report.tables import NOTHING

_TEXTS = frozenset({"kpi", "course"})


def blocks(reading: Reading) -> Iterator[Block]:
    """Of a closed quarter by its record; of the running one by what was expected by now."""
    analysis = reading.analysis
    record = analysis.plan.reviews.get(analysis.looked_back or "")
    title = content.say("results.kpis")
    if analysis.looked_back == analysis.quarter or record is None:
        made = table(("kpi", "expected", "now", "difference"), _running(reading), _TEXTS)
    else:
        names = ("kpi", "target", "forecast", "came", "difference", "course")
        made = table(names, _closed(reading, record), _TEXTS)
        title = content.say("results.kpis_of", quarter=fmt.quarter(analysis.looked_back or ""))
    if made.rows:
        yield Heading(title)
        yield made
    yield from _by_month(reading)


def _by_month(reading: Reading) -> Iterator[Block]:
    """Differences from what the quarter began with, a column for each month."""
    found = reading.analysis.kpi_variances
    months = list(dict.fromkeys(month for one in found for month in one.months))
    if len(months) < 2:
        return
    names = (Column(fmt.month(month), numeric=True) for month in months)
    heads = (Column(content.say("results.columns.kpi")), *names)
    rows = tuple(
        (
            Cell(reading.name("kpis.items", one.kpi)),
            *(change(reading, one.months[month], one.unit, short=True) for month in months),
        )
        for one in found
    )
    yield Table(heads, rows, content.say("results.by_month"), firm=True)


def _running(reading: Reading) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for one in reading.analysis.kpi_variances:
        rows.append((
            Cell(reading.name("kpis.items", one.kpi)),
            cell(reading, one.so_far.plan, one.unit),
            cell(reading, one.so_far.actual, one.unit),
            change(reading, one.so_far, one.unit),
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
        unit, way = measured_as(row, reading.plan.kpis.items.get(kpi_id))
        found = compare(Figure(row.forecast), Figure(row.actual), way)
        rows.append((
            Cell(row.name or kpi_id),
            cell(reading, Figure(row.target), unit),
            cell(reading, Figure(row.forecast), unit),
            _came(reading, row, unit, way),
            change(reading, found, unit),
            Cell(courses.get(kpi_id, "")),
        ))  # fmt: skip
    return rows


def _came(reading: Reading, row: Result, unit: str, way: str) -> Cell:
    """What came, and whether the target was reached; of a range a record does not keep both ends."""
    if row.actual is None:
        return NOTHING
    text = cell(reading, Figure(row.actual), unit).text
    if row.target is None or way == BAND:
        return Cell(text)
    short: Decimal = row.actual - row.target if way == DOWN else row.target - row.actual
    return signed(Tone.BAD if short > 0 else Tone.GOOD, text)
