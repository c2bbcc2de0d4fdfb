"""A goal's own sentence a quarter later: its figures, months and days as they are now, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from quarterdeck.plan.calendar import add_months
from quarterdeck.plan.numerals import amount
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import MAX_TEXT
from quarterdeck.plan.vocabulary import MONTH_NAMES
from quarterdeck.session.closing.dates import QUARTER, later

_SHORT = 3
"""Letters of a month's short name."""
_MONTHS = "|".join(sorted({*MONTH_NAMES, *(name[:_SHORT] for name in MONTH_NAMES)}, key=len, reverse=True))
_WHEN = re.compile(rf"\b(?:(?P<day>\d{{1,2}}) )?(?P<month>{_MONTHS})\b(?P<year> \d{{4}})?")
_QUARTER = re.compile(r"\bQ(?P<number>[1-4])\b(?P<year>[ -]\d{4})?")
_THOUSAND = Decimal(1000)


def reworded(
    sentence: str, figures: Mapping[Decimal, Decimal], months: tuple[str, ...], quarter: str, style: Style
) -> str:
    """`sentence` with each of `figures` in place of the old one, and a quarter later.

    Only months out of `months`, and the `quarter` itself, are moved. A sentence that would become too long
    stays as it was.
    """
    told = _figures(sentence, figures, style)
    told = _WHEN.sub(lambda found: _moved(found, months), told)
    told = _QUARTER.sub(lambda found: _next(found, quarter), told)
    return told if len(told) <= MAX_TEXT else sentence


def _figures(sentence: str, figures: Mapping[Decimal, Decimal], style: Style) -> str:
    """Every figure in one pass, so that a new one is not taken for an old one."""
    written = {text: new for old, new in figures.items() if old != new for text in _written(old, style)}
    if not written:
        return sentence
    known = "|".join(re.escape(text) for text in sorted(written, key=len, reverse=True))
    whole = re.compile(rf"(?<![\d.,])(?:{known})(?![\w]|[.,]\d)")

    def put(found: re.Match[str]) -> str:
        new = written[found[0]]
        is_short = found[0].endswith("k") and not new % _THOUSAND
        return f"{amount(new / _THOUSAND, style)}k" if is_short else amount(new, style)

    return whole.sub(put, sentence)


def _written(value: Decimal, style: Style) -> Iterator[str]:
    """How people write a figure: grouped, bare, in thousands."""
    yield amount(value, style)
    yield f"{value.normalize():f}"
    if value and not value % _THOUSAND:
        yield f"{value / _THOUSAND:f}k"


def _moved(found: re.Match[str], months: tuple[str, ...]) -> str:
    number = next(at for at, name in enumerate(MONTH_NAMES, 1) if name.startswith(found["month"]))
    month = next((one for one in months if int(one[5:]) == number), None)
    year = found["year"]
    if month is None or (year and year.strip() != month[:4]):
        return found[0]
    name = MONTH_NAMES[int(add_months(month, QUARTER)[5:]) - 1]
    day = found["day"]
    try:
        then = later(date(int(month[:4]), number, int(day or 1)))
    except ValueError:
        return found[0]
    said = name if found["month"] in MONTH_NAMES else name[:_SHORT]
    return " ".join(filter(None, (str(then.day) if day else "", said, str(then.year) if year else "")))


def _next(found: re.Match[str], quarter: str) -> str:
    year = found["year"]
    if found["number"] != quarter[-1] or (year and year[1:] != quarter[:4]):
        return found[0]
    number = int(quarter[-1]) % 4 + 1
    return f"Q{number}" + (f"{year[0]}{int(year[1:]) + (number == 1)}" if year else "")
