"""Signals that end the program: an orderly way out for each. No work is lost, the terminal is given back.

Textual leaves SIGTERM and SIGHUP to the system, which ends the process on the spot.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))


def install(on_signal: Callable[[int], None]) -> None:
    """Call `on_signal` with the number, in the running loop, when the process is told to end.

    Does nothing where the loop cannot take signals (Windows, a loop outside the main thread).
    """
    loop = asyncio.get_running_loop()
    for number in ENDING:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, on_signal, int(number))


def exit_code(number: int) -> int:
    """What shells expect of a process that a signal ended."""
    return 128 + number
