"""Rates from results: young cohorts corrected, small numbers shrunk. Expected numbers worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.economics import matured_rate
from quarterdeck.engine.reestimate import Evidence, decided, of_months, shrunk

CURVE = (0.10, 0.35, 0.30, 0.15, 0.10)
CURVE_SO_FAR = (0.10, 0.45, 0.75, 0.90, 1.00)


def test_six_young_cohorts_hide_a_win_rate_of_22_percent() -> None:
    """100 opportunities a month; in month m 22 × κ(m − 1) are won: 22 × .10 .45 .75 .90 1 1, in all 92.4.

    Naive 92.4 ÷ 600 = 0.154; corrected 92.4 ÷ (100 × 4.2) = 0.220, as the formula for cohorts says.
    """
    wins = dict(enumerate((2.2, 9.9, 16.5, 19.8, 22.0, 22.0), start=1))
    found = of_months(wins, dict.fromkeys(wins, 100.0), CURVE)
    assert found.came / 600 == pytest.approx(0.154)
    assert found.cases == pytest.approx(420)
    assert found.rate == pytest.approx(0.220)
    shares = [Decimal(repr(share)) for share in (*CURVE_SO_FAR, 1.0)]
    by_age = [Decimal(repr(count)) for count in wins.values()]
    assert matured_rate(by_age, [Decimal(100)] * 6, shares).number == pytest.approx(Decimal("0.220"))


def test_opportunities_from_before_count_for_what_is_left_of_them() -> None:
    """One month's wins: 20 × .10 of its own, 30 × .35 and 10 × .30 of the two before are 15.5 cases."""
    found = of_months({8: 4.0}, {8: 20.0, 7: 30.0, 6: 10.0}, CURVE)
    assert found.cases == pytest.approx(2 + 10.5 + 3)
    assert found.rate == pytest.approx(4 / 15.5)


def test_a_month_nobody_counted_is_not_a_month_of_zero() -> None:
    """March needs February's opportunities, which are not known: only January is left."""
    found = of_months({1: 1.0, 3: 9.0}, {1: 10.0, 3: 10.0}, (0.5, 0.5))
    assert (found.came, found.cases) == (1.0, 5.0)


def test_nothing_decided_yet_is_no_rate() -> None:
    assert of_months({}, {1: 10.0}, CURVE).rate is None
    assert of_months({1: 0.0}, {1: 50.0}, (0.0, 1.0)).rate is None


@pytest.mark.parametrize(
    ("confidence", "value", "kept"),
    [
        ("low", (10 * 0.30 + 2) / 17, 10 / 17),
        ("medium", (40 * 0.30 + 2) / 47, 40 / 47),
        ("high", (100 * 0.30 + 2) / 107, 100 / 107),
        (None, (40 * 0.30 + 2) / 47, 40 / 47),
    ],
)
def test_few_cases_move_a_rate_as_little_as_it_is_believed(
    confidence: str | None, value: float, kept: float
) -> None:
    """7 cases, 2 of them won, against a plan of 30 %."""
    found = shrunk(0.30, Evidence(2, 7), confidence)
    assert found.value == pytest.approx(value)
    assert found.kept == pytest.approx(kept)


def test_a_cohort_comes_out_little_by_little() -> None:
    assert decided(CURVE) == pytest.approx(CURVE_SO_FAR)


@given(st.floats(0, 1), st.floats(0, 10_000), st.floats(0, 1), st.sampled_from(("low", "medium", "high")))
def test_the_estimate_lies_between_the_plan_and_the_results(
    planned: float, cases: float, rate: float, confidence: str
) -> None:
    found = shrunk(planned, Evidence(cases * rate, cases), confidence)
    low, high = sorted((planned, rate))
    assert low - 1e-9 <= found.value <= high + 1e-9
