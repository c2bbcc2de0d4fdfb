"""A founder's whole plan, broken in twenty ways by hand: `check` names each of them, once, in its place."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from running import Run

from quarterdeck.plan.paths import undotted
from quarterdeck.store import examples

BREAKS: dict[str, tuple[str, Any, str]] = {
    "a reference to nobody": ("tools.items.calendar.owner", "pryia", "QD001"),
    "an answer that is not in its list": ("kpis.items.conversations.frequency", "fortnightly", "QD002"),
    "a key with a slip": ("plan.visoin", "Dry walls", "QD003"),
    "a review that was forgotten": ("plan.next_review", date(2026, 11, 1), "QD009"),
    "an assumption nobody tested": ("data.assumptions.letters-open.checked_in", "2026-Q2", "QD101"),
    "a focus that leads nowhere": ("goals.focus_areas.is-it-true.goals", [], "QD413"),
    "a price below the cost": ("forecast.pricing.price_point", 0.5, "QD605"),
    "a curve that loses some": ("forecast.timing.close_curve_pct", [10, 25, 30, 20], "QD609"),
    "a range upside down": ("forecast.ranges.win_rate_pct.low", 60, "QD615"),
    "a scenario that is not there": ("forecast.scenario", "hopeful", "QD617"),
    "money for another quarter": ("forecast.budget.film.month", "2027-05", "QD621"),
    "a remedy nobody carries out": ("gaps.items.shown-homes.leads_to", [], "QD703"),
    "somebody who must agree": ("team.stakeholders.father.involved", False, "QD802"),
    "gone before he came": ("team.members.callum.end", "2026-12", "QD803"),
    "an action after its goals": ("actions.items.letters.due", date(2027, 4, 30), "QD903"),
    "an action for nothing": ("actions.items.forums.goals", [], "QD905"),
    "an action nobody measures": ("actions.items.analytics.kpis", [], "QD906"),
    "done before it is begun": ("actions.items.first-call-script.due", date(2026, 12, 20), "QD910"),
    "a tool that measures nothing": ("tools.items.quarterdeck.tracks", [], "QD1002"),
    "a tool nobody was told about": ("tools.items.interview-notes.told", [], "QD1004"),
}
"""What was done to the plan: where, to what, and the code of what is to be said."""


def _broken(*breaks: tuple[str, Any, str]) -> bytes:
    document = tomllib.loads(examples.source("dryhold").decode())
    for place, value, _ in breaks:
        *way, last = undotted(place)
        here = document
        for key in way:
            here = here[key]
        here[last] = value
    return tomli_w.dumps(document).encode()


def _found(run: Run, plan: bytes, tmp_path: Path) -> list[tuple[str, str]]:
    (tmp_path / "p.toml").write_bytes(plan)
    told = json.loads(run("check", "p.toml", "--json").out)["findings"]
    return [(item["path"], item["code"]) for item in told]


def test_the_plan_is_whole_before_it_is_broken(run: Run, tmp_path: Path) -> None:
    assert _found(run, _broken(), tmp_path) == []


def test_twenty_breaks_are_named_once_each_in_their_place(run: Run, tmp_path: Path) -> None:
    assert len(BREAKS) == 20
    found = _found(run, _broken(*BREAKS.values()), tmp_path)
    assert sorted(found) == sorted((place, code) for place, _, code in BREAKS.values())


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_by_itself_is_the_only_finding(run: Run, tmp_path: Path, name: str) -> None:
    place, _, code = BREAKS[name]
    assert _found(run, _broken(BREAKS[name]), tmp_path) == [(place, code)]
