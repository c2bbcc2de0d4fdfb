"""Fields and styles that the tests of parsing and formatting share."""

from __future__ import annotations

from datetime import date
from typing import Any

from quarterdeck.plan.declare import As, Kind, Ui
from quarterdeck.plan.fields import Field
from quarterdeck.plan.parse import Problem, Read, read
from quarterdeck.plan.style import NARROW_SPACE, Style, plain_style

TODAY = date(2026, 11, 22)
UNDECIDED = plain_style(TODAY)
ENGLISH = Style(".", ",", "mdy", "USD", 1, TODAY)
GERMAN = Style(",", ".", "dmy", "EUR", 1, TODAY)
FRENCH = Style(",", NARROW_SPACE, "dmy", "EUR", 7, TODAY)
SWISS = Style(".", "’", "dmy", "CHF", 1, TODAY)
INDIAN = Style(".", ",", "dmy", "INR", 4, TODAY, indian=True)
ISO_JAPAN = Style(".", ",", "ymd", "JPY", 4, TODAY)
STYLES = (UNDECIDED, ENGLISH, GERMAN, FRENCH, SWISS, INDIAN, ISO_JAPAN)


def field(kind: Kind, *, unit: str = "", **answer: Any) -> Field:
    return Field("answer", kind, Ui(unit=unit), As(kind, **answer))


def value(kind: Kind, raw: str, style: Style = UNDECIDED, **options: Any) -> Any:
    """The value read; fails with the problem where there is one."""
    found = read(field(kind, **options), raw, style)
    assert isinstance(found, Read), found
    return found.value


def problem(kind: Kind, raw: str, style: Style = UNDECIDED, **options: Any) -> Problem:
    found = read(field(kind, **options), raw, style)
    assert isinstance(found, Problem), found
    return found
