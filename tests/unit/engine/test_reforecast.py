"""The forecast going on from what really happened. Expected numbers worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.simulation.run import finish
from quarterdeck.plan.document import Plan

D = Decimal
FEBRUARY = date(2027, 2, 20)
JANUARY: dict[str, Any] = {
    "month": "2027-01", "leads": 80, "opportunities": 30, "wins": 4, "customers": 52, "mrr": 1300,
    "revenue": 1180,
}  # fmt: skip


def plan(*months: dict[str, Any]) -> dict[str, Any]:
    return {
        "plan": {"quarter": "2027-Q1"},
        "forecast": {
            "start": "2027-01",
            "months": 3,
            "channels": {"all": {"organic_leads": 100}},
            "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
            "timing": {"close_curve_pct": [50, 50]},
            "opening": {"customers": 50, "mrr": 1000},
            "revenue": {"kind": "recurring", "new_mrr_per_customer": 100, "monthly_churn_pct": 10},
            "actuals": {row["month"]: row for row in months},
        },
    }


def seen(*months: dict[str, Any], today: date = FEBRUARY) -> Analysis:
    return analyse(Plan.model_validate(plan(*months)), today)


def column(analysis: Analysis, name: str) -> list[Decimal | None]:
    return [row[name] for row in analysis.outlook_forecast.months]


def test_actual_months_stand_as_they_came_and_the_rest_goes_on_from_there() -> None:
    """February: 0.2 × (½·25 + ½·30) = 5.5 wins, 52 × 0.9 + 5.5 customers, 1300 × 0.9 + 550 of MRR."""
    analysis = seen(JANUARY)
    assert column(analysis, "opportunities") == [D(30), D(25), D(25)]
    assert column(analysis, "wins") == [D(4), D("5.5"), D(5)]
    assert column(analysis, "customers") == [D(52), D("52.3"), D("52.07")]
    assert column(analysis, "mrr") == [D(1300), D(1720), D(2048)]
    assert column(analysis, "revenue") == [D(1180), D(1510), D(1884)]


def test_the_plan_as_it_was_made_stays_beside_it() -> None:
    """Without results: 2.5 wins in January, 50 × 0.9 + 2.5 customers."""
    analysis = seen(JANUARY)
    assert analysis.forecast.months[0].wins == D("2.5")
    assert analysis.forecast.months[0].customers == D("47.5")


def test_what_is_not_known_is_filled_in_from_what_is() -> None:
    """80 leads make 40 MQLs and 20 SQLs; the wins of January are expected of the 30 opportunities."""
    analysis = seen({"month": "2027-01", "leads": 80, "opportunities": 30})
    assert column(analysis, "mqls")[0] == D(40)
    assert column(analysis, "wins")[:2] == [D(3), D("5.5")]


def test_quarter_and_year_are_results_to_date_and_the_tail() -> None:
    result = seen(JANUARY).outlook_forecast
    assert result.year.wins == D("14.5")
    assert result.quarters[0].mrr == D(2048)


def test_a_month_that_still_runs_is_left_to_the_forecast() -> None:
    analysis = seen(JANUARY, today=date(2027, 1, 20))
    assert analysis.outlook_forecast is analysis.forecast


def test_a_level_follows_from_all_that_moved_it() -> None:
    """1000 + 400 + 50 − 10 − 90 = 1350."""
    moves = {"new_mrr": 400, "expansion_mrr": 50, "contraction_mrr": 10, "churned_mrr": 90}
    analysis = seen({"month": "2027-01", **moves})
    assert column(analysis, "mrr")[0] == D(1350)
    partly = seen({"month": "2027-01", "new_mrr": 400})
    assert column(partly, "mrr")[0] == D(1300)


@pytest.mark.parametrize("today", [FEBRUARY, date(2027, 4, 2)])
def test_a_gap_between_results_is_no_month_of_zero(today: date) -> None:
    march = {"month": "2027-03", "wins": 7}
    wins = column(seen(JANUARY, march, today=today), "wins")
    assert wins[1] == D("5.5")
    assert wins[2] == (D(7) if today.month == 4 else D(5))


def test_gaps_and_their_levers_go_on_from_the_results_too() -> None:
    """3000 − 2048 = 952 short; one more win in February and in March is worth 90 + 100: 952 ÷ 190 a month."""
    aimed = plan(JANUARY) | {
        "kpis": {"items": {"k": {"catalogue": "mrr", "target": {"value": 3000}}}},
        "goals": {"items": {"g": {"kpis": ["k"]}}},
    }
    analysis = analyse(Plan.model_validate(aimed), FEBRUARY)
    (gap,) = analysis.gaps
    assert (gap.forecast.number, gap.gap.number) == (D(2048), D(952))
    back = analysis.closing(gap).reverse
    assert back is not None
    assert {phase.month: round(phase.wins or D(0), 4) for phase in back.phases if phase.wins} == {
        "2027-02": D("5.0105"),
        "2027-03": D("5.0105"),
    }


def test_the_simulation_goes_on_from_the_results_and_spreads_around_the_outlook() -> None:
    """January stands in every run; of the months to come the middle is the outlook, not the plan."""
    analysis = seen(JANUARY)
    found = finish(analysis.simulation(4000))
    january, march = found.months["2027-01"], found.months["2027-03"]
    assert (january["wins"].p10, january["wins"].p90) == (D(4), D(4))
    assert (january["mrr"].p10, january["mrr"].p90) == (D(1300), D(1300))
    outlook = analysis.outlook_forecast.months[2].mrr or D(0)
    assert march["mrr"].p10 < outlook < march["mrr"].p90
    assert abs(march["mrr"].p50 - outlook) < D(100)
    assert (outlook, analysis.forecast.months[2].mrr) == (D(2048), D("1881.5"))
