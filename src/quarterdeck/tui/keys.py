"""Keys: how they are declared, and how they are written for people."""

from __future__ import annotations

from textual.binding import Binding

from quarterdeck import content


def key(name: str, keys: str, action: str = "", *, show: bool = True, priority: bool = False) -> Binding:
    """A key of ours: its words stand in `ui/keys.json` under `name`, which is also its id.

    Args:
        name: the id, and the action's name unless `action` is given.
        keys: one or more keys, separated by commas; the first is the one that is shown.
        action: what to run.
        show: whether the key strip offers it.
        priority: before any widget may take the key. For keys that must work while typing.

    """
    return Binding(
        keys, action or name, content.say(f"keys.short.{name}"), show=show, priority=priority, id=name
    )


def written(keys: str) -> str:
    """A key as it stands on the keyboard: `ctrl+n` is ^N, `shift+tab` is Shift+Tab."""
    *held, last = keys.split("+")
    cap = _cap(last)
    if held == ["ctrl"]:
        return f"{_cap('ctrl')}{cap.upper() if len(cap) == 1 else cap}"
    return "+".join([*(_cap(name) for name in held), cap])


def _cap(name: str) -> str:
    if len(name) == 1:
        return name
    if name[0] == "f" and name[1:].isdigit():
        return name.upper()
    try:
        return content.say(f"keys.caps.{name}")
    except KeyError:
        return name.replace("_", " ").capitalize()
