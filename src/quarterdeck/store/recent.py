"""The plans opened lately, and where one was in them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from quarterdeck import clock, text
from quarterdeck.store import atomic, places

LIMIT = 20


class Recent(Struct, frozen=True):
    """One plan that was opened."""

    path: str
    """Absolute, as it was named."""
    opened_at: str = ""
    """UTC, ISO format."""
    company: str = ""
    quarter: str = ""
    page: str = ""
    """The page that was open last."""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By page: the path of the field that had the focus."""


def load() -> tuple[Recent, ...]:
    """The list, newest first; empty when there is none or it cannot be read."""
    try:
        items = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    found = [_read(item) for item in items] if isinstance(items, list) else []
    return tuple(item for item in found if item is not None)[:LIMIT]


def find(path: Path) -> Recent | None:
    """What is remembered of one plan."""
    return next((item for item in load() if item.path == _key(path)), None)


def remember(path: Path, **what: Any) -> None:
    """Put the plan on top of the list, with what is known of it (fields of `Recent`). Never raises."""
    known = find(path) or Recent(_key(path))
    newest = replace(known, opened_at=clock.now().isoformat("T", "seconds"), **what)
    _write((newest, *(item for item in load() if item.path != newest.path)))


def forget(path: Path) -> None:
    """Take the plan off the list. Never raises."""
    _write(tuple(item for item in load() if item.path != _key(path)))


def _file() -> Path:
    return places.state_dir() / "recent.json"


def _key(path: Path) -> str:
    return str(Path(path).absolute())


def _write(items: tuple[Recent, ...]) -> None:
    data = json.dumps([asdict(item) for item in items[:LIMIT]], indent=1).encode()
    with contextlib.suppress(OSError):
        places.private(places.state_dir())
        atomic.write_private(_file(), data, sync=False)


def _read(item: Any) -> Recent | None:
    if not isinstance(item, dict) or not isinstance(item.get("path"), str) or not item["path"]:
        return None
    texts = ("opened_at", "company", "quarter", "page")
    words = {key: text.clean(str(item.get(key, "")), lines=False) for key in texts}
    fields = item.get("fields")
    places_in = {
        str(page): tuple(map(str, at))
        for page, at in (fields.items() if isinstance(fields, dict) else ())
        if isinstance(at, list)
    }
    return Recent(item["path"], fields=places_in, **words)
