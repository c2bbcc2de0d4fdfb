"""The program in a terminal: one plan open at a time, its screens, and the ways in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import App
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme
from typing_extensions import override

from quarterdeck import content
from quarterdeck.errors import PlanUnreadable
from quarterdeck.tui import compat, signals, theme
from quarterdeck.tui.keys import key
from quarterdeck.tui.leaving import LeavingApp
from quarterdeck.tui.names import file_name

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.keeper import Keeper
    from quarterdeck.tui.search import Entry
    from quarterdeck.tui.wizard import WizardScreen

SMALLEST = (40, 10)
"""Below so many columns and rows a form cannot be shown honestly."""
WIDTHS = [(0, "-narrow"), (60, "-normal"), (100, "-rail"), (118, "-wide")]
HEIGHTS = [(0, "-short"), (18, "-usual"), (32, "-tall")]
"""From how many columns, and rows, each class stands on every screen."""


class QuarterdeckApp(LeavingApp, inherit_bindings=False):
    """The application. Without a plan to begin with it shows the start screen.

    Args:
        desk: the plan to begin with, opened.
        path: the same, still to be opened: that is done behind the first picture, for it takes as long again.
        page: the page of the plan to begin with; empty for where one was last.
        theme_name: the look; see `theme.choose`.

    """

    CSS_PATH: ClassVar = [Path(__file__).with_name(name) for name in ("shell.tcss", "form.tcss")]
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    TITLE = "Quarterdeck"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("goto", "ctrl+t,f2,ctrl+p,ctrl+g", priority=True),
        key("help", "f1", priority=True),
        key("help_outside", "question_mark", "help", show=False),
        key("review", "ctrl+r", priority=True),
        key("undo", "ctrl+z"),
        key("quit", "ctrl+q", priority=True),
        key("save", "ctrl+s", priority=True),
        key("redo", "ctrl+y", show=False),
        key("redraw", "ctrl+l", show=False, priority=True),
        key("copy", "ctrl+c", "help_quit", show=False),
    ]

    def __init__(
        self,
        desk: Desk | None = None,
        *,
        path: Path | None = None,
        page: str = "",
        then: str = "",
        theme_name: str | None = None,
    ) -> None:
        self.set_reactive(App.theme, theme.choose(theme_name))
        super().__init__(driver_class=compat.driver_class())
        compat.widen_style_cache(self)
        self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS = WIDTHS, HEIGHTS
        self.refusal: PlanUnreadable | None = None
        """Why the plan to begin with could not be opened."""
        self._then = then
        """What to do once the plan is there."""
        self._first = desk
        self._path = desk.path if desk else path
        self._page = page

    # The look.

    @property
    @override
    def available_themes(self) -> dict[str, Theme]:
        return theme.THEMES

    def action_theme(self, name: str) -> None:
        """Change the colours."""
        from quarterdeck.tui import settings

        self.theme = name
        settings.remember_theme(name)

    # The start.

    @override
    def get_default_screen(self) -> Screen[Any]:
        if self._path is None:
            from quarterdeck.tui.home import HomeScreen

            return compat.switchable(self, HomeScreen(id="_default"))
        from quarterdeck.tui.wizard import WizardScreen

        self.hold_typing()
        return compat.switchable(self, WizardScreen(self._path, self._page, id="_default"))

    @on(events.Load)
    def _take_signals(self) -> None:
        signals.install(self.on_signal)

    @on(events.Mount)
    def _watch_over_it(self) -> None:
        self.app_suspend_signal.subscribe(self, lambda _: self.keep_draft(), immediate=True)
        self._check_size(self.size)
        if self._path is None:
            self.call_after_refresh(compat.resume_collector)

    async def load(self, screen: WizardScreen) -> None:
        """Open the plan whose frame `screen` shows already, and fill it in."""
        if self._first is None and self._path is not None:
            from quarterdeck.tui import opening

            try:
                self._first = await opening.in_background(opening.load, self._path)
            except PlanUnreadable as error:
                self.refusal = error
                self.exit(return_code=error.exit_code)
                return
        if self._first is not None:
            self._take(self._first)
            await screen.fill(self._first)
        self.call_after_refresh(compat.resume_collector)

    def _take(self, desk: Desk) -> None:
        """`desk` is the open plan from now on."""
        from quarterdeck.tui.keeper import Keeper

        self._put_away()
        self.keeper = Keeper(self, desk)

    def _put_away(self) -> None:
        if self.keeper is not None:
            self.keeper.stop()
            self.keeper.desk.close()
            self.keeper = None

    async def open_desk(self, desk: Desk, page: str = "") -> None:
        """Show the wizard with another plan."""
        from quarterdeck.tui.wizard import WizardScreen

        screen = WizardScreen(desk.path, page)
        self._first, self._path = desk, desk.path
        await self.switch_screen(screen)

    async def open_path(self, path: Path, page: str = "", *, then: str = "") -> str:
        """Open a plan file, and do `then` (an action) once it is there; gives what is wrong, or nothing."""
        from quarterdeck.session.desk import Desk

        try:
            desk = Desk.open(path)
        except PlanUnreadable as error:
            return str(error)
        self._then = then
        await self.open_desk(desk, page)
        return ""

    async def go_on(self) -> None:
        """The plan is there, and all there was to ask about it is answered: do what it was opened for."""
        then, self._then = self._then, ""
        if then:
            await self.run_action(then)

    async def reopen(self, path: Path, said: str) -> None:
        """Open the plan anew, as it stands in its file now, and say what was done."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if self.desk is not None:
            self.desk.let_go()
        problem = await self.open_path(path, "plan")
        self.call_later(self.tell, problem or said)

    def action_close_quarter(self) -> None:
        """Close the plan's quarter, or go on with it."""
        from quarterdeck.tui.closing.screen import ClosingScreen
        from quarterdeck.tui.closing.starting import begin

        self.commit()
        there = next((screen for screen in self.screen_stack if isinstance(screen, ClosingScreen)), None)
        while there is not None and self.screen is not there:
            _ = self.pop_screen()
        if self.desk is not None and there is None:
            self.run_worker(begin(self, self.desk), group="closing", exclusive=True)

    async def action_actuals(self) -> None:
        """Enter what really happened, or import it."""
        from quarterdeck.tui.actuals.screen import ActualsScreen

        self.commit()
        if self.desk is not None and not isinstance(self.screen, ActualsScreen):
            await self.push_screen(ActualsScreen(self.desk))

    def action_export(self) -> None:
        """Save the report as a file."""
        from quarterdeck.tui import exporting

        self.commit()
        self.run_worker(exporting.export(self), group="export", exclusive=True)

    # Actions.

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        needs_plan = action in ("save", "undo", "redo", "review")
        over_all = action in ("goto", "help", "undo", "redo", "review")
        if needs_plan and self.keeper is None:
            return False
        return not (over_all and (self.screen.is_modal or self.is_too_small))

    async def action_goto(self) -> None:
        """Ask where to go, and go there. What is typed behind the key waits until the question stands."""
        from quarterdeck.tui import commands
        from quarterdeck.tui.goto import GoTo

        self.commit()
        await self.push_screen(GoTo(commands.entries(self)), self._go_somewhere)

    def _go_somewhere(self, entry: Entry | None) -> None:
        from quarterdeck.tui import commands

        if entry is not None:
            self.run_worker(commands.carry_out(self, entry), group="goto", exclusive=True)

    async def action_help(self) -> None:
        """Everything about the field the cursor is in, an example, the keys."""
        from quarterdeck.tui.helppanel import HelpLines
        from quarterdeck.tui.helpscreen import HelpScreen

        plan = self.desk.session.plan if self.desk else None
        page = self.wizard.page_id if self.wizard is not None else ""
        words = next((lines.words for lines in self.screen.query(HelpLines)), None)
        await self.push_screen(HelpScreen(page, words, plan))

    async def action_review(self) -> None:
        """What is missing or odd; from there the printed plan."""
        from quarterdeck.tui import review

        self.commit()
        await review.show(self)

    async def action_report(self) -> None:
        """The report, to read here."""
        from quarterdeck.tui import reportview

        self.commit()
        await reportview.show(self)

    def action_save(self) -> None:
        """Write the plan file now."""
        if self.keeper is not None:
            self.commit()
            self.run_worker(self._save_and_say(self.keeper), group="save")

    async def _save_and_say(self, keeper: Keeper) -> None:
        if await keeper.save(on_purpose=True):
            self.tell(content.say("wizard.all_saved", name=file_name(keeper.desk.path)))

    def action_save_as(self) -> None:
        """Write the plan to another file and go on there."""
        from quarterdeck.tui import quandaries

        if self.keeper is not None:
            self.commit()
            self.run_worker(quandaries.save_as(self.keeper), group="save")

    def action_earlier(self) -> None:
        """Look at earlier saves, and go back to one."""
        from quarterdeck.tui import earlier

        if self.keeper is not None:
            self.commit()
            self.run_worker(earlier.earlier_saves(self.keeper), group="save")

    def save_on_the_way(self) -> None:
        """Write the plan file because a step was left."""
        if self.keeper is not None:
            self.run_worker(self.keeper.save(on_purpose=False), group="save")

    async def action_home(self) -> None:
        """Close the plan and show the start screen."""
        self.run_worker(self._go_home(), group="home", exclusive=True)

    async def _go_home(self) -> None:
        from quarterdeck.tui.home import HomeScreen

        if not await self.safe_to_leave():
            return
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self._put_away()
        await self.switch_screen(HomeScreen())

    def action_redraw(self) -> None:
        """Draw everything again."""
        self.screen.refresh(layout=True)

    # Size.

    @property
    def is_too_small(self) -> bool:
        """Whether the window cannot show a form."""
        return _too_small(self.size)

    @on(events.Resize)
    def _resized(self, event: events.Resize) -> None:
        self._check_size(event.size)

    def _check_size(self, size: Size) -> None:
        from quarterdeck.tui.toosmall import TooSmall

        shown = isinstance(self.screen, TooSmall)
        if _too_small(size) and not shown:
            _ = self.push_screen(TooSmall(*SMALLEST))
        elif shown and not _too_small(size):
            _ = self.pop_screen()


def _too_small(size: Size) -> bool:
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def run_wizard(
    path: Path | None = None, step: str = "", *, then: str = "", theme_name: str | None = None
) -> int:
    """Run the program in this terminal; gives the exit code.

    Args:
        path: the plan to open; None for the start screen.
        step: the page to begin with.
        then: an action to do once the plan is there.
        theme_name: the look.

    Raises:
        PlanUnreadable: the plan cannot be opened.

    """
    if path is not None:
        from quarterdeck.tui import opening

        opening.look(path)
    from quarterdeck.tui import settings

    look = theme.choose(theme_name, settings.wanted_theme())
    app = QuarterdeckApp(path=path, page=step, then=then, theme_name=look)
    app.run()
    if app.refusal is not None:
        raise app.refusal
    return finish(app)


def finish(app: QuarterdeckApp) -> int:
    """Close the plan and tell in the plain terminal how things stand; gives the exit code."""
    from quarterdeck.tui import farewell

    code = app.return_code or 0
    farewell.tell(app, code)
    if app.keeper is not None:
        app.keeper.desk.close()
    return code
