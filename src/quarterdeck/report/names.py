"""What the views and formats of the report are called. Imports nothing: the command line parses by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

FULL = "full"
ONE_PAGE = "one-page"
VIEWS = (FULL, ONE_PAGE, "marketing", "sales", "annual", "padre", "board")
TEXT = "text"
ENDINGS: Mapping[str, tuple[str, ...]] = {
    TEXT: (".txt",),
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "svg": (".svg",),
    "json": (".json",),
    "csv": (".csv",),
    "ics": (".ics",),
}
"""Every format, and the endings of its files."""
FORMATS = tuple(ENDINGS)
WHOLE = ("json", "csv", "ics")
"""Formats that hold the figures of the whole plan, whatever the view."""


def of_file(path: PurePath) -> str | None:
    """The format a file's ending asks for; None for an ending nothing is written in."""
    suffix = path.suffix.lower()
    return next((name for name, endings in ENDINGS.items() if suffix in endings), None)
