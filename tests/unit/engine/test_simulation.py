"""Ranges and chances: the same seed the same figures, the middle where the model is, and chance as it is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import isfinite, prod
from statistics import mean, pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.counts import betas
from quarterdeck.engine.forecast.inputs import (
    Capacity,
    Channel,
    Inputs,
    Line,
    Opening,
    Rates,
    Rep,
    Revenue,
    Timing,
)
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.odds import shape
from quarterdeck.engine.simulation.block import simulate
from quarterdeck.engine.simulation.course import RATES, STAGES, stages
from quarterdeck.engine.simulation.dice import Dice
from quarterdeck.engine.simulation.draws import spread
from quarterdeck.engine.simulation.result import Simulation, band
from quarterdeck.engine.simulation.run import finish, steps
from quarterdeck.plan.calendar import months
from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
WHOLE = Inputs(
    months=months("2027-01", 12),
    channels=(Channel("a", 100.0), Channel("b", 10.0, (3000.0,) * 12, 50.0, 2000.0, 0.7)),
    rates=Rates(0.02, 0.3, 0.4, 0.6, 0.22),
    timing=Timing(0.3, 0.5, 0.2, (0.1, 0.35, 0.3, 0.15, 0.1)),
    opening=Opening(50, 20000, (90, 80), (30, 20), (12, 10), (12, 9, 7)),
    revenue=Revenue(new_mrr_per_customer=400, churn=0.02, expansion=0.01, contraction=0.003),
)
RANGES = {"rates.win_rate_pct": (14.0, 30.0), "revenue.monthly_churn_pct": (1.0, 4.0)}


def simulated(inputs: Inputs = WHOLE, runs: int = 400, seed: int = 1) -> Simulation:
    return finish(steps(inputs, RANGES, runs, seed))


def width(found: Simulation, column: str) -> float:
    return float(found.year[column].p90 - found.year[column].p10)


def test_the_same_seed_gives_the_same_and_another_one_something_else() -> None:
    assert simulated() == simulated()
    assert simulated().year != simulated(seed=2).year


def test_bands_lie_around_the_model() -> None:
    found, planned = simulated(runs=1000), run(WHOLE)
    for column in ("leads", "wins", "customers", "mrr", "revenue"):
        values = getattr(planned, column).values
        for at, month in enumerate(WHOLE.months):
            band = found.months[month][column]
            assert band.p10 <= band.p50 <= band.p90
            assert float(band.p10) - 1 <= values[at] <= float(band.p90) + 1


def test_every_part_of_the_funnel_adds_up_to_the_model() -> None:
    planned = run(WHOLE)
    rates = [getattr(WHOLE.rates, name) for name in RATES]
    for stage, parts in enumerate(stages(WHOLE)):
        found = [sum(part.means[at] * prod(rates[part.source : stage]) for part in parts) for at in range(12)]
        assert found == pytest.approx(getattr(planned, STAGES[stage]).values)


def test_an_input_drawn_once_per_run_widens_the_year_more_than_chance_alone() -> None:
    many = replace(WHOLE, channels=(Channel("a", 3000.0),))
    assert width(simulated(many), "wins") > 3 * width(finish(steps(many, {}, 400, 1)), "wins")


def test_five_expected_wins_are_three_or_fewer_in_a_quarter_of_all_cases() -> None:
    found = Dice(1).counts([5.0] * 20_000)
    assert sum(count <= 3 for count in found) / 20_000 == pytest.approx(0.265, abs=0.01)
    ordered = sorted(found)
    assert (ordered[2000], ordered[18_000]) == (2, 8)


@pytest.mark.parametrize(("expected", "less"), [(0.3, 0), (3, 0), (3, 1), (7, 5), (20, 0), (20, 8), (300, 0)])
def test_counts_have_the_mean_and_the_spread_they_should(expected: float, less: float) -> None:
    found = Dice(7).counts([expected] * 20_000, [less] * 20_000 if less else None)
    assert all(count >= 0 and count == int(count) for count in found)
    assert mean(found) == pytest.approx(expected, rel=0.03)
    assert pvariance(found) == pytest.approx(expected - less, rel=0.08)


def test_growth_without_end_is_counted_as_more_than_any_figure_may_be() -> None:
    found = Dice(7).counts([1e308 * 10, 20.0, 1e308 * 10 * 0.0])
    assert all(isfinite(count) for count in found)
    assert band(found) is None


def test_a_range_is_drawn_with_its_own_mean_and_bounds() -> None:
    values = spread(14, 30, *shape(14, 22, 30), 999)
    assert values == sorted(values)
    assert 14 <= values[0] <= values[-1] <= 30
    assert mean(values) == pytest.approx(22, rel=1e-3)
    assert mean(spread(0, 10, *shape(0, 1, 10), 999)) == pytest.approx(14 / 6, rel=0.01)


def test_a_rate_that_was_counted_varies_as_far_as_the_counts_leave_open() -> None:
    name = "rates.win_rate_pct"
    few = finish(steps(WHOLE, {}, 400, 1, (), {name: (8.8 + 2, 31.2 + 8)}))
    many = finish(steps(WHOLE, {}, 400, 1, (), {name: (8.8 + 220, 31.2 + 780)}))
    assert (few.drivers, [note.key for note in few.notes]) == ((name,), ["counted_rate"])
    assert width(few, "wins") > width(many, "wins")
    assert float(many.year["wins"].p50) == pytest.approx(sum(run(WHOLE).wins.values), rel=0.05)
    own = finish(steps(WHOLE, {name: (14.0, 30.0)}, 400, 1, (), {name: (1, 99)}))
    assert own == finish(steps(WHOLE, {name: (14.0, 30.0)}, 400, 1))


def test_a_counted_share_has_the_mean_and_the_spread_of_its_counts() -> None:
    for alpha, beta in ((10.0, 30.0), (600.0, 1400.0), (0.8, 39.2)):
        values = spread(0, 1, alpha, beta, 2000)
        assert values == sorted(values)
        assert mean(values) == pytest.approx(alpha / (alpha + beta), rel=0.01)
        whole = alpha + beta
        assert pvariance(values) == pytest.approx(alpha * beta / whole**2 / (whole + 1), rel=0.05)


def test_last_years_counts_and_this_quarters_make_a_rate_surer() -> None:
    tables = {
        "plan": {"quarter": "2027-Q1"},
        "situation": {"site_funnel_last_year": {"leads": 400, "mqls": 100}},
        "forecast": {
            "start": "2027-01",
            "channels": {"w": {"organic_leads": 100}},
            "rates": {"lead_to_mql_pct": 30},
            "rate_sources": {"lead_to_mql": "history", "confidence": "low"},
        },
    }
    assert betas(analyse(Plan.model_validate(tables), TODAY)) == {"rates.lead_to_mql_pct": (103, 307)}
    guessed = tables | {"forecast": tables["forecast"] | {"rate_sources": {"lead_to_mql": "guess"}}}
    assert betas(analyse(Plan.model_validate(guessed), TODAY)) == {}
    months = {"m1": {"month": "2027-01", "leads": 100, "mqls": 40}}
    later = tables | {"forecast": tables["forecast"] | {"actuals": months}}
    assert betas(analyse(Plan.model_validate(later), date(2027, 2, 10))) == {
        "rates.lead_to_mql_pct": (43, 67)
    }


def test_low_equal_to_high_stands_still_and_a_value_outside_its_range_is_told() -> None:
    still = finish(steps(WHOLE, {"rates.win_rate_pct": (22.0, 22.0)}, 50))
    assert (still.drivers, [note.key for note in still.notes]) == ((), ["no_ranges"])
    outside = finish(steps(WHOLE, {"rates.win_rate_pct": (30.0, 40.0)}, 50))
    told = outside.notes[0]
    assert (told.key, told.path) == ("range_left_out", "forecast.rates.win_rate_pct")


def test_people_who_sell_limit_every_run() -> None:
    few = replace(WHOLE, capacity=Capacity((Rep("a"),), (), 24_000, 4800))
    found = simulated(few)
    assert float(found.months["2027-06"]["wins"].p90) <= 24_000 / 12 / 4800 + 1e-9


def test_lags_and_leads_can_be_uncertain_too() -> None:
    ranges = {"timing.lead_to_mql": (0.0, 3.0), "channels.a.organic_leads": (20.0, 200.0)}
    found = finish(steps(WHOLE, ranges, 1000))
    assert set(found.drivers) == set(ranges)
    assert width(found, "leads") > 1000


def test_it_goes_in_steps_and_says_how_far_it_is() -> None:
    shares = list(steps(WHOLE, RANGES, 1000))
    assert len(shares) > 50
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_what_is_not_known_is_left_out() -> None:
    assert "wins" not in finish(steps(replace(WHOLE, rates=Rates(None, 0.3)), {}, 20)).year
    assert finish(steps(replace(WHOLE, months=()), {}, 20)).reason == "no_start"
    lines = Inputs(months=WHOLE.months, lines=(Line("a", (10.0,) * 12, (5.0,) * 12),))
    assert finish(steps(lines, {}, 20)).year["revenue"].p50 == 600


@pytest.mark.parametrize("name", examples.names())
def test_every_example_has_its_chances(name: str) -> None:
    analysis = analyse(examples.read(name).plan, TODAY)
    found = finish(analysis.simulation(200, 1))
    assert found.drivers
    known = [item.probability_pct.number for item in found.chances if item.probability_pct.known]
    assert known
    assert all(0 <= share <= 100 for share in known if share is not None)


def test_a_certain_goal_and_an_impossible_one() -> None:
    tables = {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {"start": "2027-01", "months": 3, "channels": {"w": {"organic_leads": 100}}},
        "kpis": {"items": {"k": {"name": "Leads", "catalogue": "leads"}, "c": {"catalogue": "shares"}}},
        "goals": {
            "items": {
                "sure": {"kpis": ["k"], "target": {"value": 100}},
                "never": {"kpis": ["k"], "target": {"value": 1000}},
                "even": {"kpis": ["k"], "target": {"value": 300}},
                "other": {"kpis": ["c"], "target": {"value": 300}},
            }
        },
    }
    found = finish(analyse(Plan.model_validate(tables), TODAY).simulation(2000))
    chance = {item.goal: item.probability_pct for item in found.chances}
    assert (chance["sure"].number, chance["never"].number) == (100, 0)
    assert 40 < (chance["even"].number or 0) < 60
    assert chance["other"].reason == "not_in_forecast"


ANY = st.floats(0, 1e12) | st.sampled_from([0.0, 1.0])
SHARE = st.floats(0, 1)


@settings(max_examples=60)
@given(
    st.lists(ANY, min_size=1, max_size=3),
    st.lists(SHARE, min_size=4, max_size=4),
    st.lists(ANY, max_size=3),
    SHARE,
    ANY,
    st.sampled_from(
        [Capacity(), Capacity((Rep("r"),), (), 9e4, 4800), Capacity(founder_hours=9, hours_per_deal=4)]
    ),
)
def test_nothing_is_ever_infinite_or_not_a_number(
    leads: list[float],
    rates: list[float],
    history: list[float],
    churn: float,
    price: float,
    capacity: Capacity,
) -> None:
    odd = replace(
        WHOLE,
        months=WHOLE.months[:3],
        channels=tuple(Channel(str(at), amount) for at, amount in enumerate(leads)),
        rates=Rates(None, *rates),
        opening=Opening(price, price, *(tuple(history) for _ in range(4))),
        revenue=Revenue(new_mrr_per_customer=price, churn=churn),
        capacity=capacity,
    )
    for column in simulate(odd, {}, 5, Dice(1), STAGES).values():
        assert all(isfinite(value) and value >= 0 for month in column for value in month)


def test_shuffling_keeps_every_value() -> None:
    values = [float(at) for at in range(100)]
    assert Counter(Dice(3).shuffled(values)) == Counter(values)
