"""Keys of the form: their words stand in `ui/form.json` under `keys`."""

from __future__ import annotations

from textual.binding import Binding

from quarterdeck.content import say


def key(name: str, keys: str, action: str = "", *, show: bool = True) -> Binding:
    """A key whose id is `form.<name>`; `action` is `name` unless it is given."""
    return Binding(keys, action or name, say(f"form.keys.{name}"), show=show, id=f"form.{name}")


def quiet(keys: str, action: str, *, at_once: bool = False) -> Binding:
    """A key the key strip never offers: moving about, second ways.

    `at_once`: before the widget with the cursor sees it. For keys that move the cursor: what is typed right
    behind them, faster than the screen follows, must not go where the cursor was.
    """
    return Binding(keys, action, show=False, priority=at_once)
