"""The only reader of the clock, so that every other room can be tested on any day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The local date; `QUARTERDECK_TODAY` (YYYY-MM-DD) stands in for it in tests and screenshots."""
    fixed = os.environ.get("QUARTERDECK_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now().astimezone().date()


def now() -> datetime:
    """The moment, in UTC. For stamps only: durations are measured by the event loop's monotonic clock."""
    return datetime.now(UTC)
