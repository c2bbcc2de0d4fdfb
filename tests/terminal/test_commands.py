"""The commands in a real terminal: colour, pager, plain prompts, the wizard, and how they are left."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quarterdeck.session.desk import Desk

pytestmark = pytest.mark.terminal
PLAN = 'schema = 1\n\n[plan]\ncompany = "Acme"\ncurrency = "EUR"\n'
PATIENCE = 30.0


class Terminal:
    """A program in a pseudo-terminal of 100 columns and 30 rows."""

    def __init__(self, folder: Path, *argv: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quarterdeck", *argv],
            cwd=folder,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.seen = ""

    def wait_for(self, text: str) -> None:
        """Read until `text` has been shown."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < end, f"{text!r} was not shown, but: {self.seen[-2000:]!r}"
            self._read()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def left(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self._read()
        while self._read():
            pass
        return self.process.wait(timeout=5)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.1)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a command in a folder that holds `acme.toml`."""
    (tmp_path / "acme.toml").write_text(PLAN, encoding="utf-8")
    started: list[Terminal] = []

    def go(*argv: str, **environment: str) -> Terminal:
        started.append(Terminal(tmp_path, *argv, **environment))
        return started[-1]

    yield go
    for terminal in started:
        terminal.close()


def test_a_report_longer_than_the_screen_goes_through_the_pager(start: Start) -> None:
    terminal = start("report", "acme.toml", QUARTERDECK_PAGER="sed s/^/paged:/")
    assert terminal.left() == 0
    assert "paged:" in terminal.seen
    assert "\x1b[" in terminal.seen


@pytest.mark.parametrize("pager", ["no-such-pager", "false", "'"])
def test_a_pager_that_does_not_work_is_done_without(start: Start, pager: str) -> None:
    terminal = start("report", "acme.toml", PAGER=pager)
    assert terminal.left() == 0
    assert "Acme" in terminal.seen


def test_no_color_keeps_bold_letters_and_drops_colours(start: Start) -> None:
    terminal = start("check", "acme.toml", NO_COLOR="1")
    assert terminal.left() == 0
    assert "\x1b[1m" in terminal.seen
    assert "\x1b[3" not in terminal.seen.replace("\x1b[3m", "")


def test_a_terminal_that_cannot_draw_gets_plain_prompts(start: Start, tmp_path: Path) -> None:
    terminal = start("acme.toml", TERM="dumb")
    terminal.wait_for("> ")
    terminal.type("Bolt\nq\n")
    assert terminal.left() == 0
    assert "\x1b" not in terminal.seen
    assert 'company = "Bolt"' in (tmp_path / "acme.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_plain_prompts_that_are_told_to_end_leave_a_draft(
    start: Start, tmp_path: Path, number: int, code: int
) -> None:
    terminal = start("open", "acme.toml", "--plain")
    terminal.wait_for("> ")
    terminal.type("Bolt\n")
    terminal.wait_for("Kept.")
    terminal.process.send_signal(number)
    assert terminal.left() == code
    assert "Traceback" not in terminal.seen
    desk = Desk.open(tmp_path / "acme.toml")
    assert desk.recoverable is not None
    assert desk.recoverable.plan.plan.company == "Bolt"
    desk.close()


@pytest.mark.parametrize("argv", [(), ("acme.toml",), ("open", "acme.toml", "--step", "goals"), ("demo",)])
def test_the_wizard_opens_and_gives_the_terminal_back(start: Start, argv: tuple[str, ...]) -> None:
    terminal = start(*argv)
    terminal.wait_for("\x1b[?1049h")
    terminal.wait_for("Goals" if argv else "Quarterdeck")
    terminal.type("\x11")
    assert terminal.left() == 0
    assert terminal.seen.rfind("\x1b[?1049l") > terminal.seen.rfind("\x1b[?1049h")
