"""Keys of the boards: their words stand with the board's other words, under `board.keys`."""

from __future__ import annotations

from textual.binding import Binding

from quarterdeck.content import say


def key(name: str, keys: str, action: str = "", *, room: str = "gaps") -> Binding:
    """A key of a board with its words under `room`; its id is `ROOM.NAME`. `action`: `name` unless given."""
    return Binding(keys, action or name, say(f"{room}.board.keys.{name}"), id=f"{room}.{name}")
