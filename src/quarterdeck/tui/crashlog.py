"""What a bug leaves behind: where it happened, in a private file, without a word of the plan."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from pathlib import Path

from quarterdeck import __version__, clock
from quarterdeck.store import places


def write(error: BaseException) -> Path | None:
    """Append the places `error` came through to the day's log; gives the file, None if it cannot be written.

    Neither messages nor values are written: both may quote the plan.
    """
    folder = places.state_dir() / "log"
    file = folder / f"{clock.now():%Y-%m-%d}.txt"
    with contextlib.suppress(OSError):
        places.private(folder)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write("\n".join(lines(error)) + "\n\n")
        return file
    return None


def lines(error: BaseException) -> list[str]:
    """When, which version, and the frames of `error` and of what caused it, innermost last."""
    python = sys.version.split()[0]
    found = [f"{clock.now():%Y-%m-%d %H:%M:%S} UTC  quarterdeck {__version__}  Python {python}"]
    seen: BaseException | None = error
    while seen is not None:
        found += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        found.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or seen.__context__
    return found
