from __future__ import annotations

from typing import Any

import pytest
from parsing import GERMAN, UNDECIDED, field, problem, value

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.format import edit_text, show
from quarterdeck.plan.types import Target


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("50k", {"aim": "reach", "value": 50000}),
        (">= 50k", {"aim": "at_least", "value": 50000}),
        ("at least €50k", {"aim": "at_least", "value": 50000}),
        ("at most 2 %", {"aim": "at_most", "value": 2}),
        ("<5", {"aim": "at_most", "value": 5}),
        ("between 3 and 5", {"aim": "between", "value": 3, "high": 5}),
        ("40-50k", {"aim": "between", "value": 40_000, "high": 50_000}),
        ("€40 to €50k", {"aim": "between", "value": 40_000, "high": 50_000}),
        ("500-2k", {"aim": "between", "value": 500, "high": 2_000}),
        ("3-5 %", {"aim": "between", "value": 3, "high": 5}),
        ("from 3 to 5 days", {"aim": "between", "value": 3, "high": 5}),
        ("about 20", {"aim": "about", "value": 20}),
        ("~20", {"aim": "about", "value": 20}),
        ("+10 %", {"aim": "reach", "value": 10, "change": "relative_pct"}),
        ("down 5 %", {"aim": "reach", "value": -5, "change": "relative_pct"}),
        ("+5 points", {"aim": "reach", "value": 5, "change": "pct_points"}),
        ("-5 days", {"aim": "reach", "value": -5, "change": "absolute"}),
        ("at least +5", {"aim": "at_least", "value": 5, "change": "absolute"}),
        ("at least -5", {"aim": "at_least", "value": -5}),
        ("+3 to +5 points", {"aim": "between", "value": 3, "high": 5, "change": "pct_points"}),
        ("reach -500", {"aim": "reach", "value": -500}),
        ("50k, stretch 60k, limit 70k", {"aim": "reach", "value": 50000, "stretch": 60000, "limit": 70000}),
        ("50k\nstretch: 60k", {"aim": "reach", "value": 50000, "stretch": 60000}),
        ("stretch 60k", {"stretch": 60000}),
        ("12,5, stretch 15,5", {"aim": "reach", "value": 12.5, "stretch": 15.5}),
    ],
)
def test_targets_are_read_as_people_write_them(raw: str, expected: dict[str, Any]) -> None:
    assert value(Kind.TARGET, raw) == Target.model_validate(expected)


@pytest.mark.parametrize(
    "raw", ["hello", "50k by March", "50k, stretch", "stretch 5, stretch 6", "+", "at least"]
)
def test_what_is_no_target_is_said_to_be_none(raw: str) -> None:
    assert problem(Kind.TARGET, raw).key == "not_a_target"


def test_a_change_of_a_percentage_is_asked_about() -> None:
    asked = problem(Kind.TARGET, "+10 %", unit="percent")
    assert asked.key == "relative_or_points"
    assert value(Kind.TARGET, f"{asked.values['number']} points", unit="percent").change == "pct_points"
    assert value(Kind.TARGET, f"{asked.values['number']} % relative", unit="percent").change == "relative_pct"


def test_a_share_as_a_percentage_target_is_asked_about() -> None:
    assert problem(Kind.TARGET, "at least 0.4", unit="percent").key == "percent_or_share"


def test_a_target_is_shown_in_its_unit() -> None:
    target = value(Kind.TARGET, "at least 50k, stretch 60k")
    assert show(field(Kind.TARGET), target, GERMAN, "money") == "at least €50.000, stretch €60.000"
    assert edit_text(field(Kind.TARGET), target, UNDECIDED) == "at least 50000, stretch 60000"
