"""Real faults: what is needed to make them, and a reason to skip where a tool or a right is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from fault_kit import OLD, Fail, Outcome

VICTIMS = Path(__file__).with_name("victims.py")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plans" / "acme.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def fail() -> Fail:
    """Let victims save `file`, one under each fault: words for strace each."""

    def go(file: Path, *faults: Sequence[str], **environment: str) -> list[Outcome]:
        command = [sys.executable, str(VICTIMS), str(file), json.dumps(faults)]
        run = subprocess.run(
            command, capture_output=True, text=True, env=os.environ | environment, check=False, timeout=200
        )
        assert run.returncode == 0, run.stderr
        return [Outcome(**json.loads(line)) for line in run.stdout.splitlines()]

    return go


@cache
def why_no_strace() -> str:
    """Why strace cannot be used here; empty where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    run = subprocess.run(
        ["strace", "-qq", "-e", "inject=fsync:error=EIO", "true"], capture_output=True, check=False
    )
    return "" if run.returncode == 0 else "strace may not trace or inject here"


@pytest.fixture
def strace() -> None:
    if why_no_strace():
        pytest.skip(why_no_strace())


@pytest.fixture
def calls(file: Path, fail: Fail, tmp_path: Path, strace: None) -> Counter[str]:
    """How often a save makes each system call."""
    log = tmp_path / "calls"
    assert fail(file, ["-o", str(log)])[0].file == "new"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Counter(line.split(maxsplit=1)[1].partition("(")[0] for line in lines if "(" in line)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mount something in a folder of the test's own, and take it away at the end."""
    places: list[Path] = []

    def mount(*words: str, at: str = "disk") -> Path:
        place = tmp_path / at
        place.mkdir(exist_ok=True)
        run = subprocess.run(["mount", *words, str(place)], capture_output=True, text=True, check=False)
        if run.returncode:
            pytest.skip(f"nothing can be mounted here: {run.stderr.strip()}")
        places.append(place)
        return place

    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    yield mount
    for place in reversed(places):
        subprocess.run(["umount", str(place)], check=False)


@pytest.fixture
def open_to_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder in which any user may work, and the environment of one who is not root."""
    folder = Path(tempfile.mkdtemp(prefix="quarterdeck-"))
    state = folder / "state"
    state.mkdir()
    environment = {"XDG_STATE_HOME": str(state)}
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    if os.geteuid() == 0:
        environment["VICTIM_UID"] = "1000"
        for each in (folder, state):
            os.chown(each, 1000, 1000)
    yield folder, environment
    for each in folder.rglob("*"):
        if not each.is_symlink():
            each.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
