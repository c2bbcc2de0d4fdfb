"""Whether the work is safe, as the screen shows it all the time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Safety(StrEnum):
    """How safe the work is."""

    SAVED = "saved"
    """The file holds everything."""
    DRAFT = "draft"
    """Not in the file yet, but a crash would not lose it."""
    EDITING = "editing"
    """Changed within the last second."""
    UNSAVED = "unsaved"
    """The file could not be written."""


class Status(Struct, frozen=True):
    """How safe, since when, and what stands in the way."""

    safety: Safety
    at: datetime | None = None
    """SAVED: when the file was written, UTC; None when it was only read."""
    reason: str = ""
    """UNSAVED: a sentence. DRAFT, EDITING: why there are no drafts, when they cannot be written."""
