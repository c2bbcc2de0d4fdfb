"""Which editor a kind of answer gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.types import MAX_LONG, MAX_TEXT
from quarterdeck.tui.form.cell import Cell
from quarterdeck.tui.form.chooser import Chooser
from quarterdeck.tui.form.flat import FlatInput

if TYPE_CHECKING:
    from quarterdeck.tui.form.long import LongText

    Editor = FlatInput | LongText | Chooser

CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.FLAG, Kind.REF, Kind.REFS})
SEVERAL_LINES = frozenset({Kind.LONG, Kind.LIST, Kind.MAPPING})
SHOWN_ONLY = frozenset({Kind.COMPUTED})
MAX_FIGURE = 400
"""A figure is short, but a month's series or a sum typed out may be longer than it."""


def editor_for(cell: Cell, on_typed: Callable[[str], None], attend: Callable[[bool], None]) -> Editor | None:
    """A new editor for the cell; None for what is only shown.

    `on_typed` is called with what was typed, `attend` when the cursor comes and goes, both within the turn of
    the key.
    """
    kind = cell.field.kind
    if kind in SHOWN_ONLY:
        return None
    if kind in CHOSEN:
        return Chooser(cell, attend)
    if kind in SEVERAL_LINES:
        return _several_lines(cell, on_typed, attend)
    if kind is Kind.TEXT:
        return FlatInput(cell.shown, on_typed, attend, limit=MAX_TEXT, prose=True)
    return FlatInput(cell.shown, on_typed, attend, limit=MAX_FIGURE)


def _several_lines(cell: Cell, on_typed: Callable[[str], None], attend: Callable[[bool], None]) -> LongText:
    # Textual's text area takes ten milliseconds to import: only forms that hold one pay for it.
    from quarterdeck.tui.form.long import LongText

    return LongText(cell.shown, on_typed, attend, limit=MAX_LONG)
