"""Where two versions of a plan differ, in the plan's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING
from quarterdeck.report.reading import Reading
from quarterdeck.session import compare
from quarterdeck.tui.form.trail import ARROW, trail

MOST = 40
"""Lines worth reading before a decision."""


class Pair:
    """Two versions of a plan to be told apart; what follows from each is computed once."""

    def __init__(self, before: Plan, after: Plan, today: date) -> None:
        self._before, self._after = before, after
        self._told = tuple(Reading(plan, analyse(plan, today)) for plan in (before, after))

    def lines(self, changes: Sequence[Path]) -> list[str]:
        """One line for each change, as far as they are worth reading."""
        return _at_most([self.line(path) for path in changes[:MOST]], len(changes))

    def line(self, path: Path) -> str:
        """What changed at `path`."""
        old, new = self._values(path)
        where = self.place(path)
        if _is_table(path):
            key = "order" if MISSING not in (old, new) else "row_added" if old is MISSING else "row_removed"
            return content.say(f"dialogs.difference.{key}", place=where)
        key = "added" if old is MISSING else "removed" if new is MISSING else "changed"
        before, after = self._texts(path)
        return content.say(f"dialogs.difference.{key}", place=where, before=before, after=after)

    def place(self, path: Path) -> str:
        """Where `path` leads, for people."""
        _, new = self._values(path)
        return place(self._after if new is not MISSING else self._before, path)

    def sides(self, path: Path) -> tuple[str, str]:
        """What stands at `path` before and after; a row was changed or taken out."""
        say, sides = content.say, zip(self._values(path), self._texts(path), strict=True)
        if _is_table(path):
            names = ("gone" if value is MISSING else "kept" for value, _ in sides)
            before, after = (say(f"dialogs.difference.{name}") for name in names)
        else:
            before, after = (
                say("dialogs.difference.nothing") if value is MISSING else text for value, text in sides
            )
        return before, after

    def question(self, path: Path) -> str:
        """Both versions of what stands at `path`, as one line."""
        mine, theirs = self.sides(path)
        return content.say("dialogs.difference.both", place=self.place(path), mine=mine, theirs=theirs)

    def _texts(self, path: Path) -> tuple[str, str]:
        """What stands at `path` in both, short; a key that is not ours as it is."""
        if paths.declared(Plan, path) is None:
            before, after = map(str, self._values(path))
        else:
            before, after = (reading.text(path) for reading in self._told)
        return _short(before), _short(after)

    def _values(self, path: Path) -> tuple[object, object]:
        return paths.get(self._before, path), paths.get(self._after, path)


def lines(before: Plan, after: Plan, today: date) -> list[str]:
    """One line for each difference, in the order of the file."""
    return Pair(before, after, today).lines(compare.differences(before, after))


def texts(typed: Mapping[Path, str], plan: Plan) -> list[str]:
    """One line for each text that is no answer yet."""
    say = content.say
    return [say("dialogs.difference.text", place=place(plan, at), text=raw) for at, raw in typed.items()]


def place(plan: Plan, path: Path) -> str:
    """Where a path leads, for people: the page, the tables and rows on the way, the field's label."""
    field = paths.declared(Plan, path)
    if field is None:
        return paths.dotted(path)
    plain = paths.without_ids(Plan, path)
    is_field = field.kind is not Kind.ROWS and plain[-1:] == path[-1:]
    way = trail(plan, path)
    return way + ARROW + content.field_words(plain).label if is_field else way


def under(heading: str, said: Iterable[str]) -> list[str]:
    """Lines below a heading; nothing where there are none."""
    found = [f"  {line}" for line in said]
    return [heading, *found] if found else []


def joined(*groups: Sequence[str]) -> list[str]:
    """Several groups of lines as one."""
    return [line for group in groups for line in group]


def _is_table(path: Path) -> bool:
    field = paths.declared(Plan, path)
    return field is not None and field.kind in (Kind.ROWS, Kind.GROUP)


def _at_most(said: list[str], count: int) -> list[str]:
    rest = count - len(said)
    return [*said, content.say("dialogs.difference.more", count=rest)] if rest else said


def _short(value: str, most: int = 60) -> str:
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"
