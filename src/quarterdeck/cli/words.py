"""What the command line says. Read by itself: `--help` must not wait for the rest of the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quarterdeck

LANGUAGE = "en"

_read: dict[str, Any] = {}


def say(key: str, /, **values: object) -> str:
    """The text at `key` (`usage.no_option`) of `ui/cli.json`, with `{names}` filled in."""
    return str(node(key)).format_map(values)


def node(key: str) -> Any:
    """What stands at `key`: a text, a list, or a table of texts."""
    here: Any = _words()
    for part in key.split("."):
        here = here[part]
    return here


def _words() -> dict[str, Any]:
    if not _read:
        file = Path(quarterdeck.__file__).parent / "content" / LANGUAGE / "ui" / "cli.json"
        _read.update(json.loads(file.read_bytes()))
    return _read
