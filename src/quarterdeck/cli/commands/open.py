"""`quarterdeck open [PLAN] [--step STEP] [--plain]`: the wizard, or the same questions as plain prompts."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quarterdeck.cli import names, output, terminal
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    parser.declare("plan", metavar="PLAN", nargs="?", help=say("commands.open.arguments.plan"), is_file=True)
    parser.declare(
        "--step",
        metavar="STEP",
        type=one_of(names.pages()),
        choices=names.pages(),
        help=say("commands.open.arguments.step", steps=names.listed()),
    )
    parser.declare("--plain", action="store_true", help=say("commands.open.arguments.plain"))


def run(args: argparse.Namespace) -> int:
    """Open the plan; gives the exit code. Raises PlanUnreadable, UsageError."""
    return open_plan(Path(args.plan) if args.plan else None, args.step or "", plain=args.plain)


def open_plan(path: Path | None, step: str = "", *, plain: bool = False, then: str = "") -> int:
    """The wizard where it can be shown; plain prompts where they are wanted or nothing else works.

    `then` is an action of the wizard, done once the plan is there.
    """
    page = names.page_id(step)
    plain = plain or os.environ.get("ACCESSIBLE", "") not in ("", "0")
    if not plain and not terminal.can_draw():
        if not (terminal.is_talking() and terminal.is_dumb() and path is not None):
            raise _no_terminal(path)
        output.tell(say("terminal.falls_back", term=os.environ.get("TERM", "")))
        plain = True
    if plain:
        if path is None:
            raise UsageError(say("terminal.plain_needs_plan"), hint=say("terminal.plain_needs_plan_hint"))
        from quarterdeck.cli.plain.run import run_plain

        return run_plain(path, page)
    from quarterdeck.tui.app import run_wizard

    return run_wizard(path, page, then=then)


def _no_terminal(path: Path | None) -> UsageError:
    dumb = terminal.is_talking() and terminal.is_dumb()
    what = say("terminal.dumb", term=os.environ.get("TERM", "")) if dumb else say("terminal.none")
    if path is None:
        return UsageError(what, hint=say("terminal.hint_without_plan"))
    from quarterdeck.store.planfile import shown

    return UsageError(what, hint=say("terminal.hint", plan=shown(path)))
