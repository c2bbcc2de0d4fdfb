"""What is decided about a gap, what carries the decision out, and which part of that comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.gaps import GapFigures
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ACCEPT, LOWER = "accept", "lower_target"
ACTION, HIRE, LINE, CHANNEL = "action", "hire", "budget", "channel"
PLACES: Mapping[str, Path] = {
    ACTION: ("actions", "items"),
    HIRE: ("team", "members"),
    LINE: ("forecast", "budget"),
    CHANNEL: ("forecast", "channels"),
}
"""What can carry a decision out, and the table it stands in."""
_MEANS = (LINE, CHANNEL)
OVER = ("done", "dropped", "carried_over")
"""States of an action nobody works on any more."""
_ALWAYS_LAST = "9999"


class State(StrEnum):
    """How far a gap is from being closed by somebody."""

    REACHED = "reached"
    """The forecast reaches the target."""
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    LOWERED = "lowered"
    """The target is to be, or was, lowered."""
    BARE = "bare"
    """A remedy is chosen, and nothing carries it out."""
    COVERED = "covered"
    SPENT = "spent"
    """Everything that was to carry it out is done, and the gap is still open."""


class Carrier(Struct, frozen=True):
    """One row that carries a decision out: an action, a hire, a budget line, a channel."""

    kind: str
    """action | hire | budget | channel."""
    path: Path
    name: str
    when: str = ""
    """The day or month it is due, as ISO text; empty where nobody has said."""
    owner: str = ""
    """Id of who answers for it."""
    over: bool = False
    """Done, dropped, or there already."""


def listed(analysis: Analysis) -> tuple[GapFigures, ...]:
    """The gaps worth looking at: those that are open and nobody has written down, then those of step 7."""
    unseen = [gap for gap in analysis.gaps if gap.closed is False and not gap.row]
    return (*unseen, *analysis.decisions.values())


def state(analysis: Analysis, gap: GapFigures) -> State:
    """How far one gap is."""
    row = analysis.plan.gaps.items.get(gap.row)
    kind = row.remedy_kind if row else None
    if gap.closed and kind != LOWER:
        return State.REACHED
    if kind is None:
        return State.UNDECIDED
    if kind in (ACCEPT, LOWER):
        return State.ACCEPTED if kind == ACCEPT else State.LOWERED
    found = carriers(analysis.plan, gap.row)
    if not found:
        return State.BARE
    return State.SPENT if all(one.over for one in found) else State.COVERED


def carriers(plan: Plan, row_id: str) -> tuple[Carrier, ...]:
    """What carries out the decision of that row of step 7, as far as it is there, in the row's order."""
    row = plan.gaps.items.get(row_id)
    found = (carrier(plan, one) for one in (row.leads_to if row else ()))
    return tuple(one for one in found if one is not None)


def carrier(plan: Plan, row_id: str) -> Carrier | None:
    """The action, person, budget line or channel of that id, whichever there is."""
    return next(_carrier(plan, row_id), None)


def following(found: tuple[Carrier, ...]) -> Carrier | None:
    """The one that comes first of those that are not over yet; money waits for those who spend it."""
    pending = [one for one in found if not one.over]
    return min(pending, key=lambda one: (one.kind in _MEANS, one.when or _ALWAYS_LAST), default=None)


def _carrier(plan: Plan, row_id: str) -> Iterator[Carrier]:
    action = plan.actions.items.get(row_id)
    if action is not None:
        due = action.due.isoformat() if action.due else ""
        over = action.status in OVER
        yield _at(ACTION, row_id, action.what, due, action.owner or "", over=over)
    member = plan.team.members.get(row_id)
    if member is not None:
        yield _at(HIRE, row_id, member.name, member.start or "", over=member.status != "planned")
    line = plan.forecast.budget.get(row_id)
    if line is not None:
        yield _at(LINE, row_id, line.item, line.month or "")
    channel = plan.forecast.channels.get(row_id)
    if channel is not None:
        yield _at(CHANNEL, row_id, channel.name)


def _at(
    kind: str, row_id: str, name: str | None, when: str = "", owner: str = "", *, over: bool = False
) -> Carrier:
    return Carrier(kind, (*PLACES[kind], row_id), name or row_id, when, owner, over)
