"""What other steps hold is offered to the forecast with its source, and never filled in by itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import declared
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
SITE = {"visits": 1000, "leads": 20, "mqls": 10, "sqls": 5, "deals": 1}


def offered(*path: str, **tables: Any) -> list[tuple[Decimal, str]]:
    found = analyse(Plan.model_validate(tables), TODAY).offers
    return [(offer.value, offer.reason) for offer in found.get(("forecast", *path), ())]


def test_last_years_counts_give_the_rates() -> None:
    tables = {"situation": {"site_funnel_last_year": SITE}}
    assert offered("rates", "visit_to_lead_pct", **tables) == [(2, "site")]
    assert offered("rates", "mql_to_sql_pct", **tables) == [(50, "site")]
    assert offered("rates", "win_rate_pct", **tables) == [(20, "site_deals")]
    halved = tables | {"forecast": {"rates": {"sql_to_opportunity_pct": 50}}}
    assert offered("rates", "win_rate_pct", **halved) == [(40, "site_deals")]


def test_nothing_is_offered_where_nothing_was_counted() -> None:
    assert analyse(Plan(), TODAY).offers == {}
    nobody = {"situation": {"site_funnel_last_year": {"visits": 0, "leads": 0}}}
    assert offered("rates", "visit_to_lead_pct", **nobody) == []


def test_a_channel_is_offered_what_the_activity_of_its_name_cost_and_brought() -> None:
    results = {
        "a": {"channel": "Paid Search", "spend": 12_000, "leads": 240},
        "b": {"channel": "Word of mouth", "spend": 0, "leads": 60},
    }
    channels = {"x": {"name": "Paid search"}, "y": {"name": "Word of mouth"}, "z": {"name": "Fair"}}
    tables = {"situation": {"channel_results": results}, "forecast": {"channels": channels}}
    assert offered("channels", "x", "cost_per_lead", **tables) == [(50, "activity_cost")]
    assert offered("channels", "x", "spend", **tables) == [(1000, "activity_spend")]
    assert offered("channels", "y", "organic_leads", **tables) == [(5, "activity_leads")]
    half = {"review_start": date(2026, 1, 1), "review_end": date(2026, 6, 30), "channel_results": results}
    assert offered("channels", "x", "spend", **(tables | {"situation": half})) == [(2000, "activity_spend")]
    assert offered("channels", "z", "spend", **tables) == []


def test_kpis_people_costs_and_benchmarks_have_their_say() -> None:
    tables: dict[str, Any] = {
        "kpis": {"items": {"w": {"name": "Wins", "catalogue": "win-rate", "baseline": 25}}},
        "data": {
            "benchmarks": {"b": {"name": "Trade", "value": 18, "metric": "w"}},
            "costs": {"c": {"amount": 1200, "period": "year"}, "d": {"amount": 100, "period": "month"}},
        },
        "situation": {"review_revenue": 300_000},
        "team": {
            "members": {"a": {"status": "current", "sells": True}, "b": {"status": "planned", "sells": True}}
        },
    }
    assert offered("rates", "win_rate_pct", **tables) == [(25, "kpi"), (18, "benchmark")]
    assert offered("capacity", "revenue_per_rep", **tables) == [(300_000, "sellers")]
    assert offered("runway", "monthly_costs", **tables) == [(200, "costs")]


@pytest.mark.parametrize("name", examples.names())
def test_every_offer_of_the_examples_fits_its_field_and_names_its_source(name: str) -> None:
    found = analyse(examples.read(name).plan, TODAY).offers
    assert found
    for path, several in found.items():
        assert declared(Plan, path) is not None
        for offer in several:
            assert offer.value.is_finite()
            assert "Step" in content.message(f"offers.{offer.reason}", **offer.values)


def test_what_the_results_make_of_a_rate_is_offered_first() -> None:
    """(40 × 0.02 + 90) ÷ (40 + 9,000) is 1 %, and 40 of 9,040 cases are the plan's."""
    tables = {
        "plan": {"quarter": "2026-Q4"},
        "forecast": {
            "rates": {"visit_to_lead_pct": 2},
            "actuals": {"o": {"month": "2026-10", "visits": 9000, "leads": 90}},
        },
        "situation": {"site_funnel_last_year": {"visits": 1000, "leads": 30}},
    }
    found = analyse(Plan.model_validate(tables), TODAY).offers["forecast", "rates", "visit_to_lead_pct"]
    assert [(float(offer.value), offer.reason) for offer in found] == [(1, "results"), (3, "site")]
