"""The line of keys at the foot of every screen: whole items only, and the way to the rest.

One widget without children. Textual's Footer mounts and unmounts one per key at each move of the focus, and
cuts the last in the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from typing_extensions import override

from quarterdeck import content
from quarterdeck.tui.keys import written
from quarterdeck.tui.styles import LIT, PILL, PILL_KEY

GAP = 2
"""Cells between two items."""
KEY, WORD = "$primary bold", "$text-muted"


class Item(Struct, frozen=True):
    """One key and what it does."""

    id: str
    key: str
    label: str
    action: str
    button: bool = False
    """Drawn as a button, for the two or three things most people want."""

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.key) + 1 + cell_len(self.label) + 2 * self.button


class Placed(NamedTuple):
    """An item and the cells it takes: from `start` up to, not including, `end`."""

    item: Item
    start: int
    end: int


def place(items: Sequence[Item], width: int, more: Item | None) -> list[Placed]:
    """The items that fit into `width` cells, whole, in order; where some do not, `more` ends the line."""
    chosen, last = list(items), [more] if more else []
    if _length(chosen) > width:
        chosen = [item for item in items if more is None or item.id != more.id]
        while chosen and _length([*chosen, *last]) > width:
            chosen.pop()
        chosen += last if _length([*chosen, *last]) <= width else []
    placed, at = [], 1
    for item in chosen:
        placed.append(Placed(item, at, at + item.width))
        at += item.width + GAP
    return placed


def _length(items: Sequence[Item]) -> int:
    return 2 + sum(item.width for item in items) + GAP * (len(items) - 1)


class KeyStrip(Widget):
    """The keys that work now. Those named in `buttons` come first and look it; all can be clicked."""

    placed: reactive[tuple[Placed, ...]] = reactive((), layout=False)
    hovered: reactive[str] = reactive("", layout=False)

    def __init__(self, *buttons: str, more: str = "goto", id: str | None = None) -> None:
        super().__init__(id=id)
        self._buttons = buttons
        self._more = more
        self._owners: dict[str, DOMNode] = {}

    @on(events.Mount)
    def _follow_the_focus(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self.fill)

    @on(events.Resize)
    def _fit(self) -> None:
        self.fill(self.screen)

    def fill(self, screen: Screen[object]) -> None:
        """Show what `screen.active_bindings` offers, as far as there is room."""
        if not self.size.width:
            return
        items = self._items(screen)
        more = next((item for item in items if item.id == self._more), None)
        last = replace(more, label=content.say("keys.short.more")) if more else None
        self.placed = tuple(place(items, self.size.width, last))

    def _items(self, screen: Screen[object]) -> list[Item]:
        found: dict[str, Item] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            name = binding.id or binding.action
            if binding.show and active.enabled and name not in found:
                shown = binding.key_display or written(binding.key)
                found[name] = Item(name, shown, binding.description, binding.action, name in self._buttons)
                self._owners[name] = active.node
        return [*_named(found, self._buttons), *(item for item in found.values() if not item.button)]

    @override
    def render(self) -> Content:
        line, at = Content(), 0
        for item, start, end in self.placed:
            line += Content(" " * (start - at))
            at = end
            lit = item.id == self.hovered
            line += _button(item, lit) if item.button else _plain(item, lit)
        return line

    @on(events.MouseMove)
    def _light(self, event: events.MouseMove) -> None:
        found = self._under(event)
        self.hovered = found.id if found else ""

    @on(events.Leave)
    def _darken(self) -> None:
        self.hovered = ""

    @on(events.Click)
    async def _press(self, event: events.Click) -> None:
        event.stop()
        found = self._under(event)
        if found and found.action and found.id in self._owners:
            await self.app.run_action(found.action, self._owners[found.id])

    def _under(self, event: events.MouseEvent) -> Item | None:
        where = event.get_content_offset(self)
        x = -1 if where is None else where.x
        return next((item for item, start, end in self.placed if start <= x < end), None)


def _named(found: dict[str, Item], names: Iterable[str]) -> list[Item]:
    return [found[name] for name in names if name in found]


def _button(item: Item, lit: bool) -> Content:
    style, key = (LIT, LIT) if lit else (PILL, PILL_KEY)
    return Content.assemble((f" {item.label} ", style), (item.key, key), (" ", style))


def _plain(item: Item, lit: bool) -> Content:
    key, word = (LIT, LIT) if lit else (KEY, WORD)
    return Content.assemble((item.key, key), (" ", word), (item.label, word))
