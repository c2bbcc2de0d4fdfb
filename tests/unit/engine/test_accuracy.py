"""How good forecasts were, and where a measure is heading. Worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.accuracy import accuracies, bias, wape
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.trend import trend
from quarterdeck.plan.document import Plan

D = Decimal
PAIRS = [(D(100), D(90)), (D(50), D(60)), (D(150), D(150))]
"""Forecast and actual: 10 too many, 10 too few, right."""


def test_distance_counts_misses_on_both_sides_and_bias_sets_them_off() -> None:
    """20 ÷ 300, and 0 ÷ 300; not the mean of 11.1 %, 16.7 % and 0 %."""
    assert wape(PAIRS).number == D(20) / D(300)
    assert bias(PAIRS).number == 0


def test_a_forecast_that_was_too_high_has_a_bias_above_zero() -> None:
    assert bias([(D(120), D(100))]).number == D("0.2")
    assert wape([(D(120), D(100))]).number == D("0.2")


def test_nothing_measured_is_no_perfect_forecast() -> None:
    assert wape([]).reason == "no_actual"
    assert wape([(D(5), D(0))]).reason == "no_base"


def test_each_kpi_is_judged_by_the_quarters_that_are_closed() -> None:
    """MRR off by 700 and 300: 1,000 ÷ 135,900; the open quarter does not count, nor one without forecast."""

    def record(closed: date | None, frozen: date | None = None, **results: Any) -> dict[str, Any]:
        return {"closed_on": closed, "frozen_on": frozen, "results": results}

    def mrr(forecast: int | None, actual: int | None) -> dict[str, Any]:
        return {"name": "MRR", "unit": "money", "forecast": forecast, "actual": actual}

    plan = {
        "reviews": {
            "2026-Q4": record(date(2027, 1, 4), mrr=mrr(68900, 69200)),
            "2026-Q3": record(date(2026, 10, 4), mrr=mrr(67400, 66700)),
            "2026-Q2": record(date(2026, 7, 4), mrr=mrr(None, 60000)),
            "2027-Q1": record(None, date(2027, 1, 4), mrr=mrr(70000, None)),
        }
    }
    (found,) = accuracies(analyse(Plan.model_validate(plan), date(2027, 2, 1)))
    assert [outcome.quarter for outcome in found.quarters] == ["2026-Q2", "2026-Q3", "2026-Q4"]
    assert found.wape_pct.number == D(100_000) / D(135_900)
    assert found.bias_pct.number == D(40_000) / D(135_900)


def test_a_line_through_three_points_leads_to_the_fourth() -> None:
    """2, 4, 9: mean 5, step (9 − 2) ÷ 2 = 3.5, next 5 + 2 × 3.5 = 12."""
    found = trend([D(2), D(4), D(9)])
    assert found is not None
    assert (found.step, found.following) == (D("3.5"), D(12))


def test_a_missing_point_is_left_out_at_its_place_and_two_are_too_few() -> None:
    found = trend([D(1), None, D(3), D(4)])
    assert found is not None
    assert (found.step, found.following) == (D(1), D(5))
    assert trend([D(1), None, D(3)]) is None


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(3, 12))
def test_a_straight_past_goes_on_straight(first: int, step: int, count: int) -> None:
    found = trend([D(first + step * at) for at in range(count)])
    assert found is not None
    assert abs(found.following - D(first + step * count)) < D("1e-15")
