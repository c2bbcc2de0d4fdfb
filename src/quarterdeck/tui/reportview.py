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
from quarterdeck.report.build import build
from quarterdeck.report.rich_text import render
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.linesview import LinesView
from quarterdeck.tui.names import file_name
from quarterdeck.tui.painted import painted
from quarterdeck.tui.topline import TopLine

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.app import QuarterdeckApp


class ReportScreen(QuietScreen[None]):
    """The whole report of the open plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("close", "escape,ctrl+o,f3"),
        key("find", "slash"),
        key("next_match", "n", "match(1)"),
        key("previous_match", "N", "match(-1)"),
        key("export", "s", "app.export"),
        key("close_report", "q", "close", show=False),
    ]
    AUTO_FOCUS = "LinesView"
    app: QuarterdeckApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view = LinesView(self._write)

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
        top.subtitle = file_name(self._desk.path)
        self.query_one("#find").display = False

    def _write(self, width: int) -> Content:
        session = self._desk.session
        return painted(render(build(session.plan, session.analysis), width))

    def action_find(self) -> None:
        """Search in the report."""
        line = self.query_one("#find", Input)
        line.display = True
        line.focus()

    @on(Input.Changed)
    def _seek(self, event: Input.Changed) -> None:
        found = self._view.seek(event.value.strip())
        words = content.say("review.found", count=found) if event.value.strip() else ""
        self.query_one(TopLine).subtitle = words

    @on(Input.Submitted)
    def _to_text(self) -> None:
        self._view.focus()

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
            self._view.focus()
        else:
            self.answer()
