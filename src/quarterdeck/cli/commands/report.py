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

if TYPE_CHECKING:
    from quarterdeck.cli.plans import Source

ENDINGS = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".json": "json"}
FORMATS = ("text", "markdown", "json")


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str, **values: str) -> str:
        return say(f"commands.report.arguments.{name}", **values)

    sections = (*names.pages(), names.OPEN)
    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
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
    parser.declare("-o", "--output", metavar="FILE", help=words("output"), is_file=True)
    parser.declare("-f", "--force", action="store_true", help=words("force"))
    parser.declare("-w", "--width", metavar="N", type=width, help=words("width"))
    parser.declare("--no-color", action="store_true", help=words("no_color"))
    parser.declare("--no-pager", action="store_true", help=words("no_pager"))


def width(typed: str) -> int:
    """Columns as typed. Raises ArgumentTypeError."""
    if typed.isascii() and typed.isdigit() and terminal.NARROWEST <= int(typed[:4]) <= terminal.WIDEST:
        return int(typed)
    raise argparse.ArgumentTypeError(say("usage.width", typed=typed))


def run(args: argparse.Namespace) -> int:
    """Print or write the report; gives the exit code. Raises PlanUnreadable, UsageError, SaveFailed."""
    from quarterdeck.cli import plans

    to_file = args.output is not None and args.output != output.STDOUT
    form = args.format or (_by_ending(Path(args.output)) if to_file else FORMATS[0])
    sections = [names.page_id(typed) for typed in args.section] if args.section else None
    source = plans.read(args.plan)
    columns = args.width or (terminal.PIPE_COLUMNS if to_file else terminal.width())
    if form != FORMATS[0]:
        text = _markdown(source, sections) if form == "markdown" else _json(source)
    else:
        text = text_of(source, sections, columns, plain=to_file, no_color=args.no_color)
    if to_file:
        output.write_file(Path(args.output), text, force=args.force, plan=source.path)
    elif form == FORMATS[0]:
        output.show(text, no_pager=args.no_pager)
    else:
        output.write(text)
    return 0


def text_of(
    source: Source,
    sections: Collection[str] | None,
    columns: int,
    *,
    plain: bool = False,
    no_color: bool = False,
) -> str:
    """The report as text; `plain` for a file, else as standard output bears it."""
    from quarterdeck.report import rich_text
    from quarterdeck.report.build import build

    document = build(source.plan, source.analysis, sections)
    if plain:
        return rich_text.render(document, columns).plain
    return output.page(document, columns, no_color=no_color)


def _markdown(source: Source, sections: Collection[str] | None) -> str:
    from quarterdeck.report import markdown
    from quarterdeck.report.build import build

    return markdown.render(build(source.plan, source.analysis, sections))


def _json(source: Source) -> str:
    from quarterdeck.report import data

    return output.document(data.report(source.plan, source.analysis))


def _by_ending(path: Path) -> str:
    """The format that a file's ending asks for. Raises UsageError."""
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        endings, formats = ", ".join(ENDINGS), "|".join(FORMATS)
        raise UsageError(
            say("usage.ending", path=path), hint=say("usage.choose_format", endings=endings, formats=formats)
        )
    return form
