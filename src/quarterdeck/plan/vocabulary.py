"""The words that are part of an answer as it is typed: months, "end of", "at least", "k", "tbd".

They are grammar, not labels: what the program shows by them it can also read. English in full; of other
languages what founders mix in. Everything is in lower case.
"""

from __future__ import annotations

from decimal import Decimal

UNKNOWN = frozenset(
    {"?", "??", "-", "n", "n/a", "na", "n.a.", "not known", "unknown", "don't know", "dont know", "no idea"}
    | {"tbd", "tba", "to be decided", "to be determined"}
)
EMPTY = "none"
"""Typed into a list: there are none, which is an answer."""

YES = frozenset({"y", "yes", "true", "1", "on", "ja", "oui", "si", "sí"})
NO = frozenset({"n", "no", "false", "0", "off", "nein", "non"})

SUFFIXES: dict[str, Decimal] = {
    word: Decimal(size)
    for size, words in {
        10**3: "k tsd tsd. thousand 千",
        10**4: "万",
        10**5: "lakh lac lakhs",
        10**6: "m mn mm mio mio. million millions",
        10**7: "cr crore crores",
        10**8: "億 亿",
        10**9: "b bn mrd mrd. billion billions",
    }.items()
    for word in words.split()
}

PERCENT = ("%", "per cent", "percent", "pct", "prozent")
POINTS = ("percentage points", "percentage point", "points", "point", "pts", "pp", "ppt")
RELATIVE = "relative"

UNITS: dict[str, tuple[str, ...]] = {
    "minutes": ("minutes", "minute", "mins", "min"),
    "hours": ("hours", "hour", "hrs", "hr", "h"),
    "days": ("days", "day", "d"),
    "weeks": ("weeks", "week", "wks", "wk", "w"),
    "months": ("months", "month", "mos", "mo", "m"),
    "quarters": ("quarters", "quarter", "q"),
    "years": ("years", "year", "yrs", "yr", "y"),
}
"""How a span of time is typed, by what it counts."""

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen janeiro januari jän jänner يناير",
            "february feb februar février févr febrero febbraio fevereiro fev februari فبراير",
            "march mar märz mär mars marzo maerz mrz março maart mrt مارس",
            "april apr avril avr abril abr aprile أبريل ابريل",
            "may mai mayo maggio mag maio mei مايو",
            "june jun juni juin junio giugno giu junho يونيو",
            "july jul juli juillet juil julio luglio lug julho يوليو",
            "august aug août agosto ago augustus أغسطس اغسطس",
            "september sep sept septembre septiembre settembre set setembro سبتمبر",
            "october oct oktober okt octobre octubre ottobre ott outubro out أكتوبر اكتوبر",
            "november nov novembre noviembre novembro نوفمبر",
            "december dec dezember dez décembre déc diciembre dicembre dic dezembro ديسمبر",
        ),
        1,
    )
    for word in words.split()
}
WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "monday mon montag",
            "tuesday tue tues dienstag",
            "wednesday wed mittwoch",
            "thursday thu thur thurs donnerstag",
            "friday fri freitag",
            "saturday sat samstag",
            "sunday sun sonntag",
        )
    )
    for word in words.split()
}

NEXT = ("next", "coming")
THIS = ("this", "current")
LAST = ("last", "previous")
START_OF = ("start of", "beginning of", "first day of", "begin of")
END_OF = ("end of", "last day of", "end")
TODAY = {"today": 0, "tomorrow": 1, "yesterday": -1}

AIMS: dict[str, tuple[str, ...]] = {
    "at_least": (
        *("at least", "no less than", "not less than", "more than", "minimum", "min"),
        *("from", "over", "above", ">=", "=>", "≥", ">"),
    ),
    "at_most": (
        *("at most", "no more than", "not more than", "less than", "maximum", "max"),
        *("up to", "under", "below", "<=", "=<", "≤", "<"),
    ),
    "about": ("about", "around", "roughly", "approximately", "circa", "ca.", "ca", "~", "≈"),
    "reach": ("reach", "exactly", "hit", "to", "="),
}
"""The first of each is how it is shown."""
BETWEEN = "between"
RISES = ("increase by", "grow by", "raise by", "up by", "increase", "grow", "raise", "up", "plus")
FALLS = (
    *("decrease by", "reduce by", "lower by", "cut by", "down by"),
    *("decrease", "reduce", "lower", "cut", "down", "minus"),
)
CHANGE_BY = "by"
TIMES = ("x", "*")
FROM = ("from", "since", "ab")
TO = ("to", "until", "till", "bis")
IN = ("in", "only in")
"""How a scenario changes an input: ×0.9 from April to June, 18 in May."""
STRETCH = ("stretch", "ideally")
LIMIT = ("hard limit", "limit")
