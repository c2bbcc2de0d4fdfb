"""What becomes of everything when a quarter is closed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from closing_kit import QUARTER, TODAY, ended

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.findings import ERROR
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, replace
from quarterdeck.plan.refs import dangling
from quarterdeck.session.closing import roll
from quarterdeck.session.closing.choices import Choice
from quarterdeck.session.closing.facts import Facts
from quarterdeck.session.closing.guards import CLOCK, CLOSED, NO_QUARTER, RUNNING, days_over, hindrance
from quarterdeck.session.closing.record import Lessons
from quarterdeck.session.closing.roll import Closing
from quarterdeck.store import codec, examples

GOAL, ACTION = "goals.items.mrr-76k", "actions.items.pair-up"


def closed(plan: Plan | None = None, **choices: Choice) -> Closing:
    facts = Facts(plan or ended(), QUARTER, TODAY)
    named = {item.path[-1].replace("-", "_"): item.id for item in roll.items(facts)}
    made = {named[name]: choice for name, choice in choices.items()}
    return roll.close(
        facts, roll.items(facts), made, Lessons(learned="x"), closed_on=TODAY, snapshot="acme.2027-Q1.toml"
    )


def test_neither_plan_has_errors_or_references_that_lead_nowhere() -> None:
    done = closed()
    for plan in (done.plan, done.snapshot):
        assert dangling(plan) == []
        assert [found for found in analyse(plan, TODAY).findings if found.severity == ERROR] == []


@pytest.mark.parametrize("name", examples.names())
def test_every_example_can_be_closed_as_suggested(name: str) -> None:
    plan = examples.read(name).plan
    quarter = plan.plan.quarter or ""
    facts = Facts(plan, quarter, date(2028, 1, 5))
    done = roll.close(facts, roll.items(facts), {}, Lessons(), closed_on=facts.today, snapshot="x.toml")
    assert done.plan.plan.quarter == facts.next
    assert codec.loads(codec.dumps(done.plan), "x").plan == done.plan
    assert dangling(done.plan) == []


def test_the_same_choices_give_the_same_bytes() -> None:
    assert codec.dumps(closed().snapshot) == codec.dumps(closed().snapshot)
    assert codec.dumps(closed().plan) == codec.dumps(closed().plan)


def test_a_missed_goal_goes_on_with_later_dates_new_figures_and_its_sentence_says_so() -> None:
    done = closed(mrr_76k=Choice("on", Decimal(80_000), "fairs"))
    goal = done.plan.goals.items["mrr-76k"]
    assert (goal.start, goal.end, goal.baseline) == (date(2027, 4, 1), date(2027, 6, 30), 73_623)
    assert goal.target is not None
    assert (goal.target.aim, goal.target.value, goal.target.stretch) == ("at_least", 80_000, None)
    assert goal.statement == "Raise monthly recurring revenue from €73,623 to at least €80,000 by 30 June"
    assert goal.targets == {}
    kpi = done.plan.kpis.items["mrr"]
    assert kpi.target is not None
    assert (kpi.baseline, kpi.target.value) == (73_623, 80_000)
    ended_goal = done.snapshot.goals.items["mrr-76k"]
    assert (ended_goal.status, ended_goal.status_note) == ("carried_over", "fairs")
    assert done.review.goals["mrr-76k"].reason == "fairs"


def test_a_reached_goal_leaves_with_all_that_refers_to_it() -> None:
    facts = Facts(ended(mrr=77_000), QUARTER, TODAY)
    item = next(item for item in roll.items(facts) if item.id == GOAL)
    assert item.suggested == "reached"
    done = closed(ended(mrr=77_000))
    assert "mrr-76k" not in done.plan.goals.items
    assert "more-revenue" not in done.plan.plan.objectives_raw
    assert all(row.goal != "mrr-76k" for row in done.plan.gaps.items.values())
    assert done.review.goals["mrr-76k"].outcome == "reached"
    assert done.snapshot.goals.items["mrr-76k"].status == "reached"


def test_a_goal_that_runs_on_is_left_alone_but_for_parts_that_are_over() -> None:
    goal = closed().plan.goals.items["austria-first-six"]
    before = ended().goals.items["austria-first-six"]
    assert (goal.end, goal.statement) == (before.end, before.statement)
    assert set(goal.targets) == {"june"}


def test_actions_are_carried_done_or_dropped() -> None:
    plan = replace(ended(), ("actions", "items", "film-evening", "status"), "done")
    done = closed(plan, pair_up=Choice("drop"), lost_deals=Choice("done"))
    assert not {"film-evening", "pair-up", "lost-deals"} & set(done.plan.actions.items)
    evenings = done.plan.actions.items["double-evenings"]
    assert (evenings.start, evenings.due, evenings.status) == (date(2027, 4, 4), date(2027, 6, 10), "todo")
    marks = {key: row.status for key, row in done.snapshot.actions.items.items()}
    assert marks["pair-up"] == "dropped"
    assert marks["lost-deals"] == "done"
    assert marks["double-evenings"] == "carried_over"


def test_the_forecast_goes_on_from_what_was_counted() -> None:
    forecast = closed().plan.forecast
    assert (forecast.quarter, forecast.start, forecast.months) == ("2027-Q2", "2027-04", 12)
    assert (forecast.opening.customers, forecast.opening.mrr) == (251, 73_623)
    assert forecast.opening.leads_created == (158, 159, 160, 146, 158, 155)
    assert {row.month for row in forecast.budget.values()} == {"2027-04", "2027-05", "2027-06"}


def test_a_stock_nobody_counted_is_taken_from_the_forecast() -> None:
    plan = replace(ended(), ("forecast", "actuals", "2027-03", "customers"), MISSING)
    opening = closed(plan).plan.forecast.opening
    assert opening.customers is not None
    assert 246 < opening.customers < 256
    assert opening.mrr == 73_623


def test_rates_that_came_out_differently_are_taken_or_left() -> None:
    plan = closed().plan
    assert plan.forecast.rates.win_rate_pct != 30
    assert plan.forecast.rate_sources.win_rate == "history"
    left = closed(win_rate_pct=Choice("keep")).plan
    assert left.forecast.rates.win_rate_pct == 30


def test_assumptions_are_confirmed_refuted_or_checked_again() -> None:
    done = closed(evenings_scale=Choice("confirmed"), tablet_keeps=Choice("refuted")).plan
    found = done.data.assumptions
    assert found["evenings-scale"].confidence == "high"
    assert found["austria-same"].checked_in == "2027-Q2"
    gap = next(row for row in done.gaps.items.values() if row.assumption == "tablet-keeps" and not row.goal)
    assert gap.title is not None
    assert gap.title.startswith("Not true: Workshops that send a first quote")


def test_a_third_focus_area_waits_until_there_is_room_or_a_reason() -> None:
    done = closed().plan.goals.focus_areas
    assert done["austria"].quarter == "2027-Q3"
    done = closed(staying=Choice("finished"), austria=Choice("start")).plan.goals.focus_areas
    assert set(done) == {"right-conversations", "austria"}
    assert done["austria"].quarter == "2027-Q2"
    both = closed(austria=Choice("start", reason="The grant ends")).plan
    assert both.goals.focus_areas["austria"].reason == "The grant ends"
    assert not [found for found in analyse(both, TODAY).findings if found.code == "QD401"]


def test_people_tools_stage_and_horizons_move() -> None:
    done = closed(austria_rep=Choice("hired"), crm=Choice("retire"), stage=Choice("fundraising")).plan
    assert done.team.members["austria-rep"].status == "current"
    assert "crm" not in done.tools.items
    assert done.plan.stage == "fundraising"
    assert "now" in {row.horizon for row in done.team.structure.values()}
    assert done.team.members["selin"].targets == {}


def test_the_cover_moves_on() -> None:
    cover = closed().plan.plan
    assert (cover.quarter, cover.revision_no, cover.last_reviewed) == ("2027-Q2", 4, TODAY)
    assert cover.next_review == date(2027, 7, 5)


def test_the_record_holds_forecast_and_result_of_every_kpi() -> None:
    review = closed().review
    assert review.snapshot == "acme.2027-Q1.toml"
    assert review.closed_on == TODAY
    row = review.results["mrr"]
    assert (row.target, row.actual, row.unit, row.direction) == (76_000, 73_623, "money", "up")
    assert review.results["cac"].actual is None


@pytest.mark.parametrize(
    ("plan", "today", "key"),
    [
        (Plan(), TODAY, NO_QUARTER),
        (ended(), date(2027, 3, 31), RUNNING),
        (closed().snapshot, TODAY, CLOSED),
        (closed().plan, date(2027, 3, 1), CLOCK),
    ],
)
def test_what_cannot_be_closed_says_why(plan: Plan, today: date, key: str) -> None:
    found = hindrance(plan, today)
    assert found is not None
    assert found.key == key


def test_a_plan_waits_from_the_day_after_its_quarter() -> None:
    assert days_over(ended(), date(2027, 3, 31)) is None
    assert days_over(ended(), date(2027, 4, 1)) == 1
    assert days_over(closed().plan, TODAY) is None
