"""`quarterdeck actuals PLAN import CSV` and `actuals PLAN set KEY=VALUE …`: what really happened."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser, near, one_of
from quarterdeck.cli.words import say
from quarterdeck.errors import PlanChanged, UsageError

if TYPE_CHECKING:
    from quarterdeck.report.reading import Reading
    from quarterdeck.session.desk import Desk
    from quarterdeck.session.importing import Proposal
    from quarterdeck.session.session import Session
    from quarterdeck.store.actuals.facts import Fact
    from quarterdeck.store.actuals.mapping import Wishes

ACTIONS = ("import", "set")
PARTS = ("channel", "campaign", "person", "product")
DECIMALS = {"point": ".", "comma": ","}
DATES = {"day-first": "dmy", "month-first": "mdy"}


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.actuals.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare(
        "action", metavar="import|set", type=one_of(ACTIONS), choices=ACTIONS, help=words("action")
    )
    parser.declare("words", metavar="CSV|KEY=VALUE", nargs="+", help=words("words"), is_file=True)
    parser.declare("-n", "--dry-run", action="store_true", help=words("dry_run"))
    parser.declare("--map", metavar="COLUMN=FIELD", action="append", default=[], help=words("map"))
    parser.declare("--decimal", metavar="MARK", type=one_of(tuple(DECIMALS)), help=words("decimal"))
    parser.declare("--dates", metavar="ORDER", type=one_of(tuple(DATES)), help=words("dates"))
    parser.declare("--from", metavar="MONTH", dest="first", help=words("from"))
    parser.declare("--to", metavar="MONTH", dest="last", help=words("to"))
    for part in PARTS:
        parser.declare(f"--{part}", metavar="NAME", help=words(part))
    whole = parser.add_mutually_exclusive_group()
    whole.add_argument("--totals", action="store_true", default=None, help=words("totals"))
    whole.add_argument("--no-totals", action="store_false", dest="totals", help=words("no_totals"))
    parser.option_names += ["--totals", "--no-totals"]
    parser.declare("--month", metavar="MONTH", help=words("month"))
    parser.declare("-y", "--yes", action="store_true", help=words("yes"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Import a file or set figures; gives the exit code.

    Raises UsageError (what cannot be understood included), PlanUnreadable, PlanChanged, SaveFailed.
    """
    from quarterdeck.session.desk import Desk

    desk = Desk.open(Path(args.plan))
    try:
        for note in desk.notes:
            output.tell(note.text)
        if desk.in_use is not None and not args.dry_run:
            what = say("actuals.in_use", path=desk.name, pid=desk.in_use.pid)
            raise PlanChanged(what, hint=say("recover.in_use_hint"))
        if desk.recoverable is not None and not args.dry_run:
            raise PlanChanged(
                say("actuals.draft", path=desk.name), hint=say("actuals.draft_hint", path=desk.name)
            )
        return _import(desk, args) if args.action == "import" else _set(desk, args)
    finally:
        desk.close()


def _import(desk: Desk, args: argparse.Namespace) -> int:
    from quarterdeck.report import imported
    from quarterdeck.session import importing
    from quarterdeck.store.actuals.read import file_bytes

    if len(args.words) != 1:
        raise UsageError(say("usage.too_many", typed=args.words[1]), hint=say("actuals.one_file"))
    path, session = Path(args.words[0]), desk.session
    span = (_month(session, args.first), _month(session, args.last))
    proposal = importing.propose(session, desk.path, path.name, file_bytes(path), _wishes(args), span)
    if not args.json:
        page = imported.preview(_reading(session), proposal)
        output.write(output.page(page, args.width or terminal.width(), no_color=args.no_color))
    taken = bool(proposal.changes) and not args.dry_run and (args.json or args.yes or _agreed())
    if taken:
        importing.accept(session, desk.path, proposal)
        desk.save()
    if args.json:
        output.write(output.document(_plain(imported.as_data(proposal, written=taken))))
    output.tell(_outcome(proposal, desk.name, taken=taken))
    return 0


def _outcome(proposal: Proposal, name: str, *, taken: bool) -> str:
    """What was done."""
    if taken:
        count = len(proposal.changes)
        return say("actuals.written" if count > 1 else "actuals.written_one", count=count, path=name)
    return say("actuals.unchanged" if not proposal.changes else "actuals.not_written", path=name)


def _agreed() -> bool:
    """Whether a person at the terminal says yes; where nobody sits, the command itself was the yes."""
    if not terminal.is_talking():
        return True
    output.write(say("actuals.ask"))
    typed = (sys.stdin.readline() if sys.stdin is not None else "").strip().casefold()
    return typed in say("actuals.yes").split()


def _wishes(args: argparse.Namespace) -> Wishes:
    from quarterdeck.store.actuals.mapping import Wishes

    columns = {}
    for pair in args.map:
        column, sign, field = pair.rpartition("=")
        if not sign or not column.strip():
            raise UsageError(say("actuals.no_pair", typed=pair), hint=say("actuals.pair_hint"))
        columns[column.strip()] = field.strip()
    part = _part(args)
    return Wishes(
        columns, DECIMALS.get(args.decimal, ""), DATES.get(args.dates, ""), part or ("", ""), args.totals
    )


def _part(args: argparse.Namespace) -> tuple[str, str] | None:
    """The channel, campaign, person or product that was named; at most one."""
    named = [(part, getattr(args, part)) for part in PARTS if getattr(args, part)]
    if len(named) > 1:
        raise UsageError(say("actuals.one_part"))
    return named[0] if named else None


def _month(session: Session, typed: str | None) -> str:
    """The month meant, the last one of its name where no year is given; empty for none."""
    from quarterdeck.plan.calendar import month_of
    from quarterdeck.store.actuals.marks import Marks, month_in

    if typed is None:
        return ""
    found = month_in(typed, Marks(order=session.style.date_order, today=session.today))
    if found is None:
        raise UsageError(say("actuals.no_month", typed=typed))
    if found > month_of(session.today):
        raise UsageError(say("actuals.not_yet", typed=typed))
    return found


def _set(desk: Desk, args: argparse.Namespace) -> int:
    from quarterdeck.report import imported
    from quarterdeck.session import measuring

    session = desk.session
    if not args.month:
        raise UsageError(say("actuals.which_month"))
    month, part = _month(session, args.month), _part(args) or ("", "")
    facts = [_fact(session, month, part, word) for word in args.words]
    changes = measuring.changes(session.plan, facts, over_notes=True)
    if changes and not args.dry_run:
        session.replace_plan(measuring.put(session.plan, facts, over_notes=True), measuring.MONTHS)
        desk.save()
    reading, taken = _reading(session), bool(changes) and not args.dry_run
    if args.json:
        output.write(output.document(_plain({"changes": imported.changes_data(changes), "written": taken})))
    for change in () if args.json else changes:
        month_cell, name, before, after = (cell.text for cell in imported.change_cells(reading, change))
        output.write(say("actuals.line", month=month_cell, name=name, before=before, after=after) + "\n")
    key = "written" if len(changes) > 1 else "written_one"
    output.tell(say(f"actuals.{key if taken else 'not_written' if changes else 'unchanged'}",
                    count=len(changes), path=desk.name))  # fmt: skip
    note = imported.closed_note(reading, changes)
    if note:
        output.tell(note)
    return 0


def _fact(session: Session, month: str, part: tuple[str, str], word: str) -> Fact:
    """What `KEY=VALUE` says. Raises UsageError for an unknown key, and for a value that is none."""
    from quarterdeck import content
    from quarterdeck.plan.parse import Problem
    from quarterdeck.plan.paths import MISSING
    from quarterdeck.session import measuring
    from quarterdeck.store.actuals.facts import Fact
    from quarterdeck.store.actuals.headings import FIGURES, PART_FIGURES

    key, sign, raw = word.partition("=")
    if not sign:
        raise UsageError(say("actuals.no_pair", typed=word), hint=say("actuals.set_hint"))
    figure = measuring.figure_of(session.plan, key)
    known = (*FIGURES, measuring.NOTE, *session.plan.kpis.items)
    if not figure:
        follows = key in session.plan.kpis.items
        hint = "" if follows else near(key, known) or say("actuals.known", names=", ".join(FIGURES))
        raise UsageError(say("actuals.follows" if follows else "actuals.no_figure", typed=key), hint=hint)
    if part[0] and figure in FIGURES and figure not in PART_FIGURES:
        raise UsageError(say("actuals.not_of_a_part", typed=key))
    found = measuring.read(session.plan, session.today, figure, raw)
    if isinstance(found, Problem):
        raise UsageError(f"{key}: {content.message(f'parse.{found.key}', **found.values)}")
    return Fact(month, figure, None if found.value is MISSING else found.value, *part)


def _reading(session: Session) -> Reading:
    from quarterdeck.report.reading import Reading

    return Reading(session.plan, session.analysis)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    from quarterdeck.report import data as plain

    return dict(plain.plain(data))
