"""`quarterdeck history PLAN [restore N | show N]`: earlier saves, also of a plan that cannot be read."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError
from quarterdeck.text import clean

ACTIONS = ("restore", "show")


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    parser.declare("plan", metavar="PLAN", help=say("commands.history.arguments.plan"), is_file=True)
    parser.declare(
        "action",
        metavar="restore|show",
        nargs="?",
        type=one_of(ACTIONS),
        choices=ACTIONS,
        help=say("commands.history.arguments.action"),
    )
    parser.declare("number", metavar="N", nargs="?", help=say("commands.history.arguments.number"))


def run(args: argparse.Namespace) -> int:
    """List, print or put back; gives the exit code.

    Raises UsageError, PlanUnreadable, PlanChanged, SaveFailed.
    """
    path = Path(args.plan)
    if args.action is None:
        return _list(path)
    number = _number(args)
    if args.action == "show":
        from quarterdeck.store import history

        found = history.read(path, number).decode("utf-8", "replace")
        output.write(clean(found) if terminal.is_talking() else found)
        return 0
    return _restore(path, number)


def moment(at: datetime) -> str:
    """A moment in local time, as lists show it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _number(args: argparse.Namespace) -> int:
    if args.number is None:
        raise UsageError(say("usage.which_number", path=args.plan, action=args.action))
    if not (args.number.isascii() and args.number.isdigit() and len(args.number) < 10):
        raise UsageError(say("usage.whole_number", typed=args.number))
    return int(args.number)


def _list(path: Path) -> int:
    from quarterdeck.store import history
    from quarterdeck.store.planfile import read_bytes, shown

    versions = history.versions(path)
    if not versions:
        read_bytes(path)
        output.tell(say("history.none", path=shown(path)))
        return 0
    for version in versions:
        line = say("history.line", number=version.number, when=moment(version.at), size=version.size)
        output.write(f"{line}\n")
    output.tell(say("history.how", path=shown(path)))
    return 0


def _restore(path: Path, number: int) -> int:
    from quarterdeck.plan.document import Plan
    from quarterdeck.store import history, planfile
    from quarterdeck.store.planfile import Opened

    # The present file is not read as a plan: it may be the damaged one that this is to mend.
    base = planfile.digest(planfile.read_bytes(path)) if os.path.lexists(path) else ""
    opened = Opened(Plan(), path, base)
    found = next((version for version in history.versions(path) if version.number == number), None)
    saved = planfile.restore(opened, number)
    when = moment(found.at) if found else ""
    key = "said.same" if saved.base == base else "said.restored"
    output.tell(say(key, path=saved.name, number=number, when=when))
    return 0
