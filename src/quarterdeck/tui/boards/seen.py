"""What the board of step 7 shows: computed beside the drawing, from one plan, and never changed."""

from __future__ import annotations

from msgspec import Struct

from quarterdeck.engine.decided import State, listed, state
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.levers.closing import Closing, Lever
from quarterdeck.report import gap_steps as steps
from quarterdeck.report import gap_words as words
from quarterdeck.report.gap_words import say
from quarterdeck.report.reading import Reading
from quarterdeck.session.session import Session

LEVER, PAIR, OWN, ACCEPT, LOWER = "lever", "pair", "own", "accept", "lower"
_OPEN = (State.UNDECIDED, State.BARE, State.SPENT)


class Way(Struct, frozen=True):
    """One thing that can be done about a gap."""

    kind: str
    """lever | pair | own | accept | lower."""
    text: str
    hint: str = ""
    levers: tuple[Lever, ...] = ()
    enough: bool = True
    """Whether it closes the gap by itself."""


class SeenGap(Struct, frozen=True):
    """One gap and what would close it."""

    gap: GapFigures
    closing: Closing
    state: State

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others, whatever becomes of the plan."""
        return (self.gap.goal, self.gap.kpi, "" if self.gap.goal and self.gap.kpi else self.gap.row)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.state in _OPEN


class Seen(Struct, frozen=True):
    """Everything that can be seen of a plan's gaps."""

    reading: Reading
    gaps: tuple[SeenGap, ...]
    beyond: int
    """KPIs of goals that the forecast says nothing about and nobody has written down."""

    @property
    def counts(self) -> str:
        """How many are open, how many decided, how many the forecast says nothing about."""
        open_ = sum(one.is_open for one in self.gaps)
        counted = {"open": open_, "covered": len(self.gaps) - open_, "beyond": self.beyond}
        return say("board.counts_beyond" if self.beyond else "board.counts", **counted)

    @property
    def nothing(self) -> str:
        """What to say where there is no gap."""
        gaps = self.reading.analysis.gaps
        if not gaps:
            return say("board.no_kpis")
        if self.beyond == len(gaps):
            return say("board.no_forecast")
        return say("board.no_gaps_beyond", beyond=self.beyond) if self.beyond else say("board.no_gaps")


def see(session: Session) -> Seen:
    """All of it. Runs the model some hundred times: not on the thread that draws."""
    analysis = session.analysis
    found = listed(analysis)
    gaps = tuple(SeenGap(gap, analysis.closing(gap), state(analysis, gap)) for gap in found)
    beyond = sum(gap.closed is None and not gap.row for gap in analysis.gaps)
    return Seen(Reading(analysis.plan, analysis, numbered=True), gaps, beyond)


def ways(seen: Seen, one: SeenGap) -> tuple[Way, ...]:
    """What can be done about it: levers that close it, two together, those that do not suffice, the rest."""
    reading, gap, closing = seen.reading, one.gap, one.closing
    found = [
        Way(LEVER, words.way(reading, lever), _hint(reading, lever), (lever,))
        for lever in closing.levers
        if lever.feasible
    ]
    if closing.pair:
        found.append(Way(PAIR, words.pair(reading, closing.pair), "", closing.pair.levers))
    found.append(Way(OWN, say("board.own")))
    if gap.closed is False:
        reaches = say("board.lower_hint", forecast=words.number(reading, gap, gap.forecast))
        found.append(Way(LOWER, say("board.lower"), reaches))
    found.append(Way(ACCEPT, say("board.accept"), say("board.accept_hint")))
    found += [
        Way(LEVER, words.beyond(reading, gap, lever), "", (lever,), enough=False)
        for lever in closing.levers
        if not lever.feasible
    ]
    return tuple(found)


def known(seen: Seen, one: SeenGap) -> str:
    """How far it is, and what is under way already."""
    if one.gap.closed is not False:
        return ""
    parts = (words.summary(seen.reading, one.gap), words.split(seen.reading, one.gap, one.closing))
    return " ".join(filter(None, parts))


def decided(seen: Seen, one: SeenGap) -> tuple[str, ...]:
    """What is decided about it, and what that rests on."""
    return tuple(filter(None, (steps.decided(seen.reading, one.gap), steps.rests_on(seen.reading, one.gap))))


def _hint(reading: Reading, lever: Lever) -> str:
    months = round(lever.lead_time, 1)
    shows = (
        say("board.way_shows", months=reading.amount(months)) if months >= 1 else say("board.way_shows_soon")
    )
    if lever.cost is None:
        return say("board.way_unknown", shows=shows)
    return say("board.way_both", cost=words.money(reading, lever.cost), shows=shows)
