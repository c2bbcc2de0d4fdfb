"""From a plan to the forecast: percents once, defaults said, impossible answers counted as no data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.forecast.inputs import Inputs
from quarterdeck.engine.inputs import read
from quarterdeck.plan.document import Plan

TODAY = date(2026, 11, 22)


def inputs(**forecast: Any) -> Inputs:
    return read(Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "forecast": forecast}))


def notes(found: Inputs) -> set[str]:
    return {note.key for note in found.notes}


def test_percents_become_fractions_once() -> None:
    found = inputs(rates={"win_rate_pct": 22, "mql_to_sql_pct": 40}, revenue={"monthly_churn_pct": "0.3"})
    assert (found.rates.win_rate, found.rates.mql_to_sql) == (0.22, 0.4)
    assert found.revenue.churn == pytest.approx(0.003)


def test_the_grid_is_a_year_from_the_quarter_unless_it_is_told() -> None:
    assert inputs().months[0] == "2027-01"
    assert len(inputs().months) == 12
    assert inputs(start="2027-02", months=3).months == ("2027-02", "2027-03", "2027-04")
    assert {"twelve_months", "start_of_quarter"} <= notes(inputs())


def test_a_fiscal_quarter_starts_where_the_fiscal_year_says() -> None:
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1", "fiscal_year_start": 7}})
    assert read(plan).months[0] == "2026-07"


def test_seasonality_is_brought_to_a_mean_of_one() -> None:
    found = inputs(seasonality=[2] * 6 + [4] * 6)
    assert sum(found.seasonality) == pytest.approx(12)
    assert found.seasonality[0] == pytest.approx(2 / 3)


def test_seasonality_that_is_not_a_year_is_left_out_and_said() -> None:
    found = inputs(seasonality=[1, 2, 3])
    assert found.seasonality == (1.0,) * 12
    assert "season_ignored" in notes(found)


def test_a_list_of_spend_ends_where_it_ends() -> None:
    found = inputs(months=4, channels={"a": {"spend": [100, 200], "cost_per_lead": 10}})
    assert found.channels[0].spend == (100, 200, 0, 0)
    assert "short_list" in notes(found)


def test_a_channel_nobody_filled_in_does_not_spoil_the_others() -> None:
    found = inputs(channels={"a": {"name": "Fair"}, "b": {"organic_leads": 10}})
    assert [channel.id for channel in found.channels] == ["b"]
    assert "channel_left_out" in notes(found)


def test_impossible_answers_count_as_no_data() -> None:
    found = inputs(channels={"a": {"organic_leads": -5, "spend": 0}}, timing={"lead_to_mql": -1})
    assert found.channels[0].organic_leads is None
    assert found.impossible == {"forecast.channels.a.organic_leads", "forecast.timing.lead_to_mql"}


def test_no_history_is_said_but_an_empty_one_is_an_answer() -> None:
    assert "no_history" in notes(inputs())
    assert "no_history" not in notes(inputs(opening={"opportunities_created": []}))


def test_a_missing_opportunity_rate_means_every_sql_is_one() -> None:
    assert inputs().rates.sql_to_opportunity == 1
    assert "sql_is_opportunity" in notes(inputs())


@pytest.mark.parametrize(
    ("subscription", "revenue", "recurring"),
    [(True, {}, True), (False, {}, False), (None, {"one_off_per_customer": 5}, False), (None, {}, True)],
)
def test_an_open_kind_of_revenue_is_read_from_the_rest(
    subscription: bool | None, revenue: dict[str, Any], recurring: bool
) -> None:
    cover = {} if subscription is None else {"subscription": subscription}
    found = read(Plan.model_validate({"plan": cover, "forecast": {"revenue": revenue}}))
    assert found.revenue.recurring is recurring


def test_people_cost_what_they_cost_from_their_first_month_on() -> None:
    members = {
        "ana": {"status": "current", "monthly_salary": 4000, "load_pct": 25, "sells": True},
        "ben": {"status": "planned", "start": "2027-03", "end": "2027-04", "monthly_salary": 1000},
        "cem": {"status": "planned", "monthly_salary": 9999},
    }
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "team": {"members": members}})
    result = analyse(plan, TODAY).forecast
    assert [row.team_cost for row in result.months[:5]] == [5000, 5000, 6000, 6000, 5000]
    assert "hire_without_month" in {note.key for note in result.notes}


def test_tools_cost_from_the_day_they_are_live() -> None:
    items = {
        "a": {"status": "implemented", "price": 120, "price_period": "year"},
        "b": {"status": "chosen", "price": 30, "price_period": "month", "live_on": date(2027, 2, 10)},
        "c": {"status": "chosen", "price": 500, "price_period": "once", "live_on": date(2027, 3, 1)},
        "d": {"status": "evaluating", "price": 9000, "price_period": "month"},
    }
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "tools": {"items": items}})
    assert [row.tools_cost for row in analyse(plan, TODAY).forecast.months[:4]] == [10, 40, 540, 40]


def test_the_ramp_is_told_by_quarter_and_used_by_month() -> None:
    members = {"ana": {"status": "planned", "start": "2027-01", "sells": True}}
    forecast = {
        "capacity": {"revenue_per_rep": 240000, "ramp_pct": [0, 50]},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": 100},
    }
    plan = Plan.model_validate(
        {"plan": {"quarter": "2027-Q1"}, "forecast": forecast, "team": {"members": members}}
    )
    found = read(plan).capacity
    assert found.ramp == (0, 0, 0, 0.5, 0.5, 0.5)
    assert found.deal_size == 1200


def test_every_assumption_has_its_words() -> None:
    full = inputs(
        months=99,
        seasonality=[1],
        channels={"a": {}, "b": {"spend": [1], "cost_per_lead": 1, "saturation": "0.5"}},
        timing={"close_curve_pct": [1]},
    )
    for note in (*inputs().notes, *full.notes):
        assert content.message(f"figures.notes.{note.key}", place="here")


def test_no_default_is_silent() -> None:
    tables = {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {
            "start": "2027-01",
            "revenue": {"kind": "recurring", "new_mrr_per_customer": 100},
            "capacity": {"revenue_per_rep": 90_000},
        },
        "team": {"members": {"ana": {"status": "current", "sells": True, "monthly_salary": 4000}}},
    }
    said = {note.key for note in read(Plan.model_validate(tables)).notes}
    assert said >= {"nobody_buys_more", "nobody_buys_less", "nobody_quits", "no_commission", "salary_alone"}
    tables["forecast"] |= {
        "revenue": tables["forecast"]["revenue"] | {"monthly_expansion_pct": 0, "monthly_contraction_pct": 0},
        "capacity": {"revenue_per_rep": 90_000, "attrition_pct": 0},
        "economics": {"commission_pct": 0},
    }
    tables["team"]["members"]["ana"]["load_pct"] = 0
    quiet = {note.key for note in read(Plan.model_validate(tables)).notes}
    assert not quiet & {
        "nobody_buys_more",
        "nobody_buys_less",
        "nobody_quits",
        "no_commission",
        "salary_alone",
    }
