"""Closing a quarter in plain prompts: the five stages of the screen, one question at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from quarterdeck import content
from quarterdeck.cli.plain import lines
from quarterdeck.cli.plain.form import worded
from quarterdeck.cli.plain.lines import Leave, Move, say_line
from quarterdeck.cli.plain.options import list_options
from quarterdeck.cli.words import node, say
from quarterdeck.errors import PlanChanged, SaveFailed
from quarterdeck.plan import format as fmt
from quarterdeck.plan.parse import Problem
from quarterdeck.report import changes
from quarterdeck.report.closing import Telling, copied, hindered
from quarterdeck.report.document import Block, Bullets, Heading
from quarterdeck.report.imported import figure_name, shown
from quarterdeck.report.reading import Reading
from quarterdeck.session import entering
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.flow import LESSONS, STAGES, Flow
from quarterdeck.session.closing.guards import hindrance
from quarterdeck.session.desk import Desk
from quarterdeck.store import snapshots

SKIP = "."
"""Goes on to the next stage from any of its questions."""


def close(desk: Desk) -> bool:
    """Go through what is left of the stages; whether the quarter was closed.

    False where something stands in the way, or somebody went back to the plan. Raises Leave; what was
    chosen is kept at every step.
    """
    found = hindrance(desk.session.plan, desk.session.today)
    if found is not None:
        lines.tell(" ".join(hindered(found, desk.session.plan, desk.session.today)))
        return False
    return _Talk(Flow(desk)).through()


class _Talk:
    """One founder and one quarter."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.desk = flow.desk
        self.words = {"quarter": fmt.quarter(flow.quarter), "next": fmt.quarter(flow.facts.next)}
        self.closed = False

    def through(self) -> bool:
        stages = (self._copy, self._actuals, self._learn, self._adjust, self._confirm)
        say_line("closing.hint")
        while not self.closed:
            name = STAGES[self.flow.stage]
            lines.tell("")
            title, ask = (content.say(f"closing.stages.{name}.{key}", **self.words) for key in _HEADS)
            say_line("closing.stage", number=self.flow.stage + 1, count=len(STAGES), title=title, ask=ask)
            move = stages[self.flow.stage]()
            if move is Move.BACK and self.flow.stage == 0:
                return False
            self.flow.go(self.flow.stage + (1 if move is Move.NEXT else -1))
        return True

    def _copy(self) -> Move:
        file = snapshots.file_of(self.desk.path, self.flow.quarter).name
        _read_out(copied(self.flow.facts, file))
        return _go_on()

    def _actuals(self) -> Move:
        session = self.desk.session
        asked = [
            (month, one.figure) for month in self.flow.facts.months for one in entering.asked(session.plan)
        ]
        say_line("closing.figures")
        return _walk(lambda: len(asked), lambda at: self._figure(*asked[at]))

    def _figure(self, month: str, figure: str) -> Move | str:
        session = self.desk.session
        reading = Reading(session.plan, session.analysis)
        known = entering.value(session.plan, month, figure)
        expected = entering.expected(session.analysis, month, figure).number
        say_line(
            "closing.figure" if expected is None else "closing.figure_planned",
            name=figure_name(reading, figure),
            month=fmt.month(month),
            planned=shown(reading, figure, _rounded(expected)),
            now=content.say("closing.unknown") if known is None else shown(reading, figure, known),
        )
        while True:
            typed = _asked()
            if typed in ("", SKIP) or isinstance(typed, Move):
                return typed or Move.NEXT
            entry = entering.Entry(month, figure, typed)
            wrong = entering.enter(session, [entry])
            self.desk.flush(sync=False)
            if not wrong:
                return Move.NEXT
            draft = entering.draft(session, month, figure)
            say_line("refused", problem=worded(draft.problem) if draft and draft.problem else "")

    def _learn(self) -> Move:
        return _walk(lambda: len(LESSONS), lambda at: self._lesson(LESSONS[at]))

    def _lesson(self, name: str) -> Move | str:
        now = getattr(self.flow.lessons, name)
        lines.tell(content.say(f"closing.learn.{name}"))
        say_line("now", value=now) if now else say_line("now_empty")
        say_line("hint_lines")
        typed = _asked()
        if typed in ("", SKIP) or isinstance(typed, Move):
            return typed or Move.NEXT
        self.flow.learn({name: "" if typed == "n" else lines.ask_lines(typed)})
        return Move.NEXT

    def _adjust(self) -> Move:
        say_line("closing.decisions")
        # A decision can ask for others, or answer them: the list is looked at anew each time.
        return _walk(lambda: len(self.flow.items), lambda at: self._decision(self.flow.items[at], at + 1))

    def _decision(self, item: Item, number: int) -> Move | str:
        telling, now = Telling(self.flow.facts), item.chosen(self.flow.choices)
        line = telling.line(item, now)
        say_line("closing.item", number=number, count=len(self.flow.items), kind=line.kind, name=line.name)
        for key, text in (("was", line.was), ("came", line.came)):
            if text:
                say_line(f"closing.{key}", value=text)
        lines.tell(telling.why(item))
        list_options(
            {
                option: say("plain.closing.marked", words=words) if option == now.option else words
                for option, words in (
                    (option, telling.option(item, option, item.value)) for option in item.options
                )
            }
        )
        while True:
            typed = _asked()
            if isinstance(typed, Move) or typed == SKIP:
                return typed
            choice = self._choice(item, now, typed)
            if choice is not None:
                self.flow.choose(item, choice)
                self._ask_why(item, choice)
                return Move.NEXT

    def _choice(self, item: Item, now: Choice, typed: str) -> Choice | None:
        """What `typed` chooses; None where it chooses nothing, and that was said."""
        if not typed:
            return now
        if typed.startswith("=") and item.takes_value:
            found = self.flow.read(item, typed[1:])
            if isinstance(found, Problem):
                say_line("refused", problem=worded(found))
            return None if found is None or isinstance(found, Problem) else Choice(item.takes_value, found)
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= len(item.options):
            return Choice(item.options[int(typed) - 1], None, now.reason)
        say_line("no_such_number", number=typed, count=len(item.options))
        return None

    def _ask_why(self, item: Item, choice: Choice) -> None:
        """Where it was decided otherwise than suggested, or where it cannot be closed without a reason."""
        otherwise = choice.option != item.suggested and choice.option in item.asks_reason
        needed = any(one.id == item.id for one in self.flow.unreasoned)
        if not choice.reason and (otherwise or needed):
            say_line("closing.why")
            typed = _asked()
            if isinstance(typed, str):
                self.flow.choose(item, Choice(choice.option, choice.value, typed))

    def _confirm(self) -> Move:
        lacking = self.flow.unreasoned
        if lacking:
            telling = Telling(self.flow.facts)
            names = ", ".join(telling.name(item) for item in lacking)
            lines.tell(content.say("closing.wants_reason", names=names))
            return Move.BACK
        done = self.flow.outcome()
        for line in _changes(changes.changes(done.snapshot, done.plan, self.desk.session.today)):
            lines.tell(line)
        say_line("closing.agree", **self.words)
        typed = _asked()
        if not isinstance(typed, str) or typed.casefold() not in node("close.agreed"):
            return Move.BACK
        try:
            closed = self.flow.close()
        except (SaveFailed, PlanChanged) as error:
            say_line("not_saved", problem=error)
            return Move.BACK
        self.closed = True
        name = self.desk.name
        lines.tell(content.say("closing.closed", snapshot=closed.review.snapshot, file=name, **self.words))
        return Move.NEXT


def _walk(count: Callable[[], int], ask: Callable[[int], Move | str]) -> Move:
    """Questions one after the other; back before the first, or on after the last or where one skips."""
    at = 0
    while 0 <= at < count():
        move = ask(at)
        if move == SKIP:
            return Move.NEXT
        at += 1 if move is Move.NEXT else -1
    return Move.BACK if at < 0 else Move.NEXT


def _rounded(expected: Decimal | None) -> Decimal | None:
    return None if expected is None else round(expected, 0 if abs(expected) >= _WHOLE_FROM else 1)


def _go_on() -> Move:
    say_line("closing.go_on")
    typed = _asked()
    return typed if isinstance(typed, Move) else Move.NEXT


def _asked() -> str | Move:
    """What was typed, or the way back. Raises Leave."""
    typed = lines.ask().strip()
    if typed == "q":
        raise Leave
    return Move.BACK if typed == "b" else typed


def _read_out(blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            lines.tell(f"{block.text}:")
        elif isinstance(block, Bullets):
            for item in block.items:
                lines.tell(f"  {item.text}")


def _changes(found: tuple[changes.Change, ...]) -> Iterator[str]:
    """One line for each answer that changes, row by row under its part."""
    part = ""
    for change in found:
        if change.part != part:
            part = change.part
            yield f"{changes.part_title(part)}:"
        if change.kind != changes.CHANGED:
            yield f"  {change.name}: {content.say(f'changes.kinds.{change.kind}')}"
            continue
        for edit in change.edits:
            key = "changed" if edit.before and edit.after else "added" if edit.after else "removed"
            place, before, after = f"{change.name}, {edit.label}", edit.before, edit.after
            yield "  " + content.say(f"dialogs.difference.{key}", place=place, before=before, after=after)


_HEADS = ("short", "question")
_WHOLE_FROM = 10
