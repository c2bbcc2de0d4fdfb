"""What `tui/compat.py` leans on. After an upgrade of Textual: read the new source, adapt, renew the list."""

from __future__ import annotations

import gc
import hashlib
import inspect
from collections.abc import Callable
from typing import ClassVar

import pytest
from textual._parser import Parser
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widgets import Input, Static

from quarterdeck.tui import compat

LEANED_ON: dict[str, Callable[..., object]] = {
    "LinuxDriver.run_input_thread": LinuxDriver.run_input_thread,
    "LinuxDriver.disable_input": LinuxDriver.disable_input,
    "LinuxDriver.start_application_mode": LinuxDriver.start_application_mode,
    "LinuxDriver._sigtstp_application": LinuxDriver._sigtstp_application,
    "App._handle_exception": App._handle_exception,
    "App._fatal_error": App._fatal_error,
    "App._print_error_renderables": App._print_error_renderables,
    "Screen.set_focus": Screen.set_focus,
    "Screen._update_focus_styles": Screen._update_focus_styles,
    "Parser.tick": Parser.tick,
    "Parser.feed": Parser.feed,
}
FINGERPRINTS = {
    "LinuxDriver.run_input_thread": "d796af6d69db",
    "LinuxDriver.disable_input": "6154c5a7c174",
    "LinuxDriver.start_application_mode": "7c41f5ba11a8",
    "LinuxDriver._sigtstp_application": "26c3c19ce181",
    "App._handle_exception": "baea2e7f88e7",
    "App._fatal_error": "2474616cec7f",
    "App._print_error_renderables": "6e6be4034677",
    "Screen.set_focus": "56cfb5778970",
    "Screen._update_focus_styles": "cc50d6be558c",
    "Parser.tick": "44606084ad3b",
    "Parser.feed": "390106cde019",
}


def fingerprint(function: Callable[..., object]) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:12]


def test_the_parts_leaned_upon_are_those_that_were_read() -> None:
    assert {name: fingerprint(part) for name, part in LEANED_ON.items()} == FINGERPRINTS


def test_the_style_cache_can_be_widened() -> None:
    app: App[None] = App()
    assert isinstance(app.stylesheet, Stylesheet)
    compat.widen_style_cache(app)
    assert app.stylesheet._parse_cache.maxsize == 512


def test_the_collector_is_back_after_the_start() -> None:
    try:
        gc.disable()
        compat.resume_collector()
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()


class Form(App[None]):
    """The same widgets on the screen class under test."""

    CSS = "Input:focus { background: red; } Vertical:focus-within { border: solid green; }"

    def __init__(self, kind: type[Screen[None]]) -> None:
        super().__init__()
        self.kind = kind

    def get_default_screen(self) -> Screen[None]:
        return self.kind(id="_default")

    def compose(self) -> ComposeResult:
        for number in range(4):
            with Vertical():
                yield Static(f"Field {number}")
                yield Input(f"value {number}")

    def on_mount(self) -> None:
        for field in self.query(Input):
            field.cursor_blink = False


async def pictures(kind: type[Screen[None]]) -> list[object]:
    shots: list[object] = []
    app = Form(kind)
    async with app.run_test(size=(40, 24)) as pilot:
        for key in ("tab", "tab", "x", "shift+tab", "tab"):
            await pilot.press(key)
            await pilot.pause()
            update = app.screen._compositor.render_full_update()
            shots.append([[tuple(part) for part in strip] for strip in update.strips])
    return shots


async def test_a_quiet_screen_shows_what_textuals_own_shows() -> None:
    assert await pictures(compat.QuietScreen) == await pictures(Screen)


class Fragile(compat.CalmApp):
    """An app with a bug under a key."""

    BINDINGS: ClassVar = [("x", "break", "Break")]
    noted: list[Exception]

    def action_break(self) -> None:
        secret = "the plan's own words"
        raise ValueError(secret)

    def on_crash(self, error: Exception) -> None:
        self.noted = [*getattr(self, "noted", []), error]


async def test_a_bug_is_noted_once_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    app = Fragile()

    async def press_x() -> None:
        async with app.run_test() as pilot:
            await pilot.press("x")

    with pytest.raises(ValueError, match="own words"):
        await press_x()
    assert [type(error) for error in app.noted] == [ValueError]
    assert app.return_code == compat.CalmApp.CRASHED
    assert capsys.readouterr() == ("", "")


def test_another_driver_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compat.driver_class() is not None
    monkeypatch.setenv("TEXTUAL_DRIVER", "somebody.elses:Driver")
    assert compat.driver_class() is None
