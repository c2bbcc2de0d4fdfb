"""A file that cannot be taken as it is: what is wrong with it, and what it needs."""

from __future__ import annotations

from quarterdeck.errors import UsageError
from quarterdeck.store import words
from quarterdeck.text import clean


class ImportRefused(UsageError):
    """The file is not understood, or not sure to be. Nothing was changed."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.key = key
        """Of the situation, below `import` in the messages."""


def refused(key: str, /, **values: object) -> ImportRefused:
    """The exception for the situation `import.<key>`; texts of the file are cut and made harmless."""
    shown = {name: shorten(value) if isinstance(value, str) else value for name, value in values.items()}
    what, fix = words.situation(f"import.{key}", **shown)
    return ImportRefused(key, what, fix)


def shorten(text: str, most: int = 200) -> str:
    """A text of the file as messages repeat it."""
    line = clean(text, lines=False)
    return line if len(line) <= most else f"{line[: most - 1]}…"
