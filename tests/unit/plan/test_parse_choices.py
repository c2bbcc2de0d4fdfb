from __future__ import annotations

import pytest
from parsing import UNDECIDED, field, problem, value

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.parse import Problem, Read, read
from quarterdeck.plan.paths import MISSING

TEAM = {"ana": "Ana Ruiz", "bo": "Bo, the second", "bo-2": "Chris", "cy": "chris"}
STAGES = ("pre_seed", "seed", "growth")


def _read(kind: Kind, raw: str) -> object:
    found = read(field(kind), raw, UNDECIDED, TEAM)
    return found.value if isinstance(found, Read) else found.key


def test_references_are_found_by_id_or_name_in_any_case() -> None:
    assert _read(Kind.REF, "ana") == _read(Kind.REF, "ANA RUIZ") == "ana"
    assert _read(Kind.REFS, "Bo, the second; ana") == ("bo", "ana")
    assert _read(Kind.REFS, "ana, bo-2") == ("ana", "bo-2")


def test_a_name_that_two_rows_have_or_none_is_told() -> None:
    assert _read(Kind.REF, "Chris") == "two_of_that_name"
    assert _read(Kind.REF, "Zoe") == "no_such_row"


def test_choices_come_back_in_the_lists_order_each_once() -> None:
    assert value(Kind.CHOICES, "growth, Pre-Seed, growth", choices=STAGES) == ("pre_seed", "growth")
    assert value(Kind.CHOICE, "pre seed", choices=STAGES) == "pre_seed"


def test_a_near_miss_is_suggested() -> None:
    assert problem(Kind.CHOICE, "grwth", choices=STAGES).values["close"] == "growth"
    assert problem(Kind.CHOICE, "xyz", choices=STAGES).values["answers"] == "pre_seed, seed, growth"


def test_the_words_of_answers_can_be_typed() -> None:
    found = read(field(Kind.CHOICE, choices=STAGES), "before seed", UNDECIDED, {"pre_seed": "Before seed"})
    assert found == Read("pre_seed")


def test_no_is_no_and_a_question_mark_is_not_known() -> None:
    assert value(Kind.FLAG, "n") is False
    assert value(Kind.FLAG, "Yes") is True
    assert value(Kind.FLAG, "?") is MISSING
    assert problem(Kind.FLAG, "maybe").key == "not_yes_or_no"


def test_lists_take_lines_or_semicolons() -> None:
    assert value(Kind.LIST, "a; b ;; c") == ("a", "b", "c")
    assert value(Kind.LIST, "a; b\nc") == ("a; b", "c")
    assert value(Kind.LIST, "none") == ()
    assert value(Kind.LIST, " ") is MISSING


def test_lists_of_numbers_mind_the_decimal_comma() -> None:
    assert value(Kind.NUMBERS, "12, 9, 7") == value(Kind.NUMBERS, "12;9;7") == value(Kind.NUMBERS, "12 9 7")
    assert [float(item) for item in value(Kind.NUMBERS, "12,5; 9")] == [12.5, 9]
    assert len(value(Kind.NUMBERS, "10,35,30,15,10")) == 5
    assert value(Kind.NUMBERS, "10%,35%,55%") == value(Kind.NUMBERS, "10 %, 35 %, 55 %") == (10, 35, 55)
    assert problem(Kind.NUMBERS, "1,250; 3").key == "ambiguous"
    assert value(Kind.NUMBERS, "none") == ()


def test_a_series_is_one_number_or_a_list() -> None:
    assert value(Kind.SERIES, "6000") == 6000
    assert value(Kind.SERIES, "6000, 7000") == (6000, 7000)
    assert value(Kind.SERIES, "6000;") == (6000,)


def test_overrides_are_lines_of_name_and_number() -> None:
    assert value(Kind.MAPPING, "rates.win_rate_pct = 18\nx = 2k") == {"rates.win_rate_pct": 18, "x": 2000}
    assert problem(Kind.MAPPING, "win rate 18").key == "not_an_override"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x 0.9", "x 0.9"),
        ("×1,5", "x 1.5"),
        ("18 % from April 2027", "18 from 2027-04"),
        ("*2 from 2027-04 to jun 2027", "x 2 from 2027-04 to 2027-06"),
        ("-5 until 2027-03", "-5 to 2027-03"),
        ("3 in 2027-05", "3 from 2027-05 to 2027-05"),
    ],
)
def test_an_override_may_be_a_factor_and_may_be_for_some_months(typed: str, kept: str) -> None:
    assert value(Kind.MAPPING, f"rates.win_rate_pct = {typed}") == {"rates.win_rate_pct": kept}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("x much", "not_a_number"),
        ("18 from soon", "not_a_month"),
        ("18 from 2027-06 to 2027-04", "months_reversed"),
        ("x -2 from 2027-04", "not_a_change"),
    ],
)
def test_what_is_no_override_says_why(typed: str, key: str) -> None:
    assert problem(Kind.MAPPING, f"a = {typed}").key == key


def test_texts_are_cleaned_and_too_long_is_told() -> None:
    assert value(Kind.TEXT, "  a\x1b[31m b\nc ") == "a b c"
    assert value(Kind.TEXT, "tbd") == "tbd"
    assert value(Kind.LONG, "a\r\nb") == "a\nb"
    assert problem(Kind.TEXT, "x" * 201).values == {"limit": "200", "length": "201"}
    assert isinstance(read(field(Kind.LIST), "x" * 201, UNDECIDED), Problem)
