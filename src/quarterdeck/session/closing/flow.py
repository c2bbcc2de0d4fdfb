"""Closing a quarter in five stages that can be left at any point: what is chosen is kept as it is chosen."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from quarterdeck import text
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.types import MAX_LONG, MAX_NUMBER, MAX_TEXT
from quarterdeck.session import reading
from quarterdeck.session.closing import focus, roll
from quarterdeck.session.closing.choices import Choice, Item
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.guards import Hindrance, hindrance
from quarterdeck.session.closing.record import Lessons
from quarterdeck.store import closings, snapshots

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk

STAGES = ("copy", "actuals", "learn", "adjust", "confirm")
LESSONS = ("worked", "failed", "learned")


class Flow:
    """The closing of the quarter of an open plan.

    Choices are kept in the state folder, not in the plan: nothing in the plan changes before `close`.
    """

    def __init__(self, desk: Desk) -> None:
        quarter = desk.session.plan.plan.quarter
        if quarter is None:
            raise ValueError("the plan names no quarter")
        self.desk = desk
        self.quarter = quarter
        self.stage = 0
        """Which of `STAGES` is open."""
        self._choices: dict[str, Choice] = {}
        self._lessons = Lessons()
        self._facts: Facts | None = None
        self._items: tuple[Item, ...] | None = None
        self._resume()

    # What is known.

    @property
    def facts(self) -> Facts:
        """What is known of the quarter, from the plan as it stands now."""
        plan = self.desk.session.plan
        if self._facts is None or self._facts.plan is not plan:
            self._facts, self._items = Facts(plan, self.quarter, self.desk.session.today), None
        return self._facts

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that needs a decision, after what was decided so far."""
        facts = self.facts
        if self._items is None:
            self._items = roll.items(facts, self._choices)
        return self._items

    @property
    def choices(self) -> Mapping[str, Choice]:
        """What was chosen so far, by item."""
        return self._choices

    @property
    def lessons(self) -> Lessons:
        """What was learned, as far as it was written down."""
        return self._lessons

    @property
    def hindrance(self) -> Hindrance | None:
        """What stands in the way of closing today."""
        return hindrance(self.desk.session.plan, self.desk.session.today)

    @property
    def unreasoned(self) -> tuple[Item, ...]:
        """Focus areas beyond the second that need a written reason before the quarter can be closed."""
        return focus.lacks_reason(self.items, self._choices)

    @property
    def looked_at(self) -> int:
        """How many items were decided on purpose."""
        return sum(item.id in self._choices for item in self.items)

    @property
    def begun(self) -> bool:
        """Whether anything was done in it already."""
        return bool(self.stage or self._choices or self._lessons != Lessons())

    # What is done.

    def go(self, stage: int) -> None:
        """Open another stage."""
        self.stage = min(max(stage, 0), len(STAGES) - 1)
        self.keep()

    def choose(self, item: Item, choice: Choice, *, keep: bool = True) -> None:
        """Decide about one item."""
        reason = text.clean(choice.reason, lines=False)[:MAX_TEXT]
        self._choices[item.id] = Choice(choice.option, choice.value, reason)
        self._items = None
        if keep:
            self.keep()

    def accept(self, items: tuple[Item, ...]) -> None:
        """Take what is suggested for those items."""
        for item in items:
            self._choices.setdefault(item.id, Choice(item.suggested, item.value))
        self._items = None
        self.keep()

    def learn(self, said: Mapping[str, str], *, keep: bool = True) -> None:
        """Write down what worked, what failed, what was learned."""
        known = {name: getattr(self._lessons, name) for name in LESSONS}
        cleaned = {name: text.clean(value)[:MAX_LONG] for name, value in said.items() if name in LESSONS}
        self._lessons = Lessons(**(known | cleaned))
        if keep:
            # It is called with every key; a crash of the program alone loses none.
            self.keep(sync=False)

    def read(self, item: Item, typed: str) -> Decimal | Problem | None:
        """A figure of one's own for an item, in its unit; None where nothing was typed."""
        path = (*item.path, "baseline") if item.kind in ("goal", "kpi") else item.path
        found = reading.read(path, typed, self.facts.plan, self.facts.today)
        if isinstance(found, Problem):
            return found
        return found.value if isinstance(found.value, Decimal) else None

    def outcome(self, closed_on: date | None = None) -> roll.Closing:
        """What closing would come to, with what is chosen now."""
        return roll.close(
            self.facts,
            self.items,
            self._choices,
            self._lessons,
            closed_on=closed_on or self.desk.session.today,
            snapshot=snapshots.file_of(self.desk.path, self.quarter).name,
        )

    def close(self) -> roll.Closing:
        """Freeze the quarter in a file of its own and roll the plan over.

        Interrupted in between, the same again goes on where it was. Raises as `Desk.save` does, and
        SaveFailed when the file of the closed quarter is there and is another.
        """
        done = self.desk.roll_over(self.outcome)
        closings.discard(self.desk.path)
        return done

    # What is kept.

    def keep(self, *, sync: bool = True) -> None:
        """Put the choices on disk, and wait for it where `sync`. That they cannot be is no reason to stop."""
        choices = [
            {"id": key, "option": one.option, "value": _written(one.value), "reason": one.reason}
            for key, one in self._choices.items()
        ]
        lessons = {name: getattr(self._lessons, name) for name in LESSONS}
        state = {"quarter": self.quarter, "stage": self.stage, "choices": choices, "lessons": lessons}
        with contextlib.suppress(OSError):
            closings.write(self.desk.path, state, sync=sync)

    def _resume(self) -> None:
        """Go on where it was left, if it was this quarter."""
        found = closings.read(self.desk.path)
        if found is None or found.get("quarter") != self.quarter:
            return
        stage, lessons, choices = found.get("stage"), found.get("lessons"), found.get("choices")
        self.stage = min(max(stage, 0), len(STAGES) - 1) if isinstance(stage, int) else 0
        if isinstance(lessons, dict):
            said = {name: text.clean(str(lessons.get(name, "")))[:MAX_LONG] for name in LESSONS}
            self._lessons = Lessons(**said)
        for row in choices if isinstance(choices, list) else ():
            if isinstance(row, dict) and isinstance(row.get("id"), str):
                self._choices[row["id"]] = _read(row)


def pending(path: Any) -> str:
    """The quarter whose closing was begun and not finished for the plan at that path; empty for none."""
    found = closings.read(path)
    return str(found.get("quarter", "")) if found else ""


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _read(row: dict[str, Any]) -> Choice:
    value = None
    with contextlib.suppress(InvalidOperation, ValueError):
        value = Decimal(str(row["value"])) if row.get("value") is not None else None
    if value is not None and not (value.is_finite() and abs(value) <= MAX_NUMBER):
        value = None
    reason = text.clean(str(row.get("reason", "")), lines=False)[:MAX_TEXT]
    return Choice(text.clean(str(row.get("option", "")), lines=False), value, reason)
