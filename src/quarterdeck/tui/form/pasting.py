"""Rows pasted from a spreadsheet: one a line, cells apart by tabs. Free of Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quarterdeck import text
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.parse import Problem
from quarterdeck.plan.paths import MISSING
from quarterdeck.session import reading
from quarterdeck.session.session import Session

MOST_ROWS = 500


def add_pasted(session: Session, table: Path, columns: Sequence[Field], pasted: str) -> int:
    """Add a row for each line of `pasted`; its cells are answers to `columns`, in order. Gives how many.

    A cell that is no answer is kept as it was pasted, as a wrong text typed into its field is.
    """
    lines = [line for line in text.clean(pasted).split("\n") if line.strip()][:MOST_ROWS]
    for line in lines:
        cells = {field.name: cell for field, cell in zip(columns, line.split("\t"), strict=False)}
        answers = {name: _answer(session, (*table, "", name), cell) for name, cell in cells.items()}
        row_id = session.add_row(
            table, {name: value for name, value in answers.items() if value is not MISSING}
        )
        for name, cell in cells.items():
            if cell.strip() and answers[name] is MISSING:
                session.edit((*table, row_id, name), cell)
    return len(lines)


def _answer(session: Session, path: Path, cell: str) -> Any:
    read = reading.read(path, cell, session.plan, session.today)
    return MISSING if isinstance(read, Problem) else read.value
