"""Where two versions of a plan differ, in the plan's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def lines(before: Plan, after: Plan, today: date) -> list[str]:
    """One line for each difference, in the order of the file."""
    found = compare.differences(before, after)
    said = [_line(before, after, path, today) for path in found[:MOST]]
    rest = len(found) - len(said)
    return [*said, content.say("dialogs.difference.more", count=rest)] if rest else said


def texts(typed: Mapping[Path, str], plan: Plan) -> list[str]:
    """One line for each text that is no answer yet."""
    say = content.say
    return [say("dialogs.difference.text", place=place(plan, at), text=raw) for at, raw in typed.items()]


def _line(before: Plan, after: Plan, path: Path, today: date) -> str:
    old, new = paths.get(before, path), paths.get(after, path)
    known = after if new is not MISSING else before
    where, field = place(known, path), paths.declared(Plan, path)
    if field is None or field.kind in (Kind.ROWS, Kind.GROUP):
        if old is not MISSING and new is not MISSING:
            return content.say("dialogs.difference.order", place=where)
        key = "row_added" if old is MISSING else "row_removed"
        return content.say(f"dialogs.difference.{key}", place=where)
    shown = {
        "before": Reading(before, analyse(before, today)).text(path),
        "after": Reading(after, analyse(after, today)).text(path),
    }
    key = "added" if old is MISSING else "removed" if new is MISSING else "changed"
    return content.say(f"dialogs.difference.{key}", place=where, **{k: _short(v) for k, v in shown.items()})


def place(plan: Plan, path: Path) -> str:
    """Where a path leads, for people: the page, the tables and rows on the way, the field's label."""
    field = paths.declared(Plan, path)
    plain = paths.without_ids(Plan, path)
    is_field = field is not None and field.kind is not Kind.ROWS and plain[-1:] == path[-1:]
    way = trail(plan, path)
    return way + ARROW + content.field_words(plain).label if is_field else way


def _short(value: str, most: int = 60) -> str:
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def joined(*groups: Sequence[str]) -> list[str]:
    """Several groups of lines as one."""
    return [line for group in groups for line in group]
