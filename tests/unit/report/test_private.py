"""A report without what single people brought."""

from __future__ import annotations

from datetime import date

from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report.private import without_people

PLAN = {
    "team": {"members": {"ana": {"name": "Ana", "strength": "opener", "coaching": "Sit in on last calls"}}},
    "kpis": {
        "items": {
            "win-rate": {
                "actuals": {
                    "all": {"period": "2026-Q3", "value": 30},
                    "ana": {"period": "2026-Q3", "value": 24, "dimension": "person", "member": "Ana"},
                }
            }
        }
    },
    "forecast": {
        "actuals": {
            "jan": {
                "month": "2027-01",
                "leads": 90,
                "parts": {
                    "ana": {"dimension": "person", "member": "Ana", "leads": 50},
                    "search": {"dimension": "channel", "member": "Search", "leads": 40},
                },
            }
        }
    },
}


def test_people_stay_and_their_results_go() -> None:
    plan = without_people(Plan.model_validate(PLAN))
    ana = plan.team.members["ana"]
    assert (ana.name, ana.strength, ana.coaching) == ("Ana", None, None)
    assert list(plan.kpis.items["win-rate"].actuals) == ["all"]
    assert list(plan.forecast.actuals["jan"].parts) == ["search"]
    assert not analyse(plan, date(2027, 4, 2)).coaching.people


def test_a_plan_without_such_results_stays_as_it_is() -> None:
    plan = without_people(Plan.model_validate(PLAN))
    assert without_people(plan) is plan
