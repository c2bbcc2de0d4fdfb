from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quarterdeck.errors import PlanChanged, PlanUnreadable, SaveFailed
from quarterdeck.plan.document import Plan
from quarterdeck.session.desk import Desk
from quarterdeck.session.status import Safety
from quarterdeck.store import history, journal, planfile

COMPANY = ("plan", "company")
MISSION = ("plan", "mission")
WIN_RATE = ("forecast", "rates", "win_rate_pct")
TODAY = date(2026, 11, 22)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_bytes(b'# mine\n\nschema = 1\n\n[plan]\ncompany = "Acme"\n')
    return path


def crashed(file: Path, company: str = "Typed", raw: str = "") -> None:
    """A run that ended without saving."""
    desk = Desk.open(file)
    desk.session.edit(COMPANY, company)
    if raw:
        desk.session.typing(WIN_RATE, raw)
    desk.tick(0.0)
    desk.close()


def test_saving_writes_the_file_and_ends_the_draft(file: Path) -> None:
    desk = Desk.open(file, TODAY)
    assert desk.status.safety is Safety.SAVED
    desk.session.edit(COMPANY, "Beta")
    assert desk.status.safety is Safety.EDITING
    assert desk.tick(10.0)
    assert desk.status.safety is Safety.DRAFT
    assert desk.save().safety is Safety.SAVED
    assert desk.status.at is not None
    assert file.read_bytes() == b'# mine\n\nschema = 1\n\n[plan]\ncompany = "Beta"\n'
    assert journal.read(file) is None


def test_a_save_without_a_change_leaves_a_hand_written_file_alone(file: Path) -> None:
    file.write_bytes(b'[plan]\ncompany="Acme" # as I like it\n')
    before = file.read_bytes()
    Desk.open(file).save()
    assert file.read_bytes() == before


def test_the_draft_is_written_a_moment_later_and_only_when_something_changed(file: Path) -> None:
    desk = Desk.open(file)
    assert not desk.tick(0.0)
    desk.session.typing(COMPANY, "A")
    assert desk.tick(1.0)
    desk.session.typing(COMPANY, "Ac")
    assert not desk.tick(1.3)
    assert desk.tick(1.5)
    assert not desk.tick(9.0)
    draft = journal.read(file)
    assert draft is not None
    assert draft.texts == {COMPANY: "Ac"}


def test_a_draft_that_is_undone_away_is_no_draft(file: Path) -> None:
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "Beta")
    desk.tick(0.0)
    desk.session.undo()
    desk.tick(5.0)
    assert journal.read(file) is None


def test_unsaved_work_of_an_earlier_run_is_offered_and_taken_over_as_one_step(file: Path) -> None:
    crashed(file, raw="1.2.")
    desk = Desk.open(file)
    found = desk.recoverable
    assert found is not None
    assert (found.same_base, found.differences, found.texts) == (True, (COMPANY,), {WIN_RATE: "1.2."})
    assert desk.session.plan.plan.company == "Acme"
    desk.recover()
    assert desk.session.plan.plan.company == "Typed"
    assert desk.session.drafts[WIN_RATE].raw == "1.2."
    assert desk.recoverable is None
    desk.session.undo()
    assert desk.session.plan.plan.company == "Acme"


def test_unsaved_work_is_safe_until_it_is_answered(file: Path) -> None:
    crashed(file)
    for _ in range(2):
        desk = Desk.open(file)
        desk.session.edit(MISSION, "other")
        desk.tick(0.0)
        desk.save()
        desk.close()
        assert desk.recoverable is not None
    found = Desk.open(file).recoverable
    assert found is not None
    assert not found.same_base


def test_unsaved_work_that_is_thrown_away_is_in_the_history(file: Path) -> None:
    crashed(file)
    desk = Desk.open(file)
    desk.discard_draft()
    assert desk.recoverable is None
    assert Desk.open(file).recoverable is None
    assert b"Typed" in history.read(file, history.versions(file)[0].number)


def test_a_draft_that_says_what_the_file_says_is_not_offered(file: Path) -> None:
    crashed(file)
    opened = planfile.open_plan(file)
    draft = journal.read(file)
    assert draft is not None
    planfile.save(opened, draft.plan)
    assert Desk.open(file).recoverable is None


def test_text_that_is_no_answer_outlives_a_save(file: Path) -> None:
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "Beta")
    desk.session.edit(WIN_RATE, "abc")
    assert desk.save().safety is Safety.DRAFT
    desk.close()
    found = Desk.open(file).recoverable
    assert found is not None
    assert (found.same_base, found.differences, found.texts) == (True, (), {WIN_RATE: "abc"})


def test_a_draft_that_cannot_be_read_is_put_aside_and_told(file: Path) -> None:
    crashed(file)
    journal.file_of(file).write_bytes(b"\x00")
    desk = Desk.open(file)
    assert [note.key for note in desk.notes] == ["draft_unreadable"]
    assert str(journal.file_of(file).with_suffix(".bad")) in desk.notes[0].text


def conflict(file: Path) -> Desk:
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "Mine")
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Theirs"\n')
    with pytest.raises(PlanChanged):
        desk.save()
    assert desk.status.safety is Safety.UNSAVED
    assert desk.changed_on_disk()
    return desk


def test_nothing_of_theirs_is_lost_when_mine_is_kept(file: Path) -> None:
    desk = conflict(file)
    assert desk.keep_mine().safety is Safety.SAVED
    assert b"Mine" in file.read_bytes()
    assert b"Theirs" in history.read(file, history.versions(file)[0].number)


def test_nothing_of_mine_is_lost_when_theirs_is_taken(file: Path) -> None:
    desk = conflict(file)
    desk.take_theirs()
    assert desk.session.plan.plan.company == "Theirs"
    assert desk.status.safety is Safety.SAVED
    assert b"Mine" in history.read(file, history.versions(file)[0].number)
    desk.session.undo()
    desk.save()
    assert b"Mine" in file.read_bytes()


def test_a_copy_leaves_both_files_and_goes_on_in_the_new_one(file: Path) -> None:
    desk = conflict(file)
    copy = file.with_name("copy.toml")
    desk.save_copy(copy)
    assert desk.path == copy
    assert b"Mine" in copy.read_bytes()
    assert b"Theirs" in file.read_bytes()
    assert journal.read(file) is None
    desk.session.edit(COMPANY, "More")
    desk.save()
    assert b"More" in copy.read_bytes()
    with pytest.raises(SaveFailed):
        desk.save_copy(file)


def test_a_deleted_file_is_written_again_when_asked(file: Path) -> None:
    desk = Desk.open(file)
    file.unlink()
    assert desk.changed_on_disk()
    with pytest.raises(PlanUnreadable):
        desk.diverged()
    desk.keep_mine()
    assert file.read_bytes().startswith(b"# mine\n")


def test_a_failed_save_keeps_the_draft_and_says_so_until_it_works(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "Beta")

    def fail(*_: object) -> None:
        raise SaveFailed("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(planfile, "save", fail)
        with pytest.raises(SaveFailed):
            desk.save()
    assert (desk.status.safety, desk.status.reason) == (Safety.UNSAVED, "The disk is full.")
    assert journal.read(file) is not None
    assert desk.save().safety is Safety.SAVED


def test_a_state_folder_that_cannot_be_written_is_told_and_saving_still_works(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = file.with_name("state")
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    desk = Desk.open(file)
    desk.session.edit(COMPANY, "Beta")
    assert not desk.tick(0.0)
    assert desk.status.reason
    assert desk.save().safety is Safety.SAVED
    desk.close()


def test_a_new_plan_begins_with_a_file_and_never_over_one(file: Path) -> None:
    with pytest.raises(SaveFailed):
        Desk.create(file, Plan())
    desk = Desk.create(file.with_name("new.toml"), Plan())
    assert desk.path.read_bytes() == b"schema = 1\n"
    assert desk.in_use is None


def test_two_versions_put_together_are_written_and_both_are_in_the_history(file: Path) -> None:
    desk = Desk.open(file, TODAY)
    desk.session.edit(COMPANY, "Mine")
    file.write_bytes(b'# theirs\n\nschema = 1\n\n[plan]\ncompany = "Theirs"\nmission = "Help"\n')
    theirs = file.read_bytes()
    with pytest.raises(PlanChanged):
        desk.save()
    found = desk.diverged()
    assert (found.merge.both, found.merge.theirs) == ((COMPANY,), (MISSION,))
    assert desk.put_together(found).safety is Safety.SAVED
    assert file.read_bytes() == theirs.replace(b"Theirs", b"Mine")
    kept = [version.file.read_bytes() for version in history.versions(file)]
    assert theirs in kept
    assert any(b"Mine" in data and b"Help" not in data for data in kept)


def test_a_file_changed_again_while_one_chooses_is_not_written_over(file: Path) -> None:
    desk = Desk.open(file, TODAY)
    desk.session.edit(COMPANY, "Mine")
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Theirs"\n')
    found = desk.diverged()
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Theirs again"\n')
    with pytest.raises(PlanChanged):
        desk.put_together(found)
    assert b"Theirs again" in file.read_bytes()


def test_half_typed_text_outlives_two_versions_being_put_together(file: Path) -> None:
    desk = Desk.open(file, TODAY)
    desk.session.edit(WIN_RATE, "soon")
    desk.session.edit(COMPANY, "Mine")
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Acme"\nmission = "Help"\n')
    desk.put_together(desk.diverged(), ())
    assert desk.session.drafts[WIN_RATE].raw == "soon"


def test_a_draft_of_a_file_that_changed_since_knows_who_changed_what(file: Path) -> None:
    crashed(file)
    file.write_bytes(b'schema = 1\n\n[plan]\ncompany = "Acme"\nmission = "Help"\n')
    desk = Desk.open(file, TODAY)
    found = desk.recoverable
    assert found is not None
    assert found.divergence is not None
    merge = found.divergence.merge
    assert (merge.mine, merge.theirs, merge.both) == ((COMPANY,), (MISSION,), ())
    desk.recover(merge.plan)
    assert (desk.session.plan.plan.company, desk.session.plan.plan.mission) == ("Typed", "Help")
