"""Freed money goes where the next of it wins most customers, and all of it or as much as can be taken."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.redeploy import Taker, shared

D = Decimal


def test_it_goes_by_what_a_customer_costs_and_by_how_soon_a_channel_is_exhausted() -> None:
    even = (Taker("a", D(9000), D(500)), Taker("b", D(9000), D(1000)))
    assert shared(D(900), even) == {"a": 600, "b": 300}
    tired = (Taker("a", D(9000), D(500), D("0.5")), even[1])
    assert shared(D(900), tired) == {"a": 450, "b": 450}


def test_what_one_cannot_take_goes_to_the_others_and_the_rest_is_left() -> None:
    takers = (Taker("a", D(100), D(1)), Taker("b", D(5000), D(10)), Taker("c", D(5000), D(10)))
    assert shared(D(901), takers) == {"a": 100, "b": 401, "c": 400}
    assert sum(shared(D(50_000), takers).values()) == 10_100
    assert shared(D(3), [Taker(name, D(9), D(1)) for name in "abcde"])["a"] == 3
    assert shared(D(0), takers) == shared(D(900), ()) == {}


amounts = st.decimals("0.01", 100_000, places=2)


@given(amounts, st.lists(st.tuples(amounts, amounts), max_size=5))
def test_nobody_gets_less_than_nothing_and_the_sum_is_exact(
    freed: Decimal, found: list[tuple[Decimal, Decimal]]
) -> None:
    takers = [Taker(str(at), spend, cac) for at, (spend, cac) in enumerate(found)]
    given_out = shared(freed, takers)
    room = sum((one.spend for one in takers), D(0))
    assert abs(sum(given_out.values(), D(0)) - min(freed, room)) < len(takers) + 1
    assert sum(given_out.values(), D(0)) <= freed
    assert all(amount >= 0 for amount in given_out.values())
