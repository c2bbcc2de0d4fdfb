"""Two hands on one plan: nobody's change is overwritten unseen, and nothing is torn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from fault_kit import COMPANY

from quarterdeck.session.desk import Desk
from quarterdeck.store import history, planfile

WRITERS = int(os.environ.get("FAULTS_WRITERS", "24"))
"""Processes that save one plan at the same time."""
WRITER = """
import os, sys
from pathlib import Path
from quarterdeck.errors import PlanChanged
from quarterdeck.session.desk import Desk
from quarterdeck.store import planfile

file, count = Path(sys.argv[1]), int(sys.argv[2])
Desk.open(file).close()
children = []
for number in range(count):
    pid = os.fork()
    if pid == 0:
        opened = planfile.open_plan(file)
        desk = Desk(opened, __import__("datetime").date(2026, 11, 22))
        desk.session.edit(("plan", "company"), f"Writer {number}")
        try:
            desk.save()
        except PlanChanged:
            os._exit(5)
        os._exit(0)
    children.append(pid)
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
sys.stdout.write(" ".join(map(str, codes)))
"""


def test_many_writers_at_once_all_succeed_or_are_refused(file: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(file), str(WRITERS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert run.returncode == 0, run.stderr
    codes = list(map(int, run.stdout.split()))
    assert len(codes) == WRITERS
    assert set(codes) <= {0, 5}
    last = planfile.open_plan(file).plan.plan.company
    assert last is not None
    assert codes[int(last.removeprefix("Writer "))] == 0
    assert [item.name for item in file.parent.iterdir()] == ["acme.toml"]


def test_a_window_that_is_killed_gives_the_lock_back_at_once(file: Path) -> None:
    holding = (
        "import sys, time\nfrom quarterdeck.session.desk import Desk\n"
        "desk = Desk.open(sys.argv[1])\nsys.stdout.write('x')\nsys.stdout.flush()\ntime.sleep(60)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", holding, str(file)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.read(1) == b"x"
    second = Desk.open(file)
    assert second.in_use is not None
    assert second.in_use.pid == other.pid
    other.kill()
    other.wait()
    other.stdout.close()
    second.close()
    third = Desk.open(file)
    assert third.in_use is None
    third.close()


def test_a_link_and_the_file_it_leads_to_share_draft_and_lock(file: Path) -> None:
    link = file.with_name("link.toml")
    link.symlink_to(file.name)
    first, second = Desk.open(file), Desk.open(link)
    assert second.in_use is not None
    first.session.edit(COMPANY, "Drafted")
    first.flush()
    second.close()
    first.close()
    again = Desk.open(link)
    assert again.recoverable is not None
    again.close()


def test_an_editor_that_saves_by_renaming_is_noticed(file: Path) -> None:
    desk = Desk.open(file)
    other = file.with_name("acme.toml.swp")
    other.write_bytes(file.read_bytes().replace(b"Old", b"From vim"))
    other.replace(file)
    assert desk.changed_on_disk()
    desk.take_theirs()
    assert desk.session.plan.plan.company == "From vim"
    desk.close()


def test_a_clock_that_goes_back_leaves_the_history_in_order(file: Path, monkeypatch) -> None:
    from datetime import UTC, datetime

    from quarterdeck import clock

    for year, name in ((2027, "A"), (2026, "B"), (2028, "C")):
        monkeypatch.setattr(clock, "now", lambda year=year: datetime(year, 2, 28, tzinfo=UTC))
        planfile.save(planfile.open_plan(file), _named(file, name))
    texts = [version.file.read_text() for version in history.versions(file)]
    assert [text.split('"')[1] for text in texts] == ["B", "A", "Old"]
    assert time.monotonic() > 0


def _named(file: Path, name: str):
    from quarterdeck.plan.paths import replace

    return replace(planfile.open_plan(file).plan, COMPANY, name)
