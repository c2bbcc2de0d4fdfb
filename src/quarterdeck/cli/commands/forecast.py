"""`quarterdeck forecast PLAN`: months, quarters and year, by scenario, or with inputs set anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
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
    from quarterdeck.plan.document import Plan
    from quarterdeck.report.document import Block
    from quarterdeck.report.reading import Reading

MOST_BARS = 6


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.forecast.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--scenario", metavar="S", help=words("scenario"))
    parser.declare(
        "--set", metavar="KEY=VALUE", nargs="+", action="extend", dest="settings", help=words("set")
    )
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
    if args.json:
        settings = {"settings": data.plain(analysis.settings)} if analysis.settings else {}
        output.write(output.document(data.forecast(source.plan, analysis.forecast) | settings))
    else:
        _print(source, analysis, args.width or terminal.width(), no_color=args.no_color)
    return 0


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
    from quarterdeck.engine.overrides import inputs, resolved
    from quarterdeck.plan.parse import Problem, read
    from quarterdeck.plan.paths import MISSING
    from quarterdeck.plan.style import style_of

    key, _, raw = typed.partition("=")
    known, called = inputs(plan), key.strip().removeprefix("forecast.")
    name = resolved(plan, called)
    if not name:
        hint = near(called, known) or say("forecast.inputs")
        raise UsageError(say("forecast.no_input", typed=key), hint=hint)
    found = read(known[name].field, raw, style_of(plan, clock.today()))
    if isinstance(found, Problem):
        problem = content.message(f"parse.{found.key}", **found.values)
        raise UsageError(say("usage.bad_answer", option=f"--set {name}", problem=problem))
    if found.value is MISSING or found.value is None:
        raise UsageError(say("forecast.no_value", typed=typed))
    value: Any = found.value
    return name, value


def _print(source: Source, analysis: Analysis, columns: int, *, no_color: bool) -> None:
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
    drivers = tuple(_bars(reading))
    if drivers:
        sections.append(DocSection("drivers", say("forecast.drivers"), drivers))
    document = Document(title, say("forecast.settings", changes=changes) if changes else "", tuple(sections))
    output.write(output.drawn(rich_text.render(document, columns), no_color=no_color))


def _bars(reading: Reading) -> Iterator[Block]:
    """What the forecast hangs on most, for the quarter and for the year."""
    from quarterdeck.report.document import Cell, Column, Table
    from quarterdeck.report.sections.forecast import heading

    heads = [Column(say("forecast.driver"))]
    heads += [Column(say(f"forecast.{name}"), numeric=True) for name in ("low", "high", "at_low", "at_high")]
    for span, bars in reading.analysis.tornado.items():
        rows = [
            (
                Cell(reading.place(("forecast", *bar.driver.split(".")))),
                *(Cell(reading.amount(end)) for end in (bar.low, bar.high)),
                *(Cell(reading.amount(round(end, 0))) for end in (bar.at_low, bar.at_high)),
            )
            for bar in bars[:MOST_BARS]
        ]
        if rows:
            title = say(f"forecast.{span}", figure=heading(reading, reading.analysis.headline))
            yield Table(tuple(heads), tuple(rows), title)
