"""`quarterdeck diff OLD NEW`: what changed between two plans, in the plan's own words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.plan.document import Plan
    from quarterdeck.report.document import Block

DIFFERENT = 1


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.diff.arguments.{name}")

    parser.declare("old", metavar="OLD", help=words("old"), is_file=True)
    parser.declare("new", metavar="NEW", nargs="?", help=words("new"), is_file=True)
    parser.declare("--draft", action="store_true", help=words("draft"))
    parser.declare("--exit-code", action="store_true", help=words("exit_code"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Print what changed; gives the exit code. Raises UsageError, PlanUnreadable."""
    from quarterdeck import clock
    from quarterdeck.report import changes

    (old, old_name), (new, new_name) = _both(args)
    today = clock.today()
    found = changes.changes(old, new, today)
    if args.json:
        output.write(output.document({"old": old_name, "new": new_name, "changes": changes.data(found)}))
    else:
        _print(args, changes.told(found), old_name, new_name)
    return DIFFERENT if found and args.exit_code else 0


def _both(args: argparse.Namespace) -> tuple[tuple[Plan, str], tuple[Plan, str]]:
    """The two plans and what they are called. Without NEW: the last closed quarter, and the plan."""
    from quarterdeck.cli import plans

    first = plans.read(args.old)
    if args.new is not None:
        if args.draft:
            raise UsageError(say("diff.draft_alone"))
        second = plans.read(args.new)
        return (first.plan, first.name), (second.plan, second.name)
    if first.path is None:
        raise UsageError(say("diff.needs_two"))
    if args.draft:
        return (first.plan, first.name), (_draft(first.path, first.name), say("diff.draft"))
    from quarterdeck.store import planfile, snapshots

    before = snapshots.before(first.path, first.plan.plan.quarter)
    if before is None:
        raise UsageError(say("diff.no_quarter", path=first.name), hint=say("diff.needs_two"))
    opened = planfile.open_plan(before)
    return (opened.plan, before.name), (first.plan, first.name)


def _draft(path: Path, name: str) -> Plan:
    from quarterdeck.store import journal

    found = journal.read(path)
    if found is None:
        raise UsageError(say("recover.none", path=name))
    return found.plan


def _print(args: argparse.Namespace, blocks: tuple[Block, ...], old: str, new: str) -> None:
    from quarterdeck import content
    from quarterdeck.report import rich_text
    from quarterdeck.report.document import DocSection, Document

    title = content.say("changes.title", old=old, new=new)
    document = Document(title, "", (DocSection("changes", "", blocks),))
    text = rich_text.render(document, args.width or terminal.width())
    output.show(output.drawn(text, no_color=args.no_color))
