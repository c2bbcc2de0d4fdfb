"""Earlier saves of a plan, kept beside the state files: the loser of every choice can be found again.

Files are numbered, not ordered by time: clocks go back. The 20 newest stay, and the first of each day for
90 days.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from quarterdeck import clock
from quarterdeck.errors import PlanUnreadable
from quarterdeck.store import atomic, places, words

NEWEST = 20
DAYS = 90
_NAME = re.compile(r"^(\d{6})-(\d{8}T\d{6}Z)-([0-9a-f]{8})\.toml$")
_STAMP = "%Y%m%dT%H%M%SZ"


class Version(Struct, frozen=True):
    """One earlier save."""

    number: int
    at: datetime
    digest: str
    """The beginning of the sha256 of its bytes."""
    file: Path
    size: int


def keep(plan: Path, data: bytes) -> Version | None:
    """Keep `data` as an earlier save of `plan`; None when the newest one is the same. Raises OSError."""
    kept = versions(plan)
    digest = hashlib.sha256(data).hexdigest()[:8]
    if kept and kept[0].digest == digest and kept[0].file.read_bytes() == data:
        return None
    number = kept[0].number + 1 if kept else 1
    now = clock.now()
    folder = places.private(places.history(plan))
    atomic.clear_stale(folder)
    file = folder / f"{number:06}-{now.strftime(_STAMP)}-{digest}.toml"
    atomic.write_private(file, data)
    version = Version(number, now, digest, file, len(data))
    _thin((version, *kept), now)
    return version


def versions(plan: Path) -> tuple[Version, ...]:
    """The earlier saves of `plan`, newest first; none when there is no history or it cannot be read."""
    found: list[Version] = []
    files: list[Path] = []
    with contextlib.suppress(OSError):
        files = list(places.history(plan).iterdir())
    for file in files:
        # Another window may clear one away between the two looks; a name may hold a day of no calendar.
        with contextlib.suppress(OSError, ValueError):
            name = _NAME.match(file.name)
            if name:
                at = datetime.strptime(name.group(2), _STAMP).replace(tzinfo=UTC)
                found.append(Version(int(name.group(1)), at, name.group(3), file, file.stat().st_size))
    return tuple(sorted(found, key=lambda version: version.number, reverse=True))


def read(plan: Path, number: int) -> bytes:
    """The bytes of the earlier save of that number. Raises PlanUnreadable when it is not there."""
    for version in versions(plan):
        if version.number == number:
            with contextlib.suppress(OSError):
                return version.file.read_bytes()
    what, fix = words.situation("save.history_missing", number=number, name=plan.name)
    raise PlanUnreadable(what, hint=fix, place=plan.name)


def find(plan: Path, digest: str) -> bytes | None:
    """The earlier save whose sha256 is `digest`, or None. Never raises."""
    for version in versions(plan):
        if digest.startswith(version.digest):
            with contextlib.suppress(OSError):
                data = version.file.read_bytes()
                if hashlib.sha256(data).hexdigest() == digest:
                    return data
    return None


def _thin(kept: tuple[Version, ...], now: datetime) -> None:
    """Remove what is neither among the newest nor the first of a day."""
    horizon = now - timedelta(days=DAYS)
    firsts: dict[str, int] = {}
    for version in kept:
        firsts[version.at.strftime("%Y%m%d")] = version.number
    for version in kept[NEWEST:]:
        first_of_day = version.number in firsts.values()
        if not (first_of_day and version.at >= horizon):
            with contextlib.suppress(OSError):
                version.file.unlink()
