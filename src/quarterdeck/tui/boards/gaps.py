"""The board of step 7: the gaps, what would close the one under the cursor, and the decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from quarterdeck.engine.decided import carriers, following
from quarterdeck.plan.fields import Path
from quarterdeck.report.gap_words import say
from quarterdeck.session.deciding import GAPS
from quarterdeck.session.editing import field_at
from quarterdeck.session.session import Session
from quarterdeck.tui import opening
from quarterdeck.tui.boards import seen as view
from quarterdeck.tui.boards.board import Board
from quarterdeck.tui.boards.gap_list import GapList
from quarterdeck.tui.boards.keys import key
from quarterdeck.tui.boards.seen import Seen, SeenGap
from quarterdeck.tui.boards.ways import Ways
from quarterdeck.tui.form.messages import FieldFocused, Notice, Rewritten

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from quarterdeck.tui.app import QuarterdeckApp


class GapsBoard(Board):
    """Gaps above, ways to close one below. Computed in the background; what was seen last stays meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("skip", "s"),
        key("there", "g"),
        key("wording", "w"),
        key("months", "m"),
    ]
    app: QuarterdeckApp

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._seen: Seen | None = None
        self._is_asking = False
        self._list, self._ways = GapList(), Ways()
        self._note = Static(Content(), classes="board-note")

    @override
    def compose(self) -> ComposeResult:
        yield self._note
        yield self._list
        yield self._ways

    @property
    def seen(self) -> Seen | None:
        """What is shown; None while it is computed for the first time."""
        return self._seen

    @property
    def current(self) -> SeenGap | None:
        """The gap under the cursor."""
        return self._list.current

    @override
    def show(self) -> None:
        if self.size.width:
            _ = self.run_worker(self._see, group="gaps", exclusive=True)

    @override
    def take_cursor(self) -> bool:
        if self._seen is not None and not self._seen.gaps:
            return False
        self._list.focus(scroll_visible=False)
        return True

    @override
    def take_path(self, path: Path) -> bool:
        if path[:2] != GAPS or len(path) > len(GAPS) + 1 or (self._seen is not None and not self._seen.gaps):
            return False
        self._list.stand_at(path[-1])
        return self.take_cursor()

    @on(events.Resize)
    def _resized(self) -> None:
        if self._seen is None:
            self.show()

    async def _see(self) -> None:
        if self._seen is None or self._seen.reading.plan is not self.session.plan:
            found = await opening.in_background(view.see, self.session)
            if found.reading.plan is not self.session.plan:
                self.later()
                return
            self._seen = found
        self._draw(self._seen)

    def _draw(self, found: Seen) -> None:
        """Put what was found into the widgets. The cursor stays at its gap."""
        with self.app.batch_update():
            self._note.update(Content.styled(found.counts if found.gaps else found.nothing, "$text-muted"))
            self._list.show(found)
            self._ways.show(found, self.current)
            had_cursor = self._list.has_focus or self._ways.has_focus
            self._list.display = self._ways.display = bool(found.gaps)
            if had_cursor and not found.gaps:
                self.post_message(self.Emptied())

    # Moving.

    @on(GapList.Moved)
    def _follow(self, event: GapList.Moved) -> None:
        event.stop()
        if self._seen is not None:
            self._ways.show(self._seen, self.current)

    @on(GapList.Chosen)
    def _to_ways(self, event: GapList.Chosen) -> None:
        event.stop()
        self._ways.focus(scroll_visible=False)

    @on(Ways.Left)
    def _to_list(self, event: Ways.Left) -> None:
        event.stop()
        self._list.focus(scroll_visible=False)

    def bring_into_sight(self, part: Widget, top: int, height: int) -> None:
        """Scroll the page so that these lines of a part of the board are in sight."""
        body = self.parent
        if isinstance(body, Widget):
            y = self.virtual_region.y + part.virtual_region.y + top
            body.scroll_to_region(Region(0, y, 1, height), animate=False, immediate=True)

    def explain(self, field: str = "") -> None:
        """Let the words about the gaps, or about a field of theirs, be shown."""
        path = (*GAPS, "", field) if field else GAPS
        self.post_message(FieldFocused(path, field_at(path)))

    # Deciding.

    @on(Ways.Used)
    def _use(self, event: Ways.Used) -> None:
        event.stop()
        self._decide(event.way)

    def action_skip(self) -> None:
        """Accept the gap, with a reason."""
        self._decide(view.Way(view.ACCEPT, ""))

    def action_months(self) -> None:
        """Show what each month must bring, or put it away."""
        self._ways.turn_months()

    def action_wording(self) -> None:
        """Open the gap's own row; one that nobody has written down gets one."""
        one = self.current
        if one is None or self._seen is None:
            return
        row = (*GAPS, one.gap.row)
        if not one.gap.row:
            from quarterdeck.report.gap_steps import proposed_title

            title = proposed_title(self._seen.reading, one.gap)
            values = {"title": title, "goal": one.gap.goal or None, "kpi": one.gap.kpi or None}
            row = (*GAPS, self.session.add_row(GAPS, values))
        self._open(row)

    def action_there(self) -> None:
        """Go to what covers the gap: to what comes first."""
        one = self.current
        if one is None:
            return
        found = carriers(self.session.plan, one.gap.row)
        first = following(found) or next(iter(found), None)
        if first is None:
            self.post_message(Notice(say("board.nothing_there")))
        else:
            self._open(first.path)

    def _open(self, row: Path) -> None:
        """Open a row on a screen of its own, wherever it stands, and come back here."""
        from quarterdeck.session.rows import row_model
        from quarterdeck.tui.form.cell import Place
        from quarterdeck.tui.form.row_screen import RowScreen

        screen = RowScreen(Place(self.session, row), row_model(row[:-1]))
        _ = self.app.push_screen(screen, lambda _: self._changed(row))

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two questions no key means what it means on the board."""
        return not self._is_asking

    def _decide(self, way: view.Way) -> None:
        one = self.current
        if one is not None and self._seen is not None and not self._is_asking:
            _ = self.run_worker(partial(self._ask, self._seen, one, way), group="decide", exclusive=True)

    async def _ask(self, found: Seen, one: SeenGap, way: view.Way) -> None:
        from quarterdeck.tui.boards import deciding

        self._is_asking = True
        try:
            answer = await deciding.ask(deciding.Case(self.app, self.session, found, one, way))
        finally:
            self._is_asking = False
        if answer is not None:
            done, said = answer
            self.session.change(done.plan, done.row)
            self._changed(done.row)
            self.post_message(Notice(said))

    def _changed(self, path: Path) -> None:
        self.post_message(Rewritten(path))
