"""The plan that a command is about: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from quarterdeck.store import codec, planfile
from quarterdeck.store.fences import MAX_BYTES, refusal

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.plan.document import Plan
    from quarterdeck.store.notes import Note

STDIN = "-"


class Source(Struct, frozen=True):
    """A plan to read, which no command here writes."""

    plan: Plan
    name: str
    """How messages call it."""
    path: Path | None
    """None for standard input."""
    notes: tuple[Note, ...]

    @property
    def analysis(self) -> Analysis:
        """What follows from it today."""
        from quarterdeck import clock
        from quarterdeck.engine.analysis import analyse

        return analyse(self.plan, clock.today())

    @property
    def in_retrospect(self) -> Analysis:
        """The same with the last closed quarter beside it, where its file is there."""
        from quarterdeck.store import snapshots

        analysis = self.analysis
        file = snapshots.before(self.path, self.plan.plan.quarter) if self.path else None
        analysis.before = snapshots.read(file) if file else None
        return analysis


def read(named: str) -> Source:
    """The plan called `named`. Raises PlanUnreadable."""
    if named == STDIN:
        loaded = codec.loads(_standard_input(), STDIN)
        return Source(loaded.plan, STDIN, None, loaded.notes)
    opened = planfile.open_plan(Path(named))
    return Source(opened.plan, opened.name, opened.path, opened.notes)


def _standard_input() -> bytes:
    """As much of it as a plan may be. Raises PlanUnreadable where it is closed or cannot be read."""
    try:
        if sys.stdin is not None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise refusal("disk", STDIN, path=STDIN, cause=error.strerror or str(error)) from error
    raise refusal("no_input", STDIN)
