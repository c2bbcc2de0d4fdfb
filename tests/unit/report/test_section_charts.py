"""The charts of the report: what each is drawn of, and that its sentence says the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from report_kit import EXAMPLES, example, example_document, plan_of, reading_of

from quarterdeck.plan.document import Plan
from quarterdeck.report import charts
from quarterdeck.report.document import Chart, ChartKind, Role
from quarterdeck.report.reading import Reading
from quarterdeck.report.sections.budget_chart import budget_chart, channel_chart
from quarterdeck.report.sections.funnel_chart import STAGES, funnel_chart
from quarterdeck.report.sections.gap_ways import brief
from quarterdeck.report.sections.progress_chart import progress_chart
from quarterdeck.report.sections.roadmap_chart import roadmap_chart


def reading(name: str = "benchline") -> Reading:
    return Reading(*example(name), numbered=True)


def planned(*days: date) -> Plan:
    rows = {f"a{at}": {"what": f"Action {at}", "due": day} for at, day in enumerate(days)}
    return plan_of(actions={"items": rows})


def values(made: Chart, role: Role) -> tuple[Decimal | None, ...]:
    return next(series.values for series in made.series if series.role is role)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_full_report_draws_forecast_funnel_budget_channels_gaps_and_roadmap(name: str) -> None:
    found = [
        block
        for section in example_document(name).sections
        for block in section.blocks
        if isinstance(block, Chart)
    ]
    kinds = [made.kind for made in found]
    assert [kinds.count(kind) for kind in (ChartKind.COLUMNS, ChartKind.BARS, ChartKind.GANTT)] == [1, 3, 1]
    assert ChartKind.WATERFALL in kinds
    assert all(made.sentence and charts.draw(made, 60) for made in found)


def test_a_stage_of_the_funnel_has_its_share_of_the_stage_before() -> None:
    made = funnel_chart(reading())
    assert made is not None
    quarter = next(row for row in example("benchline")[1].forecast.quarters if row.period == "2027-Q1")
    assert values(made, Role.PLAN) == tuple(quarter[name] for name in STAGES)
    assert made.series[0].texts[:2] == ("490", "220 (45\u202f%)")
    assert "Q1 2027, stage by stage: Lead 490, Fitting workshop 220 (45" in made.sentence


def test_channels_cost_what_they_cost_in_the_quarter_and_free_ones_are_left_out() -> None:
    made = channel_chart(reading())
    assert made is not None
    quarter = next(row for row in example("benchline")[1].forecast.quarters if row.period == "2027-Q1")
    assert sum(value or 0 for value in values(made, Role.PLAN)) == quarter["spend"]
    free = channel_chart(reading("dryhold"))
    assert free is not None
    assert len(free.labels) == 2


def test_money_for_one_goal_alone_is_no_chart() -> None:
    assert budget_chart(reading_of(plan_of(forecast={"budget": {"a": {"amount": Decimal(5)}}}))) is None


def test_a_gap_goes_in_steps_from_what_is_under_way_to_the_target() -> None:
    found = reading()
    gap = next(gap for gap in found.analysis.gaps if gap.closed is False)
    made = next(iter(brief(found, gap)))
    assert isinstance(made, Chart)
    levels, moves = values(made, Role.PLAN), values(made, Role.CHANGE)
    assert sum((move for move in moves if move is not None), levels[0] or Decimal(0)) == levels[-1]
    assert levels[-1] == gap.target.number
    assert "short by" in made.sentence


def test_a_quarter_goes_by_weeks_and_a_year_by_months() -> None:
    monday = date(2027, 1, 4)
    quarter = roadmap_chart(reading_of(planned(monday, monday + timedelta(days=80))))
    year = roadmap_chart(reading_of(planned(monday, monday + timedelta(days=300))))
    assert quarter is not None
    assert year is not None
    assert [tick.text for tick in quarter.axis[:2]] == ["4 Jan", "11 Jan"]
    assert [tick.text for tick in year.axis[:2]] == ["Jan 2027", "Feb 2027"]


def test_names_along_a_calendar_stand_at_even_distances_and_never_in_each_other() -> None:
    made = roadmap_chart(reading_of(planned(date(2027, 1, 4), date(2027, 3, 26))))
    assert made is not None
    known = [tick.text for tick in made.axis]
    for width in range(40, 120, 7):
        words = "".join(text for text, _ in charts.draw(made, width)[1]).split()
        places = [known.index(f"{day} {month}") for day, month in zip(words[::2], words[1::2], strict=True)]
        assert len({later - first for first, later in pairwise(places)}) <= 1


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(day: date) -> None:
    made = roadmap_chart(reading_of(planned(day)))
    assert made is not None
    assert charts.draw(made, 80)


def test_the_progress_of_a_kpi_is_told_by_bar_and_sentence() -> None:
    kpi = {
        "name": "Score",
        "catalogue": "lead-score",
        "target": {"value": 60},
        "actuals": {"a": {"period": "2026-10", "value": 30}},
    }
    made = progress_chart(reading_of(plan_of(plan={"quarter": "2026-Q4"}, kpis={"items": {"a": kpi}})))
    assert made is not None
    assert (made.sentence, made.series[0].texts) == (
        "Of what was expected by now: Score 50\u202f%.",
        ("50\u202f%",),
    )
