"""Levers land on the target when they are put back into the plan, and say why where they cannot."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.levers.closing import Closing, Lever, cost_of
from quarterdeck.engine.levers.moves import moves
from quarterdeck.engine.levers.question import question
from quarterdeck.engine.levers.solve import crossing
from quarterdeck.engine.overrides import resolved
from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
FUNNEL: dict[str, Any] = {
    "start": "2027-01",
    "months": 12,
    "channels": {
        "web": {"organic_leads": 60},
        "ads": {"spend": 3000, "cost_per_lead": 50, "reference_spend": 3000, "saturation": 0.8},
    },
    "rates": {"lead_to_mql_pct": 40, "mql_to_sql_pct": 50, "sql_to_opportunity_pct": 80, "win_rate_pct": 25},
    "timing": {"lead_to_mql": 0.2, "mql_to_sql": 0.4, "close_curve_pct": [20, 40, 25, 15]},
    "opening": {"customers": 100, "mrr": 20000, "opportunities_created": [12, 11, 9]},
    "revenue": {"kind": "recurring", "new_mrr_per_customer": 300, "monthly_churn_pct": 2},
}


def made(catalogue: str, target: Any, forecast: dict[str, Any] = FUNNEL, **tables: Any) -> Analysis:
    goal = {"kpis": ["k"], "target": {"value": target}, "start": date(2027, 1, 1), "end": date(2027, 3, 31)}
    base = {
        "plan": {"quarter": "2027-Q1"},
        "forecast": forecast,
        "kpis": {"items": {"k": {"name": "K", "catalogue": catalogue}}},
        "goals": {"items": {"g": goal}},
    }
    return analyse(Plan.model_validate(base | tables), TODAY)


def closed(analysis: Analysis) -> Closing:
    return analysis.closings[("g", "k")]


def lever(analysis: Analysis, name: str) -> Any:
    return next(item for item in closed(analysis).levers if item.lever == name)


@pytest.mark.parametrize(("catalogue", "target"), [("new-customers", 12), ("mrr", 22000), ("sqls", 90)])
def test_each_lever_put_back_into_the_plan_closes_the_gap(catalogue: str, target: int) -> None:
    analysis = made(catalogue, target)
    assert analysis.gaps[0].closed is False
    tried = 0
    for item in closed(analysis).levers:
        name = resolved(analysis.plan, item.lever)
        if item.feasible and name:
            again = analyse(analysis.plan, TODAY, settings={name: item.needed}).gaps[0]
            assert float(again.forecast.number or 0) == pytest.approx(target, rel=1e-3), item.lever
            tried += 1
    assert tried >= 2


@pytest.mark.parametrize("name", examples.names())
def test_every_lever_of_the_examples_lands_on_its_target(name: str) -> None:
    analysis = analyse(examples.read(name).plan, TODAY)
    for gap in analysis.gaps:
        asked = question(analysis, gap)
        if asked is None:
            continue
        found = analysis.closings[(gap.goal, gap.kpi)]
        known = {
            move.lever: move for move in moves(asked.inputs, run(asked.inputs), analysis.ranges, asked.behind)
        }
        for item in found.levers:
            if item.needed is not None:
                short = asked.short(known[item.lever].write(asked.inputs, float(item.needed)))
                assert short is not None
                assert abs(short) <= 1e-3 * abs(float(asked.aim.number)), (gap.kpi, item.lever)
        if found.pair:
            changed = asked.inputs
            for item in found.pair.levers:
                changed = known[item.lever].write(changed, float(item.needed or 0))
            assert abs(asked.short(changed) or 0) <= 1e-3 * abs(float(asked.aim.number))


def test_past_and_new_leads_add_up_to_the_forecast() -> None:
    analysis = made("new-customers", 12)
    found = closed(analysis)
    assert (found.past.number or 0) + (found.new.number or 0) == pytest.approx(
        analysis.gaps[0].forecast.number or 0
    )
    # While nothing binds, leads are a straight line: λ = (T − F_past) ÷ F_new.
    factor = (12 - (found.past.number or 0)) / (found.new.number or 1)
    leads = lever(analysis, "leads")
    assert float(leads.needed) == pytest.approx(float(leads.now * factor), rel=1e-6)


def test_leads_that_cannot_be_won_in_time_are_too_late() -> None:
    slow = FUNNEL | {"timing": {"lead_to_mql": 4, "close_curve_pct": [0, 0, 100]}}
    found = lever(made("new-customers", 40, slow), "leads")
    assert (found.feasible, found.reason) == (False, "too_late")


def test_a_rate_has_nothing_to_do_with_how_many_leads_there_are() -> None:
    names = {item.lever for item in closed(made("win-rate", 30)).levers}
    assert names == {"win_rate_pct"}


def test_ones_own_range_is_how_far_a_lever_goes() -> None:
    ranged = FUNNEL | {"ranges": {"win_rate_pct": {"low": 20, "high": 26}}}
    found = lever(made("new-customers", 30, ranged), "win_rate_pct")
    assert (found.reason, found.farthest) == ("beyond_range", 26)
    assert found.reaches is not None


def test_more_leads_are_not_advised_where_nobody_has_time_for_them() -> None:
    busy = FUNNEL | {"capacity": {"revenue_per_rep": 40000}}
    team = {"members": {"a": {"status": "current", "sells": True, "monthly_salary": 4000}}}
    analysis = made("new-customers", 5, busy, team=team)
    assert lever(analysis, "leads").reason == "capacity"
    reps = lever(analysis, "reps")
    assert reps.needed > 1
    assert reps.cost == 4000 * 3


def test_the_cheapest_lever_stands_first_and_what_has_no_known_cost_is_not_free() -> None:
    analysis = made("new-customers", 12)
    costs = [item.cost for item in closed(analysis).levers if item.feasible]
    known = [cost for cost in costs if cost is not None]
    assert known
    assert costs == sorted(known) + [None] * (len(costs) - len(known))
    leads, spend = lever(analysis, "leads"), lever(analysis, "spend")
    assert leads.cost == pytest.approx((leads.needed - leads.now) * 50)
    # Saturation: each further lead costs more than the ones before.
    assert spend.cost > leads.cost


def test_what_levers_cost_together_is_not_known_where_one_has_no_price() -> None:
    leads, spend, rate = (
        Lever("leads", "", Decimal(1), cost=Decimal("1200.4")),
        Lever("spend", "", Decimal(1), cost=Decimal("300.2")),
        Lever("win_rate", "pct", Decimal(1)),
    )
    assert cost_of((leads, spend)) == 1501
    assert cost_of((leads, rate)) is None
    assert cost_of(()) is None


def test_the_pair_asks_for_less_than_either_alone() -> None:
    analysis = made("new-customers", 12)
    pair = closed(analysis).pair
    assert pair is not None
    assert len({item.lever for item in pair.levers}) == 2
    for item in pair.levers:
        alone = lever(analysis, item.lever)
        if alone.feasible:
            assert abs(item.needed - item.now) < abs(alone.needed - alone.now)


def test_a_closed_gap_needs_no_lever() -> None:
    assert closed(made("new-customers", 1)).levers == ()
    assert closed(made("shares", 1)).past.reason == "not_in_forecast"


def test_what_each_month_must_bring_carried_forward_again_closes_the_gap() -> None:
    analysis = made("new-customers", 12)
    found = closed(analysis).reverse
    assert found is not None
    wins = sum((phase.wins or Decimal(0)) for phase in found.phases)
    assert float(wins) == pytest.approx(float(analysis.gaps[0].gap.number or 0), rel=1e-6)
    leads = sum(phase.leads for phase in found.phases)
    rate = 0.4 * 0.5 * 0.8 * 0.25
    assert float(leads) * rate == pytest.approx(float(wins), rel=1e-6)
    assert 0 < found.late_pct < 100
    assert [phase.past for phase in found.phases] == sorted(
        (phase.past for phase in found.phases), reverse=True
    )


@pytest.mark.parametrize(
    ("short", "end", "expected"),
    [(lambda x: 5 - x, 10.0, 5.0), (lambda x: 8 - x**3, 10.0, 2.0), (lambda x: 1 - x / 50, 100.0, 50.0)],
)
def test_the_crossing_is_found_and_lies_on_the_closed_side(short: Any, end: float, expected: float) -> None:
    found = crossing(short, 0.0, end, short(0.0), short(end))
    assert found == pytest.approx(expected, rel=1e-6)
    assert short(found) <= 0


def test_every_lever_and_every_reason_has_words() -> None:
    for analysis in (made("mrr", 22000), made("mrr", 10**9)):
        for item in closed(analysis).levers:
            assert content.message(f"figures.levers.{item.lever}")
            if item.reason:
                assert content.message(f"figures.lever_reasons.{item.reason}", farthest="x")


AMOUNT = st.one_of(st.sampled_from([0, 1, 100]), st.integers(0, 10**12))


@settings(max_examples=30)
@given(
    st.sampled_from(["mrr", "new-customers", "sqls", "arpu", "cost-per-lead", "churn-rate", "sales-revenue"]),
    AMOUNT,
    st.lists(st.integers(0, 100), min_size=5, max_size=5),
    AMOUNT,
    st.sampled_from([1, 3, 60]),
)
def test_no_plan_breaks_the_levers(
    catalogue: str, target: int, rates: list[int], amount: int, count: int
) -> None:
    names = ("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct")
    odd = FUNNEL | {
        "months": count,
        "rates": dict(zip(names, rates, strict=False)),
        "channels": {"a": {"organic_leads": amount, "spend": amount, "cost_per_lead": amount or None}},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": amount, "monthly_churn_pct": rates[4]},
    }
    for item in closed(made(catalogue, target, odd)).levers:
        for value in (item.now, item.needed, item.reaches, item.cost):
            assert value is None or isfinite(value)
