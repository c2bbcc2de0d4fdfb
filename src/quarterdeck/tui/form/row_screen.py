"""One row on a screen of its own, drawn by the same generator as a page; rows in rows open the same way.

There is no Save: answers go straight to the session. Esc goes back, ^Z takes back.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from typing_extensions import override

from quarterdeck.content import say
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.plan.types import Section
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.form.body import FormBody
from quarterdeck.tui.form.cell import Place, words_at
from quarterdeck.tui.form.keys import key, quiet
from quarterdeck.tui.form.messages import Edited, FieldFocused, Notice
from quarterdeck.tui.form.trail import shortened, trail
from quarterdeck.tui.helppanel import HelpLines, HelpPanel
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.topline import SaveState, TopLine

ROOM_FOR_STATE = 22
"""Cells of the top line that the save state may take."""


class Left(Struct, frozen=True):
    """How a row's screen was left."""

    row: str | None
    """The row's id; None where no row came to be."""
    onward: str = ""
    """The row to open next."""


class RowScreen(QuietScreen[Left | None]):
    """A row's form. Its result is None where the row is gone.

    Args:
        place: the row's place; an empty id for a row that is to be added.
        model: what is declared for it.
        field: the path below the row to bring the cursor to.

    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        key("back", "escape,ctrl+o"),
        key("next_row", "ctrl+n"),
        quiet("ctrl+z", "undo"),
        quiet("ctrl+y", "redo"),
    ]

    def __init__(self, place: Place, model: type[Section], field: Path = ()) -> None:
        super().__init__()
        self.place = place
        self._model = model
        self._field = field
        self._body = FormBody(place, model)
        self._top = TopLine()
        self._lines, self._panel = HelpLines(), HelpPanel()

    @property
    def body(self) -> FormBody:
        """The form."""
        return self._body

    @override
    def compose(self) -> ComposeResult:
        yield self._top
        with Horizontal(classes="row-deck"):
            yield self._body
            yield self._panel
        yield self._lines
        yield KeyStrip("form.back")

    def on_mount(self) -> None:
        """Name the place and begin with the first open question."""
        self._entitle()
        self._follow_keeping()
        if self._field:
            self._body.focus_path((*self.place.path, *self._field))
        else:
            self._body.focus_initial()

    @on(events.ScreenResume)
    def _close_if_gone(self) -> None:
        """While something stood above it, its row may have been taken out elsewhere."""
        if not self.place.is_new and get(self.place.session.plan, self.place.path) is MISSING:
            _ = self.dismiss(None)

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        self._body.commit()

    @override
    def refresh_from_session(self) -> None:
        """Show what the session says now; a row that is gone closes its screen."""
        if not self.place.is_new and get(self.place.session.plan, self.place.path) is MISSING:
            _ = self.dismiss(None)
            return
        self._body.refresh_from_session()
        self._entitle()

    def action_back(self) -> None:
        """Back to the table; the answers are kept."""
        self.commit()
        self._leave()

    def action_next_row(self) -> None:
        """On to the row behind this one; behind the last one, back to the table."""
        self.commit()
        rows = get(self.place.session.plan, self.place.path[:-1])
        order = [] if rows is MISSING else list(rows)
        at = order.index(self.place.path[-1]) + 1 if self.place.path[-1] in order else len(order)
        self._leave(order[at] if at < len(order) else "")

    def action_undo(self) -> None:
        """Take the last step back, and go where it changed something."""
        self.commit()
        self._travelled(self.place.session.undo())

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.commit()
        self._travelled(self.place.session.redo())

    def _travelled(self, path: Path | None) -> None:
        self.refresh_from_session()
        here = self.place.path
        if path is not None and path[: len(here)] == here:
            self._body.focus_path(path, enter_rows=False)
        elif path:
            self._lines.message = say("form.changed_elsewhere", place=trail(self.place.session.plan, path))

    def _leave(self, onward: str = "") -> None:
        if self.place.is_new and self.place.unborn:
            self.place.make({})
        _ = self.dismiss(Left(None if self.place.is_new else self.place.path[-1], onward))

    @on(Edited)
    def _follow(self) -> None:
        self._lines.overtake()
        self._entitle()

    @on(FieldFocused)
    def _explain(self, event: FieldFocused) -> None:
        self._lines.words = event.words or words_at(self.place.session, event.path, event.field)
        self._show_panel()

    @on(Notice)
    def _tell(self, event: Notice) -> None:
        self._lines.message = event.text

    @on(events.Resize)
    def _fit(self) -> None:
        self._entitle()
        self._show_panel()

    def _show_panel(self) -> None:
        if self._panel.display:
            self._panel.show(self._lines.words)

    def _entitle(self) -> None:
        """The way here; where it is too long its end is what matters."""
        way = trail(self.place.session.plan, self.place.path)
        room = self.size.width - ROOM_FOR_STATE
        self._top.title = shortened(way, room) if room > 0 else way

    def _follow_keeping(self) -> None:
        """Whether the work is safe stands in the top line here too."""
        from quarterdeck.tui.app import QuarterdeckApp

        if isinstance(self.app, QuarterdeckApp) and self.app.keeper is not None:
            self.app.keeper.changed.subscribe(self, self._show_state)
            self._show_state(self.app.keeper.state)

    def _show_state(self, state: SaveState) -> None:
        self._top.state = state
