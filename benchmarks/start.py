"""How long the wizard takes to its first picture, to a form that takes keys, and to the shell's prompt again.

    python benchmarks/start.py [-n ROUNDS] [--plan FILE]

Each round starts both programs in a terminal of 120 by 40, in turns and in changing order, because machines
change their speed under one's hands: read the ratios. Nothing here is asserted by a test.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
SIZE = (40, 120)
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=$]*[a-zA-Z]|\x1b\][^\x07]*\x07")
PATIENCE = 30.0


@dataclass(frozen=True)
class Program:
    """A program to start, and what its first picture shows."""

    name: str
    command: tuple[str, ...]
    painted: bytes
    typed: bytes = b"qwx"
    """What is typed as soon as it is painted: until it stands there, nobody can work."""


@dataclass(frozen=True)
class Run:
    """One start, in seconds."""

    paint: float
    usable: float
    leave: float
    cpu: float
    written: int


def start(program: Program, env: dict[str, str]) -> Run:
    """Start the program, type a word, leave it with Ctrl+Q."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(program.command[0], program.command, env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    seen = bytearray()
    paint = wait_for(terminal, seen, program.painted) - began
    os.write(terminal, program.typed)
    usable = wait_for(terminal, seen, program.typed) - began
    while select.select([terminal], [], [], 0.3)[0]:
        seen += os.read(terminal, 65536)
    asked = time.perf_counter()
    os.write(terminal, b"\x11")
    drain(terminal, seen)
    _, _, used = os.wait4(pid, 0)
    left = time.perf_counter()
    os.close(terminal)
    return Run(paint, usable, left - asked, used.ru_utime + used.ru_stime, len(seen))


def wait_for(terminal: int, seen: bytearray, words: bytes) -> float:
    """Read until `words` were written; the moment they were."""
    end = time.perf_counter() + PATIENCE
    while words not in plain(seen):
        left = end - time.perf_counter()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            raise SystemExit(f"{words!r} did not appear")
        seen += os.read(terminal, 65536)
    return time.perf_counter()


def plain(seen: bytearray) -> bytes:
    """What was written, without what steers the terminal. Typed letters may come one by one."""
    return re.sub(rb"\s+", b" ", ESCAPES.sub(b"", bytes(seen)))


def drain(terminal: int, seen: bytearray) -> None:
    """Read until the program closes the terminal."""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return
        if not data:
            return
        seen += data


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=12, help="rounds (12)")
    parser.add_argument("--plan", type=Path, help="a plan to open (the first example)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.toml"
        source = wanted.plan or next((HERE.parent / "src/quarterdeck/content/examples").glob("*.toml"))
        plan.write_bytes(source.read_bytes())
        env = {**os.environ, "XDG_STATE_HOME": folder, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        quarterdeck = (sys.executable, "-m", "quarterdeck", "open", str(plan), "--step", "icp")
        programs = (
            Program("plain form", (sys.executable, str(HERE / "plain_form.py")), b"Company"),
            Program("wizard", quarterdeck, b"Who buys from you"),
        )
        for program in programs:
            start(program, env)
        runs: dict[str, list[Run]] = {program.name: [] for program in programs}
        for number in range(wanted.n):
            for program in programs if number % 2 else programs[::-1]:
                runs[program.name].append(start(program, env))
                plan.write_bytes(source.read_bytes())
    tell(runs)


def tell(runs: dict[str, list[Run]]) -> None:
    """Medians, and the median of the ratios taken round by round."""
    (base, first), (other, second) = runs.items()
    print(f"{'':14}{base:>12}{other:>12}{'ratio':>8}{'of minima':>11}")
    for name, unit in (("paint", "ms"), ("usable", "ms"), ("leave", "ms"), ("cpu", "ms"), ("written", "KB")):
        scale = 1000 if unit == "ms" else 0.001
        a, b = ([getattr(run, name) * scale for run in each] for each in (first, second))
        ratio = median(y / x for x, y in zip(a, b, strict=True))
        print(f"{name + ', ' + unit:14}{median(a):12.0f}{median(b):12.0f}{ratio:8.2f}{min(b) / min(a):11.2f}")


if __name__ == "__main__":
    main()
