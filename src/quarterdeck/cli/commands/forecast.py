"""`quarterdeck forecast PLAN`: months, quarters and year, by scenario, or with inputs set anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser, near
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.cli.plans import Source
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.engine.overrides import Setting
    from quarterdeck.engine.simulation.result import Simulation
    from quarterdeck.plan.document import Plan

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
    parser.declare_look()


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
        told = data.forecast(source.plan, analysis.forecast) | data.results(analysis)
        output.write(output.document(told | settings | chances))
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
    from quarterdeck.report.sections import outlooks
    from quarterdeck.report.sections.forecast import months

    changes = ", ".join(f"{key} = {value}" for key, value in analysis.settings.items())
    title = say("forecast.title", name=source.name)
    reading = Reading(source.plan, analysis)
    name = outlooks.scenario_name(reading, analysis.scenario)
    sections = [DocSection("forecast", say("forecast.section", scenario=name), months(reading))]
    if found:
        runs = say("forecast.ranges", runs=found.runs, seed=found.seed)
        sections.append(DocSection("ranges", runs, tuple(outlooks.ranges(reading, found))))
    side_by_side = outlooks.scenarios(reading)
    if side_by_side:
        sections.append(DocSection("scenarios", say("forecast.side_by_side"), (side_by_side,)))
    drivers = tuple(outlooks.drivers(reading))
    if drivers:
        sections.append(DocSection("drivers", say("forecast.drivers"), drivers))
    document = Document(title, say("forecast.settings", changes=changes) if changes else "", tuple(sections))
    output.write(output.drawn(rich_text.render(document, columns), no_color=no_color))
