"""`quarterdeck completion SHELL`: a script for the shell, made once; completing then costs nothing."""

from __future__ import annotations

import argparse
from typing import Any

from quarterdeck.cli import output
from quarterdeck.cli.parser import Parser, one_of, whole_parser
from quarterdeck.cli.words import say

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    parser.declare(
        "shell",
        metavar="SHELL",
        type=one_of(SHELLS),
        choices=SHELLS,
        help=say("commands.completion.arguments.shell", shells=", ".join(SHELLS)),
    )


def run(args: argparse.Namespace) -> int:
    """Print the script; gives the exit code."""
    import shtab

    parser, files = whole_parser()
    action: Any
    for action in files:
        action.complete = shtab.FILE
    output.write(shtab.complete(parser, shell=args.shell).rstrip("\n") + "\n")
    return 0
