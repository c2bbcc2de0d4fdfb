"""Saving: nobody's change is overwritten unseen, and every failure says where the work is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from shell_kit import PLAN, picture, ready, wizard, wizard_app, written

from quarterdeck.errors import SaveFailed
from quarterdeck.session.desk import Desk
from quarterdeck.store import history, journal, places, planfile
from quarterdeck.tui.app import QuarterdeckApp
from quarterdeck.tui.choosing import ChoosingDialog
from quarterdeck.tui.dialogs import ChoiceDialog
from quarterdeck.tui.form.row_screen import RowScreen

EIGHTY = (80, 24)
THEIRS = PLAN.replace("Acme GmbH", "Acme of theirs")


async def typed_while_somebody_else_saved(pilot, path: Path) -> None:
    await ready(pilot)
    await pilot.press(*"Mine")
    written(path.parent, THEIRS)
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))


async def until(pilot, holds) -> None:
    for _ in range(100):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError(picture(pilot.app))


async def choose(pilot, words: str) -> None:
    """Take the answer of the open dialog that begins with `words`."""
    await until(pilot, lambda: pilot.app.screen.query_one("Listing").row is not None)
    for _ in range(8):
        if pilot.app.screen.query_one("Listing").row.text.startswith(words):
            await pilot.press("enter")
            await pilot.pause()
            return
        await pilot.press("down")
    raise AssertionError(picture(pilot.app))


async def test_a_conflict_shows_both_sides_and_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        seen = picture(app)
        assert "This plan was changed somewhere else" in seen
        assert seen.index("Changed by you") < seen.index("Mine (new)") < seen.index("Changed on disk")
        assert "Acme GmbH → Acme of theirs" in seen
        await pilot.press("escape")
        await pilot.pause()
        assert path.read_text() == THEIRS
        assert "! Not saved" in picture(app).splitlines()[0]
    assert "Mine" in journal.file_of(path).read_text()


async def test_changes_of_different_answers_are_put_together(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        assert "Nothing was changed by both." in picture(app)
        await pilot.press("enter")
        await until(pilot, lambda: "● Saved" in picture(app).splitlines()[0])
        assert "Acme of theirs" in picture(app).splitlines()[0]
    plan = planfile.open_plan(path).plan
    assert (plan.plan.company, plan.icp.target_audience) == ("Acme of theirs", "Mine")


@pytest.mark.parametrize(
    ("keys", "company"), [(("enter", "enter"), "Mine"), (("down", "enter", "enter"), "Acme of theirs")]
)
async def test_what_both_changed_is_chosen(tmp_path: Path, keys: tuple[str, ...], company: str) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        app.desk.session.edit(("plan", "company"), "Mine")
        written(tmp_path, THEIRS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "the 1 that both changed" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingDialog))
        assert "yours: Mine" in picture(app)
        assert "on disk: Acme of theirs" in picture(app)
        await pilot.press(*keys)
        await until(pilot, lambda: "● Saved" in picture(app).splitlines()[0])
    assert planfile.open_plan(path).plan.plan.company == company
    kept = [version.file.read_bytes() for version in history.versions(path)]
    assert all(any(name in data for data in kept) for name in (b"Mine", b"Acme of theirs"))


async def test_esc_goes_back_from_choosing_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        app.desk.session.edit(("plan", "company"), "Mine")
        written(tmp_path, THEIRS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoosingDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is wizard(app))
    assert path.read_text() == THEIRS


async def test_a_row_that_is_open_follows_the_file_and_closes_when_it_is_gone(tmp_path: Path) -> None:
    goal = '\n[goals.items.grow]\nstatement = "{}"\n'
    path = written(tmp_path, PLAN + goal.format("Grow"))
    app = wizard_app(path, "goals")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        wizard(app).go(("goals", "items", "grow", "statement"))
        await until(pilot, lambda: isinstance(app.screen, RowScreen))
        path.write_text(PLAN + goal.format("Grow faster"))
        await app.keeper._watch()
        await until(pilot, lambda: "Grow faster" in picture(app))
        path.write_text(PLAN)
        await app.keeper._watch()
        await until(pilot, lambda: app.screen is wizard(app))


async def test_a_lost_draft_of_a_file_that_changed_since_is_put_together_with_it(tmp_path: Path) -> None:
    path = written(tmp_path)
    desk = Desk.open(path)
    desk.session.edit(("icp", "target_audience"), "Lost and found")
    desk.flush()
    desk._lock.release()
    written(tmp_path, THEIRS)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await until(pilot, lambda: "Put both together" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is wizard(app))
        plan = app.desk.session.plan
        assert (plan.plan.company, plan.icp.target_audience) == ("Acme of theirs", "Lost and found")
    assert path.read_text() == THEIRS


async def test_keeping_mine_puts_theirs_into_the_history(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        await choose(pilot, "Keep mine")
        assert "● Saved" in picture(app).splitlines()[0]
    assert "Mine" in path.read_text()
    assert "Acme GmbH" in path.read_text()
    assert THEIRS.encode() in [version.file.read_bytes() for version in history.versions(path)]


async def test_taking_theirs_can_be_undone(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        await choose(pilot, "Take the version")
        assert app.desk.session.plan.plan.company == "Acme of theirs"
        assert app.desk.session.plan.icp.target_audience is None
        assert path.read_text() == THEIRS
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert app.desk.session.plan.icp.target_audience == "Mine"


async def test_a_copy_leaves_theirs_alone_and_goes_on_in_the_copy(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        await choose(pilot, "Save mine")
        copy = app.desk.path
        assert copy != path
        assert copy.name in picture(app).splitlines()[0]
    assert path.read_text() == THEIRS
    assert "Mine" in copy.read_text()


async def test_a_conflict_put_off_asks_again_only_on_purpose(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await typed_while_somebody_else_saved(pilot, path)
        await choose(pilot, "Decide later")
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert app.screen is wizard(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))


async def test_a_clean_plan_follows_the_file(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        path.write_text(THEIRS)
        await app.keeper._watch()
        await pilot.pause()
        assert "Acme of theirs" in picture(app).splitlines()[0]
        assert "changed elsewhere" in picture(app)


async def test_a_half_written_file_is_not_taken_over(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        path.write_text(THEIRS[:40])
        await app.keeper._watch()
        assert app.desk.session.plan.plan.company == "Acme GmbH"
        path.write_text(THEIRS)
        await app.keeper._watch()
        assert app.desk.session.plan.plan.company == "Acme of theirs"


async def test_touching_the_file_does_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        os.utime(path, (1, 1))
        await app.keeper._watch()
        await pilot.pause()
        assert "elsewhere" not in picture(app)


async def test_a_deleted_file_is_told_and_written_again_on_purpose(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        path.unlink()
        await app.keeper._watch()
        await pilot.pause()
        assert "deleted elsewhere" in picture(app)
        await pilot.press("ctrl+s")
        await until(pilot, path.exists)
    assert planfile.open_plan(path).plan.plan.company == "Acme GmbH"


def full_disk(desk: Desk) -> None:
    raise SaveFailed("The disk is full: acme.toml was not saved.", hint="Free some space.")


async def test_a_full_disk_is_said_and_stays_said_until_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Mine")
        with monkeypatch.context() as broken:
            broken.setattr(planfile, "save", lambda *_: full_disk(app.desk))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
            assert "The disk is full" in picture(app)
            await choose(pilot, "Go on with the draft")
            assert "! Not saved: The disk is full" in picture(app).splitlines()[0]
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
            await choose(pilot, "Go on with the draft")
            assert "Leave without saving?" in picture(app)
            await choose(pilot, "Stay here")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "● Saved" in picture(app).splitlines()[0])
    assert "Mine" in path.read_text()


@pytest.mark.parametrize(("answer", "kept"), [("Restore", "Lost and found"), ("Throw", None)])
async def test_work_of_an_earlier_run_is_offered(tmp_path: Path, answer: str, kept: str | None) -> None:
    path = written(tmp_path)
    desk = Desk.open(path)
    desk.session.edit(("icp", "target_audience"), "Lost and found")
    desk.flush()
    desk._lock.release()
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await until(pilot, lambda: "Lost and found" in picture(app))
        await choose(pilot, answer)
        assert app.desk.session.plan.icp.target_audience == kept
        assert ("Lost and found" in picture(app)) == (kept is not None)


async def test_half_typed_text_comes_back_without_a_question(tmp_path: Path) -> None:
    path = written(tmp_path)
    desk = Desk.open(path)
    desk.session.edit(("plan", "quarter"), "soon")
    desk.flush()
    desk._lock.release()
    app = wizard_app(path, "plan")
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await until(pilot, lambda: bool(app.desk.session.drafts))
        wizard(app).go(("plan", "quarter"))
        await until(pilot, lambda: "soon" in picture(app))
        assert app.screen is wizard(app)


async def test_a_second_window_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = Desk.open(path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await until(pilot, lambda: "open in another window" in picture(app))
    first.close()


async def test_the_draft_is_written_while_typing(tmp_path: Path) -> None:
    path = written(tmp_path)
    app: QuarterdeckApp = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Mine")
        await until(pilot, lambda: journal.file_of(path).exists())
        assert "Mine" in journal.file_of(path).read_text()


async def test_a_file_deleted_while_one_types_can_be_written_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Mine")
        path.unlink()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was deleted or moved" in picture(app))
        assert "version on disk" not in picture(app)
        await pilot.press("enter")
        await until(pilot, path.exists)
    assert planfile.open_plan(path).plan.icp.target_audience == "Mine"


async def test_a_bug_while_saving_is_told_and_one_goes_on_with_the_draft_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    app = wizard_app(path)

    def broken(*_: object) -> None:
        raise RuntimeError("a bug that quotes Mine")

    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        await pilot.press(*"Mine")
        with monkeypatch.context() as while_broken:
            while_broken.setattr(planfile, "save", broken)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.screen.is_modal)
            assert "The plan could not be saved" in picture(app)
            assert app.keeper is not None
            assert "an error of its own" in app.keeper.state.why
            assert "Mine" in journal.file_of(path).read_text()
            await pilot.press("escape")
            await pilot.press("ctrl+n")
            await pilot.pause()
            assert app.crash is None
            assert path.read_text() == PLAN
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Mine" in path.read_text())
    (log,) = (places.state_dir() / "log").iterdir()
    assert "RuntimeError" in log.read_text()
    assert "Mine" not in log.read_text()


async def test_an_earlier_save_is_looked_at_and_gone_back_to_and_undone(tmp_path: Path) -> None:
    path = written(tmp_path)
    desk = Desk.open(path)
    desk.session.edit(("plan", "company"), "Later")
    desk.save()
    desk.close()
    app = wizard_app(path)
    async with app.run_test(size=EIGHTY) as pilot:
        await ready(pilot)
        app.action_earlier()
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Later → Acme GmbH" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is wizard(app))
        assert app.desk.session.plan.plan.company == "Acme GmbH"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: app.desk.session.plan.plan.company == "Later")


@pytest.mark.parametrize("action", ["review", "report"])
async def test_whatever_screen_is_open_follows_the_file(tmp_path: Path, action: str) -> None:
    path = written(tmp_path)
    app = wizard_app(path)
    async with app.run_test(size=(100, 60)) as pilot:
        await ready(pilot)
        await app.run_action(f"app.{action}")
        await pilot.pause()
        assert "Grow like weeds" not in picture(app)
        path.write_text(PLAN + '\n[goals.items.grow]\nstatement = "Grow like weeds"\n')
        await app.keeper._watch()
        await until(pilot, lambda: "Grow like weeds" in picture(app))
