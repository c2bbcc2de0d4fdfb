"""`quarterdeck recover PLAN`: what was not saved when the program ended without asking."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck.cli import output
from quarterdeck.cli.commands.history import moment
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say
from quarterdeck.errors import PlanChanged

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan
    from quarterdeck.plan.fields import Path as FieldPath
    from quarterdeck.report.reading import Reading
    from quarterdeck.session.desk import Desk, Recoverable


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.recover.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("-n", "--dry-run", action="store_true", help=words("dry_run"))
    parser.declare("-f", "--force", action="store_true", help=words("force"))
    parser.declare("--discard", action="store_true", help=words("discard"))


def run(args: argparse.Namespace) -> int:
    """Bring the draft back, show it or throw it away; gives the exit code.

    Raises PlanUnreadable, PlanChanged, SaveFailed.
    """
    from quarterdeck.session.desk import Desk

    desk = Desk.open(Path(args.plan))
    try:
        if desk.in_use is not None and not args.dry_run:
            what = say("recover.in_use", path=desk.name, pid=desk.in_use.pid)
            raise PlanChanged(what, hint=say("recover.in_use_hint"))
        found = desk.recoverable
        if found is None:
            output.tell(say("recover.none", path=desk.name))
        elif args.dry_run:
            output.write("\n".join(described(desk.session.plan, found)) + "\n")
        elif args.discard:
            desk.discard_draft()
            output.tell(say("said.discarded", when=moment(found.at)))
        else:
            _recover(desk, found, force=args.force)
    finally:
        desk.close()
    return 0


def described(plan: Plan, found: Recoverable) -> list[str]:
    """What a draft would change, a line for each answer."""
    before, after = _reading(plan), _reading(found.plan)
    lines = [say("recover.found", when=moment(found.at))]
    for path in found.differences:
        old, new = (reading.text(path) or say("recover.empty") for reading in (before, after))
        place = after.place(path) or before.place(path) or ".".join(path)
        lines.append(say("recover.line", place=place, old=old, new=new))
    lines += [
        say("recover.text", place=after.place(path) or ".".join(path), raw=raw)
        for path, raw in found.texts.items()
    ]
    return lines


def _reading(plan: Plan) -> Reading:
    from quarterdeck import clock
    from quarterdeck.engine.analysis import analyse
    from quarterdeck.report.reading import Reading

    return Reading(plan, analyse(plan, clock.today()))


def _recover(desk: Desk, found: Recoverable, *, force: bool) -> None:
    if not found.same_base and not force:
        raise PlanChanged(say("recover.changed", path=desk.name), hint=say("recover.changed_hint"))
    desk.recover(found.divergence.merge.plan if found.divergence else None)
    desk.save()
    output.tell(say("said.recovered", path=desk.name, when=moment(found.at)))
    left = [_label(path) for path in desk.session.drafts]
    if left:
        output.tell(say("said.recovered_texts", fields=", ".join(left)))


def _label(path: FieldPath) -> str:
    from quarterdeck import content
    from quarterdeck.plan.document import Plan
    from quarterdeck.plan.paths import without_ids

    return content.field_words(without_ids(Plan, path)).label
