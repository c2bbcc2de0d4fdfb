"""What the form tells the screen around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from quarterdeck.content import FieldWords
    from quarterdeck.plan.fields import Field, Path


@dataclass
class FieldFocused(Message):
    """The cursor came to a field: its words may be shown."""

    path: Path
    """Row ids included."""
    field: Field
    words: FieldWords | None = None
    """Where there is more to say of what the cursor is on than of the field."""


@dataclass
class Edited(Message):
    """The session has taken an answer, or kept a text that is none."""

    path: Path


@dataclass
class RowsChanged(Message):
    """Rows of a table were added, copied, moved or taken out."""

    path: Path
    """The table."""


@dataclass
class Notice(Message):
    """A sentence on something done, to be shown once: "Deleted Webinar. ^Z brings it back"."""

    text: str


@dataclass
class Rewritten(Message):
    """A board has changed answers in several places at once: everything is to be shown anew."""

    path: Path
    """Where most of it happened."""
