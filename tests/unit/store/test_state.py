"""What is kept beside the plan: earlier saves, drafts, locks, the list of recent plans."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quarterdeck import clock
from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace
from quarterdeck.store import history, journal, places, recent
from quarterdeck.store.lock import Lock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acme.toml"


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime(2026, 11, 22, 8, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: self.moment)


def test_the_newest_twenty_and_the_first_of_each_day_stay(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Clock(monkeypatch)
    for day in range(100):
        for save in range(3):
            history.keep(file, f"{day} {save}".encode())
            now.moment += timedelta(hours=1)
        now.moment += timedelta(hours=21)
    texts = [history.read(file, version.number).decode() for version in history.versions(file)]
    assert texts[:20] == [f"{number // 3} {number % 3}" for number in range(299, 279, -1)]
    assert all(text.endswith(" 0") for text in texts[20:])
    assert 80 < len(texts) < 120


def test_history_goes_on_in_order_when_the_clock_goes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Clock(monkeypatch)
    history.keep(file, b"first")
    now.moment -= timedelta(days=400)
    history.keep(file, b"second")
    assert [history.read(file, version.number) for version in history.versions(file)] == [b"second", b"first"]


def test_the_same_bytes_are_kept_once(file: Path) -> None:
    assert history.keep(file, b"x") is not None
    assert history.keep(file, b"x") is None
    with pytest.raises(PlanUnreadable):
        history.read(file, 7)


def test_a_draft_holds_the_plan_and_what_is_half_typed(file: Path) -> None:
    plan = replace(Plan(), ("team", "members"), {"a.b": {"name": "[/x] \\ “é”"}})
    texts = {("team", "members", "a.b", "cost"): "1.2", ("plan", "why_plan"): "a\n\x1b[31mb"}
    journal.write(file, plan, "abc", texts)
    found = journal.read(file)
    assert found is not None
    assert (found.plan, found.base, found.pid) == (plan, "abc", os.getpid())
    assert found.texts == {("team", "members", "a.b", "cost"): "1.2", ("plan", "why_plan"): "a\nb"}
    assert stat.S_IMODE(journal.file_of(file).stat().st_mode) == 0o600
    journal.discard(file)
    assert journal.read(file) is None


@pytest.mark.parametrize(
    "damage", [b"", b"schema = 1\n", b"\xff", b"[quarterdeck_draft]\npath = 3\n", b"[" * 9999]
)
def test_a_draft_that_cannot_be_read_is_put_aside(file: Path, damage: bytes) -> None:
    journal.write(file, Plan(), "")
    journal.file_of(file).write_bytes(damage)
    with pytest.raises(PlanUnreadable) as caught:
        journal.read(file)
    assert Path(caught.value.place).read_bytes() == damage
    assert journal.read(file) is None


def test_one_file_has_one_draft_whatever_leads_to_it(file: Path) -> None:
    file.write_text("schema = 1\n")
    link = file.with_name("link.toml")
    link.symlink_to(file)
    assert journal.file_of(link) == journal.file_of(file.parent / "." / "acme.toml")


@pytest.mark.skipif(os.name == "nt", reason="advisory locks of POSIX")
def test_a_second_window_is_told_who_has_the_plan_open_and_a_dead_one_lets_go(file: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom quarterdeck.store.lock import Lock\n"
        "lock = Lock.take(Path(sys.argv[1]))\nprint('held', flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with Lock.take(file) as second:
            assert second.holder is not None
            assert second.holder.pid == other.pid
        other.kill()
        other.wait()
        with Lock.take(file) as third:
            assert third.holder is None


def test_recent_plans_are_newest_first_and_remember_the_place(file: Path) -> None:
    recent.remember(file, company="Acme", page="goals", fields={"goals": ("goals", "items")})
    recent.remember(file.with_name("b.toml"))
    recent.remember(file, quarter="2027-Q1")
    first, second = recent.load()
    assert (first.path, first.company, first.quarter, first.page) == (str(file), "Acme", "2027-Q1", "goals")
    assert first.fields == {"goals": ("goals", "items")}
    recent.forget(Path(second.path))
    assert [item.path for item in recent.load()] == [str(file)]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1, {}, null]", b"\xff", b"[" * 5000, b'[{"path": ""}]'])
def test_a_damaged_list_of_recent_plans_is_an_empty_one(file: Path, damage: bytes) -> None:
    places.private(places.state_dir())
    (places.state_dir() / "recent.json").write_bytes(damage)
    assert recent.load() == ()
    recent.remember(file)
    assert len(recent.load()) == 1


def test_places_that_cannot_be_written_stop_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = file.with_name("state")
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    recent.remember(file)
    assert recent.load() == ()
    assert Lock.take(file).holder is None
    assert history.versions(file) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
@pytest.mark.parametrize("value", ["", "relative/state"])
def test_a_relative_or_empty_folder_in_the_environment_is_ignored(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", value)
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    assert places.state_dir() == Path.home() / ".local" / "state" / "quarterdeck"
    assert places.config_dir() == Path.home() / ".config" / "quarterdeck"


def test_a_home_that_is_not_set_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_STATE_HOME")
    assert places.state_dir().is_absolute()


def test_nothing_is_made_before_something_is_written() -> None:
    places.state_dir(), places.config_dir(), recent.load()
    assert not places.state_dir().exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_folders_are_private() -> None:
    places.private(places.drafts())
    for folder in (places.drafts(), places.state_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
