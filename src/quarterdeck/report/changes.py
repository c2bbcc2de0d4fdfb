"""What changed from one plan to another, in its own words: goals, targets, drivers, people, results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, fields_of
from quarterdeck.plan.paths import MISSING, dotted, get, without_ids
from quarterdeck.plan.refs import name_of
from quarterdeck.plan.types import Row, Section
from quarterdeck.report.document import Block, Cell, Column, Heading, Paragraph, Table, Tone
from quarterdeck.report.layout import clip
from quarterdeck.report.reading import Reading
from quarterdeck.session.compare import differences

ADDED, REMOVED, CHANGED, ORDERED = "added", "removed", "changed", "ordered"
PARTS: Final = ("quarter", "goals", "targets", "drivers", "budget", "team", "actions", "tools", "results")
"""Parts of a plan that are told first, under names of their own; the others go by their page."""
FOREIGN: Final = "foreign"
"""Keys the program does not know, and keeps. They are told last."""
_PLACES: Final[Mapping[str, str]] = {
    "goals": "goals",
    "kpis": "targets",
    "kpis.items.actuals": "results",
    "forecast": "drivers",
    "forecast.budget": "budget",
    "forecast.funding": "budget",
    "forecast.actuals": "results",
    "forecast.outcome": "results",
    "team": "team",
    "actions": "actions",
    "tools": "tools",
    "reviews": "results",
    "plan": "quarter",
}
"""The part a path belongs to: the longest beginning that stands here decides."""
_HEADS = ("what", "answer", "before", "after")
_WHOLE = frozenset({Kind.TARGET, Kind.MAPPING})
_CARRIED = "carried_over"
"""A mark that closing a quarter leaves in its plan: that the next plan goes on without it is no change."""
_LONGEST = 70
_LONGEST_NAME = 60
_ENDINGS = {"reached": Tone.GOOD, "missed": Tone.WATCH, "dropped": Tone.BAD}


class Edit(Struct, frozen=True):
    """One answer of a row, or one by itself."""

    path: Path
    label: str
    before: str
    """Empty: it was not answered."""
    after: str


class Change(Struct, frozen=True):
    """A row that came, went or changed; or answers that stand in no row."""

    part: str
    """One of `PARTS`, or a page."""
    kind: str
    """added | removed | changed | ordered."""
    path: Path
    """The row, or where the answers stand."""
    name: str
    edits: tuple[Edit, ...] = ()
    outcome: str = ""
    """Of a goal that is gone: how it ended, as its record tells."""
    reason: str = ""


class Pair(Struct, frozen=True):
    """Two plans, opened for reading; what follows from each is computed once."""

    old: Reading
    new: Reading

    def changes(self, at: Iterable[Path]) -> tuple[Change, ...]:
        """What changed at those paths, one for each row, part by part."""
        by_row: dict[Path, list[Path]] = {}
        for path in dict.fromkeys(map(_answer, at)):
            by_row.setdefault(_owner(path), []).append(path)
        found = [change for owner, inside in by_row.items() for change in _changes(self, owner, inside)]
        order = [*PARTS, *(page for page in Plan.model_fields if page not in PARTS)]
        return tuple(
            sorted(found, key=lambda change: order.index(change.part) if change.part in order else 99)
        )

    def edit(self, path: Path) -> Edit:
        """What stands at `path` in both."""
        return _edit(self, _owner(path), path)


def pair(old: Plan, new: Plan, today: date) -> Pair:
    """Both plans, to be told apart."""
    return Pair(Reading(old, analyse(old, today)), Reading(new, analyse(new, today)))


def changes(old: Plan, new: Plan, today: date) -> tuple[Change, ...]:
    """Every difference between the two, one for each row, part by part."""
    return pair(old, new, today).changes(differences(old, new))


def blocks(old: Plan, new: Plan, today: date) -> tuple[Block, ...]:
    """The changes as a document."""
    return told(changes(old, new, today))


def told(found: tuple[Change, ...], level: int = 2) -> tuple[Block, ...]:
    """Changes as a document: one table for each part; a sentence where there are none."""
    return tuple(_blocks(found, level)) or (Paragraph(content.say("changes.none"), Tone.QUIET),)


def _blocks(found: tuple[Change, ...], level: int) -> Iterator[Block]:
    for part in dict.fromkeys(change.part for change in found):
        yield Heading(part_title(part), level)
        rows = tuple(row for change in found if change.part == part for row in _rows(change))
        heads = tuple(Column(content.say(f"changes.columns.{name}")) for name in _HEADS)
        yield Table(heads, rows, spans=1, firm=True)


def data(found: tuple[Change, ...]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "part": change.part,
            "kind": change.kind,
            "path": dotted(change.path),
            "name": change.name,
            "outcome": change.outcome or None,
            "reason": change.reason or None,
            "answers": [
                {
                    "path": dotted(edit.path),
                    "label": edit.label,
                    "before": edit.before or None,
                    "after": edit.after or None,
                }
                for edit in change.edits
            ],
        }
        for change in found
    ]


def part_title(part: str) -> str:
    """What a part is called."""
    return content.say(f"changes.parts.{part}") if part in (*PARTS, FOREIGN) else content.step(part).title


def _rows(change: Change) -> Iterator[tuple[Cell, ...]]:
    name = Cell(clip(change.name, _LONGEST_NAME))
    if change.kind == CHANGED:
        for edit in change.edits:
            yield name, Cell(edit.label), _value(edit.before), _value(edit.after)
        return
    said = Cell(content.say(f"changes.kinds.{change.kind}"), Tone.QUIET)
    if change.kind == REMOVED and change.outcome:
        ended = content.choice("goal_status", change.outcome)
        text = content.say("changes.ended", outcome=ended, reason=change.reason) if change.reason else ended
        yield name, Cell(text, _ENDINGS.get(change.outcome, Tone.PLAIN)), _value(""), _value("")
    else:
        yield name, said, _value(""), _value("")


def _value(text: str) -> Cell:
    return Cell(clip(" ".join(text.split()), _LONGEST)) if text else Cell("–", Tone.QUIET)


def _answer(path: Path) -> Path:
    """The whole answer `path` lies in: a target and a list of numbers by name are one answer each."""
    ends = (end for end in range(1, len(path)) if _kind(path[:end]) in _WHOLE)
    return path[: next(ends, len(path))]


def _kind(path: Path) -> Kind | None:
    declared = paths.declared(Plan, path)
    return declared.kind if declared is not None and declared.name == path[-1] else None


def _owner(path: Path) -> Path:
    """The outermost row `path` lies in, or the page."""
    for size in range(2, len(path) + 1):
        declared = paths.declared(Plan, path[:size])
        if declared is not None and declared.name != path[size - 1]:
            return path[:size]
    return path[:1]


def _changes(pair: Pair, owner: Path, at: list[Path]) -> Iterator[Change]:
    old, new = get(pair.old.plan, owner), get(pair.new.plan, owner)
    known = pair.new if new is not MISSING else pair.old
    if len(owner) > 1 and (old is MISSING or new is MISSING):
        yield _came_or_went(pair, owner, ADDED if old is MISSING else REMOVED)
        return
    name = known.row_title(owner) if len(owner) > 1 else _page(owner[0])
    by_part: dict[str, list[Edit]] = {}
    for path in at:
        if path == owner:
            continue
        if _is_table(pair, path):
            yield Change(_part(path), ORDERED, path, known.label(path))
        elif get(pair.old.plan, path) != _CARRIED:
            by_part.setdefault(_part(path), []).append(_edit(pair, owner, path))
    for part, edits in by_part.items():
        yield Change(part, CHANGED, owner, name, tuple(_together(edits)))


def _together(edits: list[Edit]) -> Iterator[Edit]:
    """Several small rows of one table that came, or went, on one line."""
    groups: dict[tuple[str, bool, bool], list[Edit]] = {}
    for edit in edits:
        whole = not (edit.before and edit.after) and paths.without_ids(Plan, edit.path)[-1:] != edit.path[-1:]
        key = (edit.label, not edit.before, not edit.after) if whole else (dotted(edit.path), False, False)
        groups.setdefault(key, []).append(edit)
    for found in groups.values():
        before = "; ".join(edit.before for edit in found if edit.before)
        after = "; ".join(edit.after for edit in found if edit.after)
        yield Edit(found[0].path if len(found) == 1 else found[0].path[:-1], found[0].label, before, after)


def _came_or_went(pair: Pair, owner: Path, kind: str) -> Change:
    known = pair.new if kind == ADDED else pair.old
    outcome = reason = ""
    if kind == REMOVED and owner[:2] == ("goals", "items"):
        records = [row.goals[owner[2]] for row in pair.new.plan.reviews.values() if owner[2] in row.goals]
        if records:
            outcome, reason = records[-1].outcome or "", records[-1].reason or ""
    edits = tuple(_told(pair, owner, kind))
    return Change(_part(owner), kind, owner, known.row_title(owner), edits, outcome, reason)


def _told(pair: Pair, owner: Path, kind: str) -> Iterator[Edit]:
    """The answers of a row that came or went, without tables inside it."""
    reading = pair.new if kind == ADDED else pair.old
    row = get(reading.plan, owner)
    for declared in fields_of(type(row)) if isinstance(row, Section) else ():
        if declared.model is None and declared.name in row.model_fields_set:
            text = reading.text((*owner, declared.name))
            path = (*owner, declared.name)
            yield Edit(path, reading.label(path), *(("", text) if kind == ADDED else (text, "")))


def _is_table(pair: Pair, path: Path) -> bool:
    """Whether only the order of the rows at `path` differs."""
    values = (get(pair.old.plan, path), get(pair.new.plan, path))
    return all(isinstance(value, Mapping) for value in values) and _kind(path) is Kind.ROWS


def _edit(pair: Pair, owner: Path, path: Path) -> Edit:
    return Edit(path, _label(pair, owner, path), _text(pair.old, path), _text(pair.new, path))


def _text(reading: Reading, path: Path) -> str:
    """The answer at `path`; of a whole row its name."""
    value = get(reading.plan, path)
    if value is MISSING:
        return ""
    if isinstance(value, Row):
        return _summary(reading, path, value)
    if paths.declared(Plan, path) is None:
        return str(value)
    return reading.text(path) or (str(value) if isinstance(value, str | int) else "")


def _summary(reading: Reading, path: Path, row: Row) -> str:
    """A small row inside another on one line: its answers behind its name."""
    texts = [reading.text((*path, item.name)) for item in fields_of(type(row)) if item.model is None]
    return ", ".join(text for text in texts if text)


def _label(pair: Pair, owner: Path, path: Path) -> str:
    """The answer's label, behind the names of rows between it and its owner; an unknown key as it is."""
    if paths.declared(Plan, path) is None:
        return dotted(path)
    known = pair.new if get(pair.new.plan, path) is not MISSING else pair.old
    names = []
    for size in range(len(owner) + 1, len(path)):
        declared = paths.declared(Plan, path[:size])
        if declared is not None and declared.name != path[size - 1]:
            names.append(name_of(known.plan, path[:size]))
    declared = paths.declared(Plan, path)
    is_row = declared is not None and declared.name != path[-1]
    label = known.label(path[:-1] if is_row else path)
    group = "" if len(path) - len(owner) < 2 or names or is_row else known.label(path[:-1])
    return " › ".join(part for part in (group, *names, label) if part)


def _page(name: str) -> str:
    return content.step(name).title if name in Plan.model_fields else name


def _part(path: Path) -> str:
    if path[0] not in Plan.model_fields:
        return FOREIGN
    plain = without_ids(Plan, path)
    for size in range(len(plain), 0, -1):
        found = _PLACES.get(".".join(plain[:size]))
        if found is not None:
            return found
    return path[0]
