"""Step 6, how sure it is: scenarios side by side, ranges and chances, and what the forecast hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.engine.forecast.result import ForecastResult, MonthFigures
from quarterdeck.engine.overrides import BASE
from quarterdeck.engine.simulation.result import Band, Simulation
from quarterdeck.plan import format as fmt
from quarterdeck.plan.paths import undotted
from quarterdeck.report.document import Block, Bullets, Cell, Column, Table, Tone
from quarterdeck.report.gap_words import of_unit
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.measures import heading, shown
from quarterdeck.report.tables import NOTHING

SHOWN = ("leads", "wins", "customers", "mrr", "revenue")
COMPARED = ("wins", "customers", "mrr", "revenue", "spend")
MOST_BARS = 6


def say(key: str, /, **values: object) -> str:
    """A text of `report.outlook`."""
    return content.say(f"report.outlook.{key}", **values)


def scenario_name(reading: Reading, scenario: str) -> str:
    """What a scenario is called."""
    row = reading.plan.forecast.scenarios.get(scenario)
    return say("base") if scenario == BASE else (row.name if row else None) or scenario


def scenarios(reading: Reading) -> Table | None:
    """The same figures in the base and in every scenario: of the plan's quarter, and of the year."""
    analysis = reading.analysis
    if not analysis.plan.forecast.scenarios or analysis.forecast.reason:
        return None
    spans = [("year", say("whole_year"))] if _goes_on(reading) else []
    if analysis.quarter in {row.period for row in analysis.forecast.quarters}:
        spans.insert(0, (analysis.quarter or "", fmt.quarter(analysis.quarter or "")))
    names = [name for name in COMPARED if any(result.year[name] for result in analysis.scenarios.values())]
    heads = (Column(""), Column(""), *(Column(heading(reading, name), numeric=True) for name in names))
    rows = tuple(
        (
            Cell(label),
            Cell(
                scenario_name(reading, scenario), Tone.STRONG if scenario == analysis.scenario else Tone.PLAIN
            ),
            *(_cell(reading, name, _row(result, span)) for name in names),
        )
        for span, label in spans
        for scenario, result in analysis.scenarios.items()
    )
    return Table(heads, rows, spans=1, firm=True) if names else None


def _goes_on(reading: Reading) -> bool:
    """Whether the forecast has more months than those of the plan's quarter."""
    forecast = reading.analysis.forecast
    return [row.period for row in forecast.quarters] != [reading.analysis.quarter]


def _row(result: ForecastResult, span: str) -> MonthFigures:
    return next((row for row in result.quarters if row.period == span), result.year)


def _cell(reading: Reading, column: str, row: MonthFigures) -> Cell:
    value = row[column]
    return NOTHING if value is None else Cell(shown(reading, column, value))


def ranges(reading: Reading, found: Simulation) -> Iterator[Block]:
    """Low, middle and high of the quarters and the year, the chance of every goal, and what was left out."""
    spans = [(fmt.quarter(name), bands) for name, bands in found.quarters.items()]
    spans.append((say("whole_year"), found.year))
    names = [name for name in SHOWN if name in found.year]
    heads = (Column(""), *(Column(heading(reading, name), numeric=True) for name in names))
    rows = [
        (Cell(label), *(Cell(_band(reading, bands[name]) if name in bands else "–") for name in names))
        for label, bands in spans
    ]
    if names:
        yield Table(heads, tuple(rows), say("band"))
    yield from chances(reading, found)
    remarks = [Cell(reading.remark(note), Tone.QUIET) for note in found.notes]
    if found.reason:
        remarks.append(Cell(content.message(f"figures.{found.reason}"), Tone.QUIET))
    if remarks:
        yield Bullets(tuple(remarks))


def chances(reading: Reading, found: Simulation) -> Iterator[Block]:
    """How probable it is that each goal's KPIs get to their targets."""
    rows = [
        (
            Cell(reading.name("goals.items", item.goal)),
            Cell(reading.name("kpis.items", item.kpi)),
            Cell(fmt.percent(round(number, 0), reading.style)),
        )
        for item in found.chances
        if (number := item.probability_pct.number) is not None
    ]
    if rows:
        heads = (Column(say("goal")), Column(say("kpi")), Column(say("chance"), numeric=True))
        yield Table(heads, tuple(rows), spans=1)


def _band(reading: Reading, band: Band) -> str:
    return " – ".join(reading.amount(round(end, 0)) for end in (band.p10, band.p50, band.p90))


def drivers(reading: Reading) -> Iterator[Block]:
    """What the forecast hangs on most, for the quarter and for the year; lags make the two differ."""
    analysis = reading.analysis
    heads = [Column(say("driver"))]
    heads += [Column(say(name), numeric=True) for name in ("low", "high", "at_low", "at_high")]
    spans = analysis.tornado if _goes_on(reading) else {"quarter": analysis.tornado["quarter"]}
    for span, bars in spans.items():
        rows = [
            (
                Cell(reading.place(("forecast", *undotted(bar.driver)))),
                *(Cell(of_unit(reading, end, bar.unit)) for end in (bar.low, bar.high)),
                *(Cell(shown(reading, analysis.headline, end)) for end in (bar.at_low, bar.at_high)),
            )
            for bar in bars[:MOST_BARS]
        ]
        if rows:
            yield Table(tuple(heads), tuple(rows), say(span, figure=heading(reading, analysis.headline)))
