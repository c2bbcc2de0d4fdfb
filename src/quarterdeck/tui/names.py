"""Paths and moments as people read them. Loads nothing heavy: the first picture needs it."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from quarterdeck import content


def shown(path: Path) -> str:
    """A path as text that any terminal bears."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def file_name(path: Path) -> str:
    """The last part of a path as text that any terminal bears."""
    return shown(Path(path.name))


def when(moment: datetime, now: datetime) -> str:
    """A moment as people say it, in the local time."""
    here, today = moment.astimezone(), now.astimezone().date()
    time = f"{here:%H:%M}"
    if here.date() == today:
        return content.say("dialogs.when.today", time=time)
    if here.date() == today - timedelta(days=1):
        return content.say("dialogs.when.yesterday", time=time)
    return content.say("dialogs.when.day", day=here.date().isoformat(), time=time)
