"""Where two versions of a plan differ, in the plan's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from quarterdeck import content
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING
from quarterdeck.report import changes
from quarterdeck.report.changes import Change
from quarterdeck.session import compare
from quarterdeck.tui.form.trail import ARROW, trail

MOST = 40
"""Lines worth reading before a decision."""
_ROWS = {changes.ADDED: "row_added", changes.REMOVED: "row_removed", changes.ORDERED: "order"}
"""What became of a row, or of the order of a table."""


class Pair:
    """Two versions of a plan to be told apart; what follows from each is computed once."""

    def __init__(self, before: Plan, after: Plan, today: date) -> None:
        self._before, self._after = before, after
        self._told = changes.pair(before, after, today)

    def lines(self, at: Iterable[Path]) -> list[str]:
        """A line for each answer or row that changed at those paths, as far as they are worth reading."""
        said = [line for change in self._told.changes(at) for line in self._lines(change)]
        return _at_most(said[:MOST], len(said))

    def place(self, path: Path) -> str:
        """Where `path` leads, for people."""
        return place(self._after if paths.get(self._after, path) is not MISSING else self._before, path)

    def sides(self, path: Path) -> tuple[str, str]:
        """What stands at `path` before and after; a row was changed or taken out."""
        say, values = content.say, (paths.get(self._before, path), paths.get(self._after, path))
        if _is_table(path):
            names = ("gone" if value is MISSING else "kept" for value in values)
            before, after = (say(f"dialogs.difference.{name}") for name in names)
            return before, after
        edit = self._told.edit(path)
        before, after = (
            say("dialogs.difference.nothing") if value is MISSING else _short(text)
            for value, text in zip(values, (edit.before, edit.after), strict=True)
        )
        return before, after

    def question(self, path: Path) -> str:
        """Both versions of what stands at `path`, as one line."""
        mine, theirs = self.sides(path)
        return content.say("dialogs.difference.both", place=self.place(path), mine=mine, theirs=theirs)

    def _lines(self, change: Change) -> Iterator[str]:
        if change.kind != changes.CHANGED:
            yield content.say(f"dialogs.difference.{_ROWS[change.kind]}", place=self.place(change.path))
            return
        for edit in change.edits:
            key = "changed" if edit.before and edit.after else "added" if edit.after else "removed"
            texts = {"before": _short(edit.before), "after": _short(edit.after)}
            yield content.say(f"dialogs.difference.{key}", place=self.place(edit.path), **texts)


def lines(before: Plan, after: Plan, today: date) -> list[str]:
    """One line for each difference, part by part."""
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
