"""The golden vector: a year of leads whose every figure is known, to the cent."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate

import pytest
from msgspec.structs import replace

from quarterdeck.engine.forecast.inputs import Channel, Inputs, Opening, Rates, Revenue, Timing
from quarterdeck.engine.forecast.kernels import lag_kernel, spread
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.forecast.result import forecast
from quarterdeck.plan.calendar import months

LEADS = (180, 180, 200, 200, 210, 210, 170, 160, 220, 230, 230, 210)
MEAN = sum(LEADS) / 12
CURVE = (0.10, 0.35, 0.30, 0.15, 0.10)


def golden() -> Inputs:
    return Inputs(
        months=months("2027-01", 12),
        channels=(Channel("all", organic_leads=MEAN),),
        seasonality=tuple(leads / MEAN for leads in LEADS),
        rates=Rates(None, 0.30, 0.40, 0.60, 0.22),
        timing=Timing(0.3, 0.5, 0.2, CURVE),
        opening=Opening(customers=50, mrr=20000),
        revenue=Revenue(new_mrr_per_customer=400, churn=0.02, expansion=0.01, contraction=0.003),
    )


def cents(value: Decimal | None) -> Decimal:
    assert value is not None
    return value.quantize(Decimal("0.01"))


def test_wins_by_quarter_and_year_are_those_of_the_golden_vector() -> None:
    result = forecast(golden())
    wins = [cents(row.wins) for row in result.quarters]
    assert wins == [Decimal(x) for x in ("1.85", "7.75", "9.36", "9.38")]
    assert cents(result.year.wins) == Decimal("28.33")


def test_recurring_revenue_at_the_end_of_each_quarter_is_right_to_the_cent() -> None:
    result = forecast(golden())
    assert [cents(row.mrr) for row in result.quarters] == [
        Decimal(x) for x in ("19957.08", "22243.38", "25070.61", "27800.61")
    ]
    assert result.year.mrr == result.quarters[-1].mrr


def test_the_share_of_wins_by_age_of_a_lead_is_that_of_the_golden_vector() -> None:
    flow: tuple[float, ...] = (1.0, 0, 0, 0, 0)
    for kernel in (lag_kernel(0.3), lag_kernel(0.5), lag_kernel(0.2), CURVE):
        flow = spread(flow, kernel)
    assert list(accumulate(flow)) == pytest.approx([0.028, 0.173, 0.4435, 0.7065, 0.8815])


def test_ignoring_the_lag_would_promise_a_third_more() -> None:
    at_once = forecast(replace(golden(), timing=Timing()))
    assert cents(at_once.year.wins) == Decimal("38.02")


def test_leads_come_out_of_the_season_as_they_went_in() -> None:
    assert run(golden()).leads.values == pytest.approx(LEADS)
