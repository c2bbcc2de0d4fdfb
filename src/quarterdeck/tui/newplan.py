"""A new plan: one short screen, everything on it guessed or left for later."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from typing_extensions import override

from quarterdeck import clock, content, text
from quarterdeck.content import FieldWords
from quarterdeck.errors import SaveFailed
from quarterdeck.plan.cover import Cover
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import field_of
from quarterdeck.plan.paths import MISSING, replace
from quarterdeck.session.desk import Desk
from quarterdeck.session.session import Session
from quarterdeck.tui import typed_paths
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.form.block import FieldBlock
from quarterdeck.tui.form.cell import Cell, Place, words_at
from quarterdeck.tui.form.flat import FlatInput
from quarterdeck.tui.form.keys import quiet
from quarterdeck.tui.form.messages import Edited, FieldFocused
from quarterdeck.tui.form.shape import Shape
from quarterdeck.tui.guess import guess
from quarterdeck.tui.helppanel import HelpLines
from quarterdeck.tui.keys import key
from quarterdeck.tui.keystrip import KeyStrip
from quarterdeck.tui.names import shown
from quarterdeck.tui.topline import TopLine

ASKED = ("company", "quarter", "currency", "number_style", "date_style", "maturity", "stage", "subscription")
"""Fields of the cover, in this order."""


class FileName(FlatInput):
    """Where the plan will be kept; it follows the company's name until somebody changes it."""


class NewPlanForm(VerticalScroll, can_focus=False):
    """The fields; Tab moves on from an open list too, and before what is typed behind it arrives."""

    BINDINGS: ClassVar[list[BindingType]] = [
        quiet("tab", "app.focus_next", at_once=True),
        quiet("shift+tab", "app.focus_previous", at_once=True),
    ]


class NewPlanScreen(QuietScreen[Desk | None]):
    """Asks for what the cover needs, and writes the new plan's file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("cancel", "escape,ctrl+o,f3"),
        key("create", "ctrl+n,f4", priority=True),
    ]
    AUTO_FOCUS = "FlatInput"

    def __init__(self) -> None:
        super().__init__()
        today = clock.today()
        self._session = Session(_guessed(), today)
        self._shape = Shape()
        place = Place(self._session, ("plan",))
        cells = [Cell(place, (name,), field) for name in ASKED if (field := field_of(Cover, name))]
        self._blocks = [FieldBlock(cell, self._shape, _into_sight) for cell in cells]
        self._named = False
        self._file = FileName("", self._name_changed, self._at_file)
        self._lines = HelpLines(id="help-lines")
        self._problem = Static(Content(), id="file-problem")

    @override
    def compose(self) -> ComposeResult:
        yield TopLine(id="top")
        yield Static(Content(content.say("newplan.lead")), id="welcome")
        with NewPlanForm(id="new-form"):
            yield self._blocks[0]
            with Horizontal(id="file-row"):
                yield Static(Content.styled(content.say("newplan.file"), "$text-muted"), id="file-label")
                yield self._file
            yield self._problem
            yield from self._blocks[1:]
        yield self._lines
        yield KeyStrip("cancel", "create", id="keys")

    @on(events.Mount)
    def _open(self) -> None:
        self.query_one(TopLine).title = content.say("newplan.title")
        self._problem.display = False
        self._follow_company()

    @on(FieldFocused)
    def _help(self, event: FieldFocused) -> None:
        event.stop()
        self._lines.words = words_at(self._session, event.path, event.field)

    @on(Edited)
    def _edited(self, event: Edited) -> None:
        event.stop()
        self._follow_company()

    def _follow_company(self) -> None:
        if not self._named:
            company = self._session.plan.plan.company or ""
            name = text.slug(company, fallback=content.say("newplan.fallback"))
            self._file.show(shown(typed_paths.free_name(Path.cwd() / f"{name}.toml")))

    def _name_changed(self, _typed: str) -> None:
        self._named = True
        self._complain("")

    def _complain(self, problem: str) -> None:
        self._problem.update(Content.assemble(("✗ ", "$error bold"), (problem, "$text")))
        self._problem.display = bool(problem)

    def _at_file(self, has_cursor: bool) -> None:
        if has_cursor:
            _into_sight(self._file)
            self._lines.words = FieldWords(content.say("newplan.file"), help=content.say("newplan.file_help"))

    def action_create(self) -> None:
        """Begin, unless the file cannot be made where it should be."""
        for block in self._blocks:
            block.commit()
        self._follow_company()
        typed = text.clean(self._file.value, lines=False)
        problem = typed_paths.new_file(typed, content.say("newplan.fallback") + ".toml")
        path = typed_paths.target(typed, content.say("newplan.fallback") + ".toml")
        path = path if path.suffix else path.with_suffix(".toml")
        try:
            if not problem:
                self.answer(Desk.create(path, self._session.plan))
        except SaveFailed as error:
            problem = str(error)
        if problem:
            self._complain(problem)
            self._file.focus()

    def action_cancel(self) -> None:
        """Back to the start screen; nothing was made."""
        self.answer(None)


def _into_sight(widget: Widget) -> None:
    widget.scroll_visible(animate=False)


def _guessed() -> Plan:
    plan, found = Plan(), guess(clock.today())
    values = {name: getattr(found, name) for name in ("quarter", "currency", "number_style", "date_style")}
    for name, value in values.items():
        plan = replace(plan, ("plan", name), MISSING if value is None else value)
    return plan
