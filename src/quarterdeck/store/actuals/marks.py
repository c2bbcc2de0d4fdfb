"""How one file writes numbers, dates and money: found in the file itself, one way for all of it.

What the file does not decide the plan does (`Style`), and what neither decides is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck.plan.calendar import add_months, month_of
from quarterdeck.plan.parse.dates import read_date
from quarterdeck.plan.parse.numbers import MAX_DIGITS, number
from quarterdeck.plan.parse.periods import read_month
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import one_line
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_NUMBER
from quarterdeck.plan.vocabulary import MONTHS, UNKNOWN
from quarterdeck.store.actuals.refusal import refused

MISSING = UNKNOWN | {"", "--", "nan", "null", "nil", "none", "#n/a", "#n/v", "n.v.", "k.a.", "s/d", "n.d."}
"""Cells that say that nothing is known."""

Placed = tuple[int, str]
"""A line and what stands in it."""

_MARKED = re.compile(r"(?<![0-9])[0-9]+[.,][0-9.,]*|[.,][0-9]+")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,3}")
_SLASHED = re.compile(r"(\d{1,2})\s?[-/]\s?(\d{1,2})\s?[-/]\s?(?:\d{4}|\d{2})")
_LONG = re.compile(r"-?\d{1,12}\.\d{7,30}")
_MONTH_ONLY = re.compile(
    r"\D*(?:\d{2}|\d{4})?\D*|\d{4}\s?[-/.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{4}|\d{6}|\d{4}年.*"
)
_TIME = re.compile(r"(?<=\d)[t ]+\d{1,2}[:.h]\d{2}.*$")
_CHINESE = re.compile(r"(?:(\d{4})\s*年)\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_ISO_DAY = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}")
_LONGER = re.compile(r"(?:fy\s?)?\d{4}|(?:[qht][1-4]|[1-4]\s?q|[1-4]\. quartal)\W*\d{2,4}|\d{4}\W*[qht][1-4]")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SHORT = re.compile(r"\d{1,2}[-./ ]\d{1,2}\.?")
_YEAR = re.compile(r"\d{4}|\d{1,2}[-./ ]+[^\W_]+[-./ ]+'?\d{2}\b|[^\W\d_][-./ ]*'?\d{2}\b")
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = (32_874, 73_050)
"""1990 to 2099."""


class Marks(Struct, frozen=True):
    """How the file writes what is read from it."""

    decimal: str = "."
    order: str = ""
    """dmy | mdy; empty where no date of the file hangs on it."""
    currency: str = ""
    """The plan's: an amount in another one is refused."""
    today: date = date.min
    year: int | None = None
    """Of months that are written without one; absent: the last time there was such a month."""

    @property
    def style(self) -> Style:
        """For the readers of what people type."""
        grouping = "," if self.decimal == "." else "."
        return Style(self.decimal, grouping, self.order, self.currency, 1, self.today)


def decimal_mark(cells: Iterable[Placed], style: Style) -> str:
    """The decimal mark of all numbers together. Raises ImportRefused where it cannot be told.

    Where none shows it, `1,250` is a thousand and more to those who write decimals after a point. `1.250` is
    then no amount that any program writes, but that of a program which writes otherwise than the plan.
    """
    seen: dict[str, Placed] = {}
    unsure: Placed | None = None
    for line, cell in cells:
        for text in _MARKED.findall(one_line(cell).replace("'", "").replace(" ", "")):
            mark = _decides(text)
            if mark:
                seen.setdefault(mark, (line, cell))
            elif unsure is None and (style.asks or style.decimal_mark in text):
                unsure = (line, cell)
    if len(seen) > 1:
        (first, one), (second, other) = sorted(seen.values())
        raise refused("mixed_marks", first=first, one=one, second=second, other=other)
    if seen:
        return next(iter(seen))
    if unsure is not None:
        raise refused("ambiguous_number", line=unsure[0], typed=unsure[1])
    return style.decimal_mark


def _decides(text: str) -> str:
    """The decimal mark that a number shows, or empty: `1.250` can be written either way."""
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        return "." if text.rindex(".") > text.rindex(",") else ","
    mark, other = (".", ",") if dots else (",", ".")
    if dots + commas > 1:
        return other
    head, _, tail = text.partition(mark)
    return "" if len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0") else mark


def date_order(cells: Iterable[Placed], style: Style) -> str:
    """Whether 3/4/2026 is in April or in March, as all dates together tell. Raises ImportRefused."""
    seen: dict[str, Placed] = {}
    unsure: Placed | None = None
    for line, cell in cells:
        found = _SLASHED.match(one_line(cell))
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        if first > 12 or second > 12:
            seen.setdefault("dmy" if first > 12 else "mdy", (line, cell))
        elif first != second and unsure is None:
            unsure = (line, cell)
    if len(seen) > 1:
        (first, one), (second, other) = sorted(seen.values())
        raise refused("mixed_dates", first=first, one=one, second=second, other=other)
    if seen:
        return next(iter(seen))
    if unsure is not None and style.date_order not in ("dmy", "mdy"):
        raise refused("ambiguous_date", line=unsure[0], typed=unsure[1])
    return style.date_order if unsure is not None else ""


@lru_cache(maxsize=20_000)
def number_in(cell: str, marks: Marks) -> Decimal | Problem | None:
    """The number in a cell, None where it says that nothing is known, or why it is no number."""
    text = one_line(cell).removeprefix("'").casefold()
    if text in MISSING:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return _scientific(text)
    if sum(map(str.isdigit, text)) > MAX_DIGITS:
        text = _rounded(text, marks)
    return number(text, marks.style)


def _scientific(text: str) -> Decimal | Problem:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Problem("not_a_number")
    if value.adjusted() > 18 or abs(value) > MAX_NUMBER:
        return Problem("too_big")
    return round(value, 6).normalize() + 0


def _rounded(text: str, marks: Marks) -> str:
    """What a program computed in binary shows: 5899.999999999999. The digits nobody meant go."""
    found = _LONG.fullmatch(text.replace(marks.decimal, "."))
    return f"{round(Decimal(found[0]), 6):f}".replace(".", marks.decimal) if found else text


@lru_cache(maxsize=20_000)
def month_in(cell: str, marks: Marks) -> str | None:
    """The month a cell lies in, whatever way it tells of it; None where it is no date."""
    text = _TIME.sub("", one_line(cell).removeprefix("'").casefold())
    chinese = _CHINESE.fullmatch(text)
    if chinese:
        text = "-".join(part.zfill(2) for part in chinese.groups() if part)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return f"{compact[1]}-{compact[2]}"
    serial = _SERIAL.fullmatch(text)
    if serial:
        days = int(serial[1])
        inside = _EXCEL_DAYS[0] <= days <= _EXCEL_DAYS[1]
        return month_of(_EXCEL_ZERO + timedelta(days=days)) if inside else None
    if _SHORT.fullmatch(text) or not _is_dated(text):
        return None
    found = _month(text, marks)
    return found if found is None or _YEAR.search(text) else _with_year(found, marks)


def is_longer(cell: str) -> bool:
    """Whether a cell is a quarter, half a year or a year: its row holds what the months say already."""
    return _LONGER.fullmatch(one_line(cell).casefold()) is not None


def is_month(cell: str, today: date) -> bool:
    """Whether a cell is a month and no day: a heading of a table that has its months side by side."""
    is_short = _MONTH_ONLY.fullmatch(one_line(cell)) is not None
    return is_short and month_in(cell, Marks(today=today)) is not None


def _is_dated(text: str) -> bool:
    """Whether it can be a date at all: "next fri" is one only for people who type."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(map(str.isdigit, text)) if not words else any(word in MONTHS for word in words)


def _month(text: str, marks: Marks) -> str | None:
    # A month is looked for first ("Oct 26" is one), but 2026-09-31 is no day of September.
    month = Problem("not_a_month") if _ISO_DAY.fullmatch(text) else read_month(text, marks.style)
    if not isinstance(month, Problem):
        return month
    day = read_date(text, marks.style)
    return None if isinstance(day, Problem) else month_of(day)


def _with_year(month: str, marks: Marks) -> str:
    if marks.year is not None:
        return f"{marks.year:04d}{month[4:]}"
    while month > month_of(marks.today):
        month = add_months(month, -12)
    return month


def with_year(marks: Marks, text: str) -> Marks:
    """`marks` with the one year that a text above the table names, if it names one."""
    years = set(re.findall(r"\b(?:19|20)\d{2}\b", text))
    return replace(marks, year=int(years.pop())) if len(years) == 1 else marks
