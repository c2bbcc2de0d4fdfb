"""A disk that takes its time, a terminal that goes away unheard, ends without a word: the work is kept."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from wizard_terminal import PATIENCE, PROGRAM, Terminal

from quarterdeck.store import journal, planfile

pytestmark = pytest.mark.terminal
PLAN = 'schema = 1\n\n[plan]\ncompany = "Acme"\nquarter = "2027-Q1"\nstage = "growth"\n'
AUDIENCE = ("icp", "target_audience")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_text(PLAN)
    return path


@pytest.fixture
def terminal(plan: Path) -> Iterator[Terminal]:
    found = Terminal((*PROGRAM, "open", str(plan), "--step", "icp"), os.environ)
    found.wait_for("Target audience")
    found.wait_for("● Saved")
    yield found
    try:
        os.kill(found.pid, signal.SIGKILL)
        os.waitpid(found.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return


@pytest.fixture
def slow_disk(terminal: Terminal) -> Iterator[None]:
    """Every wait for the disk takes a second, from now on."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    words = ["strace", "-f", "-qq", "-o", os.devnull, "-p", str(terminal.pid)]
    slow = subprocess.Popen([*words, "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=1000000"])
    end = time.monotonic() + PATIENCE
    while "TracerPid:\t0" in Path(f"/proc/{terminal.pid}/status").read_text(encoding="utf-8"):
        if slow.poll() is not None or time.monotonic() > end:
            pytest.skip("strace may not attach here")
        time.sleep(0.02)
    yield
    slow.terminate()
    slow.wait()


def test_the_screen_lives_on_while_a_slow_disk_saves(terminal: Terminal, slow_disk: None, plan: Path) -> None:
    terminal.send("Mine")
    terminal.wait_for("Mine")
    terminal.send("\x13")
    terminal.wait_for("Saving…")
    terminal.send(" and more")
    terminal.wait_for("Mine and more")
    assert "Saving…" in terminal.text
    terminal.wait_for("Everything is in acme.toml")
    assert planfile.open_plan(plan).plan.icp.target_audience == "Mine"


def test_a_second_wish_to_quit_does_not_wait_for_the_disk(
    terminal: Terminal, slow_disk: None, plan: Path
) -> None:
    terminal.send("Mine")
    terminal.wait_for("Mine")
    terminal.send("\x11")
    terminal.wait_for("Saving…")
    begun = time.monotonic()
    terminal.send("\x11")
    assert terminal.wait() == 0
    # Far less than the five waits of a save with its history: the draft holds the work instead.
    assert time.monotonic() - begun < 10
    found = journal.read(plan)
    saved = planfile.open_plan(plan).plan.icp.target_audience
    assert saved == "Mine" or (found is not None and found.plan.icp.target_audience == "Mine")


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGABRT])
def test_an_end_without_a_word_leaves_the_draft(terminal: Terminal, plan: Path, number: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    terminal.send("Mine")
    terminal.wait_for("○ Draft kept")
    terminal.signal(number)
    assert terminal.wait() == -number
    found = journal.read(plan)
    assert found is not None
    assert "Mine" in (found.texts.get(AUDIENCE), found.plan.icp.target_audience)


def test_a_terminal_that_goes_away_unheard_ends_the_program(plan: Path) -> None:
    """Who ignores hang-ups is not told; reading from nothing must not turn into a race."""
    command = f"trap '' HUP; exec {' '.join(PROGRAM)} open '{plan}' --step icp"
    found = Terminal(("bash", "-c", command), os.environ)
    found.wait_for("Target audience")
    found.send("Mine")
    found.wait_for("Mine")
    found.close()
    assert found.wait(reading=False) == 129
    left = journal.read(plan)
    assert left is not None
    assert "Mine" in (left.texts.get(AUDIENCE), left.plan.icp.target_audience)
