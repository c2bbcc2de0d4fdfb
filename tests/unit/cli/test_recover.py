from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

from quarterdeck.session.desk import Desk
from quarterdeck.store import history


@pytest.fixture
def crashed(run: Run, acme: Path) -> Path:
    """A plan whose session ended with unsaved work."""
    desk = Desk.open(acme)
    desk.session.edit(("plan", "company"), "Unsaved")
    desk.session.edit(("goals", "items", "grow", "budget"), "1.250")
    desk.flush()
    desk._lock.release()
    return acme


def test_what_was_not_saved_is_shown_and_then_brought_back(run: Run, crashed: Path) -> None:
    before = crashed.read_bytes()
    shown = run("recover", "acme.toml", "--dry-run").out
    assert "Acme [/x] → Unsaved" in shown
    assert "1.250" in shown
    assert crashed.read_bytes() == before
    done = run("recover", "acme.toml")
    assert done.code == 0
    assert "Budget" in done.err
    assert "Unsaved" in crashed.read_text(encoding="utf-8")


def test_a_file_that_was_changed_since_is_not_written_over(run: Run, crashed: Path) -> None:
    text = crashed.read_text(encoding="utf-8").replace("Acme", "Theirs").replace("More sales", "Fewer sales")
    crashed.write_text(text, encoding="utf-8")
    assert run("recover", "acme.toml").code == 5
    assert "Theirs" in crashed.read_text(encoding="utf-8")
    assert run("recover", "acme.toml", "--force").code == 0
    together = crashed.read_text(encoding="utf-8")
    assert "Unsaved" in together
    assert "Fewer sales" in together
    assert any(b"Theirs" in version.file.read_bytes() for version in history.versions(crashed))


def test_a_draft_can_be_thrown_away_and_is_in_the_history(run: Run, crashed: Path) -> None:
    assert run("recover", "acme.toml", "--discard").code == 0
    assert "nothing to bring back" in run("recover", "acme.toml").err
    assert "Unsaved" in history.versions(crashed)[0].file.read_text(encoding="utf-8")


def test_the_draft_of_a_session_that_is_still_open_is_left_alone(run: Run, acme: Path) -> None:
    desk = Desk.open(acme)
    desk.session.edit(("plan", "company"), "Unsaved")
    desk.flush()
    assert run("recover", "acme.toml").code == 5
    desk.close()
