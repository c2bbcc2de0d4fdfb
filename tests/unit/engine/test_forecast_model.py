"""The month table on plain inputs: what feeds what, what is missing, and what must always hold."""

from __future__ import annotations

from decimal import Decimal
from math import fsum, isfinite, prod
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quarterdeck.engine.forecast import capacity
from quarterdeck.engine.forecast.inputs import (
    Capacity,
    Channel,
    Cost,
    Costs,
    Inputs,
    Line,
    Opening,
    Person,
    Rates,
    Rep,
    Revenue,
    Timing,
)
from quarterdeck.engine.forecast.kernels import lag_kernel, normalised, spread, undecided
from quarterdeck.engine.forecast.leads import paid
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.forecast.result import COLUMNS, STOCKS, forecast
from quarterdeck.plan.calendar import months

YEAR = months("2027-01", 12)
WHOLE = Inputs(
    months=YEAR,
    channels=(Channel("a", 100.0),),
    rates=Rates(0.02, 0.3, 0.4, 0.6, 0.22),
    timing=Timing(0.3, 0.5, 0.2, (0.1, 0.35, 0.3, 0.15, 0.1)),
    opening=Opening(50, 20000, (), (), (), (12, 9, 7)),
    revenue=Revenue(new_mrr_per_customer=400, churn=0.02, expansion=0.01, contraction=0.003),
)
SHARES = st.floats(0, 1)
COUNTS = st.floats(0, 1e6)
LAGS = st.floats(0, 8)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    curve = draw(st.lists(st.floats(0.01, 1), min_size=1, max_size=8))
    channels = draw(
        st.lists(
            st.builds(
                Channel,
                id=st.just("c"),
                organic_leads=COUNTS,
                spend=st.just((500.0,) * 12),
                cost_per_lead=st.floats(0.5, 500),
                reference_spend=st.none() | st.floats(1, 1e5),
                saturation=st.floats(0.01, 1),
                growth=st.floats(-1, 1),
            ),
            min_size=1,
            max_size=3,
        )
    )
    return Inputs(
        months=YEAR,
        channels=tuple(channels),
        rates=Rates(*(draw(SHARES) for _ in range(5))),
        timing=Timing(draw(LAGS), draw(LAGS), draw(LAGS), normalised(curve)),
        opening=Opening(
            draw(COUNTS), draw(COUNTS), *(tuple(draw(st.lists(COUNTS, max_size=4))) for _ in range(4))
        ),
        revenue=Revenue(
            new_mrr_per_customer=draw(st.floats(0, 1e4)),
            churn=draw(SHARES),
            expansion=draw(SHARES),
            contraction=draw(SHARES),
        ),
        capacity=draw(
            st.sampled_from(
                [
                    Capacity(),
                    Capacity(founder_hours=40, hours_per_deal=8),
                    Capacity((Rep("r"),), (), 9e4, 4800),
                ]
            )
        ),
    )


def table(given_inputs: Inputs) -> dict[str, tuple[float, ...]]:
    found = run(given_inputs)
    return {name: getattr(found, name).values for name in COLUMNS}


@given(st.floats(0, 60))
def test_a_lag_kernel_sums_to_one_and_has_the_lag_as_its_mean(lag: float) -> None:
    kernel = lag_kernel(lag)
    assert fsum(kernel) == pytest.approx(1)
    assert fsum(age * weight for age, weight in enumerate(kernel)) == pytest.approx(lag, abs=1e-9)


def test_what_is_undecided_falls_to_nothing_with_age() -> None:
    assert undecided((0.1, 0.35, 0.3, 0.15, 0.1)) == pytest.approx((0.9, 0.55, 0.25, 0.1, 0.0))


def test_history_arrives_through_the_lags() -> None:
    assert spread((0.0, 0.0, 0.0), (0.0, 0.5, 0.5), (10.0, 4.0)) == pytest.approx((7.0, 5.0, 0.0))


def test_opportunities_from_before_the_start_are_open_and_are_won() -> None:
    found = run(replace(WHOLE, channels=(Channel("a", 0.0),), opening=replace(WHOLE.opening, customers=0)))
    first = 0.22 * (12 * 0.35 + 9 * 0.30 + 7 * 0.15)
    assert found.wins.values[0] == pytest.approx(first)
    assert found.open_opportunities.values[0] == pytest.approx(12 * 0.55 + 9 * 0.25 + 7 * 0.1)
    assert sum(found.wins.values) == pytest.approx(0.22 * (12 * 0.9 + 9 * 0.55 + 7 * 0.25))


def test_twice_the_money_brings_less_than_twice_the_leads_when_a_channel_saturates() -> None:
    assert paid(6000, 75, 6000, 0.7) == pytest.approx(80)
    assert paid(12000, 75, 6000, 0.7) == pytest.approx(80 * 2**0.7)
    assert paid(12000, 75, None, 0.7) == pytest.approx(160)


def test_deals_nobody_has_time_for_wait_and_half_of_them_go() -> None:
    worked = capacity.work((10.0, 0.0), (4.0, 4.0), 0.5)
    assert worked.wins == (4.0, 3.0)
    assert worked.waiting == (3.0, 0.0)
    assert worked.bound_by == ("capacity", "demand")


def test_a_hire_ramps_by_tenure_and_a_leaver_is_gone() -> None:
    plan = Capacity(ramp=(0.0, 0.25, 0.5))
    assert capacity.seat(Rep("new", hired=2), plan, 6) == (0, 0, 0, 0.25, 0.5, 1)
    assert capacity.seat(Rep("old", left=2), plan, 4) == (1, 1, 0, 0)


def test_attrition_takes_its_year_and_successors_start_at_the_bottom() -> None:
    leaving = capacity.seat(Rep("r"), Capacity(ramp=(0.0,) * 24, attrition=0.2, vacancy=1.5), 13)
    assert leaving[12] == pytest.approx(0.8)


def test_reps_limit_the_wins_by_what_they_really_bring_in() -> None:
    most = capacity.limit(
        replace(WHOLE, months=YEAR[:2], capacity=Capacity((Rep("a"), Rep("b")), (), 480_000, 4_800))
    )
    assert most == pytest.approx((200 / 12, 200 / 12))


def test_a_missing_rate_leaves_everything_before_it_standing() -> None:
    result = forecast(replace(WHOLE, rates=Rates(None, 0.3, 0.4, 0.6, None)))
    assert result.months[0].leads == 100
    assert result.year.opportunities is not None
    assert result.months[0].wins is None
    assert result.months[0].bound_by is None
    assert result.reasons["wins"].missing == ("forecast.rates.win_rate_pct",)
    assert result.reasons["revenue"].missing == ("forecast.rates.win_rate_pct",)


def test_every_missing_rate_on_the_way_is_named() -> None:
    result = forecast(replace(WHOLE, rates=Rates()))
    assert result.reasons["opportunities"].missing == tuple(
        f"forecast.rates.{name}_pct" for name in ("lead_to_mql", "mql_to_sql", "sql_to_opportunity")
    )


def test_new_recurring_revenue_is_told_even_when_the_base_is_not_known() -> None:
    result = forecast(replace(WHOLE, opening=Opening()))
    assert result.months[3].new_mrr is not None
    assert result.months[3].mrr is None
    assert result.reasons["mrr"].missing == ("forecast.opening.mrr",)


def test_a_plan_of_lines_alone_has_their_revenue() -> None:
    lines = (Line("a", (10.0, 20.0), (5.0, 5.0)), Line("b", (1.0, 1.0), (100.0, 110.0)))
    result = forecast(Inputs(months=YEAR[:2], lines=lines))
    assert [row.revenue for row in result.months] == [150, 210]
    assert result.year.line_revenue == 360
    assert result.months[0].leads is None


def test_a_line_without_a_price_is_no_data_and_says_so() -> None:
    result = forecast(Inputs(months=YEAR[:1], lines=(Line("a", (10.0,), None),)))
    assert result.reasons["line_revenue"].missing == ("forecast.lines.a.price",)


def test_a_shop_lives_from_first_and_repeat_orders() -> None:
    shop = Revenue(
        recurring=False, one_off=True, one_off_per_customer=60, order_value=40, repeat_rate=0.1, churn=0
    )
    found = run(replace(WHOLE, revenue=shop, opening=replace(WHOLE.opening, customers=200)))
    wins = found.wins.values
    assert found.one_off_revenue.values[0] == pytest.approx(wins[0] * 60 + 200 * 0.1 * 40)
    assert found.one_off_revenue.values[1] == pytest.approx(wins[1] * 60 + (200 + wins[0]) * 0.1 * 40)
    assert found.mrr.values == (0,) * 12


def test_a_salary_starts_with_the_hire_and_does_not_ramp() -> None:
    costs = Costs((Person("a", 5000.0, hired=1, left=3),), None, (Cost("t", (90.0,) * 12),))
    found = run(replace(WHOLE, costs=costs))
    assert found.team_cost.values[:4] == (0, 5000, 5000, 0)
    assert found.tools_cost.values[0] == 90


def test_commission_is_paid_in_the_month_of_the_win() -> None:
    costs = Costs((Person("a", 0.0),), 0.1)
    found = run(replace(WHOLE, costs=costs, capacity=Capacity(deal_size=4800)))
    assert found.team_cost.values == pytest.approx(tuple(won * 480 for won in found.wins.values))


def test_fiscal_quarters_group_the_months() -> None:
    result = forecast(replace(WHOLE, months=months("2027-02", 6), fiscal_start=2))
    assert [row.period for row in result.quarters] == ["2028-Q1", "2028-Q2"]
    assert result.year.period == "2027-02/2027-07"


def test_the_year_is_the_first_twelve_months() -> None:
    result = forecast(replace(WHOLE, months=months("2027-01", 24)))
    assert result.year.leads == 1200
    assert len(result.quarters) == 8


def test_without_a_start_there_is_no_table_but_a_reason() -> None:
    result = forecast(replace(WHOLE, months=()))
    assert (result.months, result.reason) == ((), "no_start")


def test_the_columns_stand_in_the_documented_order() -> None:
    assert list(COLUMNS) == [
        "leads", "mqls", "sqls", "opportunities", "wins", "open_opportunities", "customers",
        "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr", "one_off_revenue",
        "line_revenue", "revenue", "spend", "team_cost", "tools_cost",
    ]  # fmt: skip


@settings(max_examples=60)
@given(inputs())
def test_nothing_is_ever_infinite_or_not_a_number(given_inputs: Inputs) -> None:
    for values in table(given_inputs).values():
        assert all(isfinite(value) and value >= -1e-6 for value in values)


@settings(max_examples=60)
@given(inputs())
def test_the_bridge_of_recurring_revenue_balances(given_inputs: Inputs) -> None:
    rows = table(given_inputs)
    before = (given_inputs.opening.mrr, *rows["mrr"][:-1])
    for month, opening in enumerate(before):
        assert opening is not None
        moved = rows["new_mrr"][month] + rows["expansion_mrr"][month]
        lost = rows["contraction_mrr"][month] + rows["churned_mrr"][month]
        assert opening + moved - lost == pytest.approx(rows["mrr"][month], rel=1e-9, abs=1e-6)


@settings(max_examples=40)
@given(inputs())
def test_flows_add_up_and_stocks_are_the_last_months(given_inputs: Inputs) -> None:
    result = forecast(given_inputs)
    for name in COLUMNS:
        months_of_row = [row[name] for row in result.months]
        quarters = [row[name] for row in result.quarters]
        if name in STOCKS:
            assert quarters == months_of_row[2::3]
        elif None not in months_of_row:
            assert sum(quarters, Decimal(0)) == sum(months_of_row, Decimal(0)) == result.year[name]


@settings(max_examples=40)
@given(inputs(), st.floats(1, 1e4))
def test_more_leads_never_bring_less(given_inputs: Inputs, more: float) -> None:
    richer = replace(given_inputs, channels=(*given_inputs.channels, Channel("more", more)))
    less, greater = table(given_inputs), table(richer)
    for name in ("leads", "mqls", "sqls", "opportunities", "wins", "customers", "mrr", "revenue"):
        pairs = zip(less[name], greater[name], strict=True)
        assert all(after >= before - 1e-6 * (1 + abs(before)) for before, after in pairs)


@settings(max_examples=40)
@given(SHARES, SHARES, SHARES)
def test_counting_by_cohort_gives_the_same_recurring_revenue(churn: float, more: float, less: float) -> None:
    revenue = Revenue(new_mrr_per_customer=400, churn=churn, expansion=more, contraction=less)
    found = run(replace(WHOLE, revenue=revenue))
    factor = (1 - churn) * (1 + more - less)
    for month in range(12):
        old = 20000 * factor ** (month + 1)
        young = fsum(
            won * 400 * factor ** (month - at) for at, won in enumerate(found.wins.values[: month + 1])
        )
        assert old + young == pytest.approx(found.mrr.values[month], rel=1e-9, abs=1e-6)


def test_wins_in_the_long_run_are_the_leads_times_all_rates() -> None:
    found: Any = run(replace(WHOLE, months=months("2027-01", 36)))
    assert found.wins.values[-1] == pytest.approx(100 * prod((0.3, 0.4, 0.6, 0.22)))
