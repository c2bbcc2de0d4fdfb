"""`quarterdeck report PLAN`: the plan as a document, for a terminal, a pipe, a file. Never loads Textual."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck.cli import names, output, terminal
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError
from quarterdeck.report.names import ENDINGS, FORMATS, FULL, TEXT, VIEWS, of_file

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str, **values: str) -> str:
        return say(f"commands.report.arguments.{name}", **values)

    sections = (*names.pages(), *names.AFTER)
    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    view = one_of(VIEWS)
    parser.declare("--view", metavar="VIEW", type=view, choices=VIEWS, default=FULL, help=words("view"))
    parser.declare("--format", metavar="FORMAT", type=one_of(FORMATS), choices=FORMATS, help=words("format"))
    parser.declare("--json", action="store_const", const="json", dest="format", help=words("json"))
    parser.declare(
        "--section",
        metavar="STEP",
        nargs="+",
        action="extend",
        type=one_of(sections),
        choices=sections,
        help=words("section", steps=names.listed()),
    )
    parser.declare("--no-people", action="store_true", help=words("no_people"))
    parser.declare("-o", "--output", metavar="FILE", help=words("output"), is_file=True)
    parser.declare("-f", "--force", action="store_true", help=words("force"))
    parser.declare_look()
    parser.declare("--no-pager", action="store_true", help=words("no_pager"))


def run(args: argparse.Namespace) -> int:
    """Print or write the report; gives the exit code. Raises PlanUnreadable, UsageError, SaveFailed."""
    from quarterdeck.cli import plans

    if args.section and args.view != FULL:
        raise UsageError(say("usage.section_of_view"), hint=say("usage.section_or_view"))
    to_file = args.output is not None and args.output != output.STDOUT
    form = args.format or (_by_ending(Path(args.output)) if to_file else TEXT)
    sections = [names.page_id(typed) for typed in args.section] if args.section else None
    source = plans.read(args.plan)
    if args.no_people:
        from msgspec.structs import replace

        from quarterdeck.report.private import without_people

        source = replace(source, plan=without_people(source.plan))
    analysis = source.in_retrospect
    if args.no_people and analysis.before is not None:
        from quarterdeck.report.private import without_people

        analysis.before = without_people(analysis.before)
    columns = args.width or (terminal.PIPE_COLUMNS if to_file else terminal.width())
    if form == TEXT and not to_file:
        text = text_of(analysis, sections, columns, view=args.view, no_color=args.no_color)
    else:
        from quarterdeck.report.formats import written

        text = written(source.plan, analysis, form, args.view, sections, columns)
    if to_file:
        output.write_file(Path(args.output), text, force=args.force, plan=source.path)
    elif form == TEXT:
        output.show(text, no_pager=args.no_pager)
    else:
        output.write(text, exact=True)
    return 0


def text_of(
    analysis: Analysis,
    sections: Collection[str] | None,
    columns: int,
    *,
    view: str = FULL,
    no_color: bool = False,
) -> str:
    """The report as text, as standard output bears it."""
    from quarterdeck.report.views import document

    return output.page(document(analysis.plan, analysis, view, sections), columns, no_color=no_color)


def _by_ending(path: Path) -> str:
    """The format that a file's ending asks for. Raises UsageError."""
    form = of_file(path)
    if form is None:
        endings = ", ".join(ending for some in ENDINGS.values() for ending in some)
        formats = "|".join(FORMATS)
        raise UsageError(
            say("usage.ending", path=path), hint=say("usage.choose_format", endings=endings, formats=formats)
        )
    return form
