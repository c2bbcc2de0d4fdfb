from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quarterdeck.errors import PlanChanged, PlanUnreadable, SaveFailed
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace
from quarterdeck.store import atomic, codec, disk, history, planfile

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")


def plan_of(company: str) -> Plan:
    return replace(Plan(), ("plan", "company"), company)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "acme.toml"
    path.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Acme"\n')
    return path


def leftovers(path: Path) -> list[str]:
    return [item.name for item in path.parent.iterdir() if item.name.endswith(atomic.SUFFIX)]


def test_a_save_replaces_the_file_and_keeps_the_one_before(file: Path) -> None:
    opened = planfile.open_plan(file)
    before = file.read_bytes()
    saved = planfile.save(opened, plan_of("Beta"))
    assert b"Beta" in file.read_bytes()
    assert planfile.digest(file.read_bytes()) == saved.base
    assert [history.read(file, item.number) for item in history.versions(file)] == [before]
    assert not leftovers(file)


def test_saving_what_is_there_already_writes_nothing(file: Path) -> None:
    opened = planfile.open_plan(file)
    moment = file.stat().st_mtime_ns
    planfile.save(opened, opened.plan)
    assert file.stat().st_mtime_ns == moment
    assert not history.versions(file)


def test_a_file_somebody_else_wrote_is_not_overwritten(file: Path) -> None:
    opened = planfile.open_plan(file)
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Theirs"\n')
    with pytest.raises(PlanChanged):
        planfile.save(opened, plan_of("Mine"))
    assert b"Theirs" in file.read_bytes()
    planfile.save(planfile.rebase(opened), plan_of("Mine"))
    assert b"Mine" in file.read_bytes()
    assert b"Theirs" in history.read(file, history.versions(file)[0].number)


def test_a_file_that_was_only_touched_has_not_changed(file: Path) -> None:
    opened = planfile.open_plan(file)
    os.utime(file, (1, 1))
    planfile.save(opened, plan_of("Mine"))
    assert b"Mine" in file.read_bytes()


def test_the_same_change_on_both_sides_is_no_conflict(file: Path) -> None:
    opened = planfile.open_plan(file)
    planfile.save(opened, plan_of("Same"))
    assert planfile.save(opened, plan_of("Same")).base == planfile.digest(file.read_bytes())


def test_a_deleted_file_is_written_again_only_after_asking(file: Path) -> None:
    opened = planfile.open_plan(file)
    file.unlink()
    with pytest.raises(PlanChanged):
        planfile.save(opened, plan_of("Mine"))
    planfile.save(planfile.rebase(opened), plan_of("Mine"))
    assert b"Mine" in file.read_bytes()


def test_a_new_plan_never_takes_the_place_of_a_file(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(SaveFailed, match="already"):
        planfile.create(file, plan_of("New"))
    assert file.read_bytes() == before
    assert not leftovers(file)


@posix
def test_mode_and_link_stay_as_they_were(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.toml")
    link.symlink_to(file.name)
    planfile.save(planfile.open_plan(link), plan_of("Beta"))
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert b"Beta" in file.read_bytes()


@posix
def test_a_new_file_has_the_usual_permissions_and_what_is_private_is_private(file: Path) -> None:
    old = os.umask(0o022)
    try:
        created = planfile.create(file.with_name("new.toml"), plan_of("New"))
        planfile.save(created, plan_of("Newer"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(created.path.stat().st_mode) == 0o644
    kept = history.versions(created.path)[0].file
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


@posix
def test_both_names_of_a_hard_link_show_the_new_plan(file: Path) -> None:
    other = file.with_name("other.toml")
    os.link(file, other)
    saved = planfile.save(planfile.open_plan(file), plan_of("A"))
    assert other.read_bytes() == file.read_bytes()
    assert [note.key for note in saved.notes] == ["copied_in_place"]


@as_root
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1000, 1000)
    planfile.save(planfile.open_plan(file), plan_of("Beta"))
    assert (file.stat().st_uid, file.stat().st_gid) == (1000, 1000)


@posix
def test_extended_attributes_stay(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"x")
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    planfile.save(planfile.open_plan(file), plan_of("Beta"))
    assert os.getxattr(file, "user.note") == b"x"


def test_a_name_no_disk_bears_is_a_plan_that_is_not_there(file: Path) -> None:
    for name in ("x" * 300, "a/" * 3000):
        with pytest.raises(PlanUnreadable, match="There is no plan"):
            planfile.open_plan(file.parent / f"{name}.toml")
    with pytest.raises(SaveFailed):
        planfile.create("/", plan_of("Acme"))


@posix
def test_what_gives_nothing_and_never_ends_is_not_waited_for(file: Path) -> None:
    """The log of Linux's kernel is such a file, and says of itself that it is an ordinary one."""
    pipe = file.with_name("pipe.toml")
    os.mkfifo(pipe)
    assert disk.read(pipe, 10) == b""
    writer = os.open(pipe, os.O_RDWR)
    with pytest.raises(BlockingIOError):
        disk.read(pipe, 10)
    os.close(writer)


def test_a_folder_a_pipe_or_nothing_is_no_plan(file: Path) -> None:
    with pytest.raises(PlanUnreadable, match="folder"):
        planfile.open_plan(file.parent)
    with pytest.raises(PlanUnreadable, match="no plan"):
        planfile.open_plan(file.with_name("none.toml"))
    with pytest.raises(PlanUnreadable):
        planfile.open_plan("a\0b.toml")
    if os.name != "nt":
        os.mkfifo(file.with_name("pipe.toml"))
        with pytest.raises(PlanUnreadable, match="ordinary file"):
            planfile.open_plan(file.with_name("pipe.toml"))
        file.with_name("round.toml").symlink_to("round.toml")
        with pytest.raises(PlanUnreadable, match="circle"):
            planfile.open_plan(file.with_name("round.toml"))
        file.with_name("lost.toml").symlink_to("gone.toml")
        with pytest.raises(PlanUnreadable, match="a link to a file that is not there"):
            planfile.open_plan(file.with_name("lost.toml"))


NAMES = ["-rf.toml", " a .toml", "a\nb.toml", "★.toml", "%s{x}.toml", "n" * 250 + ".toml", "\udcff.toml"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_opened_saved_and_shown(file: Path, name: str) -> None:
    created = planfile.create(file.with_name(name), plan_of("A"))
    planfile.save(created, plan_of("B"))
    assert b"B" in file.with_name(name).read_bytes()
    assert created.name.isprintable()


FAULTS = [
    (disk, "write_all", errno.ENOSPC, "The disk is full"),
    (disk, "write_all", errno.EDQUOT, "used up"),
    (disk, "sync", errno.EIO, "fault"),
    (disk, "create", errno.EACCES, "write-protected"),
    (disk, "create", errno.EROFS, "read-only"),
    (os, "replace", errno.EBUSY, "another program"),
    (os, "close", errno.EIO, "fault"),
]


@pytest.mark.parametrize(("room", "call", "number", "said"), FAULTS)
def test_a_failing_disk_leaves_the_old_file_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch, room: object, call: str, number: int, said: str
) -> None:
    opened, before = planfile.open_plan(file), file.read_bytes()
    monkeypatch.setattr(history, "keep", lambda *_: None)
    with monkeypatch.context() as patched:
        patched.setattr(room, call, _failing(getattr(room, call), number))
        with pytest.raises(SaveFailed, match=said):
            planfile.save(opened, plan_of("Beta"))
    assert file.read_bytes() == before
    assert not leftovers(file)
    planfile.save(opened, plan_of("Beta"))


def _failing(real: Callable[..., object], number: int) -> Callable[..., object]:
    def call(*args: object, **options: object) -> object:
        if real is os.close:
            real(*args, **options)
        raise OSError(number, os.strerror(number))

    return call


def test_a_fault_after_the_new_file_is_in_place_is_told_and_not_raised(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "sync_folder", _failing(disk.sync_folder, errno.EIO))
    monkeypatch.setattr(history, "keep", lambda *_: None)
    saved = planfile.save(planfile.open_plan(file), plan_of("Beta"))
    assert [note.key for note in saved.notes] == ["disk_fault"]
    assert b"Beta" in file.read_bytes()


def test_a_history_that_cannot_be_written_does_not_stop_the_save(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    state.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    saved = planfile.save(planfile.open_plan(file), plan_of("Beta"))
    assert [note.key for note in saved.notes] == ["history_failed"]
    assert b"Beta" in file.read_bytes()


def test_short_writes_are_gone_on_with(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:7])))
    planfile.save(planfile.open_plan(file), plan_of("Beta" * 20))
    assert b"BetaBeta" in file.read_bytes()


def test_temporary_files_of_killed_saves_are_cleared_after_an_hour(file: Path) -> None:
    old, fresh = (file.with_name(f".acme.toml.{name}{atomic.SUFFIX}") for name in ("0", "1"))
    for left in (old, fresh):
        left.write_text("x")
    os.utime(old, (time.time() - 7200,) * 2)
    planfile.open_plan(file)
    assert not old.exists()
    assert fresh.exists()


def test_a_write_protected_file_is_not_replaced_behind_its_owners_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, before = planfile.open_plan(file), file.read_bytes()
    for number, said in ((errno.EACCES, "write-protected"), (errno.EROFS, "is read-only")):
        monkeypatch.setattr(disk, "reopen", _failing(os.open, number))
        with pytest.raises(SaveFailed, match=said):
            planfile.save(opened, plan_of("Beta"))
    assert file.read_bytes() == before


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "tiny"
    place.mkdir()
    mounted = hasattr(os, "geteuid") and os.geteuid() == 0 and sys.platform == "linux"
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if not mounted or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a tiny disk needs root and a kernel that allows it")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    opened = planfile.create(tiny_disk / "acme.toml", plan_of("Acme"))
    before = opened.path.read_bytes()
    filler = tiny_disk / "fill"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"\0" * 4096):
            pass
    big = replace(plan_of("Acme"), ("plan", "why_plan"), "x" * 9000)
    with pytest.raises(SaveFailed, match="The disk is full"):
        planfile.save(opened, big)
    assert opened.path.read_bytes() == before
    assert not leftovers(opened.path)
    filler.unlink()
    planfile.save(opened, big)


CALLS = ("open", "write", "fsync", "close", "replace", "unlink", "fchmod", "mkdir", "scandir", "stat")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EPERM])
def test_whichever_call_of_a_save_fails_the_plan_is_whole_and_the_failure_has_a_name(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before, failed_at = file.read_bytes(), 0
    while True:
        file.write_bytes(before)
        opened = planfile.open_plan(file)
        with monkeypatch.context() as patched:
            left = _fail_once(patched, failed_at, number)
            with contextlib.suppress(SaveFailed):
                planfile.save(opened, plan_of(f"Beta {failed_at}"))
        assert file.read_bytes() in (before, f'schema = 1\n\n[plan]\ncompany = "Beta {failed_at}"\n'.encode())
        for name in leftovers(file):
            file.with_name(name).unlink()
        if left[0] >= 0:
            break
        failed_at += 1
    assert failed_at > 12


def _fail_once(patched: pytest.MonkeyPatch, place: int, number: int) -> list[int]:
    """Let the call at `place` fail, of all those in CALLS; what is left to go when the save is over."""
    left = [place]

    def guard(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            left[0] -= 1
            if left[0] == -1:
                if real.__name__ == "close":
                    real(*args, **options)
                raise OSError(number, os.strerror(number))
            return real(*args, **options)

        return call

    for name in CALLS:
        patched.setattr(os, name, guard(getattr(os, name)))
    return left


@posix
def test_without_a_copy_of_the_version_before_nothing_is_written_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    os.link(file, file.with_name("other.toml"))
    before, state = file.read_bytes(), tmp_path / "state"
    state.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    with pytest.raises(SaveFailed, match="only be written in place"):
        planfile.save(planfile.open_plan(file), plan_of("Beta"))
    assert file.read_bytes() == before


def test_what_does_not_read_back_the_same_is_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that forgets an answer would read its own file back without a doubt."""
    opened, before, emit = planfile.open_plan(file), file.read_bytes(), codec.emit
    forgets = [{"schema": 1, "plan": {"quarter": "2027-Q1"}}, {"schema": 1, "plan": {"company": "Acne"}}]
    for forgotten in forgets:
        monkeypatch.setattr(codec, "emit", lambda _, left=forgotten: emit(left))
        with pytest.raises(SaveFailed, match="does not read back the same"):
            planfile.save(opened, plan_of("Acme Ltd"))
        assert file.read_bytes() == before


def test_a_plan_that_would_be_too_big_to_open_again_is_not_written(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(SaveFailed, match="5 MB"):
        planfile.save(planfile.open_plan(file), Plan.model_validate({"notes": {"x": "y" * 5_000_000}}))
    assert file.read_bytes() == before
