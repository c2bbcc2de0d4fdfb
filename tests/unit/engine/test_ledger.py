"""The assumptions a forecast stands on, by what they move, and those nobody has measured."""

from __future__ import annotations

from datetime import date

import pytest

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.ledger import verify_first
from quarterdeck.plan.document import Plan
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", examples.names())
def test_the_ledger_follows_the_tornado_of_the_year(name: str) -> None:
    analysis = analyse(examples.read(name).plan, TODAY)
    assert [item.driver for item in analysis.ledger] == [bar.driver for bar in analysis.tornado["year"]]
    assert [item.rank for item in analysis.ledger] == list(range(1, len(analysis.ledger) + 1))
    first = verify_first(analysis.ledger)
    assert 0 < len(first) <= 3
    assert not any(item.measured for item in first)


def test_a_rate_carries_its_source_and_its_confidence() -> None:
    analysis = analyse(examples.read("benchline").plan, TODAY)
    won = next(item for item in analysis.ledger if item.driver == "rates.win_rate_pct")
    assert (won.source, won.confidence, won.measured) == ("history", "medium", True)
    churn = next(item for item in analysis.ledger if item.driver == "revenue.monthly_churn_pct")
    assert (churn.source, churn.measured) == ("history", True)
    leads = next(item for item in analysis.ledger if item.driver == "channels.search.cost_per_lead")
    assert (leads.source, leads.measured, leads.as_of) == ("guess", False, date(2026, 11, 9))


def test_what_is_spent_is_no_assumption_to_verify() -> None:
    analysis = analyse(examples.read("benchline").plan, TODAY)
    assert [item.driver for item in verify_first(analysis.ledger)] == [
        "channels.search.cost_per_lead",
        "channels.guides.organic_leads",
        "channels.evenings.cost_per_lead",
    ]


def test_a_plan_without_a_forecast_assumes_nothing() -> None:
    assert analyse(Plan(), TODAY).ledger == ()
