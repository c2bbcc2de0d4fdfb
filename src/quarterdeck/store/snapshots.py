"""Closed quarters as plan files of their own, beside the plan: `acme.2026-Q4.toml` of `acme.toml`.

One is written once and never over another file; nothing in the program writes to it afterwards but a
correction that a person asks for.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from quarterdeck.errors import PlanUnreadable, SaveFailed
from quarterdeck.plan.calendar import QUARTER_PATTERN
from quarterdeck.plan.document import Plan
from quarterdeck.store import codec, planfile, words
from quarterdeck.store.codec import Layout

_QUARTER = re.compile(QUARTER_PATTERN)


def file_of(plan: Path, quarter: str) -> Path:
    """Where the closed quarter of the plan at that path stands."""
    real = Path(os.path.realpath(plan))
    return real.with_name(f"{real.stem}.{quarter}{real.suffix}")


def listed(plan: Path) -> dict[str, Path]:
    """The closed quarters of the plan at that path, the oldest first. Never raises."""
    real = Path(os.path.realpath(plan))
    found: dict[str, Path] = {}
    with contextlib.suppress(OSError):
        for file in real.parent.iterdir():
            quarter = file.name.removeprefix(f"{real.stem}.").removesuffix(real.suffix)
            if _QUARTER.match(quarter) and file == file_of(plan, quarter):
                found[quarter] = file
    return dict(sorted(found.items()))


def before(plan: Path, quarter: str | None) -> Path | None:
    """The newest closed quarter before `quarter`; without one, the newest of all."""
    older = [file for name, file in listed(plan).items() if quarter is None or name < quarter]
    return older[-1] if older else None


def read(file: Path) -> Plan | None:
    """The plan of a closed quarter; None where there is none or it cannot be read."""
    try:
        return planfile.open_plan(file).plan
    except PlanUnreadable:
        return None


def write(file: Path, plan: Plan, layout: Layout) -> bool:
    """Put the closed quarter on disk; whether it was not there yet. The same bytes are there already: fine.

    Raises SaveFailed when something else is there, or it cannot be written.
    """
    data = codec.dumps(plan, layout)
    if os.path.lexists(file):
        with contextlib.suppress(PlanUnreadable):
            if planfile.read_bytes(file) == data:
                return False
        what, fix = words.situation("save.snapshot_exists", name=planfile.shown(file))
        raise SaveFailed(what, hint=fix)
    planfile.create(file, plan, layout)
    return True
