"""What would close one gap: past and new, every lever by itself, the best two together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck.engine.figures import Figure, difference, lacking
from quarterdeck.engine.forecast.capacity import CAPACITY
from quarterdeck.engine.forecast.inputs import Capacity, Inputs
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.levers.moves import Move, moves
from quarterdeck.engine.levers.question import Question, question
from quarterdeck.engine.levers.reverse import Reverse, reverse
from quarterdeck.engine.levers.solve import crossing
from quarterdeck.engine.outlook import exact

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

TOO_LATE, OUT_OF_REACH, BEYOND_RANGE, NO_CAPACITY = "too_late", "out_of_reach", "beyond_range", "capacity"
_NOTHING = 1e-9
_NUDGE = 0.01
_MOST_TRIED = 5
LEADS = "leads"
BOUGHT = frozenset({LEADS, "spend"})
"""Two names for the same: they are never combined with each other."""


class Lever(Struct, frozen=True):
    """One input pulled by itself."""

    lever: str
    unit: str
    now: Decimal
    needed: Decimal | None = None
    """The value that closes the gap; None where no value within bounds does."""
    reaches: Decimal | None = None
    """The KPI at the farthest value, where that is not enough."""
    farthest: Decimal | None = None
    """How far it was tried."""
    reason: str | None = None
    """too_late | capacity | beyond_range | out_of_reach: why it cannot close the gap alone."""
    cost: Decimal | None = None
    """Money it takes, as far as the plan knows."""
    lead_time: Decimal = Decimal(0)
    """Months until it shows, on average."""

    @property
    def feasible(self) -> bool:
        """Whether it closes the gap by itself."""
        return self.needed is not None

    @property
    def change_pct(self) -> Decimal | None:
        """How far needed lies from now, in percent of now."""
        return None if self.needed is None or not self.now else 100 * (self.needed - self.now) / self.now


class Pair(Struct, frozen=True):
    """Two levers pulled equally hard."""

    levers: tuple[Lever, ...]
    effort_pct: Decimal
    """By how much of its own value each of them moves."""


class Closing(Struct, frozen=True):
    """Everything that can be done about one gap."""

    past: Figure
    """What comes of what is under way already, if not one lead more arrives."""
    new: Figure
    """What leads of the forecast's months add to it."""
    levers: tuple[Lever, ...] = ()
    """By what they cost (unknown last), how soon they show, and how far they are from where things stand."""
    pair: Pair | None = None
    """The two that do most for the same effort; None where both together are not enough."""
    reverse: Reverse | None = None
    """What each month must bring beyond the forecast."""


def cost_of(levers: Sequence[Lever]) -> Decimal | None:
    """What they cost together, in whole units of the plan's currency; None where one has no known price."""
    costs = [lever.cost for lever in levers if lever.cost is not None]
    return round(sum(costs, Decimal(0)), 0) if costs and len(costs) == len(levers) else None


def closing(analysis: Analysis, gap: GapFigures) -> Closing:
    """What would close `gap`; no levers where it is closed, or where the forecast has nothing to say."""
    asked = question(analysis, gap)
    if asked is None:
        unknown = lacking(reason="not_in_forecast")
        return Closing(unknown, unknown)
    inputs = asked.inputs
    found = run(inputs)
    past = asked.value(replace(inputs, lead_factor=0.0))
    new = difference(asked.value(inputs, found), past)
    short = asked.short(inputs, found)
    if short is None or short <= 0:
        return Closing(past, new)
    pulled = [
        (move, lever)
        for move in moves(inputs, found, analysis.ranges, asked.behind)
        if (lever := _alone(asked, move, short)) is not None
    ]
    ranked = tuple(sorted((lever for _, lever in pulled), key=_rank))
    pair = _pair(asked, [move for move, _ in pulled], short)
    return Closing(past, new, ranked, pair, reverse(asked, short))


def _alone(asked: Question, move: Move, short: float) -> Lever | None:
    """One lever; None where it does not move this KPI at all, or moves it the wrong way."""
    inputs = asked.inputs
    at_end = asked.value(move.write(inputs, move.farthest)).number
    if at_end is None:
        return None
    end = float(asked.aim.shortfall(at_end))
    lever = Lever(
        move.lever,
        move.unit,
        exact(move.now),
        farthest=exact(move.farthest),
        lead_time=round(exact(move.lead_time), 2),
    )
    if abs(end - short) <= _NOTHING * max(1.0, abs(short)):
        if move.lever != LEADS or not asked.flows:
            return None
        return replace(lever, reason=_why_not_leads(asked, move), reaches=at_end)
    if end > short:
        return None
    if end > 0:
        return replace(lever, reaches=at_end, reason=_why(asked, move))

    def open_at(value: float) -> float | None:
        return asked.short(move.write(inputs, value))

    needed = crossing(open_at, move.now, move.farthest, short, end)
    cost = move.cost(needed)
    return replace(lever, needed=exact(needed), cost=None if cost is None else exact(round(cost, 2)))


def _why_not_leads(asked: Question, move: Move) -> str:
    """Why more leads change nothing: nobody has time for them, or they come too late to count."""
    free = _unbound(asked.inputs)
    now, more = asked.short(free), asked.short(move.write(free, move.farthest))
    return NO_CAPACITY if now is not None and more is not None and more < now else TOO_LATE


def _why(asked: Question, move: Move) -> str:
    """Why even the farthest value is not enough."""
    changed = move.write(asked.inputs, move.farthest)
    if CAPACITY in run(changed).bound_by[: asked.behind]:
        free = asked.short(_unbound(changed))
        if free is not None and free <= 0:
            return NO_CAPACITY
    return BEYOND_RANGE if move.own_range else OUT_OF_REACH


def _unbound(inputs: Inputs) -> Inputs:
    """The same with time enough for every deal."""
    return replace(inputs, capacity=Capacity(deal_size=inputs.capacity.deal_size))


def _rank(lever: Lever) -> tuple[bool, bool, Decimal, Decimal, Decimal]:
    """What is known to cost something comes before what nobody knows the cost of: unknown is not free."""
    cost, change = lever.cost, lever.change_pct or Decimal(0)
    return (not lever.feasible, cost is None, cost or Decimal(0), lever.lead_time, abs(change))


def _pair(asked: Question, known: Sequence[Move], short: float) -> Pair | None:
    """Of the levers that do most for the same relative effort, the first two that close the gap together."""
    effects = {
        move.lever: short - after
        for move in known
        if move.now and (after := asked.short(_pulled(asked.inputs, (move,), _NUDGE))) is not None
    }
    best = sorted(
        (move for move in known if effects.get(move.lever, 0.0) > 0), key=lambda m: -effects[m.lever]
    )
    for two in combinations(best[:_MOST_TRIED], 2):
        if {move.lever for move in two} == BOUGHT:
            continue
        most = min(abs(move.farthest - move.now) / move.now for move in two)
        end = asked.short(_pulled(asked.inputs, two, most))
        if end is not None and end <= 0:
            return _pulled_until_closed(asked, two, most, short, end)
    return None


def _pulled_until_closed(asked: Question, two: Sequence[Move], most: float, short: float, end: float) -> Pair:
    effort = crossing(lambda share: asked.short(_pulled(asked.inputs, two, share)), 0.0, most, short, end)
    return Pair(tuple(_together(move, effort) for move in two), round(exact(100.0 * effort), 4))


def _value(move: Move, effort: float) -> float:
    return move.now * (1.0 + effort) if move.farthest > move.now else move.now * (1.0 - effort)


def _pulled(inputs: Inputs, known: Sequence[Move], effort: float) -> Inputs:
    for move in known:
        inputs = move.write(inputs, _value(move, effort))
    return inputs


def _together(move: Move, effort: float) -> Lever:
    value = _value(move, effort)
    cost = move.cost(value)
    return Lever(
        move.lever,
        move.unit,
        exact(move.now),
        exact(value),
        farthest=exact(move.farthest),
        cost=None if cost is None else exact(round(cost, 2)),
        lead_time=round(exact(move.lead_time), 2),
    )
