"""Who opens and who closes, from what each person brought in the quarter."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.engine.actuals import parts
from quarterdeck.engine.figures import HUNDRED, Figure, lacking, percent, quotient, total
from quarterdeck.engine.reforecast import over

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

OPENER, CLOSER, BOTH, NEITHER = "opener", "closer", "both", "neither"
FEWEST = 5
"""Cases below which a person's share is an anecdote."""
COUNTED = ("leads", "sqls", "opportunities", "wins", "losses")
_BELOW = Decimal("0.9")
"""Of the team's share: what lies below it is weak."""
_STRENGTHS: dict[tuple[bool | None, bool | None], str] = {
    (True, True): BOTH, (True, False): OPENER, (False, True): CLOSER, (False, False): NEITHER,
}  # fmt: skip
"""By how somebody opens and closes."""


class Person(Struct, frozen=True):
    """What one person brought in the months of the quarter that are over."""

    member: str
    """Id in the team, else the name as it was typed."""
    opened_pct: Figure
    """Opportunities of the leads worked: how well somebody opens."""
    closed_pct: Figure
    """Won of what was decided, or of all opportunities where losses are not counted: how somebody closes."""
    wins: Figure
    strength: str
    """opener | closer | both | neither; empty where nobody can tell."""


class Coaching(Struct, frozen=True):
    """The people, and the team they are held against."""

    people: tuple[Person, ...]
    opened_pct: Figure
    closed_pct: Figure
    best_opener: str
    """Id of the one to learn opening from; empty where nobody stands out."""
    best_closer: str


def coaching(analysis: Analysis, quarter: str | None) -> Coaching:
    """Ratios of everybody results of the quarter are known of, each held against all of them together."""
    months = over(analysis.plan, quarter, analysis.today, analysis.fiscal_start)
    known = parts(analysis.plan, "person")
    found: dict[str, dict[str, Figure]] = {}
    for member in dict.fromkeys(member for month in months for member in known.get(month, {})):
        rows = [known[month][member] for month in months if member in known.get(month, {})]
        found[member] = {name: _sum([getattr(row, name) for row in rows]) for name in COUNTED}
    team = {name: _sum([sums[name].number for sums in found.values()]) for name in COUNTED}
    opened, won = _opened(team), _closed(team)
    people = tuple(_person(member, sums, opened, won) for member, sums in found.items())
    best = _best(people, "opened_pct", OPENER), _best(people, "closed_pct", CLOSER)
    return Coaching(people, percent(opened), percent(won), *best)


def _person(member: str, sums: dict[str, Figure], opened: Figure, won: Figure) -> Person:
    opens, closes = _opened(sums), _closed(sums)
    marks = _holds(opens, opened), _holds(closes, won)
    return Person(member, percent(opens), percent(closes), sums["wins"], _STRENGTHS.get(marks, ""))


def _holds(own: Figure, team: Figure) -> bool | None:
    """Whether a share is not below the team's; None where nobody can tell."""
    mine, whole = own.number, team.number
    return None if mine is None or whole is None else mine >= whole * _BELOW


def _opened(sums: dict[str, Figure]) -> Figure:
    """Opportunities ÷ leads; where one of them is not counted, ÷ SQLs, or SQLs ÷ leads."""
    for top, bottom in (("opportunities", "leads"), ("opportunities", "sqls"), ("sqls", "leads")):
        if sums[top].known and sums[bottom].known:
            return _enough(sums[top], sums[bottom])
    return lacking("forecast.actuals")


def _closed(sums: dict[str, Figure]) -> Figure:
    """Wins ÷ (wins + losses), else wins ÷ opportunities."""
    if sums["losses"].known:
        return _enough(sums["wins"], total((sums["wins"], sums["losses"])))
    return _enough(sums["wins"], sums["opportunities"])


def _enough(top: Figure, bottom: Figure) -> Figure:
    if bottom.number is not None and bottom.number < FEWEST:
        return lacking(reason="too_few")
    return quotient(top, bottom)


def _sum(values: list[Decimal | None]) -> Figure:
    there = [Figure(value) for value in values if value is not None]
    return total(there) if there else lacking("forecast.actuals")


def _best(people: tuple[Person, ...], figure: str, strength: str) -> str:
    """The one with the highest share among those who are strong at it, where there is somebody to teach."""
    strong = [person for person in people if person.strength in (strength, BOTH)]
    if not strong or len(strong) == len(people):
        return ""
    return max(strong, key=lambda person: getattr(person, figure).number or -HUNDRED).member
