"""What this room says to people, read as data: rooms beside each other do not import each other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import json

import quarterdeck

LANGUAGE = "en"


def say(key: str, /, **values: object) -> str:
    """The text at `key` ("notes.copied_in_place") of `messages/store.json`, with `{names}` filled in."""
    node: Any = _messages()
    for part in key.split("."):
        node = node[part]
    return str(node).format_map(values)


def situation(key: str, /, **values: object) -> tuple[str, str]:
    """What is wrong and how to mend it, for the exceptions of `quarterdeck.errors`."""
    return say(f"{key}.what", **values), say(f"{key}.fix", **values)


@cache
def _messages() -> dict[str, Any]:
    path = Path(quarterdeck.__file__).parent / "content" / LANGUAGE / "messages" / "store.json"
    return dict(json.decode(path.read_bytes()))
