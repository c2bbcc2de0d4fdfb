"""A gap in words: what is decided about it, what carries that out, what comes next."""

from __future__ import annotations

from datetime import date

from quarterdeck import content
from quarterdeck.engine.decided import ACTION, Carrier, State, carriers, following, state
from quarterdeck.engine.gaps import GapFigures
from quarterdeck.engine.levers.closing import Closing
from quarterdeck.plan import format as fmt
from quarterdeck.report.gap_words import apart, number, pair_ways, say, way_costs
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading

LONGEST, LONGEST_NAME = 160, 80
"""Of the words of a remedy and of the name of a deed, where they are told in passing."""
_MONTH = len("2027-01")


def called(reading: Reading, gap: GapFigures) -> str:
    """What a gap is called: as its row says; one that nobody has written down by its KPI and its goal."""
    row = reading.plan.gaps.items.get(gap.row)
    if row is not None:
        return row.title or reading.row_title(("gaps", "items", gap.row))
    kpi, goal = reading.name("kpis.items", gap.kpi), reading.name("goals.items", gap.goal)
    return say("of_goal", kpi=kpi, goal=goal)


def proposed_title(reading: Reading, gap: GapFigures) -> str:
    """What to call a gap that nobody has written down: its KPI and how much is missing."""
    kpi = reading.name("kpis.items", gap.kpi)
    return say("short_of", kpi=kpi, short=apart(reading, gap, gap.gap)) if gap.gap.known else kpi


def kind(reading: Reading, gap: GapFigures) -> str:
    """The sort of remedy that is chosen; empty while none is."""
    row = reading.plan.gaps.items.get(gap.row)
    return content.choice("remedy", row.remedy_kind) if row and row.remedy_kind else ""


def covered_by(reading: Reading, gap: GapFigures) -> str:
    """In a few words what is to close it."""
    found, at = carriers(reading.plan, gap.row), state(reading.analysis, gap)
    if found and at in (State.COVERED, State.SPENT, State.REACHED):
        first = following(found) or found[0]
        more = len(found) - 1
        return say("covered_by.more", name=clip(first.name, LONGEST_NAME), count=more) if more else first.name
    if at is State.BARE:
        return say("covered_by.bare", kind=kind(reading, gap))
    return {
        State.ACCEPTED: say("covered_by.accepted"),
        State.LOWERED: say("covered_by.lowered"),
        State.REACHED: "",
    }.get(at, say("covered_by.nothing"))


def decided(reading: Reading, gap: GapFigures, longest: int = LONGEST) -> str:
    """The decision with its cost and the beginning of its words; empty while there is none."""
    row = reading.plan.gaps.items.get(gap.row)
    if row is None or row.remedy_kind is None:
        return ""
    words = clip(row.remedy or "", longest) if longest else ""
    cost = fmt.money(row.cost, reading.style) if row.cost else ""
    chosen = kind(reading, gap)
    told = say("decided_cost", kind=chosen, cost=cost) if cost else say("decided", kind=chosen)
    return f"{told} {words}".rstrip()


def rests_on(reading: Reading, gap: GapFigures) -> str:
    """The assumption the decision leans on, and how sure it is; empty where nobody has said."""
    row = reading.plan.gaps.items.get(gap.row)
    known = reading.plan.data.assumptions.get((row.assumption if row else "") or "")
    if known is None or not known.statement:
        return ""
    if not known.confidence:
        return say("rests_on", assumption=known.statement)
    sure = content.choice("confidence", known.confidence)
    return say("rests_on_sure", assumption=known.statement, confidence=sure)


def next_step(reading: Reading, gap: GapFigures, closing: Closing) -> str:
    """What to do about the gap now."""
    return say("next.heading", step=_step(reading, gap, closing))


def _step(reading: Reading, gap: GapFigures, closing: Closing) -> str:
    at = state(reading.analysis, gap)
    if at is State.UNDECIDED:
        return _undecided(reading, gap, closing)
    if at is State.COVERED:
        return _deed(reading, following(carriers(reading.plan, gap.row)))
    if at is State.SPENT and gap.gap.known:
        return say("next.spent", short=apart(reading, gap, gap.gap))
    if at is State.LOWERED and gap.closed:
        return say("next.lowered_done")
    return say(f"next.{_SIMPLY[at]}", kind=kind(reading, gap))


_SIMPLY = {
    State.REACHED: "reached",
    State.ACCEPTED: "accepted",
    State.LOWERED: "lowered",
    State.BARE: "bare",
    State.SPENT: "spent_unknown",
}
"""States of which there is nothing more to tell."""


def _undecided(reading: Reading, gap: GapFigures, closing: Closing) -> str:
    if gap.closed is None:
        if not gap.current.known:
            return say("next.unknown_figure")
        return say("next.unknown", current=number(reading, gap, gap.current))
    feasible = [lever for lever in closing.levers if lever.feasible]
    if feasible:
        return say("next.lever", way=way_costs(reading, feasible[0]))
    if closing.pair:
        return say("next.pair", levers=pair_ways(reading, closing.pair))
    if closing.levers:
        return say("next.nothing", forecast=number(reading, gap, gap.forecast))
    return say("next.judge")


def _deed(reading: Reading, first: Carrier | None) -> str:
    """What carries the decision out first: who does what until when, as far as somebody has said."""
    if first is None:
        return say("next.spent_unknown")
    name, when = clip(first.name, LONGEST_NAME), first.when
    if not when:
        return say(f"next.deed.{first.kind}", name=name)
    shown = _shown(reading, when)
    if first.kind == ACTION and when < reading.analysis.today.isoformat():
        return say("next.deed_late", name=name, when=shown)
    if first.owner:
        owner = reading.name("team.members", first.owner)
        return say("next.deed_owned", owner=owner, name=name, when=shown)
    return say(f"next.deed_by.{first.kind}", name=name, when=shown)


def _shown(reading: Reading, when: str) -> str:
    """A month or a day."""
    return fmt.month(when) if len(when) == _MONTH else fmt.day(date.fromisoformat(when), reading.style)
