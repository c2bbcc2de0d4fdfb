"""`quarterdeck demo`: a copy of an example to look around in; without a terminal, its report."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quarterdeck.cli import names, output, terminal
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import SaveFailed


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    known = names.examples()
    parser.declare(
        "--example",
        metavar="NAME",
        type=one_of(known),
        choices=known,
        help=say("commands.demo.arguments.example", examples=", ".join(known)),
    )
    parser.declare("--folder", metavar="FOLDER", help=say("commands.demo.arguments.folder"), is_file=True)


def run(args: argparse.Namespace) -> int:
    """Open the copy or print the report; gives the exit code. Raises SaveFailed."""
    name = args.example or names.examples()[0]
    if not terminal.can_draw():
        from quarterdeck.cli.commands.report import text_of
        from quarterdeck.cli.plans import Source
        from quarterdeck.store import examples

        loaded = examples.read(name)
        source = Source(loaded.plan, f"{name}.toml", None, loaded.notes)
        output.show(text_of(source.analysis, None, terminal.width()))
        return 0
    path = _copy(name, Path(args.folder).expanduser() if args.folder else _own_folder())
    output.tell(say("said.demo", example=name, path=path))
    from quarterdeck.cli.commands.open import open_plan

    return open_plan(path, then="tell_copy")


def _own_folder() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="quarterdeck-demo-"))


def _copy(name: str, folder: Path) -> Path:
    """A copy under a name that nobody has there. Raises SaveFailed."""
    from quarterdeck.store import atomic, examples

    path, number = folder / f"{name}.toml", 2
    while os.path.lexists(path):
        path, number = folder / f"{name}-{number}.toml", number + 1
    try:
        atomic.create(path, examples.source(name))
    except OSError as error:
        cause = error.strerror or str(error)
        raise SaveFailed(say("said.not_written", path=path, cause=cause)) from error
    return path
