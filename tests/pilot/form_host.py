"""A small app around a form, so that the form can be tested without the wizard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

import quarterdeck.tui
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.session.session import Session
from quarterdeck.steps.catalogue import page
from quarterdeck.tui.compat import QuietScreen
from quarterdeck.tui.form.block import FieldBlock
from quarterdeck.tui.form.body import FormBody, StepBody
from quarterdeck.tui.form.messages import Edited, FieldFocused, Notice, RowsChanged
from quarterdeck.tui.form.popup import Popup
from quarterdeck.tui.form.rows import RowsTable
from quarterdeck.tui.theme import THEMES

TODAY = date(2026, 11, 22)
STYLES = FilePath(quarterdeck.tui.__file__).parent


@dataclass
class Desk:
    """What a form needs of a desk."""

    session: Session


class FormScreen(QuietScreen[None]):
    AUTO_FOCUS = ""

    def __init__(self, name: str, session: Session) -> None:
        super().__init__()
        self.body = StepBody(page(name), Desk(session))
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.body

    def on_mount(self) -> None:
        self.body.focus_initial()

    @on(Edited)
    @on(FieldFocused)
    @on(Notice)
    @on(RowsChanged)
    def _note(self, event: Message) -> None:
        self.told.append(event)


class FormApp(App[None]):
    CSS_PATH: ClassVar = [STYLES / "shell.tcss", STYLES / "form.tcss"]
    CSS = "FormBody { height: 1fr; }"

    def __init__(self, name: str = "plan", plan: Plan | None = None) -> None:
        super().__init__()
        self.session = Session(plan or Plan(), TODAY)
        self.form = FormScreen(name, self.session)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES["dark"].variables)

    def on_mount(self) -> None:
        self.register_theme(THEMES["dark"])
        self.theme = "dark"
        self.push_screen(self.form)


def body_of(app: App[Any]) -> FormBody:
    """The form on the screen that is open."""
    return app.screen.query_one(FormBody)


def view_of(app: App[Any], path: Path) -> FieldBlock | RowsTable:
    """What shows the field at `path` on the screen that is open."""
    body = body_of(app)
    return body.views[path[len(body.place.path) :]]


def block_of(app: App[Any], path: Path) -> FieldBlock:
    found = view_of(app, path)
    assert isinstance(found, FieldBlock)
    return found


def table_of(app: App[Any], path: Path) -> RowsTable:
    found = view_of(app, path)
    assert isinstance(found, RowsTable)
    return found


async def go_to(pilot: Pilot[Any], path: Path) -> None:
    """Bring the cursor to the field at `path`, through rows where it must."""
    body_of(pilot.app).focus_path(path)
    for _ in range(50):
        await pilot.pause()
        if body_of(pilot.app).focused_path == path and pilot.app.focused is not None:
            return


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Type `text` where the cursor is."""
    await pilot.press(*(_KEYS.get(char, char) for char in text))
    await pilot.pause()


_KEYS = {" ": "space", "\n": "enter"}


def popup_of(app: App[Any]) -> Popup:
    return app.screen.query_one(Popup)


def rows_of_screen(app: App[Any]) -> list[str]:
    """The screen as text, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
