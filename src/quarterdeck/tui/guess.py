"""What a new plan most likely needs: currency and notation from the locale, the quarter from the day."""

from __future__ import annotations

import locale
import os
from datetime import date

from msgspec import Struct

from quarterdeck.plan import calendar
from quarterdeck.plan.style import NUMBER_STYLES

SOON = 45
"""From the middle of a quarter on, in days, one plans the next."""


class Guess(Struct, frozen=True):
    """Values as they stand in the file; None where nothing suggests one."""

    quarter: str
    currency: str | None = None
    number_style: str | None = None
    date_style: str | None = None


def guess(today: date) -> Guess:
    """What the day and the locale suggest."""
    language, territory = _locale()
    return Guess(_quarter(today), *_notation(language, territory))


def _quarter(today: date) -> str:
    current = calendar.quarter_of(calendar.month_of(today))
    left = (calendar.last_day(current, 1) - today).days
    return calendar.next_quarter(current) if left < SOON else current


def _locale() -> tuple[str, str]:
    """Language and territory: `("de", "DE")`; empty where the environment says nothing."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MONETARY", "LANG") if os.environ.get(name)), "")
    if named.partition(".")[0] in ("C", "POSIX"):
        # Python takes these for American English; they only say that nobody has chosen.
        return "", ""
    code = (locale.normalize(named) if named else "").partition(".")[0]
    language, _, territory = code.partition("_")
    return (language, territory) if len(territory) == 2 else ("", "")


def _notation(language: str, territory: str) -> tuple[str | None, str | None, str | None]:
    if not territory:
        return None, None, None
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_territory_currencies

    try:
        found = Locale(language, territory)
    except (UnknownLocaleError, ValueError):
        return None, None, None
    symbols = found.number_symbols.get("latn", {})
    marks = (symbols.get("decimal", "."), symbols.get("group", ","))
    currencies = get_territory_currencies(territory)
    pattern = str(found.date_formats["short"].pattern)
    return currencies[-1] if currencies else None, _number_style(marks, territory), _date_style(pattern)


def _number_style(marks: tuple[str, str], territory: str) -> str | None:
    group = "\u202f" if marks[1] in ("\u00a0", "\u202f", " ") else marks[1]
    fits = [
        name
        for name, (decimal, grouping, indian) in NUMBER_STYLES.items()
        if (decimal, grouping) == (marks[0], group) and indian == (territory == "IN")
    ]
    return fits[0] if fits else None


def _date_style(pattern: str) -> str | None:
    first = next((char for char in pattern if char in "dMy"), "")
    return {"d": "day_first", "M": "month_first", "y": "iso"}.get(first)
