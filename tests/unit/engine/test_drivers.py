"""Drivers read and write what the plan says; the tornado sorts them by what they move."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from quarterdeck.engine import inputs, overrides
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.drivers import drivers
from quarterdeck.engine.forecast.inputs import Channel, Inputs, Opening, Rates, Revenue, Timing
from quarterdeck.engine.forecast.kernels import mean_age, stretched
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.tornado import tornado
from quarterdeck.plan.calendar import months
from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
SIMPLE = Inputs(
    months=months("2027-01", 12),
    channels=(Channel("a", 100.0),),
    rates=Rates(None, 0.3, 0.4, 0.6, 0.22),
    timing=Timing(0.3, 0.5, 0.2, (0.1, 0.35, 0.3, 0.15, 0.1)),
    opening=Opening(50, 20000, (), (), (), (12, 9, 7)),
    revenue=Revenue(new_mrr_per_customer=400, churn=0.02, expansion=0.01, contraction=0.003),
)


@pytest.mark.parametrize("name", examples.names())
def test_writing_a_driver_is_setting_the_input_in_the_plan(name: str) -> None:
    plan = examples.read(name).plan
    base = inputs.read(plan)
    found = drivers(base)
    assert len(found) > 10
    for driver in found:
        now = driver.read(base)
        assert now is not None
        place = overrides.inputs(plan)[driver.name]
        if isinstance(getattr(_row(plan, place.path), place.path[-1]), tuple):
            continue
        value = Decimal(repr(round(driver.within(now * 0.9), 3)))
        written = driver.write(base, float(value))
        typed = inputs.read(overrides.applied(plan, {driver.name: value}))
        assert run(written) == run(typed), driver.name


def _row(plan: Plan, path: tuple[str, ...]) -> object:
    node: Any = plan.forecast
    for key in path[:-1]:
        node = node[key] if isinstance(node, dict) else getattr(node, key)
    return node


def test_a_rate_that_was_only_assumed_is_no_driver() -> None:
    plan = examples.read("benchline").plan
    rates = plan.forecast.rates.model_copy(update={"sql_to_opportunity_pct": None})
    plan = plan.model_copy(update={"forecast": plan.forecast.model_copy(update={"rates": rates})})
    assert "rates.sql_to_opportunity_pct" not in {driver.name for driver in drivers(inputs.read(plan))}


def test_the_longest_bar_stands_first_and_a_range_of_ones_own_counts() -> None:
    bars = tornado(SIMPLE, {"rates.win_rate_pct": (10.0, 40.0)}, "wins")
    assert bars[0].driver == "rates.win_rate_pct"
    assert (bars[0].low, bars[0].base, bars[0].high, bars[0].own_range) == (10, 22, 40, True)
    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    assert "revenue.new_mrr_per_customer" not in {bar.driver for bar in bars}
    assert bars[0].elasticity == 1


def test_rates_are_capped_at_everything() -> None:
    sure = replace(SIMPLE, rates=replace(SIMPLE.rates, win_rate=0.95))
    bar = next(bar for bar in tornado(sure, {}, "wins") if bar.driver == "rates.win_rate_pct")
    assert bar.high == 100


def test_what_matters_this_quarter_is_not_what_matters_in_the_year() -> None:
    fresh = replace(SIMPLE, timing=replace(SIMPLE.timing, lead_to_mql=4.0))
    quarter = {bar.driver for bar in tornado(fresh, {}, "wins", 0, 3)}
    assert "channels.a.organic_leads" not in quarter
    assert "channels.a.organic_leads" in {bar.driver for bar in tornado(fresh, {}, "wins")}


@pytest.mark.parametrize("name", examples.names())
def test_every_example_says_what_it_hangs_on(name: str) -> None:
    found = analyse(examples.read(name).plan, TODAY).tornado
    assert set(found) == {"quarter", "year"}
    assert all(found.values())
    assert all(bar.at_base == bars[0].at_base for bars in found.values() for bar in bars)


def test_a_plan_without_a_forecast_hangs_on_nothing() -> None:
    assert tornado(Inputs(months=()), {}, "mrr") == ()
    assert tornado(replace(SIMPLE, rates=Rates()), {}, "wins") == ()


@pytest.mark.parametrize("factor", [0.0, 0.5, 1.0, 1.7, 3.0])
def test_a_stretched_curve_has_its_mean_stretched(factor: float) -> None:
    curve = (0.1, 0.35, 0.3, 0.15, 0.1)
    found = stretched(curve, factor)
    assert sum(found) == pytest.approx(1)
    assert mean_age(found) == pytest.approx(factor * mean_age(curve))
