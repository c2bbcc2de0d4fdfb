"""A what-if shows what would come of other inputs, and changes nothing before it is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.counts import betas
from quarterdeck.plan.document import Plan
from quarterdeck.session.session import Session
from quarterdeck.session.what_if import Dial, WhatIf, step
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
WIN = "rates.win_rate_pct"
SPEND = "channels.ads.spend"


def session_of(name: str = "benchline") -> Session:
    return Session(examples.read(name).plan, TODAY)


def small(spend: object = 1000) -> Session:
    plan = Plan.model_validate(
        {
            "plan": {"quarter": "2027-Q1"},
            "forecast": {
                "months": 3,
                "channels": {"ads": {"spend": spend, "cost_per_lead": 10}},
                "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
                "revenue": {"kind": "one_off", "one_off_per_customer": 100},
                "scenarios": {"low": {"name": "Low", "overrides": {WIN: 10}}},
            },
        }
    )
    return Session(plan, TODAY)


def dial(what_if: WhatIf, name: str) -> Dial:
    return next(dial for dial in what_if.dials if dial.name == name)


def test_the_inputs_that_move_most_come_first() -> None:
    what_if = session_of().what_if
    strongest = [bar.driver for bar in what_if.base.tornado["quarter"]]
    assert [dial.name for dial in what_if.dials][: len(strongest)] == strongest


def test_turning_changes_the_forecast_and_not_the_plan() -> None:
    session = small()
    plan, what_if = session.plan, session.what_if
    before = what_if.figure(what_if.base).number
    what_if.turn(WIN, 1)
    assert dial(what_if, WIN).now == Decimal(21)
    assert before is not None
    assert what_if.together.number == before / 20
    assert what_if.effect(dial(what_if, WIN)).number == before / 20
    assert session.plan is plan
    assert not session.can_undo


def test_effects_are_told_each_and_together() -> None:
    what_if = small().what_if
    for name, value in ((WIN, 40), (SPEND, 2000)):
        what_if.put(name, Decimal(value))
    each = [what_if.effect(dial(what_if, name)).number or Decimal(0) for name in (WIN, SPEND)]
    assert each[0] == each[1]
    assert what_if.together.number == 3 * each[0]


def test_a_step_back_is_the_plan_again() -> None:
    what_if = small().what_if
    what_if.turn(WIN, 3)
    what_if.turn(WIN, -3)
    assert not what_if.is_trying
    assert what_if.analysis is what_if.base


def test_nothing_is_tried_beyond_what_there_can_be() -> None:
    what_if = small().what_if
    what_if.put(WIN, Decimal(400))
    assert dial(what_if, WIN).now == 100
    what_if.put(SPEND, Decimal(-5))
    assert dial(what_if, SPEND).now == 0


def test_kept_is_one_step_and_one_undo_brings_the_plan_back() -> None:
    session = small()
    plan, what_if = session.plan, session.what_if
    what_if.put(WIN, Decimal(25))
    what_if.put(SPEND, Decimal(1500))
    tried = what_if.figure(what_if.analysis)
    assert what_if.keep()
    assert session.plan.forecast.rates.win_rate_pct == 25
    assert session.plan.forecast.channels["ads"].spend == 1500
    assert not what_if.is_trying
    assert what_if.figure(what_if.base) == tried
    session.undo()
    assert session.plan is plan
    assert not session.can_undo


def test_keeping_leaves_texts_that_are_no_answers_where_they_stand() -> None:
    session = small()
    session.edit(("forecast", "timing", "mql_to_sql"), "soon")
    session.what_if.put(WIN, Decimal(25))
    session.what_if.keep()
    assert session.drafts[("forecast", "timing", "mql_to_sql")].raw == "soon"


def test_in_a_scenario_the_scenario_is_changed() -> None:
    session = small()
    what_if = session.what_if
    what_if.choose("low")
    assert dial(what_if, WIN).value == 10
    what_if.put(WIN, Decimal(12))
    what_if.keep()
    assert dict(session.plan.forecast.scenarios["low"].overrides) == {WIN: 12}
    assert session.plan.forecast.rates.win_rate_pct == 20
    assert dial(what_if, WIN).value == 12


@pytest.mark.parametrize("case", ["base", "low"])
def test_money_by_month_keeps_its_course(case: str) -> None:
    session = small([1000, 2000, 3000])
    what_if = session.what_if
    what_if.choose(case)
    assert dial(what_if, SPEND).value == 2000
    what_if.put(SPEND, Decimal(3000))
    tried = what_if.figure(what_if.analysis)
    what_if.keep()
    assert what_if.figure(what_if.base) == tried
    if case == "base":
        assert session.plan.forecast.channels["ads"].spend == (1500, 3000, 4500)


def test_thrown_away_is_the_plan_again() -> None:
    session = small()
    session.what_if.turn(WIN, 5)
    session.what_if.throw_away()
    assert not session.what_if.keep()
    assert not session.can_undo


def test_what_is_tried_outlives_an_edit_of_the_plan() -> None:
    session = small()
    session.what_if.put(WIN, Decimal(30))
    session.set(("plan", "company"), "Acme")
    assert dial(session.what_if, WIN).now == 30
    session.set(("forecast", "rates", "win_rate_pct"), Decimal(30))
    assert not session.what_if.is_trying


def test_the_simulation_is_of_what_is_shown() -> None:
    what_if = small().what_if
    shares = list(what_if.simulate())
    assert shares == sorted(shares)
    assert what_if.simulated is not None
    what_if.turn(WIN, 1)
    assert what_if.simulated is None
    what_if.turn(WIN, -1)
    assert what_if.simulated is not None


def test_a_rate_that_is_tried_is_simulated_as_it_is_tried_whatever_was_counted() -> None:
    session = session_of("hotaru")
    name = "rates.lead_to_mql_pct"
    assert name in betas(session.what_if.base)
    session.what_if.put(name, Decimal(31))
    assert name not in betas(session.what_if.analysis)


def test_an_empty_plan_has_nothing_to_try() -> None:
    what_if = Session(Plan(), TODAY).what_if
    assert what_if.dials == ()
    assert not what_if.keep()
    assert what_if.figure(what_if.base).number is None


@given(st.decimals(Decimal("0.01"), Decimal(10**12), places=2), st.sampled_from(["pct", "money", "count"]))
def test_steps_are_round_and_small(value: Decimal, unit: str) -> None:
    found = step(unit, value)
    assert found > 0
    assert str(found.normalize().as_tuple().digits[0]) in "125"
    assert found <= max(value / 10, Decimal("0.1"))


def test_the_engine_says_the_same_when_the_settings_are_given_to_it() -> None:
    session = session_of()
    session.what_if.turn(WIN, 2)
    alone = analyse(session.plan, TODAY, None, session.what_if.settings)
    assert alone.forecast == session.what_if.analysis.forecast
