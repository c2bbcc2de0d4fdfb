"""Who has a plan open. Only a warning: what protects the file is the comparison before each save."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from quarterdeck import clock
from quarterdeck.store import places

if sys.platform != "win32":
    import fcntl


class Holder(Struct, frozen=True):
    """Who has the plan open already."""

    pid: int
    host: str
    since: str
    """UTC, ISO format."""


class Lock:
    """An advisory lock on a plan, given back by the system when the process ends, however it ends."""

    def __init__(self, descriptor: int | None, holder: Holder | None) -> None:
        self._descriptor = descriptor
        self.holder = holder
        """Who else has the plan open; None when this process holds the lock or there can be none."""

    @classmethod
    def take(cls, plan: Path) -> Lock:
        """Try to be the one who has `plan` open. Never raises and never waits."""
        try:
            file = places.private(places.locks()) / f"{places.key_of(plan)}.lock"
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError:
            return cls(None, None)
        if _locked(descriptor):
            _sign(descriptor)
            return cls(descriptor, None)
        holder = _read(descriptor)
        os.close(descriptor)
        return cls(None, holder)

    def release(self) -> None:
        """Let others have it. The small file stays: removing it would race with the next holder."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _locked(descriptor: int) -> bool:
    if sys.platform == "win32":
        # No flock there: the comparison before each save has to do alone.
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sign(descriptor: int) -> None:
    note = {"pid": os.getpid(), "host": socket.gethostname(), "since": clock.now().isoformat("T", "seconds")}
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(note).encode())


def _read(descriptor: int) -> Holder:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        note = json.loads(os.read(descriptor, 4096))
        return Holder(int(note["pid"]), str(note["host"]), str(note["since"]))
    return Holder(0, "", "")
