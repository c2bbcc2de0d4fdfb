"""The closing can be left at any point, and both files are written or neither is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from closing_kit import QUARTER, TODAY, desk

from quarterdeck.errors import QuarterClosed, SaveFailed
from quarterdeck.plan.document import Plan
from quarterdeck.session.closing.choices import Choice
from quarterdeck.session.closing.correcting import corrected
from quarterdeck.session.closing.flow import STAGES, Flow, pending
from quarterdeck.session.desk import Desk
from quarterdeck.store import closings, planfile, snapshots
from quarterdeck.store.planfile import Opened


def test_what_was_chosen_is_there_again(tmp_path: Path) -> None:
    flow = Flow(desk(tmp_path))
    goal = flow.items[0]
    flow.choose(goal, Choice("on", Decimal(80_000), "say\x1b[31m why"))
    flow.learn({"worked": "Two\nlines"})
    flow.go(STAGES.index("adjust"))
    flow.desk.close()
    again = Flow(desk(tmp_path))
    assert STAGES[again.stage] == "adjust"
    assert again.choices[goal.id] == Choice("on", Decimal(80_000), "say why")
    assert again.lessons.worked == "Two\nlines"
    assert pending(tmp_path / "acme.toml") == QUARTER


def test_a_state_that_cannot_be_read_is_no_state(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    for state in ({"quarter": "2026-Q1", "stage": 3}, {"quarter": QUARTER, "stage": "x", "choices": [3, {}]}):
        closings.write(opened.path, state)
        assert not Flow(opened).begun


def test_closing_writes_both_files_and_forgets_the_choices(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    done = Flow(opened).close()
    assert planfile.open_plan(tmp_path / "acme.2027-Q1.toml").plan == done.snapshot
    assert opened.session.plan == done.plan
    assert closings.read(opened.path) is None
    assert snapshots.before(opened.path, "2027-Q2") == tmp_path / "acme.2027-Q1.toml"
    opened.close()


def test_killed_between_the_two_files_it_goes_on_on_another_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = desk(tmp_path)
    save = planfile.save

    def dies(found: Opened, plan: Plan) -> Opened:
        if plan.plan.quarter != QUARTER:
            raise KeyboardInterrupt
        return save(found, plan)

    with monkeypatch.context() as there:
        there.setattr(planfile, "save", dies)
        with pytest.raises(KeyboardInterrupt):
            Flow(opened).close()
    snapshot = (tmp_path / "acme.2027-Q1.toml").read_bytes()
    assert planfile.open_plan(opened.path).plan.plan.quarter == QUARTER
    again = desk(tmp_path, today=date(2027, 4, 9))
    done = Flow(again).close()
    assert (tmp_path / "acme.2027-Q1.toml").read_bytes() == snapshot
    assert done.review.closed_on == TODAY
    assert planfile.open_plan(again.path).plan.plan.quarter == "2027-Q2"


def test_a_file_of_somebody_else_is_never_written_over(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    other = tmp_path / "acme.2027-Q1.toml"
    other.write_bytes(b"schema = 1\n")
    with pytest.raises(SaveFailed, match="there already"):
        Flow(opened).close()
    assert other.read_bytes() == b"schema = 1\n"
    assert planfile.open_plan(opened.path).plan.plan.quarter == QUARTER
    opened.close()


def test_a_closed_quarter_stays_as_it_is_whatever_is_saved_later(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    Flow(opened).close()
    opened.close()
    snapshot = (tmp_path / "acme.2027-Q1.toml").read_bytes()
    for number in range(3):
        later = desk(tmp_path, today=date(2027, 5, 1 + number))
        later.session.edit(("plan", "company"), f"Acme {number}")
        later.save()
        later.close()
    assert (tmp_path / "acme.2027-Q1.toml").read_bytes() == snapshot


def test_only_a_correction_writes_to_a_closed_quarter(tmp_path: Path) -> None:
    opened = desk(tmp_path)
    Flow(opened).close()
    opened.close()
    file = tmp_path / "acme.2027-Q1.toml"
    before = file.read_bytes()
    closed = Desk.open(file, TODAY)
    closed.session.set(("forecast", "actuals", "2027-03", "mrr"), Decimal(74_000))
    with pytest.raises(QuarterClosed):
        closed.save()
    assert file.read_bytes() == before
    closed.correcting = True
    closed.save()
    closed.close()
    plan, _ = corrected(opened.path, planfile.open_plan(opened.path).plan, QUARTER, TODAY)
    assert plan is not None
    assert plan.reviews[QUARTER].results["mrr"].actual == 74_000
    assert plan.reviews[QUARTER].results["mrr"].target == 76_000


def test_a_third_focus_area_needs_its_reason_before_the_end(tmp_path: Path) -> None:
    flow = Flow(desk(tmp_path))
    area = next(item for item in flow.items if item.path[-1] == "austria")
    assert flow.unreasoned == ()
    flow.choose(area, Choice("start"))
    assert flow.unreasoned == (area,)
    flow.choose(area, Choice("start", reason="The grant ends in June"))
    assert flow.unreasoned == ()
    flow.desk.close()
