"""`close` and `diff` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run

from quarterdeck.store import examples, planfile, snapshots


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-04-03")
    path = tmp_path / "p.toml"
    path.write_bytes(examples.source("benchline"))
    return path


def test_a_dry_run_shows_everything_and_writes_nothing(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    shown = run("close", "p.toml", "--dry-run")
    assert shown.code == 0
    assert "What changes for Q2 2027?" in shown.out
    assert "Nothing was written." in shown.err
    assert plan.read_bytes() == before
    assert snapshots.listed(plan) == {}


def test_without_any_figure_of_what_came_it_asks_for_them_first(run: Run, plan: Path) -> None:
    refused = run("close", "p.toml")
    assert refused.code == 2
    assert "quarterdeck actuals p.toml" in refused.err
    assert run("close", "p.toml", "--yes").code == 0
    assert list(snapshots.listed(plan)) == ["2027-Q1"]


def test_choices_reasons_and_lessons_are_taken(run: Run, plan: Path) -> None:
    done = run(
        "close", "p.toml", "--yes", "--json", "--set", "mrr-76k=on:80k", "--why", "mrr-76k=Fairs",
        "--set", "goals.items.churn-1-2=dropped", "--worked", "Evenings", "--learned", "Ask in March",
    )  # fmt: skip
    assert done.code == 0, done.err
    found = json.loads(done.out)
    item = next(item for item in found["items"] if item["item"] == "goals.items.mrr-76k")
    assert (item["chosen"], item["value"], item["reason"]) == ("on", 80_000, "Fairs")
    now = planfile.open_plan(plan).plan
    assert now.reviews["2027-Q1"].worked == "Evenings"
    assert now.reviews["2027-Q1"].goals["churn-1-2"].outcome == "dropped"
    assert "churn-1-2" not in now.goals.items
    target = now.goals.items["mrr-76k"].target
    assert target is not None
    assert target.value == 80_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "nothing=on"), "There is nothing called “nothing”"),
        (("--set", "mrr-76k=later"), "on, missed, dropped"),
        (("--set", "mrr-76k=on:lots"), "lots"),
        (("--set", "mrr-76k"), "ITEM=…"),
        (("--set", "austria=start"), "A third focus area needs a reason in writing"),
        (("--correct", "2026-Q1"), "no record and file"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    run: Run, plan: Path, words: tuple[str, ...], said: str
) -> None:
    before = plan.read_bytes()
    refused = run("close", "p.toml", "--yes", *words)
    assert refused.code == 2
    assert said in refused.err
    assert plan.read_bytes() == before


def test_a_quarter_that_runs_and_one_that_is_closed_are_left_alone(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("close", "p.toml", "--yes").code == 0
    again = run("close", "p.toml", "--yes")
    assert again.code == 2
    assert "89 days to go" in again.err
    frozen = run("close", "p.2027-Q1.toml", "--yes")
    assert frozen.code == 2
    assert "closed already" in frozen.err


def test_a_correction_of_the_closed_quarter_reaches_the_record(run: Run, plan: Path) -> None:
    run("close", "p.toml", "--yes")
    file = snapshots.file_of(plan, "2027-Q1")
    text = file.read_text(encoding="utf-8")
    row = '[kpis.items.austria-workshops.actuals.quarter]\nperiod = "2027-Q1"\nvalue = 3\n\n[kpis.mql]'
    file.write_text(text.replace("[kpis.mql]", row, 1), encoding="utf-8")
    done = run("close", "p.toml", "--correct", "2027-Q1")
    assert done.code == 0
    assert "is what p.2027-Q1.toml says now" in done.err
    record = planfile.open_plan(plan).plan.reviews["2027-Q1"].results["austria-workshops"]
    assert (record.actual, record.target) == (3, 1)
    assert "says already" in run("close", "p.toml", "--correct", "2027-Q1").err


def test_a_correction_reaches_the_months_and_the_start_of_the_forecast(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month in ("2027-01", "2027-02", "2027-03"):
        run("actuals", "p.toml", "set", "leads=150", "mrr=70000", "customers=250", "--month", month)
    run("close", "p.toml")
    monkeypatch.setenv("QUARTERDECK_TODAY", "2027-04-20")
    run("actuals", "p.toml", "set", "leads=9", "--month", "2027-04")
    file = snapshots.file_of(plan, "2027-Q1")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("mrr = 70000\n", "mrr = 71000\n"), encoding="utf-8")
    assert run("close", "p.toml", "--correct", "2027-Q1").code == 0
    after = planfile.open_plan(plan).plan
    assert [row.mrr for row in after.forecast.actuals.values()] == [71000, 71000, 71000, None]
    assert (after.forecast.opening.mrr, after.forecast.opening.customers) == (71000, 250)
    assert after.reviews["2027-Q1"].results["mrr"].actual == 71000


def test_a_plan_alone_is_held_against_its_last_closed_quarter(run: Run, plan: Path) -> None:
    assert run("diff", "p.toml").code == 2
    run("close", "p.toml", "--yes", "--set", "churn-1-2=dropped", "--why", "churn-1-2=No time")
    told = run("diff", "p.toml", "--exit-code")
    assert told.code == 1
    assert told.out.startswith("From p.2027-Q1.toml to p.toml")
    assert "Dropped: No time" in " ".join(told.out.split())
    found = json.loads(run("diff", "p.toml", "--json").out)
    gone = next(one for one in found["changes"] if one["path"] == "goals.items.churn-1-2")
    assert (gone["part"], gone["kind"], gone["outcome"]) == ("goals", "removed", "dropped")


def test_equal_plans_differ_in_nothing(run: Run, plan: Path) -> None:
    same = run("diff", "p.toml", "p.toml", "--exit-code")
    assert (same.code, "Nothing differs." in same.out) == (0, True)
    assert json.loads(run("diff", "p.toml", "p.toml", "--json").out)["changes"] == []


def test_a_plan_is_held_against_its_draft(run: Run, plan: Path) -> None:
    from quarterdeck.session.desk import Desk

    assert run("diff", "p.toml", "--draft").code == 2
    desk = Desk.open(plan)
    desk.session.edit(("plan", "vision"), "Sundays for everyone")
    desk.close()
    assert "Sundays for everyone" in run("diff", "p.toml", "--draft").out
