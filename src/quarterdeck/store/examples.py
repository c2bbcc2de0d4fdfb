"""The example plans that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import quarterdeck
from quarterdeck.errors import UsageError
from quarterdeck.store import words
from quarterdeck.store.codec import Loaded, loads

_FOLDER = Path(quarterdeck.__file__).parent / "content" / "examples"


@cache
def names() -> tuple[str, ...]:
    """Their names, in alphabetical order."""
    if not _FOLDER.is_dir():
        return ()
    found = (item.name for item in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def read(name: str) -> Loaded:
    """One of them. Raises UsageError for a name that is not among `names`."""
    return loads(source(name), f"{name}.toml")


def source(name: str) -> bytes:
    """Its bytes, as a person would read them. Raises UsageError for a name that is not among `names`."""
    if name not in names():
        what, fix = words.situation("examples.unknown", name=name, names=", ".join(names()))
        raise UsageError(what, hint=fix)
    return (_FOLDER / f"{name}.toml").read_bytes()
