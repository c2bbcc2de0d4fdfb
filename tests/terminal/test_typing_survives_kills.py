"""The real program in a real terminal, killed while somebody types: a second of it may be lost, no more."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from quarterdeck.session.desk import Desk
from quarterdeck.store import journal, planfile

pytestmark = pytest.mark.terminal

COMPANY = ("plan", "company")
PACE = 0.06
"""Seconds between two letters."""


class Terminal:
    """The program on a pseudo-terminal of 80 by 24."""

    def __init__(self, *command: str) -> None:
        self._end, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        program = [sys.executable, "-m", "quarterdeck", *command]
        self.process = subprocess.Popen(
            program, stdin=inner, stdout=inner, stderr=inner, start_new_session=True
        )
        os.close(inner)

    def read(self, seconds: float, until: bytes = b"\0") -> bytes:
        """What the program writes within that time, or until it wrote something."""
        seen, end = b"", time.monotonic() + seconds
        while until not in seen and (left := end - time.monotonic()) > 0:
            if select.select([self._end], [], [], left)[0]:
                seen += os.read(self._end, 65536)
        return seen

    def press(self, text: str) -> None:
        """Send keys."""
        os.write(self._end, text.encode())

    def kill(self) -> None:
        """End it without a word."""
        self.process.kill()
        self.process.wait()
        os.close(self._end)


def test_ten_deaths_while_typing_lose_a_second_each_at_most(tmp_path: Path) -> None:
    chance = random.Random(5)
    file = tmp_path / "acme.toml"
    file.write_bytes(b'schema = 1\n\n[plan]\nquarter = "2027-Q1"\n')
    for _ in range(10):
        terminal = Terminal("open", str(file))
        assert b"Company" in terminal.read(30, until=b"Company")
        terminal.read(0.5)
        typed: list[float] = []
        end = time.monotonic() + chance.uniform(1.1, 2.1)
        while time.monotonic() < end:
            terminal.press("x")
            typed.append(time.monotonic())
            terminal.read(PACE)
        died = time.monotonic()
        terminal.kill()
        due = sum(moment < died - 1.0 for moment in typed)
        draft = journal.read(file)
        kept = draft.texts.get(COMPANY, "") if draft else ""
        assert kept == "x" * len(kept)
        assert len(kept) >= due
        assert planfile.open_plan(file).plan.plan.quarter == "2027-Q1"
        journal.discard(file)


def test_what_was_typed_before_the_death_stands_in_its_field_again(tmp_path: Path) -> None:
    file = tmp_path / "acme.toml"
    file.write_bytes(b'schema = 1\n\n[plan]\nquarter = "2027-Q1"\n')
    terminal = Terminal("open", str(file))
    terminal.read(30, until=b"Company")
    terminal.read(0.5)
    terminal.press("Plumbline")
    terminal.read(1.2)
    terminal.kill()
    found = Desk.open(file).recoverable
    assert found is not None
    assert found.texts == {COMPANY: "Plumbline"}
    again = Terminal("open", str(file))
    assert b"Plumbline" in again.read(30, until=b"Plumbline")
    again.kill()
