"""Names that may stand on the command line: pages and examples. Light: `--help` lists them."""

from __future__ import annotations

from pathlib import Path

import quarterdeck
from quarterdeck.steps.catalogue import COVER, PAGES

AFTER = ("changes", "reviews", "basis", "open")
"""The report's parts behind the pages: what results say, closed quarters, assumptions, what is still open."""


def examples() -> tuple[str, ...]:
    """The example plans, as `store.examples.names` gives them, without loading the store."""
    folder = Path(quarterdeck.__file__).parent / "content" / "examples"
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


def pages() -> tuple[str, ...]:
    """What a page can be called: its table's name, or its number; the cover is number 0."""
    numbers = [str(_number(page.id)) for page in PAGES if _number(page.id) is not None]
    return (*(page.id for page in PAGES), *numbers)


def page_id(typed: str) -> str:
    """The table's name of a page. `typed` is one of `pages`."""
    return next((page.id for page in PAGES if str(_number(page.id)) == typed), typed)


def listed() -> str:
    """Numbers and names together, for help."""
    return ", ".join(
        page.id if _number(page.id) is None else f"{_number(page.id)} {page.id}" for page in PAGES
    )


def _number(page: str) -> int | None:
    return 0 if page == COVER.id else next(item.number for item in PAGES if item.id == page)
