"""Whatever is pasted, wherever: it is shown as text, steers no terminal and presses no key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from wizard_terminal import PROGRAM, Terminal

pytestmark = pytest.mark.terminal

PLAN = """schema = 1

[plan]
company = "Acme GmbH"
quarter = "2026-Q4"
maturity = "established"
stage = "growth"
"""
HOSTILE = (
    "\x11[/foo]",
    "\x1b\x11[@click=app.quit]x[/]",
    "\x1b]0;PWNED\x07",
    "\x1b]52;c;UFdORUQ=\x07",
    "\x1b[31mred",
    "\u009b31mred",
    "\u009d0;PWNED\u009c",
    "a\x00b\x03c\x1ad",
    "\u202egnp.exe\u2066",
    "zero\u200bwidth",
    "a" + "\u0301" * 200,
)
STEERING = re.compile(
    "\x1b\\](?!22;)|\x00|[\x80-\x9f]|[\u202a-\u202e\u2066-\u2069\u200b]|\x1bP|\x1bc|\u0301{9}"
)
POINTER = re.compile("\x1b\\]22;[a-z]*\x07")
"""The shape of the mouse pointer: Textual's own."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    path = tmp_path / "acme.toml"
    path.write_text(PLAN)
    found = Terminal((*PROGRAM, "open", str(path), "--step", "icp"), os.environ, cwd=tmp_path)
    found.wait_for("Target audience")
    found.wait_for("● Saved")
    yield found
    found.send("\x11")
    assert found.wait() == 0
    assert STEERING.findall(POINTER.sub("", found.stream.decode())) == []


def paste_all(terminal: Terminal) -> None:
    for text in HOSTILE:
        terminal.send(f"\x1b[200~{text}\x1b[201~")
    terminal.send("\x1b[200~the last\x1b[201~")


def test_into_a_text(terminal: Terminal) -> None:
    paste_all(terminal)
    terminal.wait_for("the last")
    assert "[/foo][@click=app.quit]x[/]redred" in terminal.text


def test_a_paste_of_many_pages_is_cut_and_told_and_one_goes_on(terminal: Terminal) -> None:
    """A terminal hands over four thousand bytes at a time: those in the middle hold no end."""
    terminal.send("\x1b[200~")
    for _ in range(30):
        terminal.send("word " * 800)
        terminal.read(0)
    terminal.send("\x1b[201~")
    terminal.wait_for("characters fit here")
    terminal.send("\x0e")
    terminal.wait_for("Situation")


def test_into_the_search_for_a_place(terminal: Terminal) -> None:
    terminal.send("\x14")
    terminal.wait_for("A step, a field, a command")
    paste_all(terminal)
    terminal.wait_for("the last")
    terminal.send("\x1b")
    terminal.wait_for("Target audience")


def test_into_a_list_of_answers(terminal: Terminal) -> None:
    terminal.send("\x14")
    terminal.wait_for("A step, a field, a command")
    terminal.send("currency\r")
    terminal.wait_for("Who is planning")
    terminal.wait_for("▌ Currency")
    terminal.send("\r")
    terminal.wait_for("type to find")
    paste_all(terminal)
    terminal.wait_for("[/foo][@click=app.quit]")
    terminal.read()
    terminal.send("\x1b")
    terminal.read()
