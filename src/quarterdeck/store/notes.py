"""What is worth telling about a file that could be read or written all the same."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from quarterdeck.plan.fields import Path
from quarterdeck.store import words


class Note(Struct, frozen=True):
    """One remark. Its words stand under `notes` in `messages/store.json`."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    path: Path = ()

    @property
    def text(self) -> str:
        """The remark as a sentence."""
        return words.say(f"notes.{self.key}", **self.values)
