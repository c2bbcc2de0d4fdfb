"""Which page is open and where the cursor was on each: free order, nothing blocks.

The place is remembered in the state folder, never in the plan: moving about changes no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from quarterdeck.steps.catalogue import PAGES

if TYPE_CHECKING:
    from quarterdeck.plan.fields import Path


class Navigator(Struct):
    """The pages in order, the one that is open, and the field that had the focus on each."""

    pages: Sequence[str] = field(default_factory=lambda: tuple(page.id for page in PAGES))
    current: str = ""
    places: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.current not in self.pages:
            self.current = self.pages[0]

    def next(self) -> str:
        """Open the page after this one; the last stays."""
        return self._step(1)

    def back(self) -> str:
        """Open the page before this one; the first stays."""
        return self._step(-1)

    def go(self, page: str) -> str:
        """Open a page by its id. An unknown one (an old note of where we were) changes nothing."""
        if page in self.pages:
            self.current = page
        return self.current

    def visit(self, path: Path) -> str:
        """Open the page on which `path` stands and remember the place there."""
        if path and path[0] in self.pages:
            self.current = path[0]
            if len(path) > 1:
                self.places[path[0]] = path
        return self.current

    @property
    def place(self) -> Path | None:
        """The field that had the focus when this page was left."""
        return self.places.get(self.current)

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.current == self.pages[0]

    @property
    def is_last(self) -> bool:
        """Whether there is no page after this one."""
        return self.current == self.pages[-1]

    def _step(self, by: int) -> str:
        at = list(self.pages).index(self.current) + by
        self.current = self.pages[max(0, min(len(self.pages) - 1, at))]
        return self.current
