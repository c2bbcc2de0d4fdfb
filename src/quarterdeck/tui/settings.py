"""How the program looks, from one run to the next: `theme` in `config.toml`, else what was chosen last."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path

from quarterdeck.store import atomic, places
from quarterdeck.tui import theme


def wanted_theme() -> str | None:
    """The theme the founder set, or chose last; None where neither is there or the name is unknown."""
    return _known(_configured()) or _known(_remembered())


def remember_theme(name: str) -> None:
    """Keep a choice for the next run. Never raises: a look is not worth an error."""
    with contextlib.suppress(OSError):
        places.private(places.state_dir())
        atomic.write_private(_file(), f"{name}\n".encode(), sync=False)


def _known(name: object) -> str | None:
    return name if isinstance(name, str) and name in theme.THEMES else None


def _configured() -> object:
    try:
        return tomllib.loads((places.config_dir() / "config.toml").read_text(encoding="utf-8")).get("theme")
    except (OSError, ValueError, RecursionError):
        return None


def _remembered() -> object:
    try:
        return _file().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None


def _file() -> Path:
    return places.state_dir() / "theme"
