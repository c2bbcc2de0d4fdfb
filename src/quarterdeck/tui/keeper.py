"""Keeps the work safe while a plan is open: a draft every second, the file on purpose, an eye on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.signal import Signal

from quarterdeck import content
from quarterdeck.errors import PlanChanged, PlanUnreadable, QuarterdeckError, SaveFailed
from quarterdeck.session.status import Safety
from quarterdeck.tui.topline import Keeping, SaveState

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.planapp import PlanApp

TICK = 0.5
"""Seconds between looks at what the journal has not got yet."""
WATCH = 2.0
"""Seconds between looks at the file on disk."""
Stamp = tuple[int, int, int] | None


class Keeper:
    """One open plan's safety. `changed` tells every screen that shows the state.

    Args:
        app: whose timers, threads and dialogs are used.
        desk: the open plan.

    """

    def __init__(self, app: PlanApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk
        self.changed: Signal[SaveState] = Signal(app, "kept")
        self._saving = False
        self._kept = desk.session.revision
        """The revision of the session that the journal has."""
        self._put_off = False
        """A conflict was put off: only saving on purpose asks again."""
        self._lock = asyncio.Lock()
        """One thread at a time may use the desk."""
        self._stamp = self._look()
        self._shown: SaveState | None = None
        self._timers = [app.set_interval(TICK, self._tick), app.set_interval(WATCH, self._watch)]

    def stop(self) -> None:
        """No more ticks: the plan is being closed."""
        for timer in self._timers:
            timer.stop()

    @property
    def state(self) -> SaveState:
        """What the top line shows."""
        if self._saving:
            return SaveState(Keeping.SAVING)
        status = self.desk.status
        if status.safety is Safety.UNSAVED:
            return SaveState(Keeping.FAILED, why=status.reason)
        if status.reason:
            return SaveState(Keeping.NO_DRAFTS, why=status.reason)
        if status.safety is Safety.SAVED:
            return SaveState(Keeping.SAVED, f"{status.at.astimezone():%H:%M}" if status.at else "")
        return SaveState(Keeping.DRAFT if status.safety is Safety.DRAFT else Keeping.EDITING)

    def tell(self) -> None:
        """Let the screens know, if the state is another one."""
        if self.state != self._shown:
            self._shown = self.state
            self.changed.publish(self._shown)

    def _tick(self) -> None:
        if self.desk.session.revision != self._kept and not self._lock.locked():
            self.app.run_worker(self._journal(), group="journal")
        self.tell()

    async def _journal(self) -> None:
        """The draft, written beside the typing: a large plan takes longer than a key may."""
        async with self._lock:
            revision = self.desk.session.revision
            moment = asyncio.get_running_loop().time()
            if await asyncio.to_thread(self.desk.tick, moment):
                self._kept = revision
        self.tell()

    async def save(self, *, on_purpose: bool) -> bool:
        """Write the file; whether everything is in it now.

        On purpose (^S, quit): always, and what stands in the way is asked about. Else (another step): only
        when something changed, and only the first conflict is asked about.
        """
        if not on_purpose and not self.desk.session.dirty:
            return True
        async with self._lock:
            notes = self.desk.notes
            try:
                await self._in_thread(self._write)
            except PlanChanged:
                if not on_purpose and self._put_off:
                    return False
                from quarterdeck.tui.quandaries import conflict

                return await conflict(self)
            except SaveFailed as error:
                from quarterdeck.tui.quandaries import failure

                return await failure(self, error) if on_purpose else False
        self._put_off = False
        for note in self.desk.notes[:1] if self.desk.notes is not notes else ():
            self.app.tell(note.text)
        return True

    async def attempt(self, action: Callable[[], object]) -> str:
        """Do something to the file in a thread; gives what went wrong as a sentence, or nothing."""
        try:
            await self._in_thread(action)
        except (PlanChanged, SaveFailed, PlanUnreadable) as error:
            return str(error)
        self._put_off = False
        return ""

    async def alone(self, action: Callable[[], object]) -> str:
        """The same while no draft is being written: for what replaces the whole plan."""
        async with self._lock:
            return await self.attempt(action)

    def put_off(self) -> bool:
        """The founder decides later: the draft holds the work."""
        self._put_off = True
        return False

    def _write(self) -> None:
        if self._look() is None and not self.desk.session.dirty:
            self.desk.keep_mine()
        else:
            self.desk.save()

    async def _in_thread(self, action: Callable[[], object]) -> None:
        """Do it. Raises what it raises; for a bug SaveFailed, the draft written and the log too."""
        self._saving = True
        self.tell()
        try:
            await asyncio.to_thread(action)
        except QuarterdeckError:
            raise
        except Exception as bug:  # The edge of the thread: a bug there must not end what is being typed.
            from quarterdeck.tui import crashlog

            crashlog.write(bug)
            raise self.desk.failed() from bug
        finally:
            self._saving = False
            self._stamp = self._look()
            self.tell()

    def _look(self) -> Stamp:
        try:
            found = self.desk.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    async def _watch(self) -> None:
        """Somebody else may have written the file: follow where nothing can be lost, else say so."""
        stamp = self._look()
        # A question that stands is about the file as it was: it is answered first. At the very end of the
        # program there is no screen any more.
        screens = self.app.screen_stack
        if self._saving or stamp == self._stamp or not screens or screens[-1].is_modal:
            return
        if not await asyncio.to_thread(self.desk.changed_on_disk):
            self._stamp = stamp
            return
        session = self.desk.session
        if stamp is None:
            self.app.tell(content.say("wizard.gone"))
        elif session.dirty or session.drafts:
            self.app.tell(content.say("wizard.changed_elsewhere"))
        elif await self.attempt(self.desk.take_theirs):
            # Half written, perhaps: look again in two seconds.
            return
        else:
            self.app.tell(content.say("wizard.reloaded"))
            self.app.show_again()
        self._stamp = stamp
