"""What really happened: the grid on a screen of its own, and the way to a file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import content
from quarterdeck.session import entering
from quarterdeck.store.actuals.refusal import ImportRefused
from quarterdeck.tui.actuals.grid import ActualsGrid
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.names import file_name
from quarterdeck.tui.topline import SaveState, TopLine

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp


ENDINGS = (".csv", ".tsv", ".txt")
"""Of files that hold tables."""


class ActualsScreen(QuietScreen[None]):
    """The months of a year, figure by figure.

    Args:
        desk: the open plan.
        months: the months to show; without any, the year up to now.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("close", "escape,ctrl+o,f3"),
        key("import_file", "i"),
        key("month_parts", "o"),
        key("undo", "ctrl+z"),
        key("redo", "ctrl+y", show=False),
    ]
    AUTO_FOCUS = "ActualsGrid"
    app: QuarterdeckApp

    def __init__(self, desk: Desk, months: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._desk = desk
        session = desk.session
        self.grid = ActualsGrid(session, months or entering.months(session.plan, session.today))

    @override
    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        yield self.grid
        yield Static(Content.styled(content.say("actuals.grid.help"), "$text-muted"), id="help-lines")
        yield KeyStrip("close", "import_file", id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        top = self.query_one(TopLine)
        top.title = content.say("actuals.grid.title")
        top.subtitle = file_name(self._desk.path)
        if self.app.keeper is not None:
            top.state = self.app.keeper.state
            self.app.keeper.changed.subscribe(self, self._show_state)
        self.app.told.subscribe(self, self._tell)

    def _show_state(self, state: SaveState) -> None:
        self.query_one(TopLine).state = state

    def _tell(self, sentence: str) -> None:
        self.query_one("#help-lines", Static).update(Content.styled(sentence, "$text-muted"))

    @on(ActualsGrid.Entered)
    def _count(self, event: ActualsGrid.Entered) -> None:
        event.stop()
        if event.count + event.wrong > 1:
            words = "pasted_wrong" if event.wrong else "pasted"
            self._tell(content.say(f"actuals.grid.{words}", count=event.count, wrong=event.wrong))

    @on(ActualsGrid.Pasted)
    def _take_block(self, event: ActualsGrid.Pasted) -> None:
        event.stop()
        self.look_at(event.text)

    def look_at(self, block: str) -> None:
        """A block of a spreadsheet with its headings: looked at as a file is."""
        said = self._look(content.say("actuals.grid.block"), block.encode())
        self.app.run_worker(said, group="import", exclusive=True)

    @on(ActualsGrid.Left)
    def _leave(self, event: ActualsGrid.Left) -> None:
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """Back to the form, which shows the same figures."""
        self.grid.commit()
        self.app.save_on_the_way()
        self.app.show_again()
        self.answer()

    @override
    def refresh_from_session(self) -> None:
        self.grid.show()

    def action_undo(self) -> None:
        """Take the last step back and stay here."""
        self._travel("undone" if self._desk.session.undo() is not None else "nothing_to_undo")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._travel("redone" if self._desk.session.redo() is not None else "nothing_to_redo")

    def _travel(self, words: str) -> None:
        self.grid.show()
        self._tell(content.say(f"wizard.{words}"))

    async def action_month_parts(self) -> None:
        """The month under the cursor on a form: channels, campaigns, people, remarks."""
        from quarterdeck.plan.forecast import MonthActual
        from quarterdeck.session import measuring
        from quarterdeck.tui.form.cell import Place
        from quarterdeck.tui.form.row_screen import RowScreen

        self.grid.commit()
        session = self._desk.session
        month, _ = self.grid.cell
        path = entering.path_of(session.plan, month, "leads")
        if path is None:
            plan, path = measuring.with_place(session.plan, month, "leads")
            texts = {at: draft.raw for at, draft in session.drafts.items()}
            session.replace_plan(plan, measuring.MONTHS, texts)
        screen = RowScreen(Place(session, path[:-1]), MonthActual, ("parts",))
        await self.app.push_screen(screen, lambda _: self.grid.show())

    def action_import_file(self) -> None:
        """Ask for a file and look at it."""
        self.grid.commit()
        self.app.run_worker(self._import(), group="import", exclusive=True)

    async def _import(self) -> None:
        from quarterdeck.store.actuals.read import file_bytes
        from quarterdeck.tui import typed_paths
        from quarterdeck.tui.dialogs import LineDialog

        title, words = content.say("actuals.file.title"), content.say("actuals.file.text")
        dialog = LineDialog(title, words, f"{Path.cwd()}/", _file, paths=True, endings=ENDINGS)
        typed = await self.app.push_screen_wait(dialog)
        if typed is None:
            return
        path = typed_paths.path_of(typed)
        try:
            data = await asyncio.to_thread(file_bytes, path)
        except ImportRefused as error:
            self._tell(str(error))
            return
        await self._look(path.name, data)

    async def _look(self, name: str, data: bytes) -> None:
        from quarterdeck.tui.actuals.importing import ImportScreen

        count = await self.app.push_screen_wait(ImportScreen(self._desk, name, data))
        self.grid.show()
        if count is not None:
            self._tell(content.say("actuals.file.taken" if count else "actuals.file.same", count=count))


def _file(typed: str) -> str:
    """What is wrong with `typed` as a file to import, or nothing."""
    from quarterdeck.tui import typed_paths

    return typed_paths.existing_file(typed) if typed else content.say("actuals.file.empty")
