"""How a KPI stands: what is compared with what, and when nobody can tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.standing import Standing
from quarterdeck.plan.document import Plan

FORECAST: dict[str, Any] = {
    "start": "2027-01",
    "months": 6,
    "channels": {"web": {"name": "Web", "spend": [10, 20, 40, 40, 40, 40], "cost_per_lead": 1}},
    "rates": {
        "lead_to_mql_pct": 100,
        "mql_to_sql_pct": 100,
        "sql_to_opportunity_pct": 100,
        "win_rate_pct": 50,
    },
    "opening": {"mrr": 1000, "customers": 10},
    "revenue": {
        "kind": "recurring",
        "new_mrr_per_customer": 100,
        "monthly_churn_pct": 0,
        "gross_margin_pct": 80,
    },
}
LEADS = {"name": "Leads", "catalogue": "leads", "target": {"value": 70}}
MRR = {"name": "MRR", "catalogue": "mrr", "baseline": 1000, "target": {"value": 4500}}


def made(kpi: dict[str, Any], today: date = date(2027, 3, 10), **tables: Any) -> Analysis:
    base: dict[str, Any] = {
        "plan": {"quarter": "2027-Q1"},
        "kpis": {"items": {"k": kpi}},
        "forecast": FORECAST,
    }
    return analyse(Plan.model_validate(base | tables), today)


def rows(**values: object) -> dict[str, Any]:
    """Results by period: `rows(m2027_01=5)`; a letter before the year makes it a name."""
    return {
        str(n): {"period": name[1:].replace("_", "-"), "value": value}
        for n, (name, value) in enumerate(values.items())
    }


def stands(kpi: dict[str, Any], today: date = date(2027, 3, 10), **tables: Any) -> Standing:
    return made(kpi, today, **tables).standings["k"]


def told(item: Standing) -> tuple[object, object, object]:
    return item.value.value, item.expected.value, item.status.value or item.status.reason


def test_what_adds_up_is_held_against_the_plans_own_path_so_far() -> None:
    item = stands(LEADS | {"actuals": rows(m2027_01=12, m2027_02=18)})
    assert told(item) == (30, 30, "on_track")
    assert item.pace_pct.value == 100
    assert item.periods == ("2027-01", "2027-02")


def test_a_straight_line_would_have_called_the_start_of_a_season_late() -> None:
    assert told(stands(LEADS | {"actuals": rows(m2027_01=10)}, date(2027, 2, 3))) == (10, 10, "on_track")


def test_a_month_nobody_entered_is_left_out_on_both_sides() -> None:
    assert told(stands(LEADS | {"actuals": rows(m2027_02=18)})) == (18, 20, "watch")


def test_the_running_month_waits_until_it_is_over() -> None:
    both = LEADS | {"actuals": rows(m2027_01=10, m2027_02=1)}
    assert told(stands(both, date(2027, 2, 20))) == (10, 10, "on_track")
    only = LEADS | {"actuals": rows(m2027_02=1)}
    assert told(stands(only, date(2027, 2, 20))) == (1, None, "period_open")


def test_the_whole_quarter_is_held_against_the_target() -> None:
    months = rows(m2027_01=10, m2027_02=20, m2027_03=34)
    assert told(stands(LEADS | {"actuals": months}, date(2027, 4, 2))) == (64, 70, "watch")
    quarter = rows(m2027_Q1=70)
    assert told(stands(LEADS | {"actuals": quarter}, date(2027, 4, 2))) == (70, 70, "on_track")


def test_the_months_of_the_forecast_step_are_results_too() -> None:
    actuals = {"a": {"month": "2027-01", "leads": 10}, "b": {"month": "2027-02", "leads": 10}}
    assert told(stands(LEADS, forecast=FORECAST | {"actuals": actuals})) == (20, 30, "off_track")


def test_a_level_is_held_against_the_forecast_of_its_month_and_in_the_end_against_the_target() -> None:
    assert told(stands(MRR | {"actuals": rows(m2027_02=2500)})) == (2500, 2500, "on_track")
    assert told(stands(MRR | {"actuals": rows(m2027_03=4500)}, date(2027, 4, 2))) == (4500, 4500, "on_track")


def test_what_was_promised_when_the_quarter_began_stays_the_measure() -> None:
    kept = {"quarter": "2027-Q1", "expected": {"2027-02": {"month": "2027-02", "mrr": 3000}}}
    item = stands(MRR | {"actuals": rows(m2027_02=2500)}, reviews={"2027-Q1": kept})
    assert told(item) == (2500, 3000, "watch")


def test_a_goal_broken_down_by_month_is_the_path() -> None:
    parts = {str(n): {"kpi": "k", "period": f"2027-0{n}", "value": n * 4} for n in (1, 2, 3)}
    goals = {"items": {"g": {"statement": "Leads", "kpis": ["k"], "targets": parts}}}
    own = {"name": "Visits to us", "catalogue": "custom", "unit": "count", "target": {"value": 12}}
    assert told(stands(own | {"actuals": rows(m2027_02=8)}, goals=goals)) == (8, 8, "on_track")


def test_where_the_plan_expected_nothing_nothing_is_enough() -> None:
    parts = {"a": {"kpi": "k", "period": "2027-01", "value": 0}}
    goals = {"items": {"g": {"statement": "Leads", "kpis": ["k"], "targets": parts}}}
    for value in (0, 3):
        item = stands(LEADS | {"actuals": rows(m2027_01=value)}, date(2027, 2, 3), goals=goals)
        assert told(item) == (value, 0, "on_track")


def test_a_smaller_loss_than_expected_is_on_track() -> None:
    kpi = {"name": "Profit", "catalogue": "marketing-profit", "target": {"value": -100}}
    for value, status in ((-80, "on_track"), (-100, "on_track"), (-115, "watch"), (-150, "off_track")):
        item = stands(kpi | {"actuals": rows(m2027_Q1=value)}, date(2027, 4, 2))
        assert item.status.value == status


def test_a_measure_that_is_to_fall_is_green_when_it_has() -> None:
    bounce = {"name": "Bounces", "catalogue": "bounce-rate", "baseline": 5, "target": {"value": 3}}
    for value, status in ((3, "on_track"), (2, "on_track"), ("3.3", "watch"), (5, "off_track")):
        item = stands(bounce | {"actuals": rows(m2027_02=value)})
        assert (item.status.value, item.direction) == (status, "down")


def test_a_rate_is_held_against_the_forecasts_until_the_quarter_ends() -> None:
    rate = {"name": "Wins", "catalogue": "win-rate", "target": {"value": 60}}
    assert told(stands(rate | {"actuals": rows(m2027_02=50)})) == (50, 50, "on_track")
    assert told(stands(rate | {"actuals": rows(m2027_03=50)}, date(2027, 4, 2))) == (50, 60, "watch")


def test_an_average_amount_is_held_against_its_target_in_every_month() -> None:
    cac = {"name": "CAC", "catalogue": "cac", "baseline": 500, "target": {"value": 400}}
    assert told(stands(cac | {"actuals": rows(m2027_02=400)})) == (400, 400, "on_track")


def test_a_range_is_kept_or_left() -> None:
    kpi = {
        "name": "Orders",
        "catalogue": "average-order-value",
        "direction": "band",
        "target": {"value": 90, "high": 110, "aim": "between"},
    }
    for value, status in ((90, "on_track"), (110, "on_track"), (125, "watch"), (50, "off_track")):
        assert stands(kpi | {"actuals": rows(m2027_03=value)}, date(2027, 4, 2)).status.value == status


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"target": None, "actuals": rows(m2027_02=1)}, "no_target"),
        ({}, "no_actual"),
        ({"actuals": rows(m2027_01=1)}, "too_old"),
        ({"actuals": rows(m2026_12=1)}, "too_old"),
        ({"catalogue": "custom", "unit": "count", "actuals": rows(m2027_02=1)}, "no_path"),
    ],
)
def test_grey_has_a_reason(change: dict[str, Any], reason: str) -> None:
    today = date(2027, 3, 10) if reason != "too_old" else date(2027, 4, 10)
    assert stands(LEADS | change, today).status.reason == reason


def test_before_the_quarter_nobody_can_tell_and_the_start_is_shown() -> None:
    item = stands(LEADS | {"baseline": 9, "actuals": rows(m2026_11=8)}, date(2026, 12, 3))
    assert told(item) == (8, None, "not_started")
    assert stands(LEADS | {"baseline": 9}).value.value == 9


def test_the_course_shows_its_gaps_and_the_periods_there_are_more_of() -> None:
    item = stands(MRR | {"actuals": rows(m2026_Q3=9, m2026_10=1, m2026_12=3, m2027_02=5)})
    assert [(point.period, point.value) for point in item.trail] == [
        ("2026-10", 1),
        ("2026-11", None),
        ("2026-12", 3),
        ("2027-01", None),
        ("2027-02", 5),
    ]
    quarters = stands(MRR | {"actuals": rows(m2026_Q3=9, m2026_Q4=8, m2027_02=5)}).trail
    assert [point.period for point in quarters] == ["2026-Q3", "2026-Q4"]


numbers = st.decimals(min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=2)


ways, measures = st.sampled_from(("up", "down", "band")), st.sampled_from(("leads", "custom"))


@given(numbers, numbers, numbers, ways, measures)
def test_whatever_the_numbers_a_status_or_a_reason(
    value: Decimal, target: Decimal, baseline: Decimal, way: str, catalogue: str
) -> None:
    kpi = {"name": "K", "catalogue": catalogue, "direction": way, "baseline": baseline}
    results = {"actuals": {"a": {"period": "2027-Q1", "value": value}}, "target": {"value": target}}
    item = stands(kpi | results, date(2027, 4, 2))
    assert item.status.value in ("on_track", "watch", "off_track")
    if value == target:
        assert item.status.value == "on_track"
