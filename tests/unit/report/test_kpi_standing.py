"""What is said of where a KPI stands."""

from __future__ import annotations

from typing import Any

import pytest
from report_kit import plan_of, reading_of

from quarterdeck.report.document import Table, Tone
from quarterdeck.report.sections.kpis import at_a_glance
from quarterdeck.report.standing import Stands, stands


def of(**kpi: Any) -> Stands:
    tables: dict[str, Any] = {
        "plan": {"quarter": "2026-Q4", "currency": "EUR"},
        "kpis": {"items": {"k": {"name": "K"} | kpi}},
    }
    return stands(reading_of(plan_of(**tables)), "k")


def result(value: object) -> dict[str, Any]:
    return {"a": {"period": "2026-10", "value": value}}


@pytest.mark.parametrize(
    ("value", "state", "tone"),
    [(60, "✓ On track", Tone.GOOD), (50, "! Watch", Tone.WATCH), (10, "✗ Off track", Tone.BAD)],
)
def test_a_state_is_a_sign_and_a_word(value: int, state: str, tone: Tone) -> None:
    found = of(catalogue="lead-score", target={"value": 60}, actuals=result(value))
    assert (found.state.text, found.state.tone) == (state, tone)
    assert found.why == f"{value} points in Oct 2026; the plan expected 60 points by then.".replace(
        " points", "\u00a0points"
    )


def test_one_that_is_to_fall_says_so_and_a_range_shows_both_ends() -> None:
    found = of(catalogue="cac", baseline=900, target={"value": 700}, actuals=result(650))
    assert found.why == "€650 in Oct 2026; the plan expected €700 by then. Less is better."
    found = of(catalogue="average-order-value", target={"value": 90, "high": 110, "aim": "between"})
    assert found.target == "€90–€110"


def test_what_nobody_can_judge_says_why_in_short_and_in_full() -> None:
    found = of(catalogue="lead-score", target={"value": 60})
    assert (found.state.text, found.why) == ("○ no result", "No state: no result yet.")
    assert (found.now, found.pace, found.course, found.of) == ("", "", "", "")


def test_columns_nobody_can_fill_are_left_out_of_the_table() -> None:
    plan = plan_of(kpis={"items": {"k": {"name": "K", "target": {"value": 5}}}})
    table = at_a_glance(reading_of(plan))
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["KPI", "Target", "State"]
