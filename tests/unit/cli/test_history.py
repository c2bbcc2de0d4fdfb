from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

from quarterdeck.session.desk import Desk

COMPANY = ("plan", "company")


@pytest.fixture
def saved_twice(run: Run, acme: Path) -> Path:
    desk = Desk.open(acme)
    for name in ("Second", "Third"):
        desk.session.edit(COMPANY, name)
        desk.save()
    desk.close()
    return acme


def test_earlier_saves_are_listed_shown_and_put_back(run: Run, saved_twice: Path) -> None:
    listed = run("history", "acme.toml")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["2", "1"]
    assert "Acme [/x]" in run("history", "acme.toml", "show", "1").out
    assert run("history", "acme.toml", "restore", "1").code == 0
    assert "Acme [/x]" in saved_twice.read_text(encoding="utf-8")
    assert "Third" in run("history", "acme.toml", "show", "3").out


def test_a_damaged_plan_can_be_put_back(run: Run, saved_twice: Path) -> None:
    saved_twice.write_bytes(b"\x00broken")
    assert run("report", "acme.toml").code == 3
    assert run("history", "acme.toml", "restore", "2").code == 0
    assert "Second" in saved_twice.read_text(encoding="utf-8")


def test_a_number_that_is_not_there_changes_nothing(run: Run, saved_twice: Path) -> None:
    before = saved_twice.read_bytes()
    assert run("history", "acme.toml", "restore", "99").code == 3
    assert run("history", "acme.toml", "restore", "one").code == 2
    assert saved_twice.read_bytes() == before


def test_no_history_is_no_fault(run: Run, acme: Path) -> None:
    shown = run("history", "acme.toml")
    assert (shown.code, shown.out) == (0, "")
    assert "no earlier saves" in shown.err


def test_a_plan_that_is_not_there_has_no_history_either(run: Run) -> None:
    shown = run("history", "nowhere.toml")
    assert shown.code == 3
    assert "There is no plan" in shown.err
