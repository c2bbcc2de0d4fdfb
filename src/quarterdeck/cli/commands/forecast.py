"""`quarterdeck forecast PLAN`: months, quarters and year, by scenario, or with inputs set anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.commands.report import width
from quarterdeck.cli.parser import Parser, near
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.cli.plans import Source
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.engine.overrides import Setting
    from quarterdeck.engine.simulation.result import Band, Simulation
    from quarterdeck.plan.document import Plan
    from quarterdeck.report.document import Block
    from quarterdeck.report.reading import Reading

MOST_BARS = 6
SHOWN = ("leads", "wins", "customers", "mrr", "revenue")
MOST_RUNS, MOST_SEED = 100_000, 2**63


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.forecast.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--scenario", metavar="S", help=words("scenario"))
    parser.declare(
        "--set", metavar="KEY=VALUE", nargs="+", action="extend", dest="settings", help=words("set")
    )
    parser.declare("--runs", metavar="N", type=whole(1, MOST_RUNS), help=words("runs"))
    parser.declare("--seed", metavar="N", type=whole(0, MOST_SEED), help=words("seed"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare("-w", "--width", metavar="N", type=width, help=words("width"))
    parser.declare("--no-color", action="store_true", help=words("no_color"))


def run(args: argparse.Namespace) -> int:
    """Print the forecast; gives the exit code. Raises PlanUnreadable, UsageError."""
    from quarterdeck.cli import plans
    from quarterdeck.report import data

    source = plans.read(args.plan)
    for note in source.notes:
        output.tell(note.text)
    analysis = _analysed(source, args.scenario, args.settings or ())
    found = _simulated(analysis, args.runs, args.seed)
    if args.json:
        settings = {"settings": data.plain(analysis.settings)} if analysis.settings else {}
        chances = {"simulation": data.simulation(found)} if found else {}
        output.write(output.document(data.forecast(source.plan, analysis.forecast) | settings | chances))
    else:
        _print(source, analysis, found, args.width or terminal.width(), no_color=args.no_color)
    return 0


def whole(low: int, high: int) -> Callable[[str], int]:
    """A `type` that takes a whole number between two others."""

    def read(typed: str) -> int:
        if typed.isascii() and typed.isdigit() and low <= int(typed[:18]) <= high:
            return int(typed)
        raise argparse.ArgumentTypeError(say("usage.whole", typed=typed, low=low, high=high))

    return read


def _simulated(analysis: Analysis, runs: int | None, seed: int | None) -> Simulation | None:
    """The ranges, where runs or a seed are asked for."""
    if runs is None and seed is None:
        return None
    from quarterdeck.engine.simulation.run import RUNS, finish

    return finish(analysis.simulation(RUNS if runs is None else runs, seed))


def _analysed(source: Source, scenario: str | None, typed: Iterable[str]) -> Analysis:
    from quarterdeck import clock
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.engine.overrides import BASE

    known = (BASE, *source.plan.forecast.scenarios)
    if scenario is not None and scenario not in known:
        hint = near(scenario, known) or say("forecast.scenarios", names=", ".join(known))
        raise UsageError(say("forecast.no_scenario", typed=scenario), hint=hint)
    settings = dict(_read(source.plan, item) for item in typed)
    return analyse(source.plan, clock.today(), scenario, settings)


def _read(plan: Plan, typed: str) -> tuple[str, Setting]:
    """One `KEY=VALUE`, the value as the wizard takes it. Raises UsageError."""
    from quarterdeck import clock, content
    from quarterdeck.engine.overrides import idle, inputs, resolved
    from quarterdeck.plan.parse import Problem, Read, read
    from quarterdeck.plan.parse.changes import is_change, read_change
    from quarterdeck.plan.paths import MISSING
    from quarterdeck.plan.style import style_of

    key, _, raw = typed.partition("=")
    known, called = inputs(plan), key.strip().removeprefix("forecast.")
    name = resolved(plan, called)
    if not name:
        hint = near(called, known) or say("forecast.inputs")
        raise UsageError(say("forecast.no_input", typed=key), hint=hint)
    style = style_of(plan, clock.today())
    found = read_change(raw, style) if is_change(raw) else read(known[name].field, raw, style)
    if isinstance(found, Problem):
        problem = content.message(f"parse.{found.key}", **found.values)
        raise UsageError(say("usage.bad_answer", option=f"--set {name}", problem=problem))
    value: Any = found.value if isinstance(found, Read) else found
    if value is MISSING or value is None:
        raise UsageError(say("forecast.no_value", typed=typed))
    reason = idle(plan, name, value)
    if reason:
        raise UsageError(say(f"forecast.idle.{reason}", typed=typed, input=name))
    return name, value


def _print(
    source: Source, analysis: Analysis, found: Simulation | None, columns: int, *, no_color: bool
) -> None:
    from quarterdeck.report import rich_text
    from quarterdeck.report.document import DocSection, Document
    from quarterdeck.report.reading import Reading
    from quarterdeck.report.sections.forecast import months

    row = source.plan.forecast.scenarios.get(analysis.scenario)
    name = (row.name if row else None) or say("forecast.base")
    changes = ", ".join(f"{key} = {value}" for key, value in analysis.settings.items())
    title = say("forecast.title", name=source.name)
    reading = Reading(source.plan, analysis)
    sections = [DocSection("forecast", say("forecast.section", scenario=name), months(reading))]
    if found:
        runs = say("forecast.ranges", runs=found.runs, seed=found.seed)
        sections.append(DocSection("ranges", runs, tuple(_ranges(reading, found))))
    drivers = tuple(_bars(reading))
    if drivers:
        sections.append(DocSection("drivers", say("forecast.drivers"), drivers))
    document = Document(title, say("forecast.settings", changes=changes) if changes else "", tuple(sections))
    output.write(output.drawn(rich_text.render(document, columns), no_color=no_color))


def _ranges(reading: Reading, found: Simulation) -> Iterator[Block]:
    """Low, middle and high of the quarters and the year, the chance of every goal, and what was left out."""
    from quarterdeck import content
    from quarterdeck.plan import format as fmt
    from quarterdeck.report.document import Bullets, Cell, Column, Table, Tone
    from quarterdeck.report.sections.measures import heading

    spans = [(fmt.quarter(name), bands) for name, bands in found.quarters.items()]
    spans.append((say("forecast.whole_year"), found.year))
    names = [name for name in SHOWN if name in found.year]
    heads = (Column(""), *(Column(heading(reading, name), numeric=True) for name in names))
    rows = [
        (Cell(label), *(Cell(_band(reading, bands[name]) if name in bands else "–") for name in names))
        for label, bands in spans
    ]
    if names:
        yield Table(heads, tuple(rows), say("forecast.band"))
    chances = [
        (
            Cell(reading.name("goals.items", item.goal)),
            Cell(reading.name("kpis.items", item.kpi)),
            Cell(fmt.percent(round(number, 0), reading.style)),
        )
        for item in found.chances
        if (number := item.probability_pct.number) is not None
    ]
    if chances:
        heads = (
            Column(say("forecast.goal")),
            Column(say("forecast.kpi")),
            Column(say("forecast.chance"), numeric=True),
        )
        yield Table(heads, tuple(chances), spans=1)
    remarks = [Cell(reading.remark(note), Tone.QUIET) for note in found.notes]
    if found.reason:
        remarks.append(Cell(content.message(f"figures.{found.reason}"), Tone.QUIET))
    if remarks:
        yield Bullets(tuple(remarks))


def _band(reading: Reading, band: Band) -> str:
    return " – ".join(reading.amount(round(end, 0)) for end in (band.p10, band.p50, band.p90))


def _bars(reading: Reading) -> Iterator[Block]:
    """What the forecast hangs on most, for the quarter and for the year."""
    from quarterdeck.plan.paths import undotted
    from quarterdeck.report.document import Cell, Column, Table
    from quarterdeck.report.sections.measures import heading

    heads = [Column(say("forecast.driver"))]
    heads += [Column(say(f"forecast.{name}"), numeric=True) for name in ("low", "high", "at_low", "at_high")]
    for span, bars in reading.analysis.tornado.items():
        rows = [
            (
                Cell(reading.place(("forecast", *undotted(bar.driver)))),
                *(Cell(reading.amount(end)) for end in (bar.low, bar.high)),
                *(Cell(reading.amount(round(end, 0))) for end in (bar.at_low, bar.at_high)),
            )
            for bar in bars[:MOST_BARS]
        ]
        if rows:
            title = say(f"forecast.{span}", figure=heading(reading, reading.analysis.headline))
            yield Table(tuple(heads), tuple(rows), title)
