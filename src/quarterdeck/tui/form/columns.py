"""Which columns of a table of rows are shown, how wide, and what stands in them. Free of Textual."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.cells import cell_len

from quarterdeck import content
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import NUMERIC, Field, Path, fields_of
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.plan.types import Section
from quarterdeck.session.session import Session
from quarterdeck.tui.form.figures import figure_at, words_of
from quarterdeck.tui.form.flat import one_line

GAP = 2
MOST_COLUMNS = 5
NAME_WIDTH, TEXT_WIDTH, TITLE_WIDTH = (14, 44), 22, 14
SAMPLE = 200
"""Rows looked at to find the widths: a table of thousands opens as fast as one of ten."""
TELLING = frozenset(
    {Kind.TEXT, Kind.CHOICE, Kind.FLAG, Kind.DATE, Kind.MONTH, Kind.QUARTER, Kind.PERIOD, Kind.REF, Kind.TARGET}
    | {Kind.REFS, Kind.SERIES, Kind.COMPUTED}
    | NUMERIC
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    field: Field
    title: str
    width: int
    is_figure: bool
    """Set to the right and never shortened."""


def columns_for(session: Session, table: Path, model: type[Section], width: int) -> tuple[Column, ...]:
    """The columns that tell most and fit into `width` cells, in the order the fields are declared.

    The name always; then essential fields, computed figures, and whatever else is answered somewhere. Figures
    are shown whole or not at all.
    """
    rows = list(get(session.plan, table) or ())[:SAMPLE] if get(session.plan, table) is not MISSING else []
    first, *others = fields_of(model)
    name = _column(session, table, first, rows)
    low, high = NAME_WIDTH
    name = replace(name, width=max(low, min(name.width, high)), is_figure=False)
    left = width - min(name.width, width // 2)
    chosen = []
    for column in sorted(
        (_column(session, table, field, rows) for field in others if field.kind in TELLING),
        key=lambda column: _rank(session, table, column.field, rows),
    ):
        if len(chosen) < MOST_COLUMNS - 1 and column.width + GAP <= left and column.width:
            chosen.append(column)
            left -= column.width + GAP
    order = {field.name: at for at, field in enumerate(fields_of(model))}
    chosen.sort(key=lambda column: order[column.field.name])
    taken = sum(column.width + GAP for column in chosen)
    return (replace(name, width=min(max(name.width, low), max(width - taken, 1))), *chosen)


def cell_text(session: Session, table: Path, row_id: str, field: Field) -> str:
    """What stands in one cell: empty where nothing was answered."""
    path = (*table, row_id, field.name)
    if field.kind is Kind.COMPUTED:
        return figure_at(session, path, field).text
    draft = session.drafts.get(path)
    if draft is not None and draft.problem is not None:
        return one_line(draft.raw)
    value = get(session.plan, path)
    return "" if value is MISSING else one_line(words_of(session, field, value))


def _column(session: Session, table: Path, field: Field, rows: list[str]) -> Column:
    title = content.field_words(without_ids(Plan, (*table, "", field.name))).label
    texts = [cell_text(session, table, row_id, field) for row_id in rows]
    widest = max((cell_len(text) for text in texts), default=0)
    kind = field.answer.kind if field.kind is Kind.COMPUTED else field.kind
    is_figure = kind in NUMERIC or kind in (Kind.SERIES, Kind.TARGET)
    width = max(widest if is_figure else min(widest, TEXT_WIDTH), min(cell_len(title), TITLE_WIDTH))
    return Column(field, title, width, is_figure)


def _rank(session: Session, table: Path, field: Field, rows: list[str]) -> tuple[bool, bool, bool]:
    answered = any(cell_text(session, table, row_id, field) for row_id in rows)
    return not field.ui.essential, not answered, field.kind is not Kind.COMPUTED
