from __future__ import annotations

from datetime import date

import pytest

from quarterdeck.plan import calendar


def test_months_run_over_the_end_of_a_year() -> None:
    assert calendar.months("2026-11", 3) == ("2026-11", "2026-12", "2027-01")
    assert calendar.add_months("2027-01", -1) == "2026-12"
    assert calendar.months_between("2026-11", "2027-02") == 3


@pytest.mark.parametrize(
    ("month", "start", "quarter"),
    [
        ("2027-01", 1, "2027-Q1"),
        ("2026-12", 1, "2026-Q4"),
        ("2026-07", 7, "2027-Q1"),
        ("2027-06", 7, "2027-Q4"),
        ("2026-04", 4, "2027-Q1"),
        ("2027-01", 4, "2027-Q4"),
        ("2026-12", 12, "2027-Q1"),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(month: str, start: int, quarter: str) -> None:
    assert calendar.quarter_of(month, start) == quarter


@pytest.mark.parametrize("start", range(1, 13))
def test_the_months_of_a_quarter_lie_in_it(start: int) -> None:
    for quarter in ("2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"):
        assert {calendar.quarter_of(month, start) for month in calendar.months_of(quarter, start)} == {
            quarter
        }


def test_quarters_follow_each_other() -> None:
    assert calendar.next_quarter("2026-Q4") == "2027-Q1"
    assert calendar.add_quarters("2027-Q1", -1) == "2026-Q4"


def test_first_and_last_days() -> None:
    assert calendar.last_day("2028-02") == date(2028, 2, 29)
    assert calendar.first_day("2027-Q1", 7) == date(2026, 7, 1)
    assert calendar.last_day("2027-Q1") == date(2027, 3, 31)


def test_a_year_no_date_has_does_not_raise() -> None:
    assert calendar.first_day("0000-01") == date(1, 1, 1)
    assert calendar.add_months("9999-12", 5) == "9999-12"


@pytest.mark.parametrize("text", ["2027-13", "2027", "jan", "2027-Q5", ""])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        calendar.last_day(text)
