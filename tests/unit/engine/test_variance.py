"""Plan against reality: signs, directions, and differences split among what they come from."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import permutations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.figures import Figure, known, lacking
from quarterdeck.engine.targets import Level
from quarterdeck.engine.variance import compare, split

D = Decimal
SENSIBLE = st.decimals(min_value=D("0.001"), max_value=D(100_000), places=3)
ANY = st.decimals(min_value=D(-1000), max_value=D(1000), places=3)


def factors(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[tuple[list[Decimal], list[Decimal]]]:
    return st.integers(1, 6).flatmap(
        lambda count: st.tuples(*(st.lists(values, min_size=count, max_size=count) for _ in range(2)))
    )


def named(values: list[Decimal]) -> dict[str, Decimal]:
    return {str(at): value for at, value in enumerate(values)}


def test_the_published_example_of_a_revenue_split() -> None:
    plan = {"leads": D(600), "conversion": D("0.072"), "win": D("0.22"), "price": D(4800)}
    came = {"leads": D(540), "conversion": D("0.078"), "win": D("0.18"), "price": D(5000)}
    parts = split(plan, came)
    assert {name: round(part) for name, part in parts.items()} == {
        "leads": -4388, "conversion": 3333, "win": -8357, "price": 1700,
    }  # fmt: skip
    assert sum(parts.values()) == prod(came.values()) - prod(plan.values()) == D("-7711.2")


def test_a_zero_factor_is_split_as_shapley_does() -> None:
    """By hand: 10 × 100 = 1000 becomes 0 × 80. Leads first: −1000 and 0; price first: −200 and −800."""
    parts = split({"wins": D(10), "price": D(100)}, {"wins": D(0), "price": D(80)})
    assert parts == {"wins": D(-900), "price": D(-100)}


def test_factors_that_offset_each_other_are_told_apart() -> None:
    """By hand: 2 × 8 = 4 × 4; Λ is 16 itself, so each side moves 16·ln 2 = 11.090."""
    parts = split({"a": D(2), "b": D(8)}, {"a": D(4), "b": D(4)})
    assert round(parts["a"], 3) == D("11.090")
    assert parts["a"] == -parts["b"]


@given(factors(SENSIBLE) | factors(ANY))
def test_the_parts_always_add_up_to_the_difference(both: tuple[list[Decimal], list[Decimal]]) -> None:
    before, after = both
    parts = split(named(before), named(after))
    with localcontext() as exact:
        exact.prec = 60
        assert sum(parts.values()) == prod(after, start=D(1)) - prod(before, start=D(1))


@given(factors(SENSIBLE))
def test_no_part_depends_on_the_order_of_the_factors(both: tuple[list[Decimal], list[Decimal]]) -> None:
    before, after = (named(values[:3]) for values in both)
    parts = split(before, after)
    for order in permutations(before):
        turned = split({name: before[name] for name in order}, {name: after[name] for name in order})
        assert all(abs(turned[name] - part) < D("1e-9") for name, part in parts.items())


def test_factors_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="same factors"):
        split({"leads": D(1)}, {"price": D(1)})


@pytest.mark.parametrize(
    ("way", "actual", "good"),
    [("up", 46_000, False), ("up", 52_000, True), ("down", 46_000, True), ("down", 52_000, False)],
)
def test_the_sign_is_actual_less_plan_and_the_direction_says_whether_that_is_good(
    way: str, actual: int, good: bool
) -> None:
    found = compare(known(50_000), known(actual), way)
    assert found.difference == Figure(D(actual - 50_000))
    assert found.favourable is good


def test_the_published_variance_in_money_and_percent() -> None:
    found = compare(known(50_000), known(46_000), "up")
    assert (found.difference.number, found.change_pct.number) == (D(-4000), D(-8))


def test_a_band_is_good_inside_and_bad_outside() -> None:
    wanted = Level(D(3), D(5), "band")
    assert compare(known(4), known(5), "band", wanted).favourable is True
    assert compare(known(4), known(6), "band", wanted).favourable is False


def test_a_plan_met_to_the_unit_is_neither_good_nor_bad() -> None:
    found = compare(known(50_000), known(50_000), "up")
    assert (found.difference, found.favourable) == (known(0), None)


def test_what_is_not_known_is_no_difference_of_zero() -> None:
    found = compare(known(5), lacking("forecast.actuals"), "up")
    assert found.difference == lacking("forecast.actuals")
    assert found.favourable is None


def test_from_nothing_there_is_an_amount_but_no_percent() -> None:
    found = compare(known(0), known(5000), "up")
    assert found.difference.number == D(5000)
    assert found.change_pct.reason == "no_base"
