"""The inputs of step 6 as lines: as planned, what each is tried at, what that changes by itself."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Offset

from quarterdeck.content import say
from quarterdeck.report.sections.measures import heading
from quarterdeck.session.what_if import Dial
from quarterdeck.tui.boards import what_if_words as words
from quarterdeck.tui.boards.forecast_view import FAINT, SOFT, View
from quarterdeck.tui.boards.sheet import Piece, Sheet
from quarterdeck.tui.form.draw import fit, fit_right
from quarterdeck.tui.styles import LIT, PILL

PLAN, BOX, EFFECT = 10, 12, 12
"""Columns of figures: as planned, what it is tried at, what that changes."""
LABEL, MOST_LABEL = 12, 40
"""Cells a label needs; where they are not there, columns of figures go."""


def dials(found: Sheet, view: View) -> None:
    """A line for each input in sight, and what its columns are called."""
    what_if, inputs = view.what_if, view.what_if.dials
    if not inputs:
        found.row(Piece(f" {say('what_if.empty_no_drivers')}", SOFT))
        return
    label, has_plan, has_effect = _columns(view)
    figure = heading(view.reading, what_if.column)
    long = say("what_if.effect", figure=figure, period=words.period(what_if))
    room = view.width - label - 13 - BOX - (PLAN + 1) * has_plan
    title = long if cell_len(long) <= room else say("what_if.effect_short")
    part = say("what_if.rows", first=view.top + 1, last=view.top + view.rows, count=len(inputs))
    name = f" {say('what_if.title')}  "
    found.row(
        Piece(name, "$title bold"),
        Piece(fit(part if len(inputs) > view.rows else "", label + 3 - cell_len(name)), FAINT),
        Piece(fit_right(say("what_if.plan"), PLAN + 1) if has_plan else "", FAINT),
        Piece(f"  {say('what_if.what_if'):^{BOX + 6}}", FAINT),
        Piece(f"  {title}" if has_effect else "", FAINT),
    )
    for at in range(view.top, view.top + view.rows):
        _dial(found, view, inputs[at], at, (label, has_plan, has_effect))


def _columns(view: View) -> tuple[int, bool, bool]:
    """How wide a label may be, and whether there is room for what is planned and for the effect."""
    left = view.width - 3 - BOX - 9
    shown = view.what_if.dials[view.top : view.top + view.rows]
    longest = max(cell_len(words.label(view.reading, dial)) for dial in shown)
    for has_plan, has_effect in ((True, True), (False, True), (False, False)):
        label = left - (PLAN + 1) * has_plan - (EFFECT + 2) * has_effect
        if label >= LABEL:
            return min(label, longest + 1, MOST_LABEL), has_plan, has_effect
    return max(left, 4), False, False


def _dial(found: Sheet, view: View, dial: Dial, at: int, columns: tuple[int, bool, bool]) -> None:
    here, (label, has_plan, has_effect) = at == view.at and view.focused, columns
    name, plan = words.label(view.reading, dial), words.value(view.reading, dial.driver.unit, dial.value)
    now = words.value(view.reading, dial.driver.unit, dial.now)
    told = _effect(view, dial) if dial.is_turned else ""
    lit, bold = "$text bold" if here else "$text", "$accent bold" if dial.is_turned else SOFT
    box = f"{now:^{BOX}}" if cell_len(now) == len(now) else fit(now, BOX)
    if here:
        found.cursor = Offset(1, len(found.lines))
    if here and view.typed is not None:
        box = fit_right(view.typed + " ", BOX)
        found.cursor = Offset(label + 3 + (PLAN + 1) * has_plan + 5 + BOX - 1, len(found.lines))
    found.row(
        Piece(" ▸ " if here else "   ", "$accent", f"pick({at})"),
        Piece(fit(name, label), lit, f"pick({at})"),
        Piece(fit_right(plan, PLAN + 1) if has_plan else "", SOFT, f"pick({at})"),
        Piece("  "),
        Piece("[−]", PILL, f"press({at}, -1)"),
        Piece(box, LIT if here and view.typed is not None else bold, f"type_at({at})"),
        Piece("[+]", PILL, f"press({at}, 1)"),
        Piece("  " + (told or say("what_if.none")) if has_effect else "", bold if told else FAINT),
    )


def _effect(view: View, dial: Dial) -> str:
    return words.effect(view.reading, view.what_if.column, view.what_if.effect(dial))
