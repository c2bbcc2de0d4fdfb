"""What the report, the command and the board say about a gap: for every state what comes next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.decided import listed
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace
from quarterdeck.report import gap_steps, gap_words
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections import gaps
from quarterdeck.session.deciding import Decision, decide
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)


def undecided() -> Plan:
    return examples.read("benchline").plan.model_copy(update={"gaps": Plan().gaps})


def said(plan: Plan, kpi: str = "new-customers") -> str:
    analysis = analyse(plan, TODAY)
    gap = next(item for item in listed(analysis) if item.kpi == kpi)
    return gap_steps.next_step(Reading(plan, analysis), gap, analysis.closing(gap))


def decision(**values: Any) -> Plan:
    return decide(undecided(), Decision("mrr-76k", "new-customers", "Short", **values)).plan


def test_a_gap_nobody_decided_about_names_the_first_lever() -> None:
    assert said(undecided()).startswith("Next: decide. Of what closes it alone, this comes first: Leads")
    assert "these two together do" in said(undecided(), "mrr")


def test_a_decision_nobody_carries_out_asks_who_does() -> None:
    assert "say who carries it out" in said(decision(remedy_kind="other"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"makes": "action", "name": "Call"}, "Next: “Call”. Say who does it, and by when."),
        ({"makes": "hire", "name": "Ana", "month": "2027-02"}, "Next: hire “Ana” for Feb 2027."),
        ({"links": ("pair-up",), "remedy_kind": "new_tactic"}, "Selin Aydın: “Pair the opener"),
        ({"remedy_kind": "accept", "remedy": "Fine"}, "Next: nothing. The gap is accepted."),
        ({"remedy_kind": "lower_target", "target": Decimal(20)}, "The target is lowered"),
    ],
)
def test_a_decision_says_what_comes_first(values: dict[str, Any], words: str) -> None:
    assert words in said(decision(**values))


def test_when_all_is_done_and_the_gap_is_there_it_is_to_be_decided_anew() -> None:
    plan = decision(makes="action", name="Call")
    done = replace(plan, ("actions", "items", "call", "status"), "done")
    assert "decide anew" in said(done)


def test_an_action_that_is_late_says_so() -> None:
    plan = decision(makes="action", name="Call")
    late = replace(plan, ("actions", "items", "call", "due"), date(2026, 11, 1))
    assert "“Call” was due on 1 Nov 2026." in said(late)


def test_between_percentages_lie_points() -> None:
    analysis = analyse(undecided(), TODAY)
    gap = next(item for item in listed(analysis) if item.kpi == "win-rate")
    assert gap_words.apart(Reading(undecided(), analysis), gap, gap.gap) == "1 point"


@pytest.mark.parametrize("name", ["benchline", "dryhold", "hotaru"])
def test_the_report_says_of_every_gap_what_comes_next(name: str) -> None:
    plan = examples.read(name).plan
    analysis: Analysis = analyse(plan, TODAY)
    blocks = gaps.lead(Reading(plan, analysis, numbered=True))
    told = [text for block in blocks if (text := getattr(block, "text", "")).startswith("Next: ")]
    assert len(told) == len(listed(analysis))
