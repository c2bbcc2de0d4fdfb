"""What becomes of a text that was typed into a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class Echo(Struct, frozen=True):
    """How a text was understood, to be said below the field. Words: `messages/parse.json`, under `key`."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


class Read(Struct, frozen=True):
    """An answer."""

    value: Any
    """What the field's model takes, or MISSING: nothing was typed, or that it is not known."""
    echo: Echo | None = None
    """None where the text already says it all."""


class Problem(Struct, frozen=True):
    """Why a text is no answer, and how to mend it. Words: `messages/parse.json`, under `key`."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


Value = Read | Problem
