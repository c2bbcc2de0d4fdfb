"""Months and quarters as people type them: `2027-01`, `jan 2027`, `1q27`, `next quarter`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from quarterdeck.plan import calendar
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import LONGEST, one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.vocabulary import LAST, MONTHS, NEXT, THIS

Shift = Callable[[str, int], str]

_YEAR_MONTH = re.compile(r"(\d{4})\s?[-/. ]\s?(\d{1,2})(?:[-/.]\d{1,2})?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})")
_NAME = re.compile(r"([^\W\d_]+)\.?[ ,/'-]*(\d{4}|\d{2})?")
_YEAR_NAME = re.compile(r"(\d{4})[ ,/-]*([^\W\d_]+)\.?")
_QUARTER_YEAR = re.compile(r"(?:q\s?([1-4])|([1-4])\s?q)(?:[ ,/'-]*(?:fy\s?)?(\d{4}|\d{2}))?")
_YEAR_QUARTER = re.compile(r"(?:fy\s?)?(\d{4}|\d{2})[ ,/-]*(?:q\s?([1-4])|([1-4])\s?q)")
_OFFSET = re.compile(r"([+-])\s*(\d{1,3})\s*(m|q)?(?:o|onths?|uarters?)?")


def full_year(typed: str) -> int:
    """A year typed in two digits lies between 1970 and 2069."""
    typed = typed.lstrip("'")
    year = int(typed)
    if len(typed) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def read_month(raw: str, style: Style) -> str | Problem:
    """`2027-01`, or why it is no month. A month without a year is the next one from this month on."""
    text = one_line(raw).casefold()
    found = _month(text, style) if len(text) <= LONGEST else None
    return found or Problem("not_a_month", {"typed": quoted(raw)})


def read_quarter(raw: str, style: Style) -> str | Problem:
    """`2027-Q1`, or why it is no quarter. One without a year is the next one from this quarter on."""
    text = one_line(raw).casefold()
    if len(text) <= LONGEST:
        found = _quarter(text, style)
        month = None if found else _month(text, style)
        if found or month:
            return found or calendar.quarter_of(str(month), style.fiscal_start)
    return Problem("not_a_quarter", {"typed": quoted(raw)})


def read_period(raw: str, style: Style) -> str | Problem:
    """A month or a quarter, or why it is neither."""
    text = one_line(raw).casefold()
    found = period(text, style) if len(text) <= LONGEST else None
    return found or Problem("not_a_period", {"typed": quoted(raw)})


def period(text: str, style: Style) -> str | None:
    """The month or quarter meant by a lower-case text, or None."""
    return _quarter(text, style) or _month(text, style)


def _month(text: str, style: Style) -> str | None:
    now = calendar.month_of(style.today)
    if (match := _YEAR_MONTH.fullmatch(text)) is not None:
        return _checked(int(match[1]), int(match[2]))
    if (match := _MONTH_YEAR.fullmatch(text)) is not None:
        return _checked(full_year(match[2]), int(match[1]))
    if (match := _YEAR_NAME.fullmatch(text)) is not None and match[2] in MONTHS:
        return _checked(int(match[1]), MONTHS[match[2]])
    if (match := _NAME.fullmatch(text)) is not None and match[1] in MONTHS:
        number = MONTHS[match[1]]
        if match[2]:
            return _checked(full_year(match[2]), number)
        return _checked(style.today.year + (number < style.today.month), number)
    return _relative(text, "month", "m", now, calendar.add_months)


def _quarter(text: str, style: Style) -> str | None:
    now = calendar.quarter_of(calendar.month_of(style.today), style.fiscal_start)
    if (match := _QUARTER_YEAR.fullmatch(text)) is not None:
        number = match[1] or match[2]
        if match[3]:
            return f"{full_year(match[3]):04d}-Q{number}"
        year = int(now[:4]) + (int(number) < int(now[-1]))
        return f"{year:04d}-Q{number}"
    if (match := _YEAR_QUARTER.fullmatch(text)) is not None:
        return f"{full_year(match[1]):04d}-Q{match[2] or match[3]}"
    return _relative(text, "quarter", "q", now, calendar.add_quarters)


def _relative(text: str, unit: str, letter: str, now: str, add: Shift) -> str | None:
    """Next quarter, this month, +2q: counted from the one that today lies in."""
    first, _, last = text.rpartition(" ")
    if last == unit and first in ("", "the", *THIS, *NEXT, *LAST):
        return add(now, 1 if first in NEXT else -1 if first in LAST else 0)
    match = _OFFSET.fullmatch(text)
    if match is not None and match[3] == letter:
        return add(now, int(match[2]) * (-1 if match[1] == "-" else 1))
    return None


def _checked(year: int, month: int) -> str | None:
    return calendar.month_of(date(year, month, 1)) if 1 <= year <= 9999 and 1 <= month <= 12 else None
