from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run


def test_all_is_well_and_is_said_in_words_and_as_data(run: Run, acme: Path) -> None:
    done = run("doctor", "acme.toml")
    assert done.code == 0
    assert "Nothing stands in the way." in done.out
    found = json.loads(run("doctor", "acme.toml", "--json").out)
    assert found["problems"] == []
    assert found["plan"]["writable"] is True
    assert found["places"]["state"]["exists"] is False


def test_nothing_private_is_told(run: Run, acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = str(acme.parent)
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("SECRET", "hunter2")
    acme.write_text('[plan]\ncompany = "Hush Ltd"\nquarter = "Hush Q"\n')
    done = run("doctor", "acme.toml")
    assert done.code == 1
    assert "cannot be read" in done.out
    said = done.out + done.err
    assert [word for word in (home, "acme", "Hush", "hunter2") if word in said] == []
    assert "~/.local/state/quarterdeck" in said


def test_a_state_folder_that_cannot_be_written_is_told_with_its_remedy(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    done = run("doctor")
    assert done.code == 1
    assert "XDG_STATE_HOME" in done.out


def test_looking_makes_nothing(run: Run, acme: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    run("doctor", "acme.toml")
    run("doctor", "missing.toml")
    assert sorted(tmp_path.rglob("*")) == before
