"""Whether the places on disk can do what the program needs of them. It only looks: nothing is written."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from msgspec import Struct

from quarterdeck.errors import PlanUnreadable
from quarterdeck.store import codec, history, journal, places, planfile

LITTLE = 10_000_000
"""Bytes: with less left on a disk, the next save may be the one that fails."""


class Folder(Struct, frozen=True):
    """A folder the program writes to."""

    path: str
    """With the home folder as `~`: the name of the person stays out of reports."""
    exists: bool
    """It is made when something is first written."""
    writable: bool
    free: int | None
    """Bytes left on its disk; None where that cannot be told."""

    @property
    def is_tight(self) -> bool:
        """Whether hardly anything fits."""
        return self.free is not None and self.free < LITTLE


class PlanFile(Struct, frozen=True):
    """What can be done with a plan's file. Nothing of what is in it."""

    readable: bool
    """As a plan. Why not is not told here: that may quote what is in it."""
    size: int | None
    schema: int | None
    is_link: bool
    names: int | None
    """Hard links: with more than one it is written in place."""
    writable: bool
    folder: Folder
    has_draft: bool
    """Unsaved work of an earlier run waits."""
    earlier_saves: int


def folder(path: Path) -> Folder:
    """What can be done in `path`, or could be once it is made."""
    there = next((each for each in (path, *path.parents) if os.path.lexists(each)), path)
    writable = places.is_folder(there) and os.access(there, os.W_OK | os.X_OK)
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        free = None
    return Folder(at_home(path), places.is_folder(path), writable, free)


def plan_file(path: Path) -> PlanFile:
    """What can be done with the plan at `path`."""
    size = schema = None
    with contextlib.suppress(PlanUnreadable):
        data = planfile.read_bytes(path)
        size = len(data)
        schema = codec.loads(data, path.name).schema
    real = Path(os.path.realpath(path))
    return PlanFile(
        schema is not None,
        size,
        schema,
        places.is_link(path),
        real.stat().st_nlink if places.is_file(real) else None,
        os.access(real, os.W_OK),
        folder(real.parent),
        places.is_file(journal.file_of(path)),
        len(history.versions(path)),
    )


def at_home(path: Path) -> str:
    """A path with the home folder as `~`, as text that any terminal bears."""
    home, name = str(Path("~").expanduser()), planfile.shown(path)
    return f"~{name[len(home) :]}" if home != "~" and f"{name}/".startswith(f"{home}/") else name


def waiting_drafts() -> int:
    """How many plans have unsaved work of an earlier run."""
    try:
        return sum(file.suffix == ".toml" for file in places.drafts().iterdir())
    except OSError:
        return 0
