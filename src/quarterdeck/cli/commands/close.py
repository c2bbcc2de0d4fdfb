"""`quarterdeck close PLAN`: freezes the quarter in a file of its own and rolls the plan over."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quarterdeck.cli import output, terminal
from quarterdeck.cli.parser import Parser
from quarterdeck.cli.words import node, say
from quarterdeck.errors import UsageError

if TYPE_CHECKING:
    from quarterdeck.session.closing.choices import Item
    from quarterdeck.session.closing.flow import Flow
    from quarterdeck.session.closing.roll import Closing
    from quarterdeck.session.desk import Desk

LESSONS = ("worked", "failed", "learned")


def arguments(parser: Parser) -> None:
    """Declare the command's words."""

    def words(name: str) -> str:
        return say(f"commands.close.arguments.{name}")

    parser.declare("plan", metavar="PLAN", help=words("plan"), is_file=True)
    parser.declare("--yes", action="store_true", help=words("yes"))
    parser.declare("--dry-run", action="store_true", help=words("dry_run"))
    parser.declare("--set", metavar="ITEM=CHOICE", action="append", default=[], help=words("set"))
    parser.declare("--why", metavar="ITEM=TEXT", action="append", default=[], help=words("why"))
    for name in LESSONS:
        parser.declare(f"--{name}", metavar="TEXT", help=words(name))
    parser.declare("--correct", metavar="QUARTER", help=words("correct"))
    parser.declare("--json", action="store_true", help=words("json"))
    parser.declare_look()


def run(args: argparse.Namespace) -> int:
    """Close the quarter, or show what closing it comes to; gives the exit code.

    Raises UsageError, PlanUnreadable, PlanChanged, SaveFailed.
    """
    from quarterdeck.session.desk import Desk

    desk = Desk.open(Path(args.plan))
    try:
        if args.correct:
            return _correct(desk, args.correct)
        flow = _flow(desk)
        _decide(flow, args)
        if args.dry_run:
            _show(desk, flow, args)
            output.tell(say("close.dry"))
            return 0
        _refuse_without_figures(desk, flow, args)
        if terminal.is_talking() and not args.yes and not args.json and not _agreed(desk, flow, args):
            output.tell(say("close.not_done"))
            return 0
        return _close(desk, flow, args)
    finally:
        desk.close()


def _agreed(desk: Desk, flow: Flow, args: argparse.Namespace) -> bool:
    """Whether the person at the terminal wants what it comes to."""
    _show(desk, flow, args)
    output.tell(say("close.ask"))
    try:
        return input().strip().casefold() in node("close.agreed")
    except EOFError:
        return False


def _flow(desk: Desk) -> Flow:
    """The closing of the plan's quarter, if it can be closed today."""
    from quarterdeck.report.closing import hindered
    from quarterdeck.session.closing.flow import Flow
    from quarterdeck.session.closing.guards import hindrance

    if desk.recoverable is not None:
        raise UsageError(say("close.draft", path=desk.name), hint=say("close.draft_how", path=desk.name))
    found = hindrance(desk.session.plan, desk.session.today)
    if found is not None:
        what, fix = hindered(found, desk.session.plan, desk.session.today)
        raise UsageError(what, hint=fix)
    return Flow(desk)


def _refuse_without_figures(desk: Desk, flow: Flow, args: argparse.Namespace) -> None:
    """Nobody has said what really happened: that is hardly meant."""
    from quarterdeck.session.closing.baseline import has_actuals

    if not (args.yes or has_actuals(desk.session.plan, flow.quarter)):
        hint = say("close.no_figures_how", path=desk.name)
        raise UsageError(say("close.no_figures", quarter=flow.quarter), hint=hint)


def _decide(flow: Flow, args: argparse.Namespace) -> None:
    """What was typed, one after the other, on top of what was chosen in the terminal before."""
    from msgspec.structs import replace

    from quarterdeck.session.closing.choices import Choice

    for name, raw in _pairs(args.set, "--set"):
        item = _item(flow, name)
        option, _, figure = raw.partition(":")
        flow.choose(item, Choice(_option(item, option), _figure(flow, item, figure)), keep=False)
    for name, reason in _pairs(args.why, "--why"):
        item = _item(flow, name)
        flow.choose(item, replace(item.chosen(flow.choices), reason=reason), keep=False)
    said = {name: getattr(args, name) for name in LESSONS if getattr(args, name) is not None}
    flow.learn(said, keep=False)


def _pairs(typed: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for item in typed:
        name, sign, value = item.partition("=")
        if not (sign and name.strip()):
            raise UsageError(say("close.pair", option=option, typed=item))
        yield name.strip(), value.strip()


def _item(flow: Flow, name: str) -> Item:
    """The item of that id, or of that row where only one is called so."""
    found = [item for item in flow.items if name in (item.id, item.path[-1])]
    if len(found) == 1:
        return found[0]
    from quarterdeck.cli.parser import near

    if found:
        hint = ", ".join(item.id for item in found)
        raise UsageError(say("close.several", typed=name), hint=say("close.which", ids=hint))
    known = [item.id for item in flow.items]
    hint = near(name, [*known, *(item.path[-1] for item in flow.items)]) or say("close.items")
    raise UsageError(say("close.no_item", typed=name), hint=hint)


def _option(item: Item, typed: str) -> str:
    if typed not in item.options:
        raise UsageError(say("usage.one_of", typed=typed, choices=", ".join(item.options)))
    return typed


def _figure(flow: Flow, item: Item, typed: str) -> Any:
    """A figure of one's own, read as the wizard reads it."""
    if not typed:
        return None
    from quarterdeck import content
    from quarterdeck.plan.parse import Problem

    found = flow.read(item, typed)
    if isinstance(found, Problem):
        problem = content.message(f"parse.{found.key}", **found.values)
        raise UsageError(say("usage.bad_answer", option=f"--set {item.id}", problem=problem))
    return found


def _close(desk: Desk, flow: Flow, args: argparse.Namespace) -> int:
    from quarterdeck import content
    from quarterdeck.plan.format import quarter
    from quarterdeck.report.closing import Telling

    lacking = flow.unreasoned
    if lacking:
        telling = Telling(flow.facts)
        names = ", ".join(telling.name(item) for item in lacking)
        hint = say("close.reason_how", item=lacking[0].id)
        raise UsageError(content.say("closing.wants_reason", names=names), hint=hint)
    asked = _asked(flow)
    done = flow.close()
    if args.json:
        output.write(output.document(_data(desk, asked, done)))
    words = {"quarter": quarter(done.quarter), "next": quarter(done.next_quarter)}
    said = content.say("closing.closed", snapshot=done.review.snapshot, file=desk.name, **words)
    output.tell(said)
    return 0


def _show(desk: Desk, flow: Flow, args: argparse.Namespace) -> None:
    """What closing comes to; nothing is written."""
    if args.json:
        output.write(output.document(_data(desk, _asked(flow), flow.outcome())))
        return
    from quarterdeck import content
    from quarterdeck.plan.format import quarter
    from quarterdeck.report import rich_text
    from quarterdeck.report.changes import blocks
    from quarterdeck.report.closing import Telling
    from quarterdeck.report.document import DocSection, Document

    done, telling = flow.outcome(), Telling(flow.facts)
    words = {"quarter": quarter(flow.quarter), "next": quarter(flow.facts.next)}
    lines = [telling.line(item, item.chosen(flow.choices)) for item in flow.items]
    question = content.say("closing.stages.adjust.question", **words)
    changes = blocks(done.snapshot, done.plan, desk.session.today)
    sections = (
        DocSection("items", question, (telling.table(lines),)),
        DocSection("changes", content.say("closing.changes_title"), changes),
    )
    document = Document(content.say("closing.title", **words), "", sections)
    text = rich_text.render(document, args.width or terminal.width())
    output.write(output.drawn(text, no_color=args.no_color))


def _asked(flow: Flow) -> list[dict[str, Any]]:
    """What was asked, suggested and chosen, as data."""
    from quarterdeck.report.data import plain

    chosen = [(item, item.chosen(flow.choices)) for item in flow.items]
    return [
        {
            "item": item.id,
            "kind": item.kind,
            "options": list(item.options),
            "suggested": item.suggested,
            "chosen": choice.option,
            "value": plain(choice.value),
            "reason": choice.reason or None,
            "actual": plain(item.came),
        }
        for item, choice in chosen
    ]


def _data(desk: Desk, asked: list[dict[str, Any]], done: Closing) -> dict[str, Any]:
    """The closing as data: what was asked and chosen, what came, what changes."""
    from quarterdeck.report.changes import changes, data
    from quarterdeck.report.data import plain

    return {
        "quarter": done.quarter,
        "next_quarter": done.next_quarter,
        "snapshot": done.review.snapshot,
        "items": asked,
        "review": plain(done.review.model_dump(exclude_unset=True, exclude_none=True)),
        "changes": data(changes(done.snapshot, done.plan, desk.session.today)),
    }


def _correct(desk: Desk, quarter: str) -> int:
    """Take over into the record what the closed quarter's own file says by now."""
    from quarterdeck.session.closing.correcting import corrected

    plan, file = corrected(desk.path, desk.session.plan, quarter, desk.session.today)
    if plan is None:
        raise UsageError(say("close.no_quarter", quarter=quarter, file=file))
    desk.session.replace_plan(plan)
    key = "close.corrected" if desk.session.dirty else "close.same"
    desk.save()
    output.tell(say(key, quarter=quarter, path=desk.name, file=file))
    return 0
