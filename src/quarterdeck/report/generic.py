"""Any part of the plan as blocks, from its declarations alone: a new field is printed without a line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field, Path, field_of, fields_of
from quarterdeck.plan.types import Section
from quarterdeck.report.document import Block, Cell, Column, Facts, Heading, Table, Tone, Value, joined
from quarterdeck.report.reading import Reading

MAX_WORDY = 6
"""More columns of words than this are told row by row."""
MAX_CELL = 120
NOTHING = Cell("–", Tone.QUIET)
ROWS_LEVEL = 3

Told = Mapping[str, Mapping[str, Value]]
"""Answers by row id and field name."""
Skip = frozenset[str]
"""Dotted paths without row ids of answers that a section prints in a better place."""


class Place(Struct, frozen=True):
    """Where in the plan something stands: the path to it, and the same without row ids."""

    path: Path
    pattern: str

    def field(self, name: str) -> Place:
        """A field of what stands here."""
        return Place((*self.path, name), f"{self.pattern}.{name}")

    def row(self, row_id: str) -> Place:
        """A row of the table that stands here."""
        return Place((*self.path, row_id), self.pattern)


def section_blocks(reading: Reading, step: str, skip: Skip = frozenset()) -> tuple[Block, ...]:
    """Every answer of a step that is not in `skip`, under the step's own group headings."""
    return tuple(_groups(reading, getattr(reading.plan, step), Place((step,), step), skip))


def picked(reading: Reading, patterns: Iterable[str], skip: Skip = frozenset()) -> Iterator[Block]:
    """Chosen answers, wherever they stand: dotted paths of fields, none of them in a row of a table."""
    above = Facts(())
    for block in _picked(reading, patterns, skip):
        if isinstance(block, Facts) and not block.compact:
            above = Facts(above.rows + block.rows)
            continue
        if above.rows:
            yield above
            above = Facts(())
        yield block
    if above.rows:
        yield above


def _picked(reading: Reading, patterns: Iterable[str], skip: Skip) -> Iterator[Block]:
    for parent, chosen in groupby((paths.undotted(pattern) for pattern in patterns), lambda path: path[:-1]):
        node = paths.get(reading.plan, parent)
        if isinstance(node, Section):
            known = (field_of(type(node), path[-1]) for path in chosen)
            fields = [field for field in known if field is not None]
            yield from _fields(reading, node, Place(parent, paths.dotted(parent)), fields, skip)


def _groups(reading: Reading, node: Section, at: Place, skip: Skip) -> Iterator[Block]:
    by_group: dict[str, list[Field]] = {}
    for field in fields_of(type(node)):
        by_group.setdefault(field.ui.group or field.name, []).append(field)
    words = content.step(at.pattern).groups
    for group, fields in by_group.items():
        title = words[group].title if group in words else ""
        blocks = list(_fields(reading, node, at, fields, skip, title=title))
        if blocks:
            if title:
                yield Heading(title)
            yield from blocks


def _fields(
    reading: Reading,
    node: Section,
    at: Place,
    fields: list[Field],
    skip: Skip,
    level: int = ROWS_LEVEL,
    *,
    title: str = "",
    compact: bool = False,
) -> Iterator[Block]:
    """Plain answers first, then tables and nested groups. One that `title` announces needs no label.

    A figure nobody can know yet is left out where nothing else is answered beside it.
    """
    kept = [field for field in fields if f"{at.pattern}.{field.name}" not in skip]
    nested = [field for field in kept if field.model is not None and _has(node, field)]
    answered = bool(nested) or any(field.name in node.model_fields_set for field in kept)
    facts = tuple(_facts(reading, node, at, kept, unknown=answered))
    if facts:
        yield Facts(facts, compact)
    for field in nested:
        label = reading.label_of(at.field(field.name).pattern)
        alone = bool(title) and not facts and len(nested) == 1
        named = "" if alone or label == title else label
        yield from _nested(
            reading, getattr(node, field.name), at.field(field.name), field, skip, level, named
        )


def _facts(
    reading: Reading, node: Section, at: Place, fields: list[Field], *, unknown: bool
) -> Iterator[tuple[str, Value]]:
    for field in fields:
        here = at.field(field.name)
        if field.model is not None or not (unknown or _is_known(reading, here, field)):
            continue
        value = _answer(reading, node, here, field)
        if joined(value).strip():
            yield reading.label_of(here.pattern), value


def _is_known(reading: Reading, here: Place, field: Field) -> bool:
    return field.kind is not Kind.COMPUTED or reading.is_known(here.path)


def _answer(reading: Reading, node: Section, here: Place, field: Field) -> Value:
    """An empty list that was answered says so."""
    if field.kind is Kind.COMPUTED:
        return reading.figure(here.path, field)
    value = getattr(node, field.name)
    if field.name not in node.model_fields_set or value is None:
        return ""
    return content.say("report.none") if value == () else reading.show(here.path, field, value)


def _nested(
    reading: Reading, value: Section | Mapping[str, Section], at: Place, field: Field, skip: Skip, level: int,
    label: str,
) -> Iterator[Block]:  # fmt: skip
    if isinstance(value, Section):
        below = level + bool(label)
        inner = list(_fields(reading, value, at, [*fields_of(type(value))], skip, below, title=label))
        if inner:
            if label:
                yield Heading(label, level)
            yield from inner
    elif field.model is not None:
        yield from rows_blocks(reading, value, at, field.model, skip, level, label)


def rows_blocks(
    reading: Reading,
    rows: Mapping[str, Section],
    at: Place,
    model: type[Section],
    skip: Skip = frozenset(),
    level: int = ROWS_LEVEL,
    label: str = "",
) -> Iterator[Block]:
    """A table of the plan: in columns where its answers are short, else row by row."""
    others = fields_of(model)[1:]
    kept = [field for field in others if f"{at.pattern}.{field.name}" not in skip]
    told = _told(reading, rows, at, [field for field in kept if field.model is None])
    columns = [field for field in kept if field.model is None and _has_answers(reading, field, at, told)]
    nested = [
        field for field in kept if field.model is not None and any(_has(row, field) for row in rows.values())
    ]
    as_table = not nested and _fits_a_table(columns, told)
    if not rows or (as_table and not columns and len(kept) < len(others)):
        return
    if label:
        yield Heading(label, level)
        level += 1
    if as_table:
        yield _as_table(reading, at, model, columns, told)
        return
    for row_id, row in rows.items():
        blocks = list(_fields(reading, row, at.row(row_id), kept, skip, level + 1, compact=True))
        if blocks:
            yield Heading(reading.row_title(at.row(row_id).path), level)
            yield from blocks


def _told(reading: Reading, rows: Mapping[str, Section], at: Place, fields: list[Field]) -> Told:
    """What each row answers."""
    return {
        row_id: {
            field.name: _answer(reading, row, at.row(row_id).field(field.name), field) for field in fields
        }
        for row_id, row in rows.items()
    }


def _has_answers(reading: Reading, field: Field, at: Place, told: Told) -> bool:
    """Whether a column has anything to show but reasons why there is nothing."""
    return any(joined(cells[field.name]).strip() for cells in told.values()) and any(
        _is_known(reading, at.row(row_id).field(field.name), field) for row_id in told
    )


def _has(node: Section, field: Field) -> bool:
    """Whether a nested table or group holds anything."""
    value = getattr(node, field.name)
    return bool(value.model_fields_set if isinstance(value, Section) else value)


def _fits_a_table(columns: list[Field], told: Told) -> bool:
    wordy = [field for field in columns if not _numeric(field)]
    values = [cells[field.name] for cells in told.values() for field in wordy]
    return len(wordy) <= MAX_WORDY and all(len(joined(value)) <= MAX_CELL for value in values)


def _numeric(field: Field) -> bool:
    return (
        field.is_number
        or field.kind is Kind.SERIES
        or (field.kind is Kind.COMPUTED and field.answer.kind is not Kind.TEXT)
    )


def _as_table(
    reading: Reading,
    at: Place,
    model: type[Section],
    columns: list[Field],
    told: Told,
) -> Table:
    heads = [Column(reading.label_of(at.field(fields_of(model)[0].name).pattern))]
    heads += [Column(reading.label_of(at.field(field.name).pattern), _numeric(field)) for field in columns]
    rows = []
    for row_id, cells in told.items():
        row = at.row(row_id)
        first = Cell(reading.row_title(row.path))
        rest = [_cell(reading, row.field(field.name), field, cells[field.name]) for field in columns]
        rows.append((first, *rest))
    return Table(tuple(heads), tuple(rows))


def _cell(reading: Reading, at: Place, field: Field, value: Value) -> Cell:
    if not _is_known(reading, at, field):
        return Cell(reading.brief(at.path), Tone.QUIET)
    text = joined(value)
    return Cell(text) if text.strip() else NOTHING
