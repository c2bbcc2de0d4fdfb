"""Any part of the plan as blocks, from its declarations alone: a new field is printed without a line here."""

from __future__ import annotations

from collections.abc import Iterator

from quarterdeck import content
from quarterdeck.plan import paths
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.types import Section
from quarterdeck.report.document import Block, Cell, Column, Facts, Heading, Table, Tone
from quarterdeck.report.reading import Reading

MAX_COLUMNS = 5
MAX_CELL = 60

Skip = frozenset[str]
"""Dotted paths without row ids that a section prints in a better place."""


def section_blocks(reading: Reading, step: str, skip: Skip = frozenset()) -> tuple[Block, ...]:
    """Every answer of a step that is not in `skip`, under the step's own group headings."""
    return tuple(_groups(reading, (step,), skip))


def _groups(reading: Reading, at: Path, skip: Skip) -> Iterator[Block]:
    node: Section = paths.get(reading.plan, at)
    if not isinstance(node, Section):
        return
    by_group: dict[str, list[Field]] = {}
    for field in fields_of(type(node)):
        by_group.setdefault(field.ui.group or field.name, []).append(field)
    words = content.step(at[0]).groups
    for group, fields in by_group.items():
        blocks = list(_fields(reading, at, fields, skip))
        if blocks:
            if group in words:
                yield Heading(words[group].title)
            yield from blocks


def _fields(reading: Reading, at: Path, fields: list[Field], skip: Skip, level: int = 3) -> Iterator[Block]:
    """Plain answers as facts, then tables and nested groups."""
    kept = [field for field in fields if ".".join(paths.without_ids(Plan, (*at, field.name))) not in skip]
    facts = tuple(
        (reading.label((*at, field.name)), text)
        for field in kept
        if field.model is None and (text := reading.text((*at, field.name)))
    )
    if facts:
        yield Facts(facts)
    for field in kept:
        if field.model is not None and paths.get(reading.plan, (*at, field.name)) is not paths.MISSING:
            yield from _nested(reading, (*at, field.name), field.model, field.kind, skip, level)


def _nested(
    reading: Reading, at: Path, model: type[Section], kind: Kind, skip: Skip, level: int
) -> Iterator[Block]:
    if kind is Kind.ROWS:
        yield from rows_blocks(reading, at, model, skip, level)
        return
    inner = list(_fields(reading, at, list(fields_of(model)), skip, level))
    if inner:
        yield Heading(reading.label(at), level)
        yield from inner


def rows_blocks(
    reading: Reading, at: Path, model: type[Section], skip: Skip = frozenset(), level: int = 3
) -> Iterator[Block]:
    """A table of the plan: as a table where it is narrow enough to be read as one, else row by row."""
    ids = list(paths.get(reading.plan, at))
    fields = [
        field
        for field in fields_of(model)
        if ".".join(paths.without_ids(Plan, (*at, "row", field.name))) not in skip
    ]
    columns = [
        field
        for field in fields
        if field.model is None and any(reading.text((*at, row, field.name)) for row in ids)
    ]
    nested = any(
        paths.get(reading.plan, (*at, row, field.name))
        for row in ids
        for field in fields
        if field.model is not None
    )
    if not ids or not columns:
        return
    if not nested and _fits_a_table(reading, at, ids, columns):
        yield Heading(reading.label(at), level)
        yield _as_table(reading, at, ids, columns)
        return
    yield Heading(reading.label(at), level)
    name, *rest = fields
    for row in ids:
        yield Heading(reading.text((*at, row, name.name)) or row, min(level + 1, 4))
        yield from _fields(reading, (*at, row), rest, skip, min(level + 1, 4))


def _fits_a_table(reading: Reading, at: Path, ids: list[str], columns: list[Field]) -> bool:
    texts = [reading.text((*at, row, field.name)) for row in ids for field in columns]
    return len(columns) <= MAX_COLUMNS and all(len(text) <= MAX_CELL and "\n" not in text for text in texts)


def _as_table(reading: Reading, at: Path, ids: list[str], columns: list[Field]) -> Table:
    heads = tuple(
        Column(reading.label((*at, ids[0], field.name)), field.is_number or field.kind is Kind.COMPUTED)
        for field in columns
    )
    rows = tuple(tuple(_cell(reading, (*at, row, field.name)) for field in columns) for row in ids)
    return Table(heads, rows)


def _cell(reading: Reading, path: Path) -> Cell:
    text = reading.text(path)
    return Cell(text) if text else Cell("–", Tone.QUIET)
