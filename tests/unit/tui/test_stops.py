from __future__ import annotations

from datetime import date

import pytest

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace
from quarterdeck.session.session import Session
from quarterdeck.steps.catalogue import PAGES, STEPS
from quarterdeck.tui import stops
from quarterdeck.tui.stepmap import labels
from quarterdeck.tui.stops import Mark, Stop

TODAY = date(2026, 11, 22)


def session(**cover: object) -> Session:
    plan = Plan()
    for name, value in cover.items():
        plan = replace(plan, ("plan", name), value)
    return Session(plan, TODAY)


def stop(found: tuple[Stop, ...], name: str) -> Stop:
    return next(item for item in found if item.id == name)


def test_there_is_a_stop_for_every_page_and_one_for_the_review() -> None:
    found = stops.stops(session(), "data")
    assert [item.id for item in found] == [*(page.id for page in PAGES), stops.REVIEW]
    assert [item.number for item in found if item.number] == [step.number for step in STEPS]


def test_the_place_where_one_is_stands_out_and_keeps_its_own_state_for_later() -> None:
    found = stops.stops(session(company="Acme"), "plan")
    assert stop(found, "plan").mark is Mark.HERE
    assert stop(stops.moved(found, "data"), "plan").mark is Mark.BEGUN
    assert stop(stops.moved(found, "data"), "data").mark is Mark.HERE


def test_a_text_that_is_no_answer_is_counted_where_it_stands() -> None:
    editing = session()
    editing.edit(("plan", "quarter"), "soon")
    found = stops.stops(editing, "data")
    assert (stop(found, "plan").mark, stop(found, "plan").to_fix) == (Mark.FIX, 1)
    assert stop(found, stops.REVIEW).mark is Mark.FIX


def test_the_optional_lens_is_skipped_not_open() -> None:
    found = stops.stops(session(), "data")
    assert stop(found, "padre").mark is Mark.SKIPPED
    assert stop(found, "tools").mark is Mark.OPEN


def test_every_mark_differs_from_every_other_without_colour() -> None:
    assert len({mark.sign for mark in Mark}) == len(Mark)


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        (None, ("No quarter set yet",)),
        ("2026-Q4", ("Quarter Q4 2026", "Ends 31 Dec, 39 days")),
        ("2027-Q1", ("Quarter Q1 2027", "Begins 1 Jan, 40 days")),
        ("2026-Q3", ("Quarter Q3 2026", "Ended 30 Sep")),
    ],
)
def test_the_quarter_is_told_by_its_end(quarter: str | None, said: tuple[str, ...]) -> None:
    assert stops.quarter_lines(session(quarter=quarter).plan, TODAY) == said


def test_the_last_day_of_a_quarter_has_its_own_words() -> None:
    plan = session(quarter="2026-Q4").plan
    assert stops.quarter_lines(plan, date(2026, 12, 30))[1] == "Ends 31 Dec, 1 day"
    assert stops.quarter_lines(plan, date(2026, 12, 31))[1] == "Ends today"


@pytest.mark.parametrize("width", [130, 80, 60, 48, 40, 20])
@pytest.mark.parametrize("current", ["plan", "situation", "tools", "padre"])
def test_the_strip_always_fits_and_always_names_where_one_is(width: int, current: str) -> None:
    found = stops.blank_stops(current)
    said = labels(found, width)
    shown = [words for words in said if words is not None]
    if width >= 40:
        assert sum(1 + len(words) for words in shown) + len(shown) <= width + 1
    here = next(words for words, item in zip(said, found, strict=True) if item.here)
    assert here is not None
    assert stop(found, current).short in here


def test_at_eighty_columns_every_step_is_named() -> None:
    said = labels(stops.blank_stops("icp"), 80)
    numbered = [words for words, item in zip(said, stops.blank_stops("icp"), strict=True) if item.number]
    assert all(numbered)
