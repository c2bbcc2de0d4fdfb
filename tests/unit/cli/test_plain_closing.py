"""A quarter closed by plain prompts: the same five stages, left and gone on with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from running import Ran, Run

from quarterdeck.plan.forecast import MonthActual
from quarterdeck.plan.paths import replace
from quarterdeck.store import codec, examples, planfile, snapshots


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The established example after its quarter, with what came of one month."""
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-04-03")
    rows = {"jan": MonthActual(month="2027-01", leads=Decimal(150), mrr=Decimal(70_000))}
    path = tmp_path / "p.toml"
    path.write_bytes(codec.dumps(replace(examples.read("benchline").plan, ("forecast", "actuals"), rows)))
    return path


def talk(run: Run, *typed: str) -> Ran:
    return run("open", "p.toml", "--plain", typed="".join(f"{line}\n" for line in typed))


def test_a_plan_that_waits_says_so_and_is_closed_by_its_stages(run: Run, plan: Path) -> None:
    shown = talk(run, "c", "", ".", "Evenings", "", ".", "3", "Too dear", ".", "yes")
    assert shown.out.startswith("Q1 2027 is over.")
    assert "Stage 2 of 5: Actuals." in shown.out
    assert "Leads, Jan 2027. Planned:" not in shown.out.split("Stage 3")[1]
    assert "Q1 2027 is closed: p.2027-Q1.toml." in shown.out
    assert (shown.code, "\x1b" in shown.out) == (0, False)
    after = planfile.open_plan(plan).plan
    review = after.reviews["2027-Q1"]
    goal = next(iter(review.goals.values()))
    assert (after.plan.quarter, review.worked) == ("2027-Q2", "Evenings")
    assert (goal.outcome, goal.reason) == ("dropped", "Too dear")
    assert list(snapshots.listed(plan)) == ["2027-Q1"]


def test_figures_are_entered_and_what_is_none_is_asked_again(run: Run, plan: Path) -> None:
    shown = talk(run, "c", "", "9,200", "n", "many", "66", "q")
    assert 'You typed "many".' in shown.out
    row = planfile.open_plan(plan).plan.forecast.actuals["jan"]
    assert row.leads is None
    assert (row.visits, row.mqls, row.mrr) == (9200, 66, 70_000)
    assert snapshots.listed(plan) == {}


def test_left_in_a_stage_it_goes_on_there_and_b_leads_back_to_the_plan(run: Run, plan: Path) -> None:
    talk(run, "c", "", ".", "Evenings", "", "q")
    shown = talk(run, "c", "b", "b", "b", "q")
    assert "Now: Evenings." in shown.out
    assert [line for line in shown.out.split("\n") if line.startswith("Stage")] == [
        "Stage 3 of 5: Learn. What did Q1 2027 teach you?",
        "Stage 2 of 5: Actuals. What really happened in Q1 2027?",
        "Stage 1 of 5: Copy. What goes along to Q2 2027, and what stays with Q1 2027?",
    ]
    assert planfile.open_plan(plan).plan.plan.quarter == "2027-Q1"


def test_a_quarter_that_runs_is_not_closed(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-03-03")
    shown = talk(run, "c", "q")
    assert "Q1 2027 runs until" in shown.out
    assert "Stage" not in shown.out
