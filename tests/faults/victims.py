"""Processes that save a plan while the system fails them in a chosen way, one after the other.

    python victims.py PLAN FAULTS

FAULTS is a JSON list; each fault is a list of words for strace, which is attached to a victim right before it
saves; without words there is no strace. For each fault a line of JSON tells how the victim ended and what it
left on disk. The models are built once, before the first victim is forked. With VICTIM_UID in the environment
victims are that user; with VICTIM_KEEPS the file is left as the victim left it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quarterdeck.errors import QuarterdeckError
from quarterdeck.plan.paths import replace
from quarterdeck.session.desk import Desk
from quarterdeck.store import atomic, codec, journal, places, words

COMPANY = ("plan", "company")
SHORTER = "N"
"""What the company is called then: a file that is written over in place would keep the end of the old one."""
LONGEST = 20.0
"""Seconds a victim may take."""


def main() -> None:
    """Do what the command line says."""
    file, faults = Path(sys.argv[1]), json.loads(sys.argv[2])
    old = file.read_bytes()
    loaded = codec.loads(old, "plan.toml")
    new = codec.dumps(replace(loaded.plan, COMPANY, SHORTER), loaded.layout)
    words.say("save.fault.what", cause="", name="")
    if "VICTIM_UID" in os.environ:
        # Modules that are loaded late may lie where that user cannot read them.
        outcome(file, [])
        file.write_bytes(old)
        shutil.rmtree(places.state_dir())
        os.setgroups([])
        os.setgid(int(os.environ["VICTIM_UID"]))
        os.setuid(int(os.environ["VICTIM_UID"]))
    for fault in faults:
        found = outcome(file, fault)
        data = file.read_bytes() if file.exists() else None
        found["file"] = {old: "old", new: "new", None: "gone"}.get(data, "torn")
        found["draft"] = journal.file_of(file).exists()
        left = [*file.parent.glob(f".*{atomic.SUFFIX}")]
        found["left"] = len(left)
        for each in left:
            each.unlink()
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()
        if "VICTIM_KEEPS" not in os.environ:
            journal.discard(file)
            file.write_bytes(old)


def outcome(file: Path, fault: Sequence[str]) -> dict[str, Any]:
    """How a victim ended under `fault`: its code (negative for a signal) and what it said."""
    told, telling = os.pipe()
    gate, opening = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(opening)
        victim(file, gate, telling)
    os.close(gate)
    os.close(telling)
    while os.read(told, 1) != b".":
        pass
    if fault:
        strace = ["strace", "-f", "-qq", "-p", str(pid), "-o", os.devnull, *fault]
        tracer = subprocess.Popen(strace, stderr=subprocess.DEVNULL)
        until(lambda: traced(pid) or tracer.poll() is not None)
    os.close(opening)
    code = ended(pid)
    if fault:
        tracer.wait()
    said = b""
    while chunk := os.read(told, 65536):
        said += chunk
    os.close(told)
    return {"code": code, "said": said.decode()}


def victim(file: Path, gate: int, telling: int) -> None:
    """Changes the plan, waits at the gate until strace is there, saves, and tells what came of it."""
    desk = Desk.open(file)
    desk.session.edit(COMPANY, SHORTER)
    desk.flush()
    # The copy that the draft left is taken away: keeping one is a part of saving that shall fail too.
    shutil.rmtree(places.history(file), ignore_errors=True)
    os.write(telling, b".")
    with contextlib.suppress(OSError):
        os.read(gate, 1)
    try:
        desk.save()
        said, code = " ".join(note.key for note in desk.notes), 0
    except QuarterdeckError as error:
        said, code = str(error), error.exit_code
    except BaseException as error:
        said, code = repr(error), 70
    with contextlib.suppress(OSError):
        os.write(telling, said.encode())
    os._exit(code)


def traced(pid: int) -> bool:
    """Whether strace has it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
    return "TracerPid:\t0" not in status


def until(holds: Any) -> None:
    """Wait until it does."""
    end = time.monotonic() + LONGEST
    while not holds() and time.monotonic() < end:
        time.sleep(0.002)


def ended(pid: int) -> int:
    """The exit code of the child."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main()
