from __future__ import annotations

from decimal import Decimal

import pytest
from parsing import ENGLISH, FRENCH, GERMAN, SWISS, UNDECIDED, field, problem, value

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import walk
from quarterdeck.plan.parse import Problem, Read, read
from quarterdeck.plan.paths import MISSING
from quarterdeck.plan.style import Style


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12500", "12500"), ("12 500", "12500"), ("12'500", "12500"), ("12_500", "12500"),
        ("12’500", "12500"), ("€12,500.00", "12500"), ("12.500,00 €", "12500"), ("CHF 12'500.-", "12500"),
        ("12500 eur", "12500"), ("12\u00a0500,50", "12500.5"), ("12\u202f500", "12500"),
        ("12,50,000", "1250000"), ("1,250,000", "1250000"), ("12,5", "12.5"), ("12.5", "12.5"),
        ("1.25", "1.25"), ("0,5", "0.5"), (".5", "0.5"), ("0.125", "0.125"), ("1234.567", "1234.567"),
        ("12k", "12000"), ("1.2m", "1200000"), ("3 Mio", "3000000"), ("2bn", "2000000000"),
        ("1,5 Tsd", "1500"), ("3 万", "30000"), ("2 lakh", "200000"), ("€1.2m", "1200000"),
        ("1.2 Mio. €", "1200000"), ("(500)", "-500"), ("-500", "-500"), ("−500", "-500"), ("500-", "-500"),
        ("-€500", "-500"), ("(€500)", "-500"), ("=11*49", "539"), ("120/12", "10"), ("=(3+4)/2", "3.5"),
        ("=1200*15%", "180"), ("5 × 12", "60"), ("=-5+3", "-2"), ("=1/3", "0.333333"), ("١٢٣", "123"),
        ("１２３", "123"), ("١٫٥", "1.5"), ("-0", "0"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(raw: str, expected: str) -> None:
    found = value(Kind.MONEY, raw)
    assert found == Decimal(expected)
    assert not (found.is_signed() and found == 0)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("a lot", "not_a_number"), ("nan", "not_a_number"), ("inf", "not_a_number"),
        ("-inf", "not_a_number"), ("1e999", "not_a_number"), ("1e5", "not_a_number"),
        ("0x10", "not_a_number"), ("1_0", "not_a_number"), ("1,2,3", "not_a_number"),
        ("1.2.3", "not_a_number"), ("12 5", "not_a_number"), ("--5", "not_a_number"),
        ("(-5)", "not_a_number"), ("1,250 000", "not_a_number"), ("€", "not_a_number"),
        ("k", "not_a_number"), ("1234567890123456", "too_many_digits"),
        ("0.0000000000000001", "too_many_digits"), ("9999999bn", "too_big"),
        ("=99999999*99999999", "too_big"), ("3-5", "range_or_minus"), ("1/0", "divides_by_zero"),
        ("=(3+4", "not_a_sum"), ("=2**9", "not_a_sum"), ("=2^9", "not_a_number"), ("=", "not_a_number"),
        ("=__import__('os')", "not_a_sum"), ("=" + "(" * 90 + "1" + ")" * 90, "not_a_sum"),
        ("1" * 5000, "not_a_number"), ("=" + "9*" * 3000 + "9", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_said_to_be_none(raw: str, key: str) -> None:
    assert problem(Kind.MONEY, raw).key == key


def test_one_mark_before_three_digits_is_asked_about() -> None:
    asked = problem(Kind.MONEY, "1.250")
    assert asked.key == "ambiguous"
    assert asked.values == {"typed": "1.250", "whole": "1250", "fraction": "1.25"}


@pytest.mark.parametrize("raw", ["1.250", "1,250", "1.250k", "1.250 %", "=1.250*2", "1.111"])
def test_what_is_offered_instead_of_an_ambiguous_text_can_be_read(raw: str) -> None:
    asked = problem(Kind.NUMBER, raw.removesuffix(" %"))
    assert {value(Kind.NUMBER, asked.values[name]) for name in ("whole", "fraction")} == {
        number * (1000 if "k" in raw else 1) for number in _both(raw)
    }


def _both(raw: str) -> tuple[Decimal, Decimal]:
    digits = raw.strip("=k %*2").replace(",", ".")
    return Decimal(digits), Decimal(digits.replace(".", ""))


@pytest.mark.parametrize(
    ("style", "point", "comma"),
    [(ENGLISH, "1.25", "1250"), (GERMAN, "1250", "1.25"), (SWISS, "1.25", "1250"), (FRENCH, "1250", "1.25")],
)
def test_the_plans_number_style_decides_what_is_ambiguous(style: Style, point: str, comma: str) -> None:
    assert value(Kind.NUMBER, "1.250", style) == Decimal(point)
    assert value(Kind.NUMBER, "1,250", style) == Decimal(comma)


def test_an_amount_in_another_currency_is_not_taken_over() -> None:
    assert problem(Kind.MONEY, "$500", GERMAN).values["sign"] == "$"
    assert problem(Kind.MONEY, "CHF 500", GERMAN).key == "other_currency"
    assert value(Kind.MONEY, "$500", ENGLISH) == 500
    assert value(Kind.MONEY, "500 fr.", SWISS) == 500


def test_fifteen_percent_or_a_share_of_it_is_asked() -> None:
    assert value(Kind.PERCENT, "15%") == value(Kind.PERCENT, "15 percent") == value(Kind.PERCENT, "15") == 15
    assert value(Kind.PERCENT, "0.15 %") == Decimal("0.15")
    asked = problem(Kind.PERCENT, "0,15")
    assert asked.key == "percent_or_share"
    assert (asked.values["share"], asked.values["percent"]) == ("15 %", "0.15 %")


def test_counts_refuse_fractions_and_name_the_neighbours() -> None:
    assert value(Kind.INTEGER, "12.0") == 12
    assert type(value(Kind.INTEGER, "1k")) is int
    assert problem(Kind.INTEGER, "-2.5").values == {"typed": "-2.5", "below": "−3", "above": "−2"}


def test_limits_of_the_field_are_told() -> None:
    assert problem(Kind.PERCENT, "140", low=0, high=100).key == "outside"
    assert problem(Kind.INTEGER, "-1", low=0).values == {"typed": "-1", "low": "0"}
    assert value(Kind.PERCENT, "100", low=0, high=100) == 100


def test_the_fields_own_unit_may_be_typed() -> None:
    assert value(Kind.INTEGER, "30 days", unit="days") == 30
    assert value(Kind.NUMBER, "3m", unit="months") == 3
    assert value(Kind.INTEGER, "20 leads", unit="leads") == 20
    assert value(Kind.NUMBER, "3m", unit="leads") == 3_000_000


@pytest.mark.parametrize("raw", ["n", "?", "not known", "TBD", "n/a"])
def test_not_known_clears_the_value_and_says_so(raw: str) -> None:
    found = read(field(Kind.MONEY), raw, UNDECIDED)
    assert isinstance(found, Read)
    assert found.value is MISSING
    assert found.echo is not None
    assert found.echo.key == "echo.unknown"


def test_what_was_understood_is_echoed_unless_it_was_typed_so() -> None:
    found = read(field(Kind.MONEY), "12,5k", GERMAN)
    assert isinstance(found, Read)
    assert found.echo is not None
    assert found.echo.values == {"value": "€12.500"}
    plain = read(field(Kind.MONEY), "€12.500", GERMAN)
    assert isinstance(plain, Read)
    assert plain.echo is None


def test_a_number_that_counts_what_its_kpi_counts_is_read_in_that_unit() -> None:
    found = read(field(Kind.NUMBER, unit="kpi"), "22 %", UNDECIDED, unit="percent")
    assert found == Read(Decimal(22))
    assert isinstance(read(field(Kind.NUMBER, unit="kpi"), "0.2", UNDECIDED, unit="percent"), Problem)


def test_a_margin_can_be_a_loss_but_never_more_than_everything() -> None:
    margin = next(item for path, item in walk(Plan) if path[-1] == "gross_margin_pct")
    loss, too_much = (read(margin, raw, ENGLISH) for raw in ("-12", "140"))
    assert isinstance(loss, Read)
    assert loss.value == Decimal(-12)
    assert isinstance(too_much, Problem)
    assert too_much.key == "above"
