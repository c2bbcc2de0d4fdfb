"""Paths as people type them: what they mean, what is wrong with them, how they go on."""

from __future__ import annotations

import os
from pathlib import Path

from quarterdeck import content
from quarterdeck.store import places
from quarterdeck.tui.names import shown


def path_of(typed: str) -> Path:
    """A path as somebody types it."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        # A home of nobody here: it will turn out not to be there.
        return Path(typed)


def target(typed: str, name: str) -> Path:
    """Where a new file goes: `typed`, or `name` in the folder `typed`."""
    path = path_of(typed)
    return path / name if places.is_folder(path) else path


def new_file(typed: str, name: str) -> str:
    """What is wrong with `typed` as the place of a new file, or nothing."""
    if not typed:
        return content.say("home.path.empty")
    path = target(typed, name)
    if os.path.lexists(path):
        return content.say("home.examples.exists", path=shown(path))
    if not places.is_folder(path.parent):
        return content.say("home.path.no_folder", path=shown(path.parent))
    return ""


def existing_file(typed: str) -> str:
    """What is wrong with `typed` as a plan to open, or nothing."""
    if not typed:
        return content.say("home.path.empty")
    path = path_of(typed)
    if places.is_folder(path):
        return content.say("home.path.folder", path=shown(path))
    return "" if os.path.lexists(path) else content.say("home.path.missing", path=shown(path))


def free_name(path: Path) -> Path:
    """`path`, or the same with the first number that makes it a name nobody has."""
    found, number = path, 2
    while os.path.lexists(found):
        found, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return found


def completed(typed: str, endings: tuple[str, ...] = (".toml",)) -> str:
    """`typed` with its last part completed as far as the files there allow: folders, and files so ended."""
    path = path_of(typed)
    folder, start = (path, "") if typed.endswith(os.sep) else (path.parent, path.name)
    try:
        there = [item for item in folder.iterdir() if item.name.startswith(start)]
        found = [item for item in there if _offered(item, start, endings)]
    except OSError:
        return typed
    common = _common_start([item.name + (os.sep if places.is_folder(item) else "") for item in found])
    return typed if len(common) <= len(start) else typed[: len(typed) - len(start)] + common


def _offered(item: Path, start: str, endings: tuple[str, ...]) -> bool:
    is_hidden = item.name.startswith(".")
    return (places.is_folder(item) or item.suffix.lower() in endings) and (bool(start) or not is_hidden)


def _common_start(names: list[str]) -> str:
    if not names:
        return ""
    first, last = min(names), max(names)
    same = next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))
    return first[:same]
