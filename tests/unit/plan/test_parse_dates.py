from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from parsing import ENGLISH, FRENCH, GERMAN, TODAY, UNDECIDED, field, problem, value

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.parse import Read, read


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-03-31", (2026, 3, 31)), ("2026/3/31", (2026, 3, 31)), ("20260331", (2026, 3, 31)),
        ("31.3.26", (2026, 3, 31)), ("31/3/2026", (2026, 3, 31)), ("3/31/2026", (2026, 3, 31)),
        ("1.4.2026", (2026, 4, 1)), ("5/5/2026", (2026, 5, 5)), ("31 mar", (2027, 3, 31)),
        ("24 dec", (2026, 12, 24)), ("31. März 2027", (2027, 3, 31)), ("mar 31, 2026", (2026, 3, 31)),
        ("1st of march", (2027, 3, 1)), ("31-mar-26", (2026, 3, 31)), ("Tue 31 Mar 2026", (2026, 3, 31)),
        ("29 feb", (2028, 2, 29)), ("end of q1", (2027, 3, 31)), ("end of q4", (2026, 12, 31)),
        ("start of q2 2027", (2027, 4, 1)), ("end of month", (2026, 11, 30)),
        ("end of next month", (2026, 12, 31)), ("end of 2027", (2027, 12, 31)),
        ("end of march 2028", (2028, 3, 31)), ("+6w", (2027, 1, 3)), ("in 10 days", (2026, 12, 2)),
        ("+3m", (2027, 2, 22)), ("-1y", (2025, 11, 22)), ("today", (2026, 11, 22)),
        ("tomorrow", (2026, 11, 23)), ("fri", (2026, 11, 27)), ("next fri", (2026, 11, 27)),
        ("sunday", (2026, 11, 29)), ("last fri", (2026, 11, 20)), ("٢٠٢٧-٠١-٠٢", (2027, 1, 2)),
    ],
)  # fmt: skip
def test_days_are_read_as_people_type_them(raw: str, expected: tuple[int, int, int]) -> None:
    assert value(Kind.DATE, raw) == date(*expected)


def test_a_day_that_could_be_a_month_is_asked_about_until_the_style_decides() -> None:
    asked = problem(Kind.DATE, "3/4/2026")
    assert asked.key == "ambiguous_date"
    assert (asked.values["first"], asked.values["second"]) == ("3 Apr 2026", "4 Mar 2026")
    assert value(Kind.DATE, "3/4/2026", GERMAN) == date(2026, 4, 3)
    assert value(Kind.DATE, "3/4/2026", ENGLISH) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("31 feb 2027", "no_such_day"), ("2027-13-01", "no_such_day"), ("99999999", "no_such_day"),
        ("+9999y", "no_such_day"), ("-9999y", "no_such_day"),
        ("march 2027", "which_day"), ("q1", "which_day"), ("soon", "not_a_date"), ("31 mah", "not_a_date"),
        ("1" * 300, "not_a_date"), ("0000-01-01", "no_such_day"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_said_to_be_none(raw: str, key: str) -> None:
    assert problem(Kind.DATE, raw).key == key


def test_the_end_of_a_quarter_follows_the_fiscal_year() -> None:
    assert value(Kind.DATE, "end of q3", FRENCH) == date(2027, 3, 31)


def test_the_last_day_of_a_shorter_month_is_kept_to() -> None:
    assert value(Kind.DATE, "+1m", replace(UNDECIDED, today=date(2027, 1, 31))) == date(2027, 2, 28)


def test_a_date_is_echoed_with_its_weekday_and_week() -> None:
    found = read(field(Kind.DATE), "31.3.26", UNDECIDED)
    assert isinstance(found, Read)
    assert found.echo is not None
    assert found.echo.values == {"date": "31 Mar 2026", "weekday": "Tue", "week": "14"}


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("2027-01", "2027-01"), ("2027/1", "2027-01"), ("jan 2027", "2027-01"), ("January", "2027-01"),
        ("01/2027", "2027-01"), ("1/27", "2027-01"), ("jan 27", "2027-01"), ("2027 jan", "2027-01"),
        ("nov", "2026-11"), ("this month", "2026-11"), ("next month", "2026-12"), ("+3m", "2027-02"),
        ("2027-01-15", "2027-01"),
    ],
)  # fmt: skip
def test_months_are_read_as_people_type_them(raw: str, month: str) -> None:
    assert value(Kind.MONTH, raw) == month
    assert value(Kind.PERIOD, raw) == month


@pytest.mark.parametrize(
    ("raw", "quarter"),
    [
        ("2027-Q1", "2027-Q1"), ("Q1 2027", "2027-Q1"), ("1q27", "2027-Q1"), ("q1", "2027-Q1"),
        ("Q4", "2026-Q4"), ("2027q1", "2027-Q1"), ("FY27 Q1", "2027-Q1"), ("next quarter", "2027-Q1"),
        ("+2q", "2027-Q2"), ("jan 2027", "2027-Q1"),
    ],
)  # fmt: skip
def test_quarters_are_read_as_people_type_them(raw: str, quarter: str) -> None:
    assert value(Kind.QUARTER, raw) == quarter


def test_a_quarter_without_a_year_counts_in_fiscal_years() -> None:
    assert TODAY.month == 11
    assert value(Kind.QUARTER, "q2", FRENCH) == "2027-Q2"
    assert value(Kind.QUARTER, "q1", FRENCH) == "2028-Q1"


@pytest.mark.parametrize("raw", ["2027-13", "q5", "soon", "2027"])
def test_other_texts_are_no_period(raw: str) -> None:
    assert problem(Kind.PERIOD, raw).key == "not_a_period"
    assert problem(Kind.MONTH, raw).key == "not_a_month"
    assert problem(Kind.QUARTER, raw).key == "not_a_quarter"
