"""The draft of a plan being edited: at most a second of typing is lost, whatever happens.

`state/drafts/<key>.toml` is a plan file with one more table, which says what it was made from and holds the
text that stands in fields without being an answer. It is deleted only after a proven save.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w
from msgspec import Struct, field

from quarterdeck import clock
from quarterdeck import text as texts
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path as FieldPath
from quarterdeck.store import atomic, codec, places
from quarterdeck.store.fences import decode

TABLE = "quarterdeck_draft"


class Journal(Struct, frozen=True):
    """A draft as it was found."""

    plan: Plan
    base: str
    """sha256 of the file it was made from; empty for a plan that was never saved."""
    at: datetime
    texts: Mapping[FieldPath, str] = field(default_factory=dict)
    """What stood in fields without being an answer."""
    pid: int = 0
    host: str = ""


def file_of(path: Path) -> Path:
    """Where the draft of the plan at `path` lies."""
    return places.drafts() / f"{places.key_of(path)}.toml"


def write(
    path: Path, plan: Plan, base: str, raw: Mapping[FieldPath, str] | None = None, *, sync: bool = True
) -> None:
    """Put the draft of the plan at `path` on disk. Raises OSError."""
    header: dict[str, Any] = {
        "path": os.fsencode(os.path.realpath(path)).decode("utf-8", "replace"),
        "base_sha256": base,
        "saved_at": clock.now(),
        "pid": os.getpid(),
        "host": socket.gethostname(),
    }
    # An array of pairs, not a table: row ids written by hand may hold any character.
    header["texts"] = [{"path": list(at), "text": texts.clean(value)} for at, value in (raw or {}).items()]
    data = codec.dumps(plan) + b"\n" + tomli_w.dumps({TABLE: header}).encode("utf-8")
    places.private(places.drafts())
    atomic.write_private(file_of(path), data, sync=sync)


def read(path: Path) -> Journal | None:
    """The draft of the plan at `path`, or None where there is none.

    Raises PlanUnreadable when it cannot be read; it is put aside first, as `.bad`, and its place told.
    """
    file = file_of(path)
    atomic.clear_stale(file.parent)
    try:
        data = file.read_bytes()
    except OSError:
        return None
    try:
        return _parsed(data, file.name)
    except (PlanUnreadable, KeyError, TypeError, ValueError, AttributeError) as error:
        aside = file.with_suffix(".bad")
        with contextlib.suppress(OSError):
            file.replace(aside)
        raise PlanUnreadable(str(error), place=str(aside)) from error


def discard(path: Path) -> None:
    """Throw the draft away: its plan is saved, or the person said so. Never raises."""
    with contextlib.suppress(OSError):
        file_of(path).unlink()


def _parsed(data: bytes, name: str) -> Journal:
    source = decode(data, name).text
    document = codec.parse(source, name)
    header = document.pop(TABLE)
    plan, _ = codec.read(document, source, name)
    at = header["saved_at"]
    if not isinstance(at, datetime):
        raise TypeError("saved_at")
    raw = {tuple(map(str, item["path"])): texts.clean(str(item["text"])) for item in header.get("texts", ())}
    return Journal(plan, str(header["base_sha256"]), at, raw, int(header["pid"]), str(header["host"]))
