"""A pause of a pilot ends when the app has nothing left to do, on a fast machine and on a slow one.

Textual takes a process that is not running for one that is idle. On a busy machine that is too early.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import pytest
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.worker import Worker

SOON = 0.3
"""Seconds: a timer that fires once within this time belongs to what was done, not to later."""
PATIENCE = 5.0
AT_WORK = ("think", "journal", "save")
"""Groups of workers that do something by themselves; the others wait for an answer."""


@pytest.fixture(autouse=True)
def patient_pilots(monkeypatch: pytest.MonkeyPatch) -> None:
    shortly = Pilot.pause

    async def pause(pilot: Pilot[Any], delay: float | None = None) -> None:
        await shortly(pilot, delay)
        await settled(pilot.app)
        pilot.app.screen._on_timer_update()

    monkeypatch.setattr(Pilot, "pause", pause)


async def settled(app: App[Any]) -> None:
    """Nothing is on its way to any widget any more."""
    end, quiet = monotonic() + PATIENCE, 0
    while quiet < 2 and monotonic() < end:
        quiet = 0 if is_busy(app) else quiet + 1
        await asyncio.sleep(0.002)


def is_busy(app: App[Any]) -> bool:
    pumps: list[MessagePump] = [app, *app._registry]
    return (
        any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
        or any(is_due(timer) for pump in pumps for timer in pump._timers)
        or any(screen._callbacks for screen in app.screen_stack)
        or (not isinstance(app.screen, ModalScreen) and any(map(is_at_work, app.workers)))
    )


def is_at_work(worker: Worker[Any]) -> bool:
    return worker.group in AT_WORK and not worker.is_finished


def is_due(timer: Timer) -> bool:
    running = timer._task is not None and not timer._task.done()
    return running and timer._repeat == 0 and timer._interval <= SOON
