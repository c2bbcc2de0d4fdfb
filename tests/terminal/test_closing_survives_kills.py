"""The real program, killed at each stage of closing a quarter: opened again, it goes on where it was."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from wizard_terminal import PROGRAM, Terminal

from quarterdeck.plan.forecast import MonthActual
from quarterdeck.plan.paths import replace
from quarterdeck.store import codec, examples, planfile, snapshots

pytestmark = pytest.mark.terminal

NEXT, GO_TO = "\x0e", "\x14"
QUESTIONS = (
    "What goes along",
    "What really happened",
    "What did Q1 2027 teach you",
    "What changes for Q2 2027",
    "Close Q1 2027 and go on",
)
TODAY = "2027-04-03"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    rows = {"march": MonthActual(month="2027-03", leads=Decimal(150), mrr=Decimal(73_000))}
    path = tmp_path / "acme.toml"
    path.write_bytes(codec.dumps(replace(examples.read("benchline").plan, ("forecast", "actuals"), rows)))
    return path


def closing(plan: Path, *, draft: bool = False) -> Terminal:
    """The program with the closing open; a draft of figures that were typed is taken over first."""
    environment = {**os.environ, "QUARTERDECK_TODAY": TODAY}
    terminal = Terminal((*PROGRAM, "open", str(plan)), environment)
    terminal.wait_for("Company")
    if draft:
        terminal.wait_for("Restore them")
        terminal.send("\r")
    terminal.read(0.5)
    terminal.send(GO_TO)
    terminal.wait_for("a word of help")
    terminal.send("close the quarter")
    terminal.read(0.5)
    terminal.send("\r")
    terminal.wait_for("1 Copy")
    return terminal


def test_killed_at_each_stage_it_goes_on_there(plan: Path) -> None:
    terminal = closing(plan)
    for stage, question in enumerate(QUESTIONS):
        terminal.wait_for(question)
        if stage == 1:
            terminal.send("6100\r")
            terminal.read(1.5)
        if stage == 2:
            terminal.send("fairs")
            terminal.wait_for("fairs")
        if stage == 3:
            terminal.send(" ")
            terminal.wait_for("1 of ")
        terminal.kill()
        assert planfile.open_plan(plan).plan.plan.quarter == "2027-Q1"
        assert snapshots.listed(plan) == {}
        terminal = closing(plan, draft=stage == 1)
        terminal.wait_for(question)
        if stage == 1:
            terminal.wait_for("6,100")
        if stage == 2:
            terminal.wait_for("fairs")
        if stage == 3:
            terminal.wait_for("1 of ")
        terminal.send(NEXT)
    terminal.wait_for("is closed")
    terminal.kill()
    assert planfile.open_plan(plan).plan.plan.quarter == "2027-Q2"
    closed = planfile.open_plan(snapshots.file_of(plan, "2027-Q1")).plan
    assert closed.reviews["2027-Q1"].worked == "fairs"
    assert Decimal(6100) in [row.visits for row in closed.forecast.actuals.values()]
