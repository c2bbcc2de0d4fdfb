"""Random plans, built from the declarations: every field of every step, present and future."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from quarterdeck import text
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, fields_of
from quarterdeck.plan.types import Section

Answers = st.SearchStrategy[Any]

IDS = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
ODD_IDS = IDS | st.sampled_from(["a.b", "Ünï", 'q"uote', "a b", "win_rate_pct"])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=30
).map(lambda value: text.clean(value, lines=False))
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).map(text.clean)
AMOUNTS = st.decimals(Decimal(-(10**12)), Decimal(10**12), places=2, allow_nan=False, allow_infinity=False)
NUMBERS = AMOUNTS | st.integers(-(10**15), 10**15).map(Decimal)
MONTHS = st.dates(date(2020, 1, 1), date(2035, 12, 31)).map(lambda day: f"{day:%Y-%m}")
QUARTERS = st.builds("{}-Q{}".format, st.integers(2020, 2035), st.integers(1, 4))
CHANGES = st.sampled_from(["x 0.9", "x 1.25 from 2027-04 to 2027-06", "-18.5 from 2027-04", "0 to 2027-02"])
TARGETS = st.fixed_dictionaries(
    {},
    optional={
        "aim": st.sampled_from(["reach", "at_least", "at_most", "between", "about"]),
        "value": NUMBERS,
        "high": NUMBERS,
        "stretch": NUMBERS,
        "change": st.sampled_from(["absolute", "relative_pct", "pct_points"]),
    },
)


def _within(field: Field) -> Answers:
    low, high = field.answer.low, field.answer.high
    return st.decimals(
        Decimal(str(low)) if low is not None else -(10**9),
        Decimal(str(high)) if high is not None else 10**9,
        places=2,
    )


_BY_KIND: dict[Kind, Callable[[Field], Answers]] = {
    Kind.TEXT: lambda _: WORDS,
    Kind.LONG: lambda _: LINES,
    Kind.LIST: lambda _: st.lists(WORDS, max_size=3).map(tuple),
    Kind.CHOICE: lambda field: st.sampled_from(field.answer.choices) | WORDS,
    Kind.CHOICES: lambda field: st.lists(st.sampled_from(field.answer.choices), max_size=3).map(tuple),
    Kind.FLAG: lambda _: st.booleans(),
    Kind.INTEGER: lambda field: _within(field).map(int),
    Kind.NUMBER: _within,
    Kind.MONEY: _within,
    Kind.PERCENT: _within,
    Kind.DATE: lambda _: st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    Kind.MONTH: lambda _: MONTHS,
    Kind.QUARTER: lambda _: QUARTERS,
    Kind.PERIOD: lambda _: MONTHS | QUARTERS,
    Kind.REF: lambda _: IDS,
    Kind.REFS: lambda _: st.lists(IDS, max_size=3).map(tuple),
    Kind.NUMBERS: lambda _: st.lists(NUMBERS, max_size=4).map(tuple),
    Kind.SERIES: lambda _: NUMBERS | st.lists(NUMBERS, max_size=4).map(tuple),
    Kind.MAPPING: lambda _: st.dictionaries(
        st.sampled_from(["rates.win_rate_pct", "months"]), NUMBERS | CHANGES
    ),
    Kind.TARGET: lambda _: TARGETS,
}


@st.composite
def answers(draw: st.DrawFn, model: type[Section], most: int = 3) -> dict[str, Any]:
    """Answers to a few of the fields of `model`, as plain values."""
    fields = [field for field in fields_of(model) if field.kind is not Kind.COMPUTED]
    chosen = draw(st.lists(st.sampled_from(fields), max_size=most, unique=True))
    content: dict[str, Any] = {}
    for field in chosen:
        if field.kind is Kind.ROWS:
            assert field.model is not None
            content[field.name] = draw(st.dictionaries(ODD_IDS, answers(field.model, most), max_size=2))
        elif field.kind is Kind.GROUP:
            assert field.model is not None
            content[field.name] = draw(answers(field.model, most))
        else:
            content[field.name] = draw(_BY_KIND[field.kind](field))
    return content


def plans(most: int = 3) -> st.SearchStrategy[Plan]:
    """Plans with a few answers at every level."""
    return answers(Plan, most).map(Plan.model_validate)
