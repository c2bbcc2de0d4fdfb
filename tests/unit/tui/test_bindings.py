"""Every key of the program: none that terminals keep for themselves, each with words and an action."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import quarterdeck.tui

FORBIDDEN = {
    *(f"ctrl+{letter}" for letter in "abehijkm"),  # editing, multiplexers, Backspace, Tab, Enter
    *(f"alt+{digit}" for digit in range(10)),  # arrive as other characters
    "alt+enter",
    "ctrl+enter",
    "shift+enter",
    "ctrl+shift+z",
    "ctrl+left_square_bracket",
    "f5",
    "f6",
    "f7",
    "f10",
    "f11",
    "f12",
    "ctrl+pageup",
    "ctrl+pagedown",
}


def modules(package: str = "quarterdeck.tui") -> Iterator[str]:
    for found in pkgutil.walk_packages(quarterdeck.tui.__path__, f"{package}."):
        yield found.name


def classes() -> list[type[DOMNode]]:
    found = {
        cls
        for name in modules()
        for _, cls in inspect.getmembers(importlib.import_module(name), inspect.isclass)
        if issubclass(cls, DOMNode) and cls.__module__.startswith("quarterdeck.tui")
    }
    return sorted(found, key=lambda cls: cls.__qualname__)


def bindings() -> list[tuple[type[DOMNode], Binding]]:
    own = ((cls, cls.__dict__.get("BINDINGS", ())) for cls in classes())
    return [(cls, binding) for cls, declared in own for binding in Binding.make_bindings(declared)]


def test_no_key_is_one_that_terminals_keep_or_cannot_send() -> None:
    assert [(cls.__name__, item.key) for cls, item in bindings() if item.key in FORBIDDEN] == []


def test_a_key_before_all_widgets_is_never_a_letter() -> None:
    taken = [(cls.__name__, item.key) for cls, item in bindings() if item.priority and len(item.key) == 1]
    assert taken == []


def test_every_key_that_is_offered_has_words() -> None:
    assert [(cls.__name__, item.key) for cls, item in bindings() if item.show and not item.description] == []


@pytest.mark.parametrize("cls", classes(), ids=lambda cls: cls.__name__)
def test_every_key_has_something_behind_it(cls: type[DOMNode]) -> None:
    for binding in Binding.make_bindings(cls.__dict__.get("BINDINGS", ())):
        name = binding.action.partition("(")[0]
        if "." not in name:
            assert hasattr(cls, f"action_{name}"), (cls.__name__, binding.action)
