"""Published plans, run through the whole model: it must say what its single formulas say."""

from __future__ import annotations

import pytest

from quarterdeck.engine.forecast.capacity import limit, seat
from quarterdeck.engine.forecast.inputs import Capacity, Channel, Inputs, Opening, Rates, Rep, Revenue
from quarterdeck.engine.forecast.kernels import spread
from quarterdeck.engine.forecast.model import Run, run
from quarterdeck.plan.calendar import months


def base(count: int, start: float, new: float, **rates: float) -> Run:
    """A base of subscriptions with as many new ones every month."""
    return run(
        Inputs(
            months=months("2027-01", count),
            channels=(Channel("all", new),),
            rates=Rates(None, 1, 1, 1, 1),
            opening=Opening(customers=start, mrr=start),
            revenue=Revenue(new_mrr_per_customer=1, **rates),
        )
    )


@pytest.mark.parametrize(
    ("count", "start", "new", "rates", "expected"),
    [
        (40, 0, 6000, {"churn": 0.03}, 140_000),
        (12, 100_000, 12_000, {"churn": 0.015, "expansion": 0.02, "contraction": 0.005}, 244_000),
        (1, 58_000, 0, {"churn": 0.0225, "expansion": 0.04 / 0.9775}, 59_015),
    ],
)
def test_recurring_revenue_comes_to_its_published_level(
    count: int, start: float, new: float, rates: dict[str, float], expected: float
) -> None:
    assert base(count, start, new, **rates).mrr.values[-1] == pytest.approx(expected, rel=0.01)


def test_customers_are_not_rounded_each_month() -> None:
    assert base(12, 100, 20, churn=0.03).customers.values[-1] == pytest.approx(273.4, abs=0.1)


def test_closing_by_age_gives_the_published_wins() -> None:
    rates = [0.015, 0.031, 0.07, 0.033, 0.02, 0.011, 0.0]
    won = spread((325.0,), rates, [225.0, 250.0, 225.0, 200.0, 175.0, 150.0])
    assert won[0] == pytest.approx(42.8, abs=0.6)


def test_ramped_reps_give_the_published_capacity() -> None:
    ramp = (0.0, 0.25, 0.5, 0.75)
    tenures = [[4, 5, 6, 7], [3, 4, 5, 6], [2, 3, 4, 5], [1, 2, 3, 4], [10, 11, 12, 14]]
    worth = [seat(Rep(str(at), hired=-at), Capacity(ramp=ramp), 1)[0] for at in range(5)]
    reps = [
        sum(row[quarter] * each for row, each in zip(tenures, worth, strict=True)) for quarter in range(4)
    ]
    assert reps == pytest.approx([12.5, 15, 17.5, 21])
    # 1,000 thousand a rep and year is 250 a quarter; capacity comes by the month.
    month = limit(Inputs(months("2027-01", 1), capacity=Capacity((Rep("a"),), (), 1000.0, 1.0)))
    assert month is not None
    assert [count * month[0] * 3 for count in reps] == pytest.approx([3125, 3750, 4375, 5250])
