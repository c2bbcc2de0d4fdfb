"""The real program in a real terminal, killed while somebody types: a second of it may be lost, no more."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from wizard_terminal import PROGRAM, Terminal

from quarterdeck.session.desk import Desk
from quarterdeck.store import journal, planfile

pytestmark = pytest.mark.terminal

COMPANY = ("plan", "company")
PACE = 0.06
"""Seconds between two letters."""


def opened(file: Path) -> Terminal:
    """The wizard on `file`, on its first page and ready for keys."""
    terminal = Terminal((*PROGRAM, "open", str(file)), os.environ)
    terminal.wait_for("Company")
    terminal.read(0.5)
    return terminal


def test_ten_deaths_while_typing_lose_a_second_each_at_most(tmp_path: Path) -> None:
    chance = random.Random(5)
    file = tmp_path / "acme.toml"
    file.write_bytes(b'schema = 1\n\n[plan]\nquarter = "2027-Q1"\n')
    for _ in range(10):
        terminal = opened(file)
        typed: list[float] = []
        end = time.monotonic() + chance.uniform(1.1, 2.1)
        while time.monotonic() < end:
            terminal.send("x")
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
    terminal = opened(file)
    terminal.send("Plumbline")
    terminal.read(1.2)
    terminal.kill()
    found = Desk.open(file).recoverable
    assert found is not None
    assert found.texts == {COMPANY: "Plumbline"}
    again = opened(file)
    again.wait_for("Plumbline")
    again.kill()
