"""An app in which one plan is open at a time: what its screens ask of it, and what is typed ahead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.driver import Driver
from textual.screen import Screen
from textual.signal import Signal
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui.compat import CalmApp, QuietScreen
from quarterdeck.tui.names import shown

if TYPE_CHECKING:
    from quarterdeck.plan.fields import Path as FieldPath
    from quarterdeck.session.desk import Desk
    from quarterdeck.tui.keeper import Keeper
    from quarterdeck.tui.wizard import WizardScreen

AT_ONCE = ("ctrl+q", "ctrl+c")
"""Keys that never wait for a form."""
LONGEST_HOLD = 1.0
"""Seconds after which typing is let go also where a screen went away before it was there."""


class PlanApp(CalmApp):
    """What the screens of a plan lean on."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.keeper: Keeper | None = None
        """Who keeps the open plan safe."""
        self.told: Signal[str] = Signal(self, "told")
        """A sentence for the screen that is open, on something done or found."""
        self._early: list[events.Event] | None = None
        """Keys and pastes that wait for a form; None while there is one."""

    @property
    def desk(self) -> Desk | None:
        """The open plan."""
        return self.keeper.desk if self.keeper else None

    @property
    def wizard(self) -> WizardScreen | None:
        """The wizard's screen, wherever it stands in the stack."""
        from quarterdeck.tui.wizard import WizardScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, WizardScreen)), None)

    def tell(self, sentence: str) -> None:
        """Say something once, where it stays until the cursor moves on."""
        self.told.publish(sentence)

    def toast(self, sentence: str) -> None:
        """Say something in passing. Nothing that matters: it goes away by itself."""
        self.notify(sentence, markup=False, timeout=4)

    def show_again(self) -> None:
        """Everything may have changed: undo, recovery, another version of the file."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, QuietScreen):
                screen.refresh_from_session()
        if self.wizard is not None:
            self.wizard.show_again()
        if self.keeper is not None:
            self.keeper.tell()

    def go(self, path: FieldPath) -> None:
        """To the wizard, and there to the place of a page, a table, a row or a field."""
        wizard = self.wizard
        if wizard is None:
            return
        while self.screen is not wizard and len(self.screen_stack) > 1:
            _ = self.pop_screen()
        wizard.go(path)

    def commit(self) -> None:
        """Take what is being typed, on every screen, as the answer."""
        from quarterdeck.tui.form.block import FieldBlock

        for screen in self.screen_stack:
            for block in screen.query(FieldBlock):
                block.commit()

    def keep_draft(self, *, sync: bool = True) -> None:
        """Write what the journal has not got yet; without `sync` nobody waits for the disk."""
        if self.desk is not None:
            self.desk.flush(sync=sync)

    # What was done.

    def action_undo(self) -> None:
        """Take the last change back and go where it was."""
        self._travel(undo=True)

    def action_redo(self) -> None:
        """Do what was taken back again, and go where it is."""
        self._travel(undo=False)

    def _travel(self, *, undo: bool) -> None:
        if self.desk is None:
            return
        self.commit()
        session, before = self.desk.session, self.desk.session.plan
        path = session.undo() if undo else session.redo()
        if path is None:
            self.tell(content.say("wizard.nothing_to_undo" if undo else "wizard.nothing_to_redo"))
            return
        self.show_again()
        said = content.say("wizard.undone" if undo else "wizard.redone")
        if path:
            from quarterdeck.plan.paths import MISSING, get
            from quarterdeck.tui.differences import place

            self.go(path)
            known = before if get(session.plan, path) is MISSING else session.plan
            said = content.say("wizard.travelled", done=said, place=place(known, path))
        self.tell(said)

    def action_tell_copy(self) -> None:
        """Say that the plan is a copy, and where it is."""
        if self.desk is not None:
            self.tell(content.say("wizard.is_copy", path=shown(self.desk.path)))

    # What is typed ahead.

    def hold_typing(self) -> None:
        """No form yet: what is typed waits."""
        self._early = []

    @on(events.Mount)
    def _watch_screens(self) -> None:
        self.screen_change_signal.subscribe(self, self._hold_for, immediate=True)

    def _hold_for(self, screen: Screen[Any]) -> None:
        """A screen that comes up takes what is typed right behind the key that called it."""
        if self._early is None and not screen.is_mounted:
            self.hold_typing()
            screen.call_after_refresh(self.let_type)
            self.set_timer(LONGEST_HOLD, self.let_type)

    @override
    async def on_event(self, event: events.Event) -> None:
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        may_wait = not (isinstance(event, events.Key) and event.key in AT_ONCE)
        if typed and may_wait and self._early is not None:
            self._early.append(event)
        else:
            await super().on_event(event)

    def let_type(self) -> None:
        """The form is there: what was typed meanwhile comes first, in its order."""
        self.call_later(self._release)

    async def _release(self) -> None:
        while self._early:
            await super().on_event(self._early.pop(0))
        self._early = None
