"""What was chosen so far while a quarter is being closed, so that one can leave at any point and go on later.

`state/closings/<key>.json`, one for each plan, beside the drafts. What really happened is not in it: that is
typed into the plan itself.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from quarterdeck.store import atomic, places


def write(plan: Path, state: dict[str, Any], *, sync: bool = True) -> None:
    """Keep the state of the closing of the plan at that path: JSON's own types. Raises OSError."""
    data = json.dumps(state, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    places.private(places.closings())
    atomic.write_private(_file(plan), data, sync=sync)


def read(plan: Path) -> dict[str, Any] | None:
    """The state that was kept; None where there is none or it cannot be read."""
    try:
        found = json.loads(_file(plan).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def discard(plan: Path) -> None:
    """The quarter is closed, or the closing was given up. Never raises."""
    with contextlib.suppress(OSError):
        _file(plan).unlink()


def _file(plan: Path) -> Path:
    return places.closings() / f"{places.key_of(plan)}.json"
