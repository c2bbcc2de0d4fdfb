"""How a file of this kind was taken last time, so that nobody has to say it twice. Never part of a plan."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from quarterdeck.store import atomic, places
from quarterdeck.store.actuals.headings import plain
from quarterdeck.store.actuals.mapping import Wishes
from quarterdeck.store.actuals.table import Table

LIMIT = 100


def recall(plan: Path, table: Table) -> Wishes | None:
    """What was said about a file with these headings, for this plan; None for nothing."""
    found = _load().get(_key(plan, table))
    return _read(found) if isinstance(found, dict) else None


def remember(plan: Path, table: Table, wishes: Wishes) -> None:
    """Keep what was said. Never raises: that it is forgotten is no reason to refuse anything."""
    kept = _load()
    key = _key(plan, table)
    kept.pop(key, None)
    if wishes != Wishes():
        kept[key] = {
            "columns": dict(wishes.columns),
            "decimal": wishes.decimal,
            "order": wishes.order,
            "member": list(wishes.member),
            "totals": wishes.totals,
        }
    newest = dict(list(kept.items())[-LIMIT:])
    with contextlib.suppress(OSError):
        places.private(places.state_dir())
        atomic.write_private(_file(), json.dumps(newest, indent=1).encode(), sync=False)


def _key(plan: Path, table: Table) -> str:
    """Headings with digits, months above columns above all, are others each time."""
    steady = [plain(heading) for heading in table.headings if not any(map(str.isdigit, heading))]
    return f"{places.key_of(plan)}:{hashlib.sha256(chr(10).join(steady).encode()).hexdigest()[:16]}"


def _file() -> Path:
    return places.state_dir() / "imports.json"


def _load() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(kept: dict[str, Any]) -> Wishes | None:
    columns, member, totals = kept.get("columns"), kept.get("member"), kept.get("totals")
    if not isinstance(columns, dict) or not isinstance(member, list) or len(member) != 2:
        return None
    return Wishes(
        {str(name): str(role) for name, role in columns.items()},
        str(kept.get("decimal") or ""),
        str(kept.get("order") or ""),
        (str(member[0]), str(member[1])),
        totals if isinstance(totals, bool) else None,
    )
