"""Files that are too big, too deep or endless are refused before they cost anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quarterdeck.errors import PlanUnreadable
from quarterdeck.store import codec, planfile

DEEP = {
    "lists": "a = " + "[" * 500 + "]" * 500,
    "lists any reader bears": "a = " + "[" * 30 + "]" * 30,
    "headers any reader bears": "[" + ".".join(["a"] * 30) + "]",
    "more lists": "a = " + "[" * 100_000,
    "inline tables": "a = " + "{a = " * 5_000 + "1" + "}" * 5_000,
    "dotted keys": ".".join(["a"] * 3_000) + " = 1",
    "headers": "[" + ".".join(["a"] * 3_000) + "]",
}
MEMORY = 900_000_000
"""Bytes of address space: far less than a program that reads a hundred megabytes into plain objects takes."""


@pytest.mark.parametrize("document", DEEP.values(), ids=DEEP.keys())
def test_what_is_nested_too_deeply_is_said_to_be(document: str) -> None:
    with pytest.raises(PlanUnreadable, match=r"nested too deeply|never closed"):
        codec.loads(document.encode(), "deep.toml")


def test_twenty_thousand_kpis_are_refused_before_anything_is_made_of_them() -> None:
    rows = "".join(f'[kpis.items.k{number}]\nname = "KPI {number}"\n' for number in range(20_000))
    with pytest.raises(PlanUnreadable, match="more than 10,000 goals, KPIs"):
        codec.loads(f"schema = 1\n{rows}".encode(), "many.toml")


def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "big.toml"
    with file.open("wb") as out:
        out.truncate(100_000_000)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))"
    code = f"{limit}\nimport sys\nfrom quarterdeck.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    run = subprocess.run(
        [sys.executable, "-c", code, "check", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 3
    assert "larger than 5 MB" in run.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices of POSIX")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/mem"])
def test_a_device_is_no_plan(device: str) -> None:
    with pytest.raises(PlanUnreadable):
        planfile.open_plan(device)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    command = [sys.executable, "-m", "quarterdeck", "check", str(tmp_path / "pipe.toml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert run.returncode == 3


def test_standard_input_without_end_is_read_as_far_as_a_plan_may_go() -> None:
    with Path("/dev/zero").open("rb") as zero:
        command = [sys.executable, "-m", "quarterdeck", "check", "-"]
        run = subprocess.run(command, stdin=zero, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 3
