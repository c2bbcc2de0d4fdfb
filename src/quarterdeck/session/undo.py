"""Undo and redo over the whole plan, as snapshots: plans are frozen and share all that did not change."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from msgspec import Struct

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.session.outcome import Draft

LIMIT = 200
"""Steps that can be taken back."""
PAUSE = 0.7
"""Seconds: edits of one field that follow each other faster are one step."""


class State(Struct, frozen=True):
    """All that an undo step brings back."""

    plan: Plan
    drafts: Mapping[Path, Draft]


class Undo:
    """The states before and after the present one, each with the place where it differs from the next."""

    def __init__(self) -> None:
        self._past: deque[tuple[State, Path]] = deque(maxlen=LIMIT)
        self._future: list[tuple[State, Path]] = []
        self._last: tuple[Path, float] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before this one."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a state after this one."""
        return bool(self._future)

    def record(self, before: State, path: Path, moment: float | None = None) -> None:
        """Remember `before`, which an edit at `path` is about to replace.

        `moment` is monotonic, in seconds; without one the edit is a step of its own.
        """
        self._future.clear()
        if not self._continues(path, moment):
            self._past.append((before, path))
        self._last = None if moment is None else (path, moment)

    def undo(self, present: State) -> tuple[State, Path] | None:
        """The state before the last step and where it differs, or None at the beginning."""
        return self._travel(self._past, self._future, present)

    def redo(self, present: State) -> tuple[State, Path] | None:
        """The state after the step that was taken back, or None at the end."""
        return self._travel(self._future, self._past, present)

    def _travel(
        self,
        source: deque[tuple[State, Path]] | list[tuple[State, Path]],
        target: deque[tuple[State, Path]] | list[tuple[State, Path]],
        present: State,
    ) -> tuple[State, Path] | None:
        if not source:
            return None
        state, path = source.pop()
        target.append((present, path))
        self._last = None
        return state, path

    def _continues(self, path: Path, moment: float | None) -> bool:
        if self._last is None or moment is None or not self._past:
            return False
        last_path, last_moment = self._last
        return last_path == path and moment - last_moment <= PAUSE
