"""The report on the screen: to scroll, to search, to save."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input
from typing_extensions import override

from quarterdeck import content
from quarterdeck.report.formats import WIDTH
from quarterdeck.report.rich_text import render
from quarterdeck.report.views import document, first_for, offered
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.dialogs import Answer, ChoiceDialog
from quarterdeck.tui.exporting import export
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.names import file_name
from quarterdeck.tui.painted import painted
from quarterdeck.tui.topline import TopLine

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp


async def show(app: QuarterdeckApp) -> None:
    """The report over what is there, once."""
    if app.desk is not None and not isinstance(app.screen, ReportScreen):
        await app.push_screen(ReportScreen(app.desk))


class ReportScreen(QuietScreen[None]):
    """The report of the open plan, in the view its first readers would ask for, or any other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("close", "escape,ctrl+o,f3"),
        key("find", "slash"),
        key("next_match", "n", "match(1)"),
        key("previous_match", "N", "match(-1)"),
        key("view", "v"),
        key("export", "s"),
        key("copy_report", "c"),
        key("close_report", "q", "close", show=False),
    ]
    AUTO_FOCUS = "LinesView"
    app: QuarterdeckApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view = LinesView(self._write)
        self.view = first_for(desk.session.plan)
        """The name of the view that is shown."""

    @override
    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        line = Input(placeholder=content.say("review.find"), compact=True, id="find")
        line.cursor_blink = False
        yield line
        yield self._view
        yield KeyStrip("close", id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        top = self.query_one(TopLine)
        top.title = content.say("review.report_title")
        self._show_name()
        self.query_one("#find").display = False

    def _show_name(self) -> None:
        parts = (content.say(f"views.names.{self.view}"), file_name(self._desk.path))
        self.query_one(TopLine).subtitle = " · ".join(parts)

    @override
    def refresh_from_session(self) -> None:
        self._view.write_again()

    def _write(self, width: int) -> Content:
        session = self._desk.session
        return painted(render(document(session.plan, self._desk.in_retrospect, self.view), width))

    def action_view(self) -> None:
        """Choose another view."""
        self.app.run_worker(self._choose(), group="view", exclusive=True)

    async def _choose(self) -> None:
        answers = [
            Answer(name, content.say(f"views.names.{name}"), content.say(f"views.remarks.{name}"))
            for name in offered(self._desk.session.plan)
        ]
        dialog = ChoiceDialog(content.say("views.choose"), "", answers, default=self.view)
        self.view = await self.app.push_screen_wait(dialog)
        self._show_name()
        self._view.write_again()
        self._view.scroll_home(animate=False)

    def action_export(self) -> None:
        """Save this view as a file."""
        self.app.run_worker(export(self.app, self.view), group="export", exclusive=True)

    def action_copy_report(self) -> None:
        """Put this view as plain text on the clipboard."""
        session = self._desk.session
        made = document(session.plan, self._desk.in_retrospect, self.view)
        self.app.copy_to_clipboard(render(made, WIDTH).plain)
        self.app.toast(content.say("views.copied"))

    def action_find(self) -> None:
        """Search in the report."""
        line = self.query_one("#find", Input)
        line.display = True
        self.set_focus(line)

    @on(Input.Changed)
    def _seek(self, event: Input.Changed) -> None:
        found = self._view.seek(event.value.strip())
        if event.value.strip():
            key = "found_one" if found == 1 else "found"
            self.query_one(TopLine).subtitle = content.say(f"review.{key}", count=found)
        else:
            self._show_name()

    @on(Input.Submitted)
    def _to_text(self) -> None:
        self.set_focus(self._view)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "match" or bool(self._view.matches)

    def action_match(self, by: int) -> None:
        """The next match, or the one before."""
        self._view.action_match(by)

    def action_close(self) -> None:
        """Back; while searching, back to the text first."""
        line = self.query_one("#find", Input)
        if line.display:
            line.value = ""
            line.display = False
            self.set_focus(self._view)
        else:
            self.answer()
