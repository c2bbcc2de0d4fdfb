from __future__ import annotations

from decimal import Decimal

from hypothesis import given as sampled
from hypothesis import strategies as st

from quarterdeck.engine import figures
from quarterdeck.engine.figures import Figure, known, lacking, quotient, rounded_up, total

ANY = st.one_of(
    st.sampled_from([Figure(Decimal("1e-999990")), Figure(Decimal("1e15"))]),
    st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False).map(Figure),
    st.sampled_from([lacking("a.b"), lacking("c", reason="never")]),
)


def test_a_ratio_without_a_base_has_a_reason_and_no_value() -> None:
    found = quotient(known(5), known(0), when_zero="no_leads")
    assert (found.value, found.reason) == (None, "no_leads")


def test_a_sum_names_everything_that_is_missing() -> None:
    found = total((known(1), lacking("a"), lacking("b", "a")))
    assert (found.reason, found.missing) == ("no_data", ("a", "b"))


def test_the_sum_of_nothing_is_zero_and_not_unknown() -> None:
    assert total(()).value == 0


def test_rounding_up_is_not_fooled_by_the_last_digit_of_a_division() -> None:
    third = quotient(known(1), known(3))
    assert rounded_up(quotient(known(2), third)).value == 6
    assert rounded_up(known(Decimal("6.25"))).value == 7


@sampled(ANY, ANY)
def test_no_arithmetic_ever_gives_a_number_that_is_none(left: Figure, right: Figure) -> None:
    for rule in (figures.difference, figures.quotient, figures.product):
        found = rule(left, right)
        assert found.known != bool(found.reason)
        assert found.number is None or found.number.is_finite()
