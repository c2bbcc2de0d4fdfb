from __future__ import annotations

from pathlib import Path

import pytest
from running import Ran, Run

from quarterdeck.plan.document import Plan
from quarterdeck.session.desk import Desk
from quarterdeck.store import planfile


def _talk(run: Run, *typed: str, step: str = "plan") -> Ran:
    return run("open", "acme.toml", "--plain", "--step", step, typed="".join(f"{line}\n" for line in typed))


def _plan(path: Path) -> Plan:
    return planfile.open_plan(path).plan


def test_questions_are_numbered_and_enter_keeps_what_is_there(run: Run, acme: Path) -> None:
    before = acme.read_bytes()
    shown = _talk(run, "", "q")
    assert "Question 1 of" in shown.out
    assert "Now: Acme [/x]." in shown.out
    assert "\x1b" not in shown.out
    assert (shown.code, acme.read_bytes()) == (0, before)


def test_answers_are_saved_whether_one_quits_or_the_input_ends(run: Run, acme: Path) -> None:
    _talk(run, "Bolt", "Q2 2027")
    assert (_plan(acme).plan.company, _plan(acme).plan.quarter) == ("Bolt", "2027-Q2")
    _talk(run, "Nut", "q")
    assert _plan(acme).plan.company == "Nut"


def test_what_is_no_answer_is_explained_and_asked_again(run: Run, acme: Path) -> None:
    shown = _talk(run, "", "soon", "next quarter", "q")
    assert "Not saved yet. Enter a quarter" in shown.out
    assert "2027. Kept." in shown.out


def test_fixed_answers_are_chosen_by_number_or_by_their_words(run: Run, acme: Path) -> None:
    shown = _talk(run, "", "", "usd", "9", "2", "q")
    assert "There is no number 9" in shown.out
    assert (_plan(acme).plan.currency, _plan(acme).plan.maturity) == ("USD", "starting")


def test_not_known_takes_the_answer_away_and_undo_brings_it_back(run: Run, acme: Path) -> None:
    _talk(run, "n", "q")
    assert _plan(acme).plan.company is None
    _talk(run, "Bolt", "u", "b", "\\q", "q")
    assert _plan(acme).plan.company == "q"


def test_back_go_to_and_help_move_about(run: Run, acme: Path) -> None:
    shown = _talk(run, "b", "?", "g goals", "g 99", "g", "icp", "q")
    assert "This is the first question." in shown.out
    assert "Commands: Enter keep" in shown.out
    assert "Step 4 of 10: Goals" in shown.out
    assert "There is no step “99”." in shown.out
    assert "Step 2 of 10" in shown.out


def test_long_answers_end_with_an_empty_line(run: Run, acme: Path) -> None:
    _talk(run, "One line", "and another", "", "q", step="icp")
    assert _plan(acme).icp.target_audience == "One line\nand another"


def test_rows_are_added_changed_moved_deleted_and_brought_back(run: Run, acme: Path) -> None:
    _talk(run, "a Ana", "b", "b", "a", "Bo", "b", "b", "a Cy", "q", step="team")
    assert list(_plan(acme).team.members) == ["ana", "bo", "cy"]
    _talk(run, "m 3 1", "d 2", "u", "d 3", "2", "Ana Ruiz", "q", step="team")
    members = _plan(acme).team.members
    assert [member.name for member in members.values()] == ["Cy", "Ana Ruiz"]


def test_work_of_an_earlier_run_is_offered_first(run: Run, acme: Path) -> None:
    desk = Desk.open(acme)
    desk.session.edit(("plan", "company"), "Unsaved")
    desk.close()
    shown = _talk(run, "1", "q")
    assert "that were not saved" in shown.out
    assert _plan(acme).plan.company == "Unsaved"


def test_a_file_changed_meanwhile_is_not_written_over(
    run: Run, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quarterdeck.cli.plain import lines

    ask = lines.ask

    def meddle() -> str:
        acme.write_text('schema = 1\n[plan]\ncompany = "Theirs"\n', encoding="utf-8")
        return ask()

    monkeypatch.setattr(lines, "ask", meddle)
    shown = _talk(run, "Mine", "q")
    assert shown.code == 5
    assert "Your work is in a draft" in shown.out
    assert _plan(acme).plan.company == "Theirs"


def test_the_accessible_variable_asks_for_plain_prompts(
    run: Run, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert run("acme.toml", typed="q\n").code == 0
    assert "new acme.toml" in run("open").err
