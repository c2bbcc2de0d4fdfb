"""Scenarios store what differs and follow their base; unknown inputs change nothing and are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine import overrides
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.simulation.run import finish
from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
TABLES: dict[str, Any] = {
    "plan": {"quarter": "2027-Q1"},
    "forecast": {
        "start": "2027-01",
        "months": 12,
        "channels": {"paid.search": {"name": "Paid", "spend": 1000, "cost_per_lead": 10}},
        "rates": {
            "lead_to_mql_pct": 50,
            "mql_to_sql_pct": 50,
            "sql_to_opportunity_pct": 50,
            "win_rate_pct": 20,
        },
        "opening": {"customers": 10, "mrr": 1000},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": 100, "monthly_churn_pct": 2},
        "scenarios": {
            "cautious": {"name": "Cautious", "overrides": {"rates.win_rate_pct": 10}},
            "typo": {"name": "Typo", "overrides": {"rates.winrate": 10}},
            "wild": {"name": "Wild", "overrides": {"rates.win_rate_pct": 140}},
        },
    },
}
PLAN = Plan.model_validate(TABLES)


def wins(plan: Plan, **asked: Any) -> Decimal | None:
    return analyse(plan, TODAY, **asked).forecast.year.wins


def changed(**answers: Any) -> Plan:
    return Plan.model_validate({**TABLES, "forecast": TABLES["forecast"] | answers})


def test_scenarios_stand_side_by_side() -> None:
    found = analyse(PLAN, TODAY).scenarios
    assert list(found) == ["base", "cautious", "typo", "wild"]
    assert [result.scenario for result in found.values()] == list(found)
    assert (found["base"].year.wins, found["cautious"].year.wins) == (30, 15)


def test_a_scenario_follows_when_its_base_changes() -> None:
    richer = changed(channels={"paid.search": {"spend": 2000, "cost_per_lead": 10}})
    assert wins(richer, scenario="cautious") == 30


def test_the_plan_is_judged_by_the_scenario_it_names() -> None:
    assert analyse(changed(scenario="cautious"), TODAY).forecast.scenario == "cautious"
    assert wins(changed(scenario="cautious")) == 15
    assert wins(changed(scenario="gone")) == 30
    assert wins(changed(scenario="cautious"), scenario="base") == 30


def test_a_what_if_stands_on_top_of_its_scenario() -> None:
    asked = {"channels.paid.search.spend": Decimal(2000)}
    assert wins(PLAN, scenario="cautious", settings=asked) == 30
    months = (Decimal(1000), *[Decimal(0)] * 11)
    assert wins(PLAN, settings={"channels.paid.search.spend": months}) == Decimal("2.5")


def test_an_input_that_is_not_there_changes_nothing_and_is_an_error() -> None:
    assert overrides.applied(PLAN, {"rates.winrate": Decimal(10)}) is PLAN
    found = [item for item in analyse(PLAN, TODAY).findings if item.code == "QD616"]
    assert [(item.severity, item.values["input"]) for item in found] == [("error", "rates.winrate")]


def test_a_value_that_cannot_be_is_no_data() -> None:
    found = analyse(PLAN, TODAY).scenarios["wild"]
    assert found.year.wins is None
    assert found.reasons["wins"].reason == "impossible"


def by_month(plan: Plan, column: str, **asked: Any) -> list[Decimal | None]:
    return [row[column] for row in analyse(plan, TODAY, **asked).forecast.months]


def test_a_factor_scales_what_the_base_says() -> None:
    assert wins(PLAN, settings={"rates.win_rate_pct": "x 1.5"}) == 45
    richer = changed(channels={"paid.search": {"spend": 2000, "cost_per_lead": 10}})
    assert wins(richer, settings={"channels.paid.search.spend": "x 2"}) == 120


def test_a_rate_of_some_months_belongs_to_their_cohorts() -> None:
    delayed = changed(timing={"close_curve_pct": [0, 100]})
    assert by_month(delayed, "wins")[:4] == [0, Decimal("2.5"), Decimal("2.5"), Decimal("2.5")]
    found = by_month(delayed, "wins", settings={"rates.win_rate_pct": "40 from 2027-02 to 2027-02"})
    assert found[:4] == [0, Decimal("2.5"), 5, Decimal("2.5")]


def test_history_keeps_the_rate_it_had() -> None:
    known = {"timing": {"close_curve_pct": [0, 100]}, "opening": {"opportunities_created": [10]}}
    found = by_month(changed(**known), "wins", settings={"rates.win_rate_pct": "x 2 from 2027-01"})
    assert found[:2] == [2, 5]


def test_a_kpi_sees_the_rate_of_its_own_months() -> None:
    goal = {"kpis": ["w"], "target": {"value": 30}, "start": date(2027, 4, 1), "end": date(2027, 6, 30)}
    plan = Plan.model_validate(
        TABLES
        | {
            "kpis": {"items": {"w": {"name": "Win rate", "catalogue": "win-rate"}}},
            "goals": {"items": {"g": goal}},
        }
    )
    found = analyse(plan, TODAY, settings={"rates.win_rate_pct": "50 from 2027-06"})
    assert found.gaps[0].forecast.number == 30
    assert analyse(plan, TODAY).gaps[0].forecast.number == 20


def test_a_price_may_rise_and_churn_may_begin_later() -> None:
    base = changed(revenue={"kind": "recurring", "new_mrr_per_customer": 100, "monthly_churn_pct": 0})
    found = by_month(base, "new_mrr", settings={"revenue.new_mrr_per_customer": "120 from 2027-03"})
    assert found[1:3] == [250, 300]
    lost = by_month(base, "churned_mrr", settings={"revenue.monthly_churn_pct": "10 from 2027-02 to 2027-02"})
    assert lost[:3] == [0, 125, 0]


def test_money_of_some_months_is_a_list_of_months() -> None:
    found = by_month(PLAN, "leads", settings={"channels.paid.search.spend": "x 3 to 2027-02"})
    assert found[:3] == [300, 300, 100]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("rates.nothing", Decimal(1), "unknown"),
        ("revenue.order_value", "x 2", "no_value"),
        ("opening.mrr", "5 from 2027-02", "always"),
        ("rates.win_rate_pct", "5 from 2030-01", "outside"),
        ("rates.win_rate_pct", "5 from 2027-12", ""),
        ("opening.mrr", "x 2", ""),
    ],
)
def test_what_changes_nothing_is_told(name: str, value: Any, reason: str) -> None:
    assert overrides.idle(PLAN, name, value) == reason
    assert bool(reason) == (analyse(PLAN, TODAY, settings={name: value}).basis.forecast == PLAN.forecast)


def test_a_share_of_more_than_everything_in_some_months_is_no_data() -> None:
    found = analyse(PLAN, TODAY, settings={"rates.win_rate_pct": "x 9 from 2027-02"}).forecast
    assert (found.year.wins, found.reasons["wins"].reason) == (None, "impossible")


def test_the_simulation_follows_the_months_too() -> None:
    change = {"rates.win_rate_pct": "0 from 2027-02", "revenue.monthly_churn_pct": "x 3 from 2027-02"}
    analysis = analyse(PLAN, TODAY, settings=change)
    found = finish(analysis.simulation(50))
    assert found.months["2027-02"]["wins"].p90 == 0
    assert found.months["2027-03"]["mrr"].p50 == pytest.approx(
        found.months["2027-02"]["mrr"].p50 * Decimal("0.94")
    )


def test_the_price_moves_the_capacity_it_is_measured_by() -> None:
    plan = changed(capacity={"revenue_per_rep": 12000})
    plan = plan.model_copy(
        update={"team": plan.team.model_validate({"members": {"a": {"status": "current", "sells": True}}})}
    )
    dearer, cheaper = wins(plan), wins(plan, settings={"revenue.new_mrr_per_customer": Decimal(50)})
    assert dearer is not None
    assert cheaper is not None
    assert (round(dearer, 6), round(cheaper, 6)) == (10, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("win_rate_pct", "rates.win_rate_pct"), ("rates.win_rate_pct", "rates.win_rate_pct"), ("nothing", "")],
)
def test_the_last_part_of_a_name_is_enough_where_it_is_the_only_one(typed: str, meant: str) -> None:
    assert overrides.resolved(PLAN, typed) == meant


@pytest.mark.parametrize("name", examples.names())
def test_every_scenario_of_the_examples_makes_a_difference(name: str) -> None:
    found = analyse(examples.read(name).plan, TODAY).scenarios
    assert len(found) > 1
    assert all(result.year != found["base"].year for key, result in found.items() if key != "base")


@pytest.mark.parametrize("name", examples.names())
def test_setting_an_input_to_what_it_is_changes_nothing(name: str) -> None:
    plan = examples.read(name).plan
    same = {
        key: value
        for key, place in overrides.inputs(plan).items()
        if (value := _value(plan, place.path)) is not None
    }
    assert len(same) > 20
    assert analyse(plan, TODAY, settings=same).forecast == analyse(plan, TODAY).forecast


def _value(plan: Plan, path: tuple[str, ...]) -> Any:
    node: Any = plan.forecast
    for key in path:
        node = node[key] if isinstance(node, dict) else getattr(node, key)
    return node
