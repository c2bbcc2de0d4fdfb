"""Opening a plan in two goes: a look that is quick, and the whole of it behind the first picture."""

from __future__ import annotations

import asyncio
import importlib
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk

A = TypeVar("A")
T = TypeVar("T")
LARGEST = 30_000
"""Bytes: to look at more would keep the first picture waiting; it is refused behind it instead."""


def look(path: Path) -> None:
    """Refuse at once what is no plan at all, before the terminal is taken over. Raises PlanUnreadable."""
    try:
        if path.is_file():
            if path.stat().st_size < LARGEST:
                tomllib.loads(path.read_text(encoding="utf-8-sig"))
            return
    except (OSError, ValueError, RecursionError):
        pass
    _store_opens(path)


def _store_opens(path: Path) -> None:
    from quarterdeck.store import planfile

    planfile.open_plan(path)


async def in_background(work: Callable[[A], T], about: A) -> T:
    """`work(about)` in a thread whose end nobody waits for when the program ends. Raises what it does."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
    return await asyncio.get_running_loop().run_in_executor(pool, work, about)


def load(path: Path) -> Desk:
    """The plan at `path`, with the room its form is drawn in. Raises PlanUnreadable."""
    from quarterdeck.session.desk import Desk

    desk = Desk.open(path)
    importlib.import_module("quarterdeck.tui.form.body")
    return desk
