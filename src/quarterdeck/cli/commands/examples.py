"""`quarterdeck examples [NAME]`: which example plans there are, or one of them as it stands in its file."""

from __future__ import annotations

import argparse

from quarterdeck.cli import names, output
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    known = names.examples()
    parser.declare(
        "name",
        metavar="NAME",
        nargs="?",
        type=one_of(known),
        choices=known,
        help=say("commands.examples.arguments.name", examples=", ".join(known)),
    )


def run(args: argparse.Namespace) -> int:
    """Print the list or the example; gives the exit code."""
    from quarterdeck.store import examples

    if args.name:
        output.write(examples.source(args.name).decode("utf-8"))
        return 0
    size = max((len(name) for name in examples.names()), default=0)
    for name in examples.names():
        cover = examples.read(name).plan.plan
        line = say(
            "examples.line",
            name=f"{name:<{size}}",
            company=cover.company or "",
            what=cover.value_proposition or "",
        )
        output.write(f"{line.rstrip()}\n")
    output.tell(say("examples.how"))
    return 0
