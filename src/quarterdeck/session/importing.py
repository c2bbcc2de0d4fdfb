"""A file of actuals on its way into a plan: first looked at, then taken over as one step, or left alone."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from quarterdeck.plan.style import style_of
from quarterdeck.session import measuring
from quarterdeck.session.measuring import Change
from quarterdeck.session.session import Session
from quarterdeck.store.actuals import memory
from quarterdeck.store.actuals.mapping import Wishes
from quarterdeck.store.actuals.read import Import, opened, read

NOTHING_SAID = Wishes()


class Proposal(Struct, frozen=True):
    """What a file says and what it would change. Nothing is changed yet."""

    name: str
    """How the file is called."""
    found: Import
    changes: tuple[Change, ...]
    wishes: Wishes
    """What was said about it, last time's answers included."""
    is_remembered: bool
    """Whether some of that was said last time."""

    @property
    def added(self) -> tuple[Change, ...]:
        """Figures of which nothing was known."""
        return tuple(change for change in self.changes if change.before is None)

    @property
    def corrected(self) -> tuple[Change, ...]:
        """Figures that the plan says otherwise."""
        return tuple(change for change in self.changes if change.before is not None)


def propose(
    session: Session,
    plan_path: Path,
    name: str,
    data: bytes,
    wishes: Wishes = NOTHING_SAID,
    span: tuple[str, str] = ("", ""),
) -> Proposal:
    """What `data` says; what was said about files like it is remembered for each plan.

    `span`: the first and the last month to be read; empty: all that are over. Raises ImportRefused.
    """
    plan, known = session.plan, measuring.known_of(session.plan)
    there = opened(data, wishes, known, session.today)
    last = memory.recall(plan_path, there[0])
    if last is not None:
        wishes = wishes.over(last)
        there = opened(data, wishes, known, session.today)
    found = read(there, wishes, known, style_of(plan, session.today), session.today, span)
    return Proposal(name, found, measuring.changes(plan, found.gathered.facts), wishes, last is not None)


def accept(session: Session, plan_path: Path, proposal: Proposal) -> None:
    """Take a proposal over as one step that can be undone, and remember how it was understood."""
    if proposal.changes:
        plan = measuring.put(session.plan, proposal.found.gathered.facts)
        texts = {path: draft.raw for path, draft in session.drafts.items()}
        session.replace_plan(plan, measuring.MONTHS, texts)
    memory.remember(plan_path, proposal.found.table, proposal.wishes)
