"""`quarterdeck new PLAN`: a new plan file, from nothing or from an example; never over what is there."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck.cli import names, output
from quarterdeck.cli.parser import Parser, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan

ANSWERS = ("company", "currency", "quarter")
"""Answers of the cover that may be given at once."""
SUFFIX = ".toml"


def arguments(parser: Parser) -> None:
    """Declare the command's words."""
    parser.declare("plan", metavar="PLAN", help=say("commands.new.arguments.plan"), is_file=True)
    for name in ANSWERS:
        parser.declare(f"--{name}", metavar=name.upper(), help=say(f"commands.new.arguments.{name}"))
    known = names.examples()
    parser.declare(
        "--example",
        metavar="NAME",
        type=one_of(known),
        choices=known,
        help=say("commands.new.arguments.example", examples=", ".join(known)),
    )


def run(args: argparse.Namespace) -> int:
    """Write the plan; gives the exit code. Raises UsageError, SaveFailed."""
    from quarterdeck.plan.document import Plan
    from quarterdeck.store import examples, planfile

    path = _named(args.plan)
    plan = examples.read(args.example).plan if args.example else Plan()
    for name in ANSWERS:
        typed = getattr(args, name)
        if typed is not None:
            plan = _answered(plan, name, typed)
    created = planfile.create(path, plan)
    key = "said.copied" if args.example else "said.created"
    output.tell(say(key, path=created.name, example=args.example))
    return 0


def _named(typed: str) -> Path:
    """The file meant: the ending may be left out. Raises UsageError for another ending or none at all."""
    path = Path(typed)
    if not path.name:
        raise UsageError(say("usage.no_name"))
    if path.suffix not in ("", SUFFIX):
        hint = say("usage.did_you_mean", close=f"{path.stem}{SUFFIX}")
        raise UsageError(say("usage.not_toml", suffix=path.suffix), hint=hint)
    return path if path.suffix else path.with_name(f"{path.name}{SUFFIX}")


def _answered(plan: Plan, name: str, typed: str) -> Plan:
    """`plan` with an answer on its cover. Raises UsageError with the parser's own words."""
    from quarterdeck import clock
    from quarterdeck.session.session import Session

    session = Session(plan, clock.today())
    problem = session.edit(("plan", name), typed).problem
    if problem is not None:
        from quarterdeck import content

        said = content.message(f"parse.{problem.key}", **problem.values)
        raise UsageError(say("usage.bad_answer", option=f"--{name}", problem=said))
    return session.plan
