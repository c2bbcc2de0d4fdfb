"""What a number counts where its KPI decides."""

from __future__ import annotations

import pytest

from quarterdeck.plan.document import Plan
from quarterdeck.plan.measure import unit_at

PLAN = Plan.model_validate(
    {
        "kpis": {
            "items": {
                "mrr": {"name": "MRR", "catalogue": "mrr"},
                "churn": {
                    "name": "Churn",
                    "catalogue": "churn-rate",
                    "actuals": {"jan": {"period": "2027-01"}},
                },
                "cycle": {"name": "Cycle", "catalogue": "custom", "unit": "days"},
            }
        },
        "goals": {
            "items": {
                "grow": {"statement": "Grow", "kpis": ["mrr", "churn"], "targets": {"q1": {"kpi": "churn"}}},
                "loose": {"statement": "No KPI yet"},
            }
        },
    }
)


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("kpis.items.mrr.baseline", "money"),
        ("kpis.items.cycle.target", "days"),
        ("kpis.items.churn.actuals.jan.value", "percent"),
        ("goals.items.grow.target", "money"),
        ("goals.items.grow.targets.q1.value", "percent"),
        ("goals.items.loose.baseline", ""),
        ("forecast.opening.customers", "customers"),
        ("plan.company", ""),
    ],
)
def test_a_number_counts_what_its_nearest_kpi_counts(path: str, unit: str) -> None:
    assert unit_at(PLAN, tuple(path.split("."))) == unit
