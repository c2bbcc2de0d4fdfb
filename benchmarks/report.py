"""How long `quarterdeck report` takes, as a multiple of what its libraries cost by themselves.

    python benchmarks/report.py [PLAN] [-n RUNS] [--at-most RATIO]

The floor is a process that only imports tomllib, pydantic and the parts of Rich that a text needs. The two
are run in turn, so that a busy machine slows both; the times are processor time, of which the smallest
counts. Where valgrind is there its callgrind counts the instructions of both, which come out the same on a
busy machine as on an idle one. Without PLAN the first example is cut down to the size of a plan in its first
week, about 20 KB. Needs a system that counts the time of child processes: Linux, macOS.

Two cores shared with other work (load 4 to 7), Python 3.11, 22 November 2026. Wanted is 1.4; three runs gave
1.8 to 2.0 of time, and always the same of instructions:

    python benchmarks/report.py -n 9
    floor       114 ms at best    143 ms median, 543 M instructions
    report      211 ms at best    266 ms median, 1,166 M instructions
    ratio      1.84 of time, 2.15 of instructions for a plan of 20 KB, 9 runs

Of the 690 M that come on top of tomllib and pydantic, pydantic takes 260 M to make the plan's 99 models with
their 790 fields, all other modules 190 M to load; reading the plan takes 70 M, what follows from it and the
document 110 M, setting it in lines 60 M.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR = """
import tomllib
from pydantic import BaseModel, Field
from rich.console import Console
from rich.text import Text
import os
os._exit(0)
"""
EARLY_TABLES = ("plan", "icp", "goals", "kpis", "forecast")
SIZE = 20_000


def main() -> int:
    """Measure, print, and fail when the ratio is above what was allowed."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        plan = options.plan or _early_plan(Path(folder))
        programs = {
            "floor": [sys.executable, "-c", FLOOR],
            "report": [sys.executable, "-m", "quarterdeck", "report", str(plan), "--width", "80"],
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(options.runs):
            for name, command in programs.items():
                times[name].append(_processor_time(command))
        size = plan.stat().st_size
        counted = {name: _instructions(command) for name, command in programs.items()}
    for name, found in times.items():
        best, median = min(found) * 1000, statistics.median(found) * 1000
        print(f"{name:8} {best:6.0f} ms at best {median:6.0f} ms median, {_told(counted[name])}")
    ratio = min(times["report"]) / min(times["floor"])
    print(f"ratio    {ratio:6.2f} of time, {_ratio(counted)} of instructions", end="")
    print(f" for a plan of {size / 1000:.0f} KB, {options.runs} runs")
    return int(options.at_most is not None and ratio > options.at_most)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("plan", nargs="?", type=Path)
    parser.add_argument("-n", "--runs", type=int, default=15)
    parser.add_argument("--at-most", type=float)
    return parser.parse_args()


def _early_plan(folder: Path) -> Path:
    """The first tables of the first example, up to the size of a young plan."""
    from quarterdeck.store import examples

    source = examples.source(examples.names()[0]).decode()
    head, *tables = source.split("\n[")
    kept = [table for table in tables if table.split(".")[0].split("]")[0] in EARLY_TABLES]
    text, size = [head], len(head)
    for table in kept:
        if size + len(table) < SIZE:
            text.append(table)
            size += len(table)
    path = folder / "early.toml"
    path.write_text("\n[".join(text) + "\n", encoding="utf-8")
    return path


def _processor_time(command: list[str]) -> float:
    """User and system time of one process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _instructions(command: list[str]) -> int | None:
    """Machine instructions that one process takes, or None where nothing counts them."""
    if shutil.which("valgrind") is None:
        return None
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(counting, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found[1]) if found else None


def _told(instructions: int | None) -> str:
    return "instructions not counted" if instructions is None else f"{instructions / 1e6:,.0f} M instructions"


def _ratio(counted: dict[str, int | None]) -> str:
    floor, report = counted["floor"], counted["report"]
    return f"{report / floor:.2f}" if floor and report else "not counted"


if __name__ == "__main__":
    sys.exit(main())
