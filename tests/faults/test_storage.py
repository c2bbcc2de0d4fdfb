"""Disks that are full, broken or forbidden: the plan is the whole old or the whole new one."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fault_kit import COMPANY, OLD, Fail, Outcome

from quarterdeck.errors import SaveFailed
from quarterdeck.session.desk import Desk
from quarterdeck.store import atomic, history, journal, planfile

EVERY = int(os.environ.get("FAULTS_EVERY", "15"))
"""Only every so many of the combinations of a call and an error are tried; 1 tries all."""
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES", "EPERM")


def whole(found: Outcome) -> bool:
    """The old plan with the draft, or the new one; and never a bug."""
    if found.code == 0:
        return found.file == "new"
    return found.code == 4 and found.file in ("old", "new") and found.draft


def injections(calls: Counter[str], fault: str) -> list[list[str]]:
    return [
        ["-e", f"inject={name}:{fault}:when={at}"]
        for name, count in calls.items()
        for at in range(1, count + 1)
    ]


def test_killed_at_every_call_of_a_save(file: Path, fail: Fail, calls: Counter[str]) -> None:
    found = fail(file, *injections(calls, "signal=SIGKILL"))
    assert len(found) > 40
    assert {each.code for each in found} <= {-signal.SIGKILL, 0}
    assert {each.file for each in found} == {"old", "new"}
    assert all(each.draft or each.file == "new" for each in found)


def test_whichever_call_fails_the_plan_is_whole_and_the_failure_has_a_name(
    file: Path, fail: Fail, calls: Counter[str]
) -> None:
    calls = Counter({name: count for name, count in calls.items() if name not in ("exit_group", "munmap")})
    faults = [fault for error in ERRORS for fault in injections(calls, f"error={error}")]
    found = fail(file, *faults[::EVERY])
    odd = [(fault, each) for fault, each in zip(faults[::EVERY], found, strict=True) if not whole(each)]
    assert odd == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("write:error=ENOSPC:when=2", "The disk is full"),
        ("write:error=EDQUOT:when=2", "used up"),
        ("openat:error=EROFS:when=7", "read-only"),
        ("fsync:error=EIO:when=3", "fault"),
        ("rename:error=EIO:when=2", "fault"),
        ("rename:error=EXDEV:when=2", "fault"),
        ("rename:error=EACCES:when=2", "write-protected"),
        ("rename:error=EBUSY:when=2", "another program"),
        ("rename:error=ENOSPC:when=2", "The disk is full"),
    ],
)
def test_a_failed_save_names_its_cause_and_leaves_nothing_behind(
    file: Path, fail: Fail, strace: None, fault: str, said: str
) -> None:
    (found,) = fail(file, ["-e", f"inject={fault}"])
    assert (found.code, found.file, found.draft, found.left) == (4, "old", True, 0)
    assert said in found.said


def test_a_failed_sync_is_never_tried_again_on_the_same_file(
    file: Path, fail: Fail, strace: None, tmp_path: Path
) -> None:
    """The kernel forgets the pages that failed: a second sync would say that all is well."""
    log = tmp_path / "log"
    (found,) = fail(file, ["-o", str(log), "-e", "inject=fsync:error=EIO:when=3"])
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    failed = next(number for number, line in enumerate(lines) if "INJECTED" in line)
    behind = "\n".join(lines[failed + 1 :])
    assert behind.index("close(") < behind.index("unlink(")
    assert "rename(" not in behind.split("unlink(")[0]
    assert found.code == 4


def test_a_fault_of_the_folder_after_the_new_file_is_in_place_is_told(
    file: Path, fail: Fail, strace: None
) -> None:
    faults = [["-e", f"inject=fsync:error={error}:when=4"] for error in ("EIO", "EINVAL")]
    broken, silent = fail(file, *faults)
    assert (broken.code, broken.file, broken.said) == (0, "new", "disk_fault")
    assert (silent.code, silent.file, silent.said) == (0, "new", "")


def test_a_disk_without_permissions_or_links_takes_the_plan(file: Path, fail: Fail, strace: None) -> None:
    (found,) = fail(file, ["-e", "inject=fchmod:error=EPERM", "-e", "inject=link:error=EPERM"])
    assert (found.code, found.file, found.said) == (0, "new", "mode_lost")


def test_a_drive_that_tells_of_a_full_disk_only_when_the_file_is_closed(
    file: Path, fail: Fail, tmp_path: Path
) -> None:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("no C compiler here")
    library = tmp_path / "shim.so"
    source = Path(__file__).with_name("close_fails.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    (found,) = fail(file, [], LD_PRELOAD=str(library), CLOSE_FAILS=f"/.{file.name}.")
    assert (found.code, found.file, found.left) == (4, "old", 0)
    assert found.draft


def test_a_limit_on_the_size_of_files_loses_nothing(file: Path, fail: Fail) -> None:
    """The draft's own file is under the limit too: it may fail, the plan may not."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        desk = Desk.open(file)
        desk.session.edit(COMPANY, "New")
        with pytest.raises(SaveFailed, match="larger than this system allows"):
            desk.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read_bytes() == OLD
    assert [item.name for item in file.parent.iterdir()] == ["acme.toml"]
    desk.save()
    desk.close()


@pytest.mark.parametrize("limit", ["size=64k", "nr_inodes=4"])
def test_a_disk_without_room_takes_the_plan_once_there_is_some(
    mounted: Callable[..., Path], limit: str
) -> None:
    disk = mounted("-t", "tmpfs", "-o", limit, "tmpfs")
    file = disk / "acme.toml"
    file.write_bytes(OLD)
    fillers = [disk / str(number) for number in range(4)]
    with contextlib.suppress(OSError):
        for filler in fillers:
            with filler.open("wb", buffering=0) as out:
                while limit.startswith("size") and out.write(b"\0" * 4096):
                    pass
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "New " * 40)
    desk.session.edit(("plan", "why_plan"), "x" * 3900)
    desk.session.edit(("plan", "mission"), "y" * 900)
    with pytest.raises(SaveFailed, match="The disk is full"):
        desk.save()
    assert file.read_bytes() == OLD
    assert journal.file_of(file).exists()
    assert not [*disk.glob(f".*{atomic.SUFFIX}")]
    for filler in fillers:
        filler.unlink(missing_ok=True)
    desk.save()
    assert b"New New" in file.read_bytes()
    desk.close()


def test_a_place_that_became_read_only(mounted: Callable[..., Path]) -> None:
    disk = mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs")
    file = disk / "acme.toml"
    file.write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    desk = Desk.open(file)
    assert "cannot" in desk.notes[0].text or "not written" in desk.notes[0].text
    desk.session.edit(COMPANY, "New")
    with pytest.raises(SaveFailed, match="read-only"):
        desk.save()
    assert file.read_bytes() == OLD
    elsewhere = disk.parent / "copy.toml"
    desk.save_copy(elsewhere)
    assert b"New" in elsewhere.read_bytes()
    desk.close()


@pytest.mark.parametrize(("flag", "at"), [("i", "acme.toml"), ("a", ".")])
def test_a_file_or_folder_that_is_protected_by_the_file_system(file: Path, flag: str, at: str) -> None:
    target = str(file.parent / at)
    if (
        shutil.which("chattr") is None
        or subprocess.run(["chattr", f"+{flag}", target], check=False).returncode
    ):
        pytest.skip("chattr needs root and a file system that knows it")
    try:
        desk = Desk.open(file)
        desk.session.edit(COMPANY, "New")
        with pytest.raises(SaveFailed, match="write-protected"):
            desk.save()
        assert file.read_bytes() == OLD
        desk.close()
    finally:
        subprocess.run(["chattr", f"-{flag}", target], check=True)


def test_a_write_protected_file_is_not_replaced_though_its_folder_would_allow_it(
    open_to_all: tuple[Path, dict[str, str]], fail: Fail
) -> None:
    folder, environment = open_to_all
    file = folder / "acme.toml"
    file.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(file, 1000, 1000)
    file.chmod(0o444)
    (found,) = fail(file, [], VICTIM_KEEPS="1", **environment)
    assert (found.code, found.file, found.draft) == (4, "old", True)
    assert "write-protected" in found.said


def test_a_folder_that_takes_no_new_file_is_said_and_the_plan_is_left_alone(
    open_to_all: tuple[Path, dict[str, str]], fail: Fail
) -> None:
    folder, environment = open_to_all
    file = folder / "closed" / "acme.toml"
    file.parent.mkdir()
    file.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(file, 1000, 1000)
    file.parent.chmod(0o555)
    (found,) = fail(file, [], VICTIM_KEEPS="1", **environment)
    assert (found.code, found.file, found.draft) == (4, "old", True)
    assert "folder" in found.said


def test_a_folder_that_is_gone_keeps_the_draft_and_a_copy_can_be_saved(file: Path) -> None:
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "New")
    desk.flush()
    shutil.rmtree(file.parent)
    with contextlib.suppress(Exception):
        desk.save()
    assert journal.read(file) is not None
    elsewhere = file.parent.parent / "copy.toml"
    desk.save_copy(elsewhere)
    assert b"New" in elsewhere.read_bytes()
    desk.close()


@pytest.mark.parametrize("state", ["file", "unwritable", "full"])
def test_without_a_place_for_drafts_the_plan_is_saved_all_the_same(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, state: str
) -> None:
    place = tmp_path / "state"
    if state == "file":
        place.write_text("no folder")
    else:
        mount = request.getfixturevalue("mounted")
        place = mount("-t", "tmpfs", "-o", "nr_inodes=2", "tmpfs", at="state")
        if state == "full":
            (place / "filler").write_text("")
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(place))
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "New")
    assert not desk.flush()
    assert desk.status.reason
    desk.save()
    assert b"New" in file.read_bytes()
    assert [note.key for note in desk.notes] == ["history_failed"]
    desk.close()


def test_no_home_and_odd_places_are_no_reason_to_crash(file: Path) -> None:
    for environment in ({"HOME": ""}, {"XDG_STATE_HOME": "relative"}, {"XDG_STATE_HOME": ""}):
        kept = {key: value for key, value in os.environ.items() if key not in ("HOME", "XDG_STATE_HOME")}
        command = [sys.executable, "-m", "quarterdeck", "history", str(file)]
        run = subprocess.run(
            command, env=kept | environment, capture_output=True, text=True, check=False, cwd=file.parent
        )
        assert (run.returncode, "Traceback" in run.stderr) == (0, False), run.stderr
    assert [item.name for item in file.parent.iterdir()] == ["acme.toml"]


def test_a_relative_place_is_ignored_where_something_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "New")
    assert desk.flush()
    desk.save()
    desk.close()
    assert [item.name for item in file.parent.iterdir()] == ["acme.toml"]


def test_a_link_laid_in_the_way_of_a_save_is_not_followed(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody can foresee the name; if somebody could, nothing would be written through it."""
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    file.with_name(f".acme.toml.00000000{atomic.SUFFIX}").symlink_to(victim)
    monkeypatch.setattr("secrets.token_hex", lambda _: "00000000")
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "New")
    with pytest.raises(SaveFailed):
        desk.save()
    assert victim.read_text() == "untouched"
    assert file.read_bytes() == OLD
    desk.close()


def test_readers_never_see_half_a_plan(file: Path) -> None:
    saver = (
        "import sys\nfrom pathlib import Path\nfrom quarterdeck.store import atomic\n"
        "path = Path(sys.argv[1])\nold = path.read_bytes()\n"
        "for number in range(300):\n    atomic.replace(path, (old + b'x' * 50_000) if number % 2 else old)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", saver, str(file)])
    seen = set()
    while run.poll() is None:
        seen.add(len(file.read_bytes()))
    assert run.returncode == 0
    assert seen <= {len(OLD), len(OLD) + 50_000}


def test_what_killed_savers_leave_is_cleared_at_the_next_start(file: Path, fail: Fail, strace: None) -> None:
    left = file.with_name(f".acme.toml.0{atomic.SUFFIX}")
    left.write_text("half")
    os.utime(left, (1, 1))
    planfile.open_plan(file)
    assert not left.exists()
    assert history.versions(file) == ()
