"""The simulation of what a board shows: begun when nothing changes for a while, run beside the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from textual.timer import Timer
from textual.widget import Widget

from quarterdeck.engine.analysis import Analysis
from quarterdeck.session.what_if import WhatIf

REST = 0.6
"""Seconds without a change after which it begins."""
SLICE, PAUSE = 0.002, 0.004
"""Seconds of simulation, and of leave for everything else: a key takes several turns until it is drawn."""
SHARES = 10
"""How often it says how far it is."""
GROUP = "simulate"


class Simulating:
    """What comes of it is kept by the what-if.

    Args:
        board: runs it, and only while it can be seen.
        what_if: what is simulated.
        changed: is told how far it is, and that it is done.

    """

    def __init__(self, board: Widget, what_if: Callable[[], WhatIf], changed: Callable[[], None]) -> None:
        self._board, self._what_if, self._changed = board, what_if, changed
        self._timer: Timer | None = None
        self._of: Analysis | None = None
        """What is waited for, or simulated just now."""
        self.share: float | None = None
        """How much is done; None while none is running."""

    def follow(self) -> None:
        """Something may have changed: what is simulated of something else is given up."""
        what_if = self._what_if()
        if what_if.analysis is self._of:
            return
        self.stop()
        if what_if.simulated is None and self._board.is_attached and has_forecast(what_if.base):
            self._of = what_if.analysis
            self._timer = self._board.set_timer(REST, self._begin)

    def stop(self) -> None:
        """Give up what is waited for or simulated."""
        if self._timer is not None:
            self._timer.stop()
        _ = self._board.workers.cancel_group(self._board, GROUP)
        self._timer = self._of = self.share = None

    def _begin(self) -> None:
        if self._board.is_on_screen:
            _ = self._board.run_worker(self.run(), group=GROUP, exclusive=True)
        else:
            self.stop()

    async def run(self) -> None:
        """Slice by slice, so that keys are never kept waiting; given up when something changes."""
        what_if = self._what_if()
        analysis, told = what_if.analysis, 0
        began = perf_counter()
        for share in what_if.simulate():
            if perf_counter() - began < SLICE:
                continue
            await asyncio.sleep(PAUSE)
            if what_if.analysis is not analysis or not self._board.is_on_screen:
                self.stop()
                return
            if int(share * SHARES) > told:
                told = int(share * SHARES)
                self.share = share
                self._changed()
            began = perf_counter()
        self._of = self.share = None
        self._changed()


def has_forecast(analysis: Analysis) -> bool:
    """Whether there is anything to simulate."""
    return any(row[analysis.headline] for row in analysis.forecast.months)
