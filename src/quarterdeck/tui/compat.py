"""What leans on Textual's private parts, all of it, each with a plain way to do without.

tests/unit/tui/test_compat.py holds the fingerprints of the parts leaned upon: it fails at an upgrade of
Textual that changes one of them, and then this file is to be read again beside the new source.
"""

from __future__ import annotations

import codecs
import contextlib
import gc
import os
import selectors
import sys
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from typing_extensions import override

from quarterdeck.tui.pasting import PasteFence

R = TypeVar("R")
S = TypeVar("S", bound=Screen[Any])
HANGUP = 129
"""128 + SIGHUP: the terminal went away."""


class QuietScreen(Screen[R], Generic[R]):
    """A screen that does not repaint itself as a whole each time the focus moves.

    The widgets that lose and gain the focus restyle themselves; Textual's own declaration repaints every row.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def refresh_from_session(self) -> None:
        """Show what the session says now: the plan may have changed elsewhere."""

    def answer(self, result: R | None = None) -> None:
        """Close with a result. (A screen may not wait for its own end.)"""
        _ = self.dismiss(result)

    @override
    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close with a result, once: at a second call Textual would close the screen below."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class QuietDialog(ModalScreen[R], Generic[R]):
    """A `QuietScreen` above another one."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def answer(self, result: R) -> None:
        """Close with a result."""
        _ = self.dismiss(result)

    @override
    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close with a result, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class CursorFollows:
    """An app whose terminal cursor stands on what has the focus, wherever that was scrolled to.

    Textual notes a place on the screen when the focus comes; when the form scrolls the cursor stays behind,
    and screen readers and input methods follow it. So what is noted here is the place in the widget.
    """

    _cursor: tuple[Widget | None, Offset] = (None, Offset())

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands."""
        placed, inside = self._cursor
        focused = self._owner
        if focused is None:
            return Offset()
        return focused.content_region.offset + (inside if focused is placed else Offset())

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        focused = self._owner
        # Inputs that are mounted out of sight place the cursor too.
        if focused is not None and focused.region.contains_point(place):
            self._cursor = (focused, place - focused.content_region.offset)

    @property
    def _owner(self) -> Widget | None:
        return self.focused if isinstance(self, App) and self.is_running else None


class CalmApp(CursorFollows, App[int]):
    """An app whose bugs never print: the traceback and the values in it are kept from the terminal."""

    CRASHED = 70

    def on_crash(self, error: Exception) -> None:
        """What to save when a bug ends the program. Called once, before the terminal is given back."""

    def on_hangup(self) -> None:
        """What to save when the terminal was closed. Called in the app's own thread."""

    @override
    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:
            self.on_crash(error)
        super()._handle_exception(error)
        self._return_code = self.CRASHED

    @override
    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    @override
    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    @property
    def crash(self) -> Exception | None:
        """The bug that ended the program, if one did."""
        return self._exception


def switchable(app: App[Any], screen: S) -> S:
    """Let the first screen be switched for another: Textual gives only pushed screens what that needs."""
    give = getattr(screen, "_push_result_callback", None)
    if give is not None:
        give(app, None)
    return screen


def widen_style_cache(app: App[Any]) -> None:
    """Room for every source of style rules: past 64, each new kind of widget would parse them all again."""
    cache: Any = getattr(app.stylesheet, "_parse_cache", None)
    if hasattr(cache, "maxsize"):
        cache.maxsize = 512


def resume_collector() -> None:
    """Collect again once the first picture is painted, but never look at what the start left.

    The command line starts with the collector off; what is there by now lives as long as the program.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def leave_within(seconds: float, code: int) -> None:
    """A safety net under an orderly exit: a terminal that is gone can block it for ever."""
    net = threading.Timer(seconds, os._exit, (code,))
    net.daemon = True
    net.start()


def driver_class() -> type[Driver] | None:
    """The terminal driver of a `CalmApp`; None stands for Textual's own choice."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    return PromptDriver


if sys.platform != "win32":
    from textual._parser import ParseError
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class PromptDriver(LinuxDriver):
        """Textual's driver, but its reading thread can be woken, sleeps while there is nothing to wait for,
        takes bytes that are not UTF-8 and no paste for keys, and does not spin when the terminal is closed.
        """

        _wake: tuple[int, int] | None = None

        @override
        def start_application_mode(self) -> None:
            self._wake = os.pipe()
            start: Callable[[], None] = super().start_application_mode
            start()

        @override
        def _sigtstp_application(self, *details: object) -> None:
            # Textual tells of a pause only where the app itself asked for it.
            self._app.app_suspend_signal.publish(self._app)
            stop: Callable[..., None] = super()._sigtstp_application
            stop(*details)

        @override
        def disable_input(self) -> None:
            wake, self._wake = self._wake, None
            if wake is not None:
                os.write(wake[1], b"\0")
            super().disable_input()
            for end in wake or ():
                os.close(end)

        @override
        def run_input_thread(self) -> None:
            wake = self._wake
            if wake is None:
                return
            parser, fence = XTermParser(self._debug), PasteFence()
            decode = codecs.getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(wake[0], selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    waiting = getattr(parser, "_timeout_time", 0) is not None
                    ready = {key.fd for key, _ in selector.select(0.05 if waiting else None)}
                    if wake[0] in ready:
                        break
                    if self.fileno in ready:
                        typed = self._read()
                        if not typed:
                            self._hung_up()
                            return
                        passed = fence(decode(typed))
                        # To the parser nothing is the end of all input; here it is the middle of a paste.
                        for event in parser.feed(passed) if passed else ():
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)
            with contextlib.suppress(EOFError, ParseError):
                list(parser.feed(""))

        def _hung_up(self) -> None:
            if isinstance(self._app, CalmApp):
                self._app.call_later(self._app.on_hangup)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""
