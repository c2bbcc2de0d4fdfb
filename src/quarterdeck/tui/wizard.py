"""The wizard: one screen in which each page of the plan fills the body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from typing_extensions import override

from quarterdeck import content
from quarterdeck.content import FieldWords
from quarterdeck.session.navigator import Navigator
from quarterdeck.steps.catalogue import page as page_of
from quarterdeck.store import recent
from quarterdeck.tui import opening, stepmap, stops
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.form.messages import Edited, FieldFocused, Notice, RowsChanged
from quarterdeck.tui.helppanel import HelpLines, HelpPanel
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.names import file_name
from quarterdeck.tui.stephead import StepHead
from quarterdeck.tui.stepmap import StepMap, StepRail, StepStrip
from quarterdeck.tui.topline import SaveState, TopLine

if TYPE_CHECKING:
    from quarterdeck.plan.fields import Path as FieldPath
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp
    from quarterdeck.tui.form.body import StepBody

AHEAD = 0.4
"""Seconds of rest after which the next page is made ready."""
SETTLE = 0.08
"""Seconds after an answer in which marks and counts wait for the next one."""


class WizardScreen(QuietScreen[None]):
    """All pages of one plan. Its frame is drawn before the plan is read; the app keeps what is typed.

    Args:
        path: the plan's file.
        page: the page to begin with; empty for the one that was open last.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("back", "ctrl+o,f3", priority=True),
        key("next", "ctrl+n,f4", priority=True),
        key("map", "escape", show=False),
    ]
    app: QuarterdeckApp

    def __init__(self, path: Path, page: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._path = path
        self._desk: Desk | None = None
        self._known = recent.find(path)
        places = dict(self._known.fields) if self._known else {}
        self._navigator = Navigator(current=page or (self._known.page if self._known else ""), places=places)
        self._bodies: dict[str, StepBody] = {}
        self._shown = ""
        """The page whose form is in sight: behind the open one for as long as it takes to turn to that."""
        self._words: FieldWords | None = None
        self._thinking: Timer | None = None
        self._strip, self._rail = StepStrip(id="strip"), StepRail(id="rail")
        self._top, self._head = TopLine(id="top"), StepHead(id="head")
        self._lines, self._panel = HelpLines(id="help-lines"), HelpPanel(id="help-panel")

    @override
    def compose(self) -> ComposeResult:
        yield self._top
        yield self._strip
        with Horizontal(id="deck"):
            yield self._rail
            with Vertical(id="page"):
                yield self._head
                yield Container(id="slot")
            yield self._panel
        yield self._lines
        yield KeyStrip("back", "next", id="keys")

    @property
    def desk(self) -> Desk:
        """The open plan. Asked for only once it is there."""
        if self._desk is None:
            raise RuntimeError(self._path.name)
        return self._desk

    @property
    def page_id(self) -> str:
        """The page that is open."""
        return self._navigator.current

    @property
    def body(self) -> StepBody:
        """The form that is in sight."""
        return self._bodies[self._shown]

    # The first picture and what follows it.

    @on(events.Mount)
    def _open(self) -> None:
        self._show_title()
        self._show_stops(stops.blank_stops(self.page_id))
        self._head.show(self.page_id)
        self.app.told.subscribe(self, self._tell)
        self.call_after_refresh(self.app.load, self)

    async def fill(self, desk: Desk) -> None:
        """The plan is open: put it into the frame."""
        self._desk = desk
        if self.app.keeper is not None:
            self.app.keeper.changed.subscribe(self, self._show_state)
        with self.app.batch_update():
            await self.query_one("#slot").mount(self._body(self.page_id))
            self._shown = self.page_id
            self._fit_page()
            self._explain_page()
            if self.app.keeper is not None:
                self._top.state = self.app.keeper.state
            self._show_title()
        self._focus_place()
        self.refresh_bindings()
        self.call_after_refresh(self._settle_in)

    def _settle_in(self) -> None:
        self.app.let_type()
        self._think()
        self._remember()
        self.set_timer(AHEAD, self._prepare_next)
        self.app.run_worker(self._greet(), group="greet")

    async def _greet(self) -> None:
        """What there is to say about the file, and unsaved work of an earlier run."""
        if self.desk.recoverable is not None:
            from quarterdeck.tui.quandaries import recover

            if await recover(self.app, self.desk):
                self.show_again()
        if self.desk.in_use is not None:
            self._tell(content.say("wizard.in_use"))
        for note in self.desk.notes[:1]:
            self._tell(note.text)
        if self.desk.is_closed:
            self._tell(content.say("closing.frozen"))
        await self.app.go_on()

    # Pages.

    def action_next(self) -> None:
        """The next page; behind the last one the review. Never refused."""
        if self._navigator.is_last:
            self.app.call_later(self.app.action_review)
        else:
            self._leave(self._navigator.next)

    def action_back(self) -> None:
        """The page before. Nothing is checked."""
        if self._navigator.is_first:
            self._tell(content.say("wizard.first_page"))
        else:
            self._leave(self._navigator.back)

    def go(self, path: FieldPath) -> None:
        """To a page, and there to a table, a row or a field. Where row ids are left out, to the table."""
        if self._desk is None:
            return
        if path[0] == stops.REVIEW:
            self.app.call_later(self.app.action_review)
            return
        if path[0] != self.page_id:
            self._leave(partial(self._navigator.go, path[0]), focus=len(path) == 1)
        if len(path) > 1:
            self.call_next(self._focus, path)

    def _focus(self, path: FieldPath) -> None:
        if path[0] == self._shown:
            self.body.focus_path(path)

    def _leave(self, move: Callable[[], str], *, focus: bool = True) -> None:
        left = self.page_id
        if left == self._shown:
            self.body.commit()
            self._note_place()
        problems = self._problems_on(left)
        move()
        self.call_next(self._turn, focus)
        if problems:
            words = "wizard.to_fix_one" if problems == 1 else "wizard.to_fix"
            self._tell(content.say(words, count=problems))
        self.app.save_on_the_way()

    async def _turn(self, focus: bool) -> None:
        """Show the form of the open page. One may have gone on to another before this one is there."""
        page = self.page_id
        if page == self._shown:
            return
        with self.app.batch_update():
            # Textual would hand the focus on to a sibling inside the form that is being hidden.
            self.set_focus(None)
            self.body.display = False
            if page not in self._bodies:
                await self.query_one("#slot").mount(self._body(page))
            self._shown = page
            self.body.display = True
            self.body.refresh_from_session()
            self._show_page()
        if focus:
            self._focus_place()
        self.set_timer(AHEAD, self._prepare_next)

    def _fit_page(self) -> None:
        """Help beside the form, or below it where the page needs the width."""
        self.set_class(page_of(self._shown).broad, "-broad")
        self.call_after_refresh(self._show_panel)

    def _explain_page(self) -> None:
        """What the page is for, until the cursor comes to a field."""
        page = content.step(self._shown)
        self._lines.words = self._words = FieldWords(page.title, help=page.purpose)

    def _show_page(self) -> None:
        self._fit_page()
        self._explain_page()
        self._head.show(self._shown)
        self._show_stops(stops.moved(self._strip.all_stops, self._shown))
        self._remember()
        self._think()

    def _body(self, page_id: str) -> StepBody:
        from quarterdeck.tui.form.body import StepBody

        body = StepBody(page_of(page_id), self.desk)
        self._bodies[page_id] = body
        return body

    async def _prepare_next(self) -> None:
        """The next page, mounted out of sight, so that coming to it is only showing it."""
        at = list(self._navigator.pages).index(self.page_id) + 1
        ahead = self._navigator.pages[at : at + 1]
        if ahead and ahead[0] not in self._bodies:
            body = self._body(ahead[0])
            body.display = False
            await self.query_one("#slot").mount(body)

    def _focus_place(self) -> None:
        place = self._navigator.place
        if place is not None and self.body.focused_path is None:
            self.body.focus_path(place, enter_rows=False)
        else:
            self.body.focus_initial()

    def _note_place(self) -> None:
        if self.body.focused_path is not None:
            self._navigator.visit(self.body.focused_path)

    @on(events.Unmount)
    def _part(self) -> None:
        """The plan is closed, or the program ends."""
        if self._shown:
            self._note_place()
            self._remember()

    def _remember(self) -> None:
        """Where one is, for the next time; never in the plan."""
        cover = self.desk.session.plan.plan
        recent.remember(
            self.desk.path,
            company=cover.company or "",
            quarter=cover.quarter or "",
            page=self.page_id,
            fields=dict(self._navigator.places),
        )

    # What the form, the map and the top line tell.

    @on(FieldFocused)
    def _help(self, event: FieldFocused) -> None:
        from quarterdeck.tui.form.cell import words_at

        event.stop()
        self._words = event.words or words_at(self.desk.session, event.path, event.field)
        self._lines.words = self._words
        if self._panel.display:
            self._panel.show(self._words)

    @on(Edited)
    @on(RowsChanged)
    def _follow(self, event: Edited | RowsChanged) -> None:
        event.stop()
        self._lines.overtake()
        self._think()

    @on(Notice)
    def _notice(self, event: Notice) -> None:
        event.stop()
        self._tell(event.text)

    @on(stepmap.Chosen)
    def _choose(self, event: stepmap.Chosen) -> None:
        event.stop()
        self.go((event.stop_id,))

    @on(stepmap.Left)
    def _return_to_form(self, event: stepmap.Left) -> None:
        event.stop()
        self.body.focus_initial()

    def action_map(self) -> None:
        """Leave the form for the list of steps, where single keys work."""
        self.body.commit()
        (self._rail if self._rail.display else self._strip).focus()

    @on(TopLine.TitlePressed)
    def _to_cover(self) -> None:
        self.go((self._navigator.pages[0],))

    @on(TopLine.StatePressed)
    def _save(self) -> None:
        self.app.action_save()

    # Drawing.

    def show_again(self) -> None:
        """Everything may have changed elsewhere: draw it all from the session."""
        self._show_title()
        self.body.refresh_from_session()
        self._show_progress()

    def _think(self) -> None:
        """Marks and counts follow once what they follow from is computed, beside the typing."""
        if self._thinking is None:
            self._thinking = self.set_timer(SETTLE, self._compute)

    def _compute(self) -> None:
        self._thinking = None
        self.run_worker(self._compute_and_show(), group="think", exclusive=True)

    async def _compute_and_show(self) -> None:
        session = self.desk.session
        analysis = await opening.in_background(stops.foresee, session)
        if session.plan is analysis.plan:
            self._show_progress()
        else:
            self._think()

    def _show_progress(self) -> None:
        found = stops.stops(self.desk.session, self.page_id)
        self._show_stops(found)
        self._rail.foot = stops.quarter_lines(self.desk.session.plan, self.desk.session.today)
        self._show_title()

    def _show_stops(self, found: tuple[stops.Stop, ...]) -> None:
        shown: tuple[StepMap, ...] = (self._strip, self._rail)
        for each in shown:
            each.all_stops = found
        here = next(stop for stop in found if stop.here)
        self._head.answered = (here.answered, here.essential)

    def _show_title(self) -> None:
        cover = self._desk.session.plan.plan if self._desk else self._known
        self._top.title = file_name(self._path if self._desk is None else self._desk.path)
        quarter = (cover.quarter or "").replace("-", " ") if cover else ""
        company = (cover.company or "") if cover else ""
        self._top.subtitle = " · ".join(part for part in (company, quarter) if part)

    def _show_state(self, state: SaveState) -> None:
        self._top.state = state

    def _tell(self, sentence: str) -> None:
        self._lines.message = sentence

    def _problems_on(self, page_id: str) -> int:
        drafts = self.desk.session.drafts.items()
        return sum(path[0] == page_id and draft.problem is not None for path, draft in drafts)

    @on(events.Resize)
    def _show_panel(self) -> None:
        if self._panel.display:
            self._panel.show(self._words)
