"""What a file says happened: figures of months, and what of it could not be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct, field

from quarterdeck.plan.calendar import months, months_between
from quarterdeck.store.actuals.headings import LOST, PART_FIGURES, STOCKS
from quarterdeck.store.actuals.mapping import KPI, Known, Taken
from quarterdeck.store.actuals.refusal import refused
from quarterdeck.store.actuals.table import Left

NO_NAME = frozenset(
    {"", "-", "--", "(not set)", "(none)", "not set", "none", "n/a", "(other)", "unassigned", "null"}
)

Members = Mapping[str, str]
"""Dimension to name."""
Key = tuple[str, str, str, str]
"""Month, figure, dimension and name; the last two are empty for the month as a whole."""


class Fact(Struct, frozen=True):
    """One figure of one month, or of a part of it."""

    month: str
    figure: str
    """A figure of the month, `note`, or `kpi:ID`."""
    value: Decimal | str | None
    """None: it is not known (never said by a file)."""
    dimension: str = ""
    member: str = ""


class Gathered(Struct, frozen=True):
    """Everything a file says."""

    facts: tuple[Fact, ...]
    used: int
    """Rows."""
    left: tuple[Left, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """The months it is about, in order."""
        return tuple(sorted({fact.month for fact in self.facts}))


class Tally(Struct):
    """Adds up what rows say."""

    taken: Taken
    known: Known
    newest_first: bool = False
    sums: dict[Key, Decimal] = field(default_factory=dict)
    levels: dict[Key, dict[tuple[str, ...], Decimal]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, month: str, figure: str, value: Decimal, members: Members, line: int) -> None:
        """What one row says of one figure."""
        members = {name: member for name, member in members.items() if member.casefold() not in NO_NAME}
        kpi = figure.startswith(KPI)
        places = [(name, member) for name, member in members.items() if kpi or figure in PART_FIGURES]
        if self.taken.totals and not (kpi and figure not in self.known.summed and members):
            places.insert(0, ("", ""))
        for dimension, member in places:
            key = (month, figure, dimension, member)
            if figure in STOCKS or (kpi and figure not in self.known.summed):
                self._level(key, tuple(members.values()), value, line)
            else:
                self.sums[key] = self.sums.get(key, Decimal(0)) + value

    def _level(self, key: Key, part: tuple[str, ...], value: Decimal, line: int) -> None:
        """As at the end of the month: the newest row of each part counts."""
        there = self.levels.setdefault(key, {})
        if key[1].startswith(KPI) and there.get(part, value) != value:
            raise refused("two_values", line=line, month=key[0], figure=key[1].removeprefix(KPI))
        if part not in there or not self.newest_first:
            there[part] = value

    def zero(self, figures: Iterable[str]) -> None:
        """Nothing counted in a month the list covers is a zero, for the month and for its parts."""
        there = sorted({key[0] for key in self.sums})
        if not there:
            return
        span = months(there[0], months_between(there[0], there[-1]) + 1) if self.taken.totals else ()
        places = {(key[0], key[2], key[3]) for key in self.sums} | {(month, "", "") for month in span}
        for figure in figures:
            for month, dimension, member in places:
                if self.taken.totals or dimension:
                    self.sums.setdefault((month, figure, dimension, member), Decimal(0))

    def facts(self) -> tuple[Fact, ...]:
        """Every figure, by month; those of the month as a whole first."""
        values = dict(self.sums)
        values.update({key: sum(parts.values(), Decimal(0)) for key, parts in self.levels.items()})
        values = _without_minus(values)
        found = [
            Fact(month, figure, _tidy(value), dimension, member)
            for (month, figure, dimension, member), value in values.items()
        ]
        found += [Fact(month, "note", "; ".join(dict.fromkeys(said))) for month, said in self.notes.items()]
        return tuple(sorted(found, key=lambda fact: (fact.month, fact.dimension, fact.member, fact.figure)))


def _without_minus(values: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """What is lost or paid is an amount: programs that write all of it with a minus mean the same."""
    signs = {
        figure: {value > 0 for key, value in values.items() if key[1] == figure and value} for figure in LOST
    }
    minus = {figure for figure, found in signs.items() if found == {False}}
    return {key: -value if key[1] in minus else value for key, value in values.items()}


def _tidy(value: Decimal) -> Decimal:
    """Without the far decimals of shares and of binary fractions, and without trailing zeros."""
    short = round(value, 4).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
