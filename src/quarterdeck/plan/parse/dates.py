"""Days as people type them: `2026-03-31`, `31.3.26`, `31 mar`, `end of q1`, `+6w`, `next fri`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from quarterdeck.plan import calendar
from quarterdeck.plan.format import day
from quarterdeck.plan.parse import periods
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import LONGEST, one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.vocabulary import (
    END_OF,
    LAST,
    MONTHS,
    NEXT,
    START_OF,
    THIS,
    TODAY,
    UNITS,
    WEEKDAYS,
)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2})?)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[. -]*(?:of )?([^\W\d_]+)\.?[, -]*(\d{4}|'?\d{2})?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:[, ]+(\d{4}|'\d{2}))?")
_OFFSET = re.compile(r"([+-]|in )\s*(\d{1,4})\s*([^\W\d_]+)")
_WEEKDAY_FIRST = re.compile(r"([^\W\d_]+)\.?,? (?=.*\d)")

_YEARS_TO_A_LEAP_DAY = 9

Answer = date | Problem | None


def read_date(raw: str, style: Style) -> date | Problem:
    """The day meant, or why it is none. A day without a year is the next one from today on."""
    text = one_line(raw).casefold()
    if text and len(text) <= LONGEST:
        text = _without_weekday(text)
        readers: tuple[Callable[[str, Style], Answer], ...] = (
            _iso, _numeric, _named_day, _offset, _near, _edge, _whole_period,
        )  # fmt: skip
        for reader in readers:
            found = reader(text, style)
            if found is not None:
                return found
    return Problem("not_a_date", {"typed": quoted(raw)})


def _without_weekday(text: str) -> str:
    match = _WEEKDAY_FIRST.match(text)
    return text[match.end() :] if match and match[1] in WEEKDAYS else text


def _iso(text: str, _: Style) -> Answer:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part is not None]
    return _build(parts[0], parts[1], parts[2], text)


def _numeric(text: str, style: Style) -> Answer:
    """31/3/2026: the style's order decides, then what is possible; points are day first everywhere."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), match[4]
    as_day_first = _dated(first, second, year, style, text)
    as_month_first = _dated(second, first, year, style, text)
    if match[2] == ".":
        return as_day_first
    if isinstance(as_month_first, Problem) or first > 12:
        return as_day_first
    if isinstance(as_day_first, Problem) or second > 12:
        return as_month_first
    if style.date_order or as_day_first == as_month_first:
        return as_month_first if style.date_order == "mdy" else as_day_first
    either = {"first": day(as_day_first, style), "second": day(as_month_first, style)}
    return Problem("ambiguous_date", {"typed": quoted(text), **either})


def _named_day(text: str, style: Style) -> Answer:
    """31 mar 2026, mar 31."""
    match = _DAY_MONTH.fullmatch(text)
    if match and match[2] in MONTHS:
        return _dated(int(match[1]), MONTHS[match[2]], match[3], style, text)
    match = _MONTH_DAY.fullmatch(text)
    if match and match[1] in MONTHS:
        return _dated(int(match[2]), MONTHS[match[1]], match[3], style, text)
    return None


def _offset(text: str, style: Style) -> Answer:
    """+6w, -10 days, in 3 months."""
    match = _OFFSET.fullmatch(text)
    unit = match and next((name for name, words in UNITS.items() if match[3] in words), None)
    if match is None or unit not in ("days", "weeks", "months", "quarters", "years"):
        return None
    count = int(match[2]) * (-1 if match[1] == "-" else 1)
    if unit in ("days", "weeks"):
        return _shifted(style.today, count * (7 if unit == "weeks" else 1), text)
    count *= {"months": 1, "quarters": 3, "years": 12}[str(unit)]
    now = calendar.month_of(style.today)
    month = calendar.add_months(now, count)
    if calendar.months_between(now, month) != count:
        return Problem("no_such_day", {"typed": quoted(text)})
    last = calendar.last_day(month)
    return last.replace(day=min(style.today.day, last.day))


def _near(text: str, style: Style) -> Answer:
    """today, tomorrow, fri, next fri, last fri: never today itself."""
    if text in TODAY:
        return _shifted(style.today, TODAY[text], text)
    first, _, rest = text.rpartition(" ")
    if rest not in WEEKDAYS or first not in ("", *NEXT, *THIS, *LAST):
        return None
    if first in LAST:
        return _shifted(style.today, -((style.today.weekday() - WEEKDAYS[rest] - 1) % 7 + 1), text)
    return _shifted(style.today, (WEEKDAYS[rest] - style.today.weekday() - 1) % 7 + 1, text)


def _edge(text: str, style: Style) -> Answer:
    """End of q1, start of march 2027, end of next month, end of 2026."""
    for words, last in ((START_OF, False), (END_OF, True)):
        word = next((word for word in words if text.startswith(f"{word} ")), None)
        if word is None:
            continue
        rest = text.removeprefix(word).strip()
        if re.fullmatch(r"\d{4}", rest) and int(rest) > 0:
            period = f"{rest}-12" if last else f"{rest}-01"
        elif rest in ("week", "this week"):
            return _shifted(style.today, (6 if last else 0) - style.today.weekday(), text)
        elif rest in ("year", "the year", "this year"):
            period = f"{style.today.year:04d}-{'12' if last else '01'}"
        else:
            found = periods.period(rest, style)
            if found is None:
                return None
            period = found
        return (calendar.last_day if last else calendar.first_day)(period, style.fiscal_start)
    return None


def _whole_period(text: str, style: Style) -> Answer:
    """A month or a quarter where a day is wanted: which one?"""
    found = periods.period(text, style)
    if found is None:
        return None
    first, last = (edge(found, style.fiscal_start) for edge in (calendar.first_day, calendar.last_day))
    return Problem("which_day", {"typed": quoted(text), "first": day(first, style), "last": day(last, style)})


def _dated(day_number: int, month: int, year: str | None, style: Style, text: str) -> date | Problem:
    if year is not None:
        return _build(periods.full_year(year), month, day_number, text)
    years = range(style.today.year, style.today.year + _YEARS_TO_A_LEAP_DAY)
    candidates = [_build(ahead, month, day_number, text) for ahead in years]
    days = [found for found in candidates if isinstance(found, date) and found >= style.today]
    return days[0] if days else candidates[0]


def _build(year: int, month: int, day_number: int, text: str) -> date | Problem:
    try:
        return date(year, month, day_number)
    except ValueError:
        return Problem("no_such_day", {"typed": quoted(text)})


def _shifted(start: date, days: int, text: str) -> date | Problem:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return Problem("no_such_day", {"typed": quoted(text)})
