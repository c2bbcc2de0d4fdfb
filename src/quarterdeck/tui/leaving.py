"""Every way out of the program: chosen, by a signal, with the terminal, through a bug. None loses work."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import events, on
from textual.driver import Driver
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui import compat, signals
from quarterdeck.tui.planapp import PlanApp

CLOSE_IN = 2.0
"""Seconds an orderly exit may take after a signal."""
ASK_AGAIN = 2.0
"""Seconds in which a second Ctrl+C counts as a wish to quit."""


class LeavingApp(PlanApp):
    """How the app is left."""

    crash_log: Path | None = None
    """Where the bug that ended the program is noted."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._asked_to_quit = -ASK_AGAIN
        self._quitting = False

    @override
    async def action_quit(self) -> None:
        """Save and leave. Pressed again while a slow disk is waited for, leave at once with the draft."""
        if self._quitting:
            self.keep_draft(sync=False)
            compat.leave_within(0.5, 0)
            self.exit(return_code=0)
            return
        self._quitting = True
        self.run_worker(self._quit(), group="quit")

    async def _quit(self) -> None:
        try:
            if await self.safe_to_leave():
                self.exit(return_code=0)
        finally:
            self._quitting = False

    async def safe_to_leave(self) -> bool:
        """Everything is in the file, or in a draft and the founder knows."""
        if self.keeper is None:
            return True
        self.commit()
        if not self.keeper.desk.session.dirty or await self.keeper.save(on_purpose=True):
            return True
        from quarterdeck.tui import quandaries

        return await quandaries.may_quit(self, saved=False)

    @override
    def action_help_quit(self) -> None:
        """Ctrl+C never discards: it tells how to quit, and pressed twice it asks."""
        now = asyncio.get_running_loop().time()
        if now - self._asked_to_quit < ASK_AGAIN:
            self.run_worker(self._quit_if_meant(), group="quit", exclusive=True)
        else:
            self._asked_to_quit = now
            self.toast(content.say("wizard.how_to_quit"))

    async def _quit_if_meant(self) -> None:
        from quarterdeck.tui import quandaries

        if await quandaries.may_quit(self, saved=True):
            await self._quit()

    # Ways out that nobody chose.

    def on_signal(self, number: int) -> None:
        """The system asks the program to end."""
        self._leave_safely(signals.exit_code(number))

    @override
    def on_hangup(self) -> None:
        self._leave_safely(compat.HANGUP)

    @override
    def on_crash(self, error: Exception) -> None:
        from quarterdeck.tui import crashlog

        self.keep_draft()
        self.crash_log = crashlog.write(error)

    def _leave_safely(self, code: int) -> None:
        self.keep_draft()
        compat.leave_within(CLOSE_IN, code)
        self.exit(return_code=code)

    @on(events.AppBlur)
    def _keep_while_away(self) -> None:
        self.keep_draft()
