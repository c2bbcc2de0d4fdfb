"""Opening a plan in two goes: a look that is quick, and the whole of it behind the first picture."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quarterdeck.session.desk import Desk

A = TypeVar("A")
T = TypeVar("T")
LARGEST = 5_000_000
"""Bytes; larger files are looked at by the store, which knows what to say."""


def look(path: Path) -> None:
    """Refuse at once what is no plan at all, before the terminal is taken over. Raises PlanUnreadable."""
    try:
        if path.is_file() and path.stat().st_size < LARGEST:
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
    """The plan at `path`, and every room the first full picture needs. Raises PlanUnreadable."""
    from quarterdeck.session.desk import Desk

    desk = Desk.open(path)
    _warm(desk)
    return desk


def _warm(desk: Desk) -> None:
    """What the form and the marks are drawn from, computed before anybody waits for it."""
    from quarterdeck.tui.form import body

    analysis = desk.session.analysis
    _ = (body.StepBody, analysis.progress, analysis.findings)
