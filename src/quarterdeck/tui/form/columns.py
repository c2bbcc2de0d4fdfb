"""Which columns of a table of rows are shown, how wide, and what stands in them. Free of Textual."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from quarterdeck import content
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import NUMERIC, Field, Path, fields_of
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.plan.types import Section
from quarterdeck.tui.form.cell import Place
from quarterdeck.tui.form.figures import figure_at, words_of
from quarterdeck.tui.form.flat import one_line
from quarterdeck.tui.form.trail import row_name

GAP = 2
MOST_COLUMNS, WIDE = 5, 90
"""One more from `WIDE` cells on."""
NAME_WIDTHS = (14, 44)
TEXT_WIDTH, TITLE_WIDTH = 22, 14
SAMPLE = 100
"""Rows looked at to find the widths: a table of thousands opens as fast as one of ten."""
TELLING = frozenset(
    {
        Kind.TEXT,
        Kind.CHOICE,
        Kind.FLAG,
        Kind.DATE,
        Kind.MONTH,
        Kind.QUARTER,
        Kind.PERIOD,
        Kind.REF,
        Kind.TARGET,
    }
    | {Kind.REFS, Kind.SERIES, Kind.COMPUTED}
    | NUMERIC
)


class Column(Struct, frozen=True):
    """One column."""

    field: Field
    title: str
    width: int
    is_figure: bool
    """Set to the right and never shortened."""


class _Candidate(NamedTuple):
    """A column that could be shown."""

    column: Column
    rank: tuple[bool, ...]
    """How much it tells: the smaller the more."""
    whole: int
    """The width in which nothing of it would be cut."""


def columns_for(place: Place, table: Path, model: type[Section], width: int) -> tuple[Column, ...]:
    """The columns that tell most and fit into `width` cells, in the order the fields are declared.

    The name always; then essential fields before others, answered ones before those that are empty in all
    rows, short ones before texts that would have to be cut. Figures are shown whole or not at all. What is
    left goes to whatever is cut.
    """
    value = get(place.session.plan, table)
    rows = [] if value is MISSING else list(value)[:SAMPLE]
    first, *others = fields_of(model)
    name = _name_column(place, table, first, rows)
    candidates = [_candidate(place, table, field, rows) for field in others if field.kind in TELLING]
    left = width - min(name.width, max(NAME_WIDTHS[0], width // 3))
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
        size = candidate.column.width + GAP
        if size <= left and len(chosen) < (MOST_COLUMNS if width < WIDE else MOST_COLUMNS + 1) - 1:
            chosen.append(candidate)
            left -= size
    chosen.sort(key=lambda candidate: others.index(candidate.column.field))
    taken = sum(candidate.column.width + GAP for candidate in chosen)
    name = replace(name, width=max(min(name.width, width - taken), 1))
    return (name, *_widened(chosen, width - taken - name.width))


def _widened(chosen: list[_Candidate], spare: int) -> Iterator[Column]:
    """The columns, those that are cut as much wider as there are `spare` cells."""
    for column, _, whole in chosen:
        more = max(min(spare, whole - column.width), 0)
        spare -= more
        yield replace(column, width=column.width + more)


def cell_text(place: Place, table: Path, row_id: str, field: Field) -> str:
    """What stands in one cell: empty where nothing was answered."""
    path = (*table, row_id, field.name)
    if field.kind is Kind.COMPUTED:
        return figure_at(place, path, field).text
    draft = place.session.drafts.get(path)
    if draft is not None and draft.problem is not None:
        return one_line(draft.raw)
    value = get(place.session.plan, path)
    return "" if value is MISSING else one_line(words_of(place, path, field, value))


def _name_column(place: Place, table: Path, field: Field, rows: list[str]) -> Column:
    low, high = NAME_WIDTHS
    widest = max((cell_len(row_name(place.session.plan, (*table, row_id))) for row_id in rows), default=0)
    return Column(field, _title(table, field), max(low, min(widest, high)), is_figure=False)


def _title(table: Path, field: Field) -> str:
    return content.field_words(without_ids(Plan, (*table, "", field.name))).label


def _candidate(place: Place, table: Path, field: Field, rows: list[str]) -> _Candidate:
    title = _title(table, field)
    widest = max((cell_len(cell_text(place, table, row_id, field)) for row_id in rows), default=0)
    kind = field.answer.kind if field.kind is Kind.COMPUTED else field.kind
    is_figure = kind in NUMERIC or kind in (Kind.SERIES, Kind.TARGET)
    limit = widest if is_figure else TEXT_WIDTH
    width = max(min(widest, limit), min(cell_len(title), TITLE_WIDTH))
    rank = (not field.ui.essential, not widest, widest > limit)
    return _Candidate(Column(field, title, width, is_figure), rank, max(widest, cell_len(title)))
