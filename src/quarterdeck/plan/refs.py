"""References between rows: what can be referred to, what is, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.paths import answers, get
from quarterdeck.plan.types import Row, Section

REFERENCES = frozenset({Kind.REF, Kind.REFS})


def rows_at(plan: Plan, of: str) -> dict[str, str]:
    """Id to name of every row at `of`, in the plan's order: `kpis.items`, or several places joined with `|`.

    A place inside rows (`goals.items.milestones`) gives the rows of all of them.
    """
    found: dict[str, str] = {}
    for place in of.split("|"):
        for row_id, row in _rows(plan, tuple(place.split("."))):
            found.setdefault(row_id, _name(plan, row, row_id))
    return found


def name_of(plan: Plan, row: Path) -> str:
    """What the row at that path is called: its first field, or its id while that is empty."""
    found = get(plan, row)
    return _name(plan, found, row[-1]) if isinstance(found, Section) else row[-1]


def dangling(plan: Plan) -> list[tuple[Path, Field, str]]:
    """Every reference to a row that is not there: where it stands, its field, and the id it names."""
    known: dict[str, dict[str, str]] = {}
    missing = []
    for path, field, row_id in _references(plan):
        of = field.answer.of
        if of not in known:
            known[of] = rows_at(plan, of)
        if row_id not in known[of]:
            missing.append((path, field, row_id))
    return missing


def uses(plan: Plan, of: str, row_id: str) -> list[Path]:
    """Where the row `row_id` of the table at `of` is referred to."""
    return [
        path for path, field, target in _references(plan) if target == row_id and of in field.answer.places
    ]


def _references(plan: Plan) -> Iterator[tuple[Path, Field, str]]:
    for path, field, value in answers(plan):
        if field.kind in REFERENCES:
            for row_id in (value,) if field.kind is Kind.REF else value:
                yield path, field, row_id


def _rows(node: object, place: Path) -> Iterator[tuple[str, Section]]:
    if not place:
        if isinstance(node, Mapping):
            yield from ((row_id, row) for row_id, row in node.items() if isinstance(row, Section))
        return
    if isinstance(node, Mapping):
        for row in node.values():
            yield from _rows(row, place)
    elif isinstance(node, Section):
        yield from _rows(getattr(node, place[0], None), place[1:])


def _name(plan: Plan, row: Section, row_id: str, depth: int = 3) -> str:
    """The row's first answer; where that refers to another row (a share, to its channel), that one's name."""
    if not isinstance(row, Row) or depth == 0:
        return row_id
    first = fields_of(type(row))[0]
    value = getattr(row, first.name)
    if first.kind is Kind.REF and value:
        for place in first.answer.places:
            for found_id, found in _rows(plan, tuple(place.split("."))):
                if found_id == value:
                    return _name(plan, found, found_id, depth - 1)
    return str(value) if value else row_id
