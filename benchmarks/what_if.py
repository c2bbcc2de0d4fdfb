"""How long the forecast's what-if takes from a key to its figures and its chart on the screen.

    python benchmarks/what_if.py [-n KEYS] [--plan FILE] [--size 120x40] [--key LEFT|RIGHT]

Opens a copy of the plan on step 6 in a pseudo-terminal, presses an arrow again and again and waits each time
until the line that was turned has changed and nothing more is written. Once with pauses in which nothing else
runs, once while the simulation runs in the background. Percentiles in milliseconds; the terminal that reads
along costs its share. Machines differ: nothing here is asserted by a test.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

import pyte

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src/quarterdeck/content/examples/benchline.toml"
KEYS = {"LEFT": b"\x1b[D", "RIGHT": b"\x1b[C"}
CURSOR, SIMULATING = "▸", "simulating"
PATIENCE, QUIET = 20.0, 0.012
PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+[a-z]?|\x1b\][^\x07]*\x07")


class Terminal:
    """A terminal in which the wizard runs."""

    def __init__(self, plan: Path, columns: int, rows: int, env: dict[str, str]) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._feed = pyte.ByteStream(self.screen)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            program = [sys.executable, "-m", "quarterdeck", "open", str(plan), "--step", "forecast"]
            os.execve(program[0], program, env)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> float | None:
        """Take in one piece of what is written; when it came, or None where nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return None
        try:
            data = os.read(self.master, 1 << 20)
        except OSError:
            return None
        came = time.perf_counter()
        self._feed.feed(PRIVATE.sub(b"", data))
        return came

    @property
    def turned(self) -> str:
        """The line of the input under the cursor, without the chart above it."""
        return next((line for line in self.screen.display if f" {CURSOR} " in line[:40]), "")

    def wait_for(self, words: str) -> None:
        """Until `words` stand on the screen."""
        end = time.perf_counter() + PATIENCE
        while not any(words in line for line in self.screen.display):
            if time.perf_counter() > end:
                raise SystemExit(f"{words!r} did not appear:\n" + "\n".join(self.screen.display))
            self.read(0.1)

    def settle(self, seconds: float) -> None:
        """Until nothing has come for so long."""
        while self.read(seconds) is not None:
            pass

    def press(self, key: bytes) -> float:
        """Seconds from the key to the last of the picture that shows what it did."""
        before, began = self.turned, time.perf_counter()
        os.write(self.master, key)
        last = began
        while True:
            came = self.read(QUIET if self.turned != before else PATIENCE)
            if came is None and self.turned == before:
                raise SystemExit("nothing changed:\n" + "\n".join(self.screen.display))
            if came is None:
                return last - began
            last = came


def measure(plan: Path, size: tuple[int, int], key: bytes, count: int) -> dict[str, list[float]]:
    """Milliseconds of each key, by what else is going on."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env |= {"QUARTERDECK_TODAY": "2026-11-22", "HOME": str(plan.parent)}
    env |= {"XDG_STATE_HOME": str(plan.parent / "state")}
    back = KEYS["RIGHT"] if key == KEYS["LEFT"] else KEYS["LEFT"]
    terminal = Terminal(plan, *size, env)
    terminal.wait_for(CURSOR + " ")
    terminal.settle(1.0)
    found: dict[str, list[float]] = {"at rest": [], "while simulating": []}
    for name, times in found.items():
        for at in range(count):
            if name == "at rest":
                terminal.settle(0.1)
                times.append(1000 * terminal.press(back if at % 8 > 3 else key))
            else:
                terminal.wait_for(SIMULATING)
                times.append(1000 * terminal.press(key))
    os.write(terminal.master, b"\x11")
    terminal.settle(1.0)
    os.waitpid(terminal.pid, 0)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=60, help="keys")
    parser.add_argument("--plan", type=Path, default=EXAMPLE)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--key", choices=KEYS, default="RIGHT")
    args = parser.parse_args()
    columns, rows = (int(part) for part in args.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / args.plan.name
        shutil.copy(args.plan, plan)
        found = measure(plan, (columns, rows), KEYS[args.key], args.n)
    for name, times in found.items():
        ordered = sorted(times)
        p95 = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
        print(f"{args.size}  {name:17} p50 {median(ordered):6.1f} ms   p95 {p95:6.1f} ms   {len(times)} keys")


if __name__ == "__main__":
    main()
