"""The screen on which a quarter is closed: copy, actuals, learn, adjust, confirm."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.plan.format import quarter
from quarterdeck.report.closing import Telling, hindered
from quarterdeck.session.closing.choices import Choice
from quarterdeck.session.closing.flow import STAGES, Flow
from quarterdeck.session.closing.roll import Closing
from quarterdeck.tui import stepmap
from quarterdeck.tui.actuals.grid import ActualsGrid
from quarterdeck.tui.closing import deciding
from quarterdeck.tui.closing.adjusting import AdjustList
from quarterdeck.tui.closing.rail import StageRail, StageStrip, one_look, stops
from quarterdeck.tui.closing.stages import AdjustStage, LearnStage, confirm_stage, copy_stage
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.listing import Listing
from quarterdeck.tui.names import file_name
from quarterdeck.tui.topline import SaveState, TopLine

if TYPE_CHECKING:
    from quarterdeck.tui.actuals.screen import ActualsScreen
    from quarterdeck.tui.app import QuarterdeckApp

ACTUALS, ADJUST, CONFIRM = (STAGES.index(name) for name in ("actuals", "adjust", "confirm"))


class ClosingScreen(QuietScreen[None]):
    """Closes the quarter of the open plan. What was chosen is kept at every step; Esc leaves for later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("back", "ctrl+o,f3", priority=True),
        key("next", "ctrl+n,f4", priority=True),
        key("close_quarter", "ctrl+n,f4", priority=True),
        key("later", "escape"),
        key("import_file", "i"),
        key("undo", "ctrl+z", show=False),
        key("redo", "ctrl+y", show=False),
    ]
    AUTO_FOCUS = None
    app: QuarterdeckApp

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.flow = flow
        self._top = TopLine(id="top")
        self._strip, self._rail = StageStrip(id="strip"), StageRail(id="rail")
        self._head, self._hint = Static(Content(), id="stage-head"), Static(Content(), id="help-lines")
        self._body: Widget | None = None

    @override
    def compose(self) -> ComposeResult:
        yield self._top
        yield self._strip
        with Horizontal(id="deck"):
            yield self._rail
            with Vertical(id="page"):
                yield self._head
                yield Container(id="slot")
        yield self._hint
        yield KeyStrip("back", "next", "close_quarter", id="keys")

    @on(events.Mount)
    async def _open(self) -> None:
        words = {"quarter": quarter(self.flow.quarter), "next": quarter(self.flow.facts.next)}
        self._top.title = file_name(self.flow.desk.path)
        self._top.subtitle = content.say("closing.way", **words)
        if self.app.keeper is not None:
            self._top.state = self.app.keeper.state
            self.app.keeper.changed.subscribe(self, self._show_state)
        self.app.told.subscribe(self, self.tell)
        await self._show_stage()

    def _show_state(self, state: SaveState) -> None:
        self._top.state = state

    def tell(self, sentence: str) -> None:
        """Say something under the stage."""
        self._hint.update(Content.styled(sentence, "$text-muted"))

    # Stages.

    async def _show_stage(self) -> None:
        """The body of the stage that is open, filled anew."""
        stage = STAGES[self.flow.stage]
        body = _body(stage, self.flow)
        self.set_focus(None)
        with self.app.batch_update():
            slot = self.query_one("#slot")
            await slot.remove_children()
            await slot.mount(body)
            self._body = body
            self._show_head()
        self.tell(self._said())
        begin = getattr(body, "begin", body.focus)
        begin()
        self.refresh_bindings()

    def _show_head(self) -> None:
        """The question of the stage, and how far one is in it."""
        stage = STAGES[self.flow.stage]
        words = {"quarter": quarter(self.flow.quarter), "next": quarter(self.flow.facts.next)}
        question = content.say(f"closing.stages.{stage}.question", **words)
        width, count = max(self._head.size.width, 20), self._count()
        gap = " " * max(width - len(question) - len(count), 1)
        head = Content.assemble((question, "$title bold"), gap, (count, "$text-muted"))
        self._head.update(head)
        found = stops(self.flow)
        self._strip.all_stops = self._rail.all_stops = found
        self._rail.foot = one_look(self.flow, max(self._rail.size.width - 3, 18))

    def _count(self) -> str:
        if self.flow.stage == ADJUST:
            return content.say("closing.looked_at", done=self.flow.looked_at, all=len(self.flow.items))
        if self.flow.stage == ACTUALS:
            facts = self.flow.facts
            known = sum(facts.actual(kpi_id).known for kpi_id in facts.plan.kpis.items)
            return content.say("closing.known", known=known, of=len(facts.plan.kpis.items))
        return ""

    def _said(self) -> str:
        """What there is to know at this stage."""
        if self.flow.stage == CONFIRM:
            found = self.flow.hindrance
            if found is not None:
                return " ".join(hindered(found, self.flow.facts.plan, self.flow.facts.today))
            lacking = self.flow.unreasoned
            if lacking:
                names = ", ".join(Telling(self.flow.facts).name(item) for item in lacking)
                return content.say("closing.wants_reason", names=names)
        return content.say(f"closing.hints.{STAGES[self.flow.stage]}")

    @on(events.Resize)
    def _fit(self) -> None:
        self.call_after_refresh(self._show_head)

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        if isinstance(self._body, ActualsGrid):
            self._body.commit()

    async def _go(self, stage: int) -> None:
        self.commit()
        self.flow.go(stage)
        self.app.save_on_the_way()
        await self._show_stage()

    async def action_next(self) -> None:
        """The next stage."""
        await self._go(self.flow.stage + 1)

    async def action_back(self) -> None:
        """The stage before; from the first one back to the plan."""
        if self.flow.stage:
            await self._go(self.flow.stage - 1)
        else:
            self.action_later()

    def action_later(self) -> None:
        """Leave; everything chosen so far is kept."""
        self.commit()
        self.flow.keep()
        self.app.show_again()
        if self.app.wizard is not None:
            self.app.tell(content.say("closing.kept", quarter=quarter(self.flow.quarter)))
        self.answer()

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        last = self.flow.stage == CONFIRM
        if action == "close_quarter":
            return last and self.flow.hindrance is None
        if action == "import_file":
            return self.flow.stage == ACTUALS
        return not last if action == "next" else True

    @on(stepmap.Chosen)
    async def _choose_stage(self, event: stepmap.Chosen) -> None:
        event.stop()
        await self._go(STAGES.index(event.stop_id))

    @on(stepmap.Left)
    def _return(self, event: stepmap.Left) -> None:
        event.stop()
        if self._body is not None:
            getattr(self._body, "begin", self._body.focus)()

    # Stages that are filled in.

    @on(ActualsGrid.Entered)
    def _came(self, event: ActualsGrid.Entered) -> None:
        event.stop()
        self._show_head()

    @on(ActualsGrid.Left)
    def _left_grid(self, event: ActualsGrid.Left) -> None:
        event.stop()
        self.action_later()

    async def action_import_file(self) -> None:
        """What came from a file, or by channel and person: on the screen made for it."""
        (await self._on_the_months()).action_import_file()

    @on(ActualsGrid.Pasted)
    async def _take_block(self, event: ActualsGrid.Pasted) -> None:
        event.stop()
        (await self._on_the_months()).look_at(event.text)

    async def _on_the_months(self) -> ActualsScreen:
        from quarterdeck.tui.actuals.screen import ActualsScreen

        self.commit()
        screen = ActualsScreen(self.flow.desk, self.flow.facts.months)
        await self.app.push_screen(screen, self._back_from_import)
        return screen

    def _back_from_import(self, _: None) -> None:
        if isinstance(self._body, ActualsGrid):
            self._body.show()
            self._body.focus()
        self._show_head()

    @on(Listing.Highlighted)
    def _explain(self, event: Listing.Highlighted) -> None:
        event.stop()
        if isinstance(event.listing, AdjustList):
            self.tell(event.listing.why())

    @on(AdjustList.Decided)
    def _count_decisions(self, event: AdjustList.Decided) -> None:
        event.stop()
        self._show_head()

    @on(Listing.Selected)
    def _decide(self, event: Listing.Selected) -> None:
        event.stop()
        if isinstance(event.listing, AdjustList):
            self.run_worker(self._ask(event.listing), group="decide", exclusive=True)

    async def _ask(self, listing: AdjustList) -> None:
        item = listing.item()
        if item is None:
            return
        chosen: Choice | None = await deciding.ask(self.app, self.flow, item)
        if chosen is not None:
            self.flow.choose(item, chosen)
            listing.tell_again()
            self.tell(listing.why())

    def action_undo(self) -> None:
        """Take the last figure back and stay here."""
        self._travel("undone" if self.flow.desk.session.undo() is not None else "nothing_to_undo")

    def action_redo(self) -> None:
        """Enter again what was taken back."""
        self._travel("redone" if self.flow.desk.session.redo() is not None else "nothing_to_redo")

    def _travel(self, words: str) -> None:
        if isinstance(self._body, ActualsGrid):
            self._body.show()
        self._show_head()
        self.tell(content.say(f"wizard.{words}"))

    # The end.

    def action_close_quarter(self) -> None:
        """Freeze the quarter and go on with the next."""
        if self.flow.unreasoned:
            self.tell(self._said())
            return
        self.run_worker(self._close(), group="close", exclusive=True)

    async def _close(self) -> None:
        keeper, done = self.app.keeper, list[Closing]()
        if keeper is None:
            return
        path = self.flow.desk.path
        problem = await keeper.alone(partial(_closed, self.flow, done))
        if problem:
            self.tell(problem)
            return
        words = {"quarter": quarter(done[0].quarter), "next": quarter(done[0].next_quarter)}
        said = content.say("closing.closed", snapshot=done[0].review.snapshot, file=file_name(path), **words)
        self.app.run_worker(self.app.reopen(path, said), group="reopen", exclusive=True)


def _closed(flow: Flow, done: list[Closing]) -> None:
    done.append(flow.close())


def _body(stage: str, flow: Flow) -> Widget:
    """A new body for a stage."""
    match stage:
        case "copy":
            return copy_stage(flow)
        case "actuals":
            return ActualsGrid(flow.desk.session, flow.facts.months)
        case "learn":
            return LearnStage(flow)
        case "adjust":
            return AdjustStage(flow)
        case _:
            return confirm_stage(flow)
