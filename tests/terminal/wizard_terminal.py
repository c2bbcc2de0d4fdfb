"""A real pseudo-terminal with the installed program in it, for tests of the wizard from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte

PROGRAM = (sys.executable, "-m", "quarterdeck")
PATIENCE = 30.0
"""Seconds to wait for something to appear: machines that run tests may be slow."""


class Terminal:
    """A terminal of a given size in which a command runs."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        self.stream = b""
        self.screen = pyte.Screen(*size)
        self._feed = pyte.ByteStream(self.screen)
        self._rest = b""
        self.master, slave = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in (0, 1, 2):
                os.dup2(slave, number)
            os.closerange(3, 256)
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(command[0], list(command), dict(env))

    def resize(self, columns: int, rows: int) -> None:
        """Another window size."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, text: str) -> None:
        os.write(self.master, text.encode())

    def read(self, seconds: float = 0.2) -> None:
        """Take in what comes until nothing has come for `seconds`."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.stream += data
            whole, self._rest = _whole(self._rest + data)
            self._feed.feed(_understood(whole))

    def wait_for(self, words: str) -> None:
        """Until `words` stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not appear:\n{self.text}"
            self.read(0.1)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: its settings, the main screen, a visible cursor, no mouse."""
        modes = {code: self.stream.rfind(b"\x1b[?%dh" % code) for code in (1049, 1000, 1003, 2004)}
        left = [code for code, at in modes.items() if at > self.stream.rfind(b"\x1b[?%dl" % code)]
        shown = self.stream.rfind(b"\x1b[?25h") > self.stream.rfind(b"\x1b[?25l")
        return not left and shown and termios.tcgetattr(self._slave) == self.before

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End the program without a word."""
        self.signal(signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.close()

    def close(self) -> None:
        """The window is closed under the program."""
        os.close(self._slave)
        os.close(self.master)

    def wait(self, *, reading: bool = True) -> int:
        """The exit code; negative for a signal that was not handled."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if reading:
                self.read(0.05)
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                if reading:
                    self.read(0.05)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError(f"still running:\n{self.text}")


def _whole(data: bytes) -> tuple[bytes, bytes]:
    """What can be shown, and the beginning of a sequence whose end has not come yet."""
    begun = re.search(rb"\x1b(\[[<>=?0-9;$]*|\][^\x07\x1b]*)?$", data)
    at = begun.start() if begun else len(data)
    return data[:at], data[at:]


def _understood(data: bytes) -> bytes:
    """Without the sequences pyte does not know: it would print them. Leaving the second screen empties it."""
    data = data.replace(b"\x1b[?1049l", b"\x1b[2J\x1b[H")
    return re.sub(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b\][^\x07]*\x07", b"", data)
