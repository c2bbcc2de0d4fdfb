from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsing import ENGLISH, FRENCH, GERMAN, INDIAN, ISO_JAPAN, STYLES, SWISS, UNDECIDED, field

from quarterdeck.plan import format as fmt
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.parse import Problem, Read, read
from quarterdeck.plan.paths import MISSING
from quarterdeck.plan.style import Style
from quarterdeck.plan.types import Target
from quarterdeck.text import clean

NUMBERS = st.integers(-(10**14), 10**14).flatmap(
    lambda digits: st.integers(0, 6).map(lambda places: Decimal(digits).scaleb(-places))
)
LINES = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=20).filter(
    lambda text: clean(text) == text
)
CHANGES = st.sampled_from(["x 0.9", "x 1.25 from 2027-04 to 2027-06", "-18.5 from 2027-04", "0 to 2027-02"])
TARGETS = st.builds(
    lambda aim, change, value, high, stretch, limit: Target.model_validate(
        {"aim": aim, "value": min(value, high), "stretch": stretch, "limit": limit}
        | ({"change": change} if change else {})
        | ({"high": max(value, high)} if aim == "between" else {})
    ),
    st.sampled_from(["reach", "at_least", "at_most", "between", "about"]),
    st.sampled_from([None, "absolute", "relative_pct", "pct_points"]),
    NUMBERS,
    NUMBERS,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: LINES,
    Kind.LONG: st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    Kind.LIST: st.lists(LINES, max_size=4).map(tuple),
    Kind.FLAG: st.booleans(),
    Kind.INTEGER: st.integers(-(10**14), 10**14),
    Kind.NUMBER: NUMBERS,
    Kind.MONEY: NUMBERS,
    Kind.PERCENT: NUMBERS,
    Kind.DATE: st.dates(),
    Kind.MONTH: st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}"),
    Kind.QUARTER: st.builds("{:04d}-Q{}".format, st.integers(1, 9999), st.integers(1, 4)),
    Kind.PERIOD: st.builds("{:04d}-Q{}".format, st.integers(1, 9999), st.integers(1, 4)),
    Kind.NUMBERS: st.lists(NUMBERS, max_size=5).map(tuple),
    Kind.SERIES: NUMBERS | st.lists(NUMBERS, min_size=1, max_size=5).map(tuple),
    Kind.MAPPING: st.dictionaries(
        st.from_regex(r"[a-z_.]{1,12}", fullmatch=True), NUMBERS | CHANGES, max_size=3
    ),
    Kind.TARGET: TARGETS,
    Kind.REF: st.from_regex(r"[a-m0-9-]{1,12}", fullmatch=True),
    Kind.REFS: st.lists(st.from_regex(r"[a-m0-9-]{1,12}", fullmatch=True), max_size=3, unique=True).map(
        tuple
    ),
    Kind.CHOICE: st.sampled_from(["low", "high"]),
    Kind.CHOICES: st.sampled_from([("low",), ("low", "high"), ()]),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data(), style=st.sampled_from(STYLES))
def test_what_stands_in_an_input_reads_back_to_the_same_value(
    kind: Kind, data: st.DataObject, style: Style
) -> None:
    value = data.draw(VALUES[kind])
    declared = field(kind, choices=("low", "high")) if "choice" in kind else field(kind)
    text = fmt.edit_text(declared, value, style)
    found = read(declared, text, style)
    assert isinstance(found, Read), (text, found)
    assert found.value == value


@given(target=TARGETS, style=st.sampled_from(STYLES))
def test_targets_of_a_percentage_read_back_too(target: Target, style: Style) -> None:
    declared = field(Kind.TARGET, unit="percent")
    found = read(declared, fmt.edit_text(declared, target, style), style)
    assert isinstance(found, Read)
    points = {"change": "pct_points"} if target.change == "absolute" else {}
    assert found.value == target.model_copy(update=points)


@given(
    raw=st.text(max_size=60) | st.text("0123456789.,'k%€-+*/=() qjan\n;:<>≥~", max_size=30),
    kind=st.sampled_from([*VALUES, Kind.ROWS]),
    style=st.sampled_from(STYLES),
    unit=st.sampled_from(["", "percent", "days"]),
)
def test_no_text_raises_and_every_message_has_words(raw: str, kind: Kind, style: Style, unit: str) -> None:
    words = json.loads((files("quarterdeck.content") / "en/messages/parse.json").read_text(encoding="utf-8"))
    found = read(field(kind, unit=unit), raw, style, {"a": "A"})
    if isinstance(found, Problem):
        assert words[found.key].format_map(found.values)
    elif found.echo is not None:
        assert words["echo"][found.echo.key.removeprefix("echo.")].format_map(found.echo.values)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (ENGLISH, "$1,234,567.50"), (GERMAN, "€1.234.567,50"), (FRENCH, "€1\u202f234\u202f567,50"),
        (SWISS, "CHF\u00a01’234’567.50"), (INDIAN, "₹12,34,567.50"), (UNDECIDED, "1,234,567.50"),
        (ISO_JAPAN, "¥1,234,567.5"),
    ],
)  # fmt: skip
def test_money_is_shown_in_the_plans_style(style: Style, text: str) -> None:
    assert fmt.money(Decimal("1234567.5"), style) == text


def test_whole_amounts_have_no_cents_and_losses_a_real_minus() -> None:
    assert fmt.money(Decimal("-12500"), GERMAN) == "−€12.500"
    assert fmt.percent(Decimal("-0.00"), GERMAN) == "0\u202f%"
    assert fmt.percent(Decimal("22.50"), GERMAN) == "22,5\u202f%"


def test_calculated_figures_are_rounded_and_small_ones_do_not_vanish() -> None:
    third = Decimal(100) / 3
    assert fmt.money(third, ENGLISH) == "$33.33"
    assert fmt.money(third, ISO_JAPAN) == "¥33"
    assert fmt.percent(third, ENGLISH) == "33.3\u202f%"
    assert fmt.amount(third * 1000, ENGLISH) == "33,333"
    assert fmt.money(Decimal(1) / 300, ENGLISH) == "$0.0033"
    assert fmt.amount(Decimal("2.5"), ENGLISH, decimals=2) == "2.50"


def test_days_are_shown_so_that_nobody_mistakes_them() -> None:
    day = date(2026, 3, 4)
    assert [fmt.show(field(Kind.DATE), day, style) for style in (GERMAN, ENGLISH, ISO_JAPAN)] == [
        "4 Mar 2026", "Mar 4, 2026", "2026-03-04",
    ]  # fmt: skip


def test_nothing_is_shown_where_nothing_was_answered() -> None:
    for kind in VALUES:
        assert fmt.show(field(kind), None, GERMAN) == fmt.edit_text(field(kind), MISSING, GERMAN) == ""


def test_references_stand_by_unique_names() -> None:
    rows = {"ana": "Ana", "bo": "Twin", "cy": "Twin", "d": "One, two", "n": "none"}
    texts = [fmt.edit_text(field(Kind.REF), key, UNDECIDED, rows) for key in rows]
    assert texts == ["Ana", "bo", "cy", "d", "n"]
