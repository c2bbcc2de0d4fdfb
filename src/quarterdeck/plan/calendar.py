"""Months and quarters as the plan writes them: `2027-01`, `2027-Q1`. Pure arithmetic, no clock.

A quarter belongs to a fiscal year, which is named after the calendar year it ends in: with a year that starts
in July, `2027-Q1` is July to September 2026.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_YEAR, _MONTHS, _QUARTERS = "[0-9]{4}", "0[1-9]|1[0-2]", "Q[1-4]"
MONTH_PATTERN = f"^{_YEAR}-({_MONTHS})$"
QUARTER_PATTERN = f"^{_YEAR}-{_QUARTERS}$"
PERIOD_PATTERN = f"^{_YEAR}-({_QUARTERS}|{_MONTHS})$"
"""As regular expressions of JSON Schema, which models, files and editors share."""

_MONTH = re.compile(f"({_YEAR})-({_MONTHS})")
_QUARTER = re.compile(f"({_YEAR})-({_QUARTERS})")


def add_months(month: str, count: int) -> str:
    """The month `count` months after `month` (before it, if negative). Raises ValueError."""
    return _write(_index(month) + count)


def months(start: str, count: int) -> tuple[str, ...]:
    """`count` months from `start` on. Raises ValueError."""
    first = _index(start)
    return tuple(_write(first + offset) for offset in range(count))


def months_between(start: str, end: str) -> int:
    """How many months `end` is after `start`; negative if it is before. Raises ValueError."""
    return _index(end) - _index(start)


def month_of(day: date) -> str:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_of(month: str, fiscal_start: int = 1) -> str:
    """The fiscal quarter a month lies in; `fiscal_start` is the first month of the fiscal year, 1 to 12."""
    shifted = _index(month) - (fiscal_start - 1)
    year = shifted // 12 + (0 if fiscal_start == 1 else 1)
    return f"{year:04d}-Q{shifted % 12 // 3 + 1}"


def months_of(quarter: str, fiscal_start: int = 1) -> tuple[str, str, str]:
    """The three months of a fiscal quarter. Raises ValueError."""
    year, number = _quarter(quarter)
    first = (year - (0 if fiscal_start == 1 else 1)) * 12 + (fiscal_start - 1) + (number - 1) * 3
    return _write(first), _write(first + 1), _write(first + 2)


def next_quarter(quarter: str) -> str:
    """The quarter after this one. Raises ValueError."""
    return add_quarters(quarter, 1)


def add_quarters(quarter: str, count: int) -> str:
    """The quarter `count` quarters after `quarter`. Raises ValueError."""
    year, number = _quarter(quarter)
    index = min(max(year * 4 + number - 1 + count, 0), 9999 * 4 + 3)
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def first_day(period: str, fiscal_start: int = 1) -> date:
    """The first day of a month or a quarter. Raises ValueError."""
    return _day(period if _MONTH.fullmatch(period) else months_of(period, fiscal_start)[0], last=False)


def last_day(period: str, fiscal_start: int = 1) -> date:
    """The last day of a month or a quarter. Raises ValueError."""
    return _day(period if _MONTH.fullmatch(period) else months_of(period, fiscal_start)[2], last=True)


def is_month(period: str) -> bool:
    """Whether `period` is written as a month."""
    return _MONTH.fullmatch(period) is not None


def is_quarter(period: str) -> bool:
    """Whether `period` is written as a quarter."""
    return _QUARTER.fullmatch(period) is not None


def _day(month: str, *, last: bool) -> date:
    index = _index(month)
    # A hand-edited year 0000 is legal text in the file but no date: the nearest one stands in.
    year, number = min(max(index // 12, 1), 9999), index % 12 + 1
    return date(year, number, monthrange(year, number)[1] if last else 1)


def _index(month: str) -> int:
    match = _MONTH.fullmatch(month)
    if match is None:
        raise ValueError(f"not a month: {month!r}")
    return int(match[1]) * 12 + int(match[2]) - 1


def _quarter(quarter: str) -> tuple[int, int]:
    match = _QUARTER.fullmatch(quarter)
    if match is None:
        raise ValueError(f"not a quarter: {quarter!r}")
    return int(match[1]), int(match[2][1:])


def _write(index: int) -> str:
    index = min(max(index, 0), 9999 * 12 + 11)
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
