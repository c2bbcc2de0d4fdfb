from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from quarterdeck.plan.style import Style
from quarterdeck.session.closing.wording import reworded

STYLE = Style(".", ",", "dmy", "EUR", 1, date(2026, 11, 22))
MONTHS = ("2027-01", "2027-02", "2027-03")
FIGURES = {Decimal(69_600): Decimal(73_623), Decimal(76_000): Decimal(77_500)}


@pytest.mark.parametrize(
    ("said", "later"),
    [
        ("From €69,600 to at least €76,000 by 31 March", "From €73,623 to at least €77,500 by 30 June"),
        ("76k MRR by the end of Mar", "77,500 MRR by the end of Jun"),
        ("Between January and March 2027", "Between April and June 2027"),
        ("Keep 176,000 and 76,000.5; Q1 2027, Q1 2026", "Keep 176,000 and 76,000.5; Q2 2027, Q1 2026"),
        ("In December, as in March 2026", "In December, as in March 2026"),
        ("By 15 January, maybe on 99 March", "By 15 April, maybe on 99 March"),
    ],
)
def test_figures_and_dates_of_the_quarter_move_and_nothing_else(said: str, later: str) -> None:
    assert reworded(said, FIGURES, MONTHS, "2027-Q1", STYLE) == later


def test_a_quarter_that_ends_the_year_moves_into_the_next() -> None:
    months = ("2026-10", "2026-11", "2026-12")
    said = reworded("By 31 Dec 2026, in Q4 2026", {}, months, "2026-Q4", STYLE)
    assert said == "By 31 Mar 2027, in Q1 2027"


def test_a_new_figure_is_not_taken_for_an_old_one() -> None:
    figures = {Decimal(10): Decimal(12), Decimal(12): Decimal(15)}
    assert reworded("From 10 to 12", figures, MONTHS, "2027-Q1", STYLE) == "From 12 to 15"
