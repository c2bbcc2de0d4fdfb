"""The catalogue of pages: the cover, the ten steps, and the optional PADRE lens."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One page of the wizard. Its fields are those of the table `id`; its words go by the same name.

    A tuple, because `--help` lists the pages and is not to wait for more than Python itself.
    """

    id: str
    """The table's name in the plan file."""
    number: int | None
    """1 to 10; None for the cover and the lens, which are not counted as steps."""
    panels: tuple[str, ...] = ()
    """Read-only parts of the report (`report.parts`) shown under the form, computed from the whole plan."""
    broad: bool = False
    """Its tables need all the width there is: help stands below the form, never beside it."""


COVER = Step("plan", None)
STEPS: tuple[Step, ...] = (
    Step("data", 1),
    Step("icp", 2),
    Step("situation", 3),
    Step("goals", 4, panels=("smart_marks",)),
    Step("kpis", 5, broad=True),
    Step("forecast", 6, panels=("forecast_months",), broad=True),
    Step("gaps", 7, broad=True),
    Step("team", 8),
    Step("actions", 9),
    Step("tools", 10),
)
LENS = Step("padre", None)
PAGES: tuple[Step, ...] = (COVER, *STEPS, LENS)


def page(name: str) -> Step:
    """The page of that id. Raises KeyError."""
    return next(item for item in PAGES if item.id == name)
