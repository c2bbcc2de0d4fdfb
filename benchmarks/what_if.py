"""How long the forecast's what-if takes from a key to its figures and its chart on the screen.

    python benchmarks/what_if.py [-n KEYS] [--plan FILE] [--size 120x40] [--key LEFT|RIGHT]

Opens a copy of the plan on step 6 in a pseudo-terminal, presses an arrow again and again and waits each time
until the line that was turned has changed and nothing more is written. Once with pauses in which nothing else
runs, once while the simulation runs in the background. Percentiles in milliseconds, until the last byte has
come: what is read is put on a screen only afterwards, because a terminal written in Python takes 2 ms for
every 4 kB, which no real one does. Beside it the processor time of the program for a key, which does not
depend on what else the machine does. Machines differ: nothing here is asserted by a test.

Two idle cores, Python 3.11, 22 November 2026; at a load of 6 three times as much passes, the processor time
stays:

    --size 120x40  at rest           p50   14.9 ms   p95   19.8 ms   processor   14.4 ms
    --size 120x40  while simulating  p50   18.3 ms   p95   24.2 ms   processor   18.3 ms
    --size 80x24   at rest           p50   13.3 ms   p95   15.7 ms   processor   12.8 ms
    --size 80x24   while simulating  p50   17.2 ms   p95   27.3 ms   processor   16.4 ms
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
from typing import NamedTuple

import pyte

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "src/quarterdeck/content/examples/benchline.toml"
KEYS = {"LEFT": b"\x1b[D", "RIGHT": b"\x1b[C"}
CURSOR, SIMULATING = "▸", "simulating"
PATIENCE, QUIET = 20.0, 0.012
PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b\][^\x07]*\x07")


class Taken(NamedTuple):
    """Milliseconds."""

    passed: float
    processor: float
    """Of the program; zero where the system does not tell."""


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
        """Take in what is written until nothing comes; when the last of it came, None where nothing did."""
        data, came = b"", None
        while select.select([self.master], [], [], QUIET if data else seconds)[0]:
            try:
                data += os.read(self.master, 1 << 20)
            except OSError:
                break
            came = time.perf_counter()
        self._feed.feed(PRIVATE.sub(b"", data))
        return came

    @property
    def spent(self) -> float:
        """Seconds of processor time the program has taken."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

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

    def press(self, key: bytes) -> Taken:
        """From the key to the last of the picture that shows what it did."""
        before, spent, began = self.turned, self.spent, time.perf_counter()
        os.write(self.master, key)
        while self.turned == before:
            came = self.read(PATIENCE)
            if came is None:
                raise SystemExit("nothing changed:\n" + "\n".join(self.screen.display))
        return Taken(1000 * (came - began), 1000 * (self.spent - spent))


def measure(plan: Path, size: tuple[int, int], key: bytes, count: int) -> dict[str, list[Taken]]:
    """Milliseconds of each key, by what else is going on."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env |= {"QUARTERDECK_TODAY": "2026-11-22", "HOME": str(plan.parent)}
    env |= {"XDG_STATE_HOME": str(plan.parent / "state")}
    back = KEYS["RIGHT"] if key == KEYS["LEFT"] else KEYS["LEFT"]
    terminal = Terminal(plan, *size, env)
    terminal.wait_for(CURSOR + " ")
    terminal.settle(1.0)
    found: dict[str, list[Taken]] = {"at rest": [], "while simulating": []}
    for name, times in found.items():
        # What was simulated before is remembered: begin with something new.
        terminal.press(key)
        for at in range(count):
            if name == "at rest":
                terminal.settle(0.1)
                times.append(terminal.press(back if at % 8 > 3 else key))
            else:
                terminal.wait_for(SIMULATING)
                times.append(terminal.press(key))
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
        passed = sorted(each.passed for each in times)
        p95 = passed[min(int(len(passed) * 0.95), len(passed) - 1)]
        spent = median(each.processor for each in times)
        print(
            f"{args.size}  {name:17} p50 {median(passed):6.1f} ms   p95 {p95:6.1f} ms   "
            f"processor {spent:6.1f} ms   {len(times)} keys"
        )


if __name__ == "__main__":
    main()
