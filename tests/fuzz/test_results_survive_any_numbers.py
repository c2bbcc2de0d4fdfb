"""Whatever stands in the months that are over: the report, the checks and the odds bear it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.engine.analysis import analyse
from quarterdeck.engine.simulation.run import finish
from quarterdeck.plan.document import Plan
from quarterdeck.plan.forecast import MonthActual, MonthPart
from quarterdeck.report import data, rich_text
from quarterdeck.report.build import build

TODAY = date(2026, 11, 22)
NUMBERS = st.none() | st.sampled_from(
    [Decimal(value) for value in ("0", "1", "3", "0.001", "47", "1200", "-5", "1e15", "7.25", "99999999")]
)
COUNTS = ("visits", "leads", "mqls", "sqls", "opportunities", "wins", "losses", "revenue", "spend")
MONEY = ("customers", "customers_lost", "new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr")


def rows(
    model: type[MonthActual | MonthPart], names: tuple[str, ...], **fixed: Any
) -> st.SearchStrategy[Any]:
    values = st.fixed_dictionaries({name: NUMBERS for name in names if name in model.model_fields})
    return values.map(
        lambda found: fixed | {name: value for name, value in found.items() if value is not None}
    )


def parts(dimension: str, member: str) -> st.SearchStrategy[Any]:
    return rows(MonthPart, COUNTS, dimension=dimension, member=member)


MONTHS = st.fixed_dictionaries(
    {
        month: st.tuples(
            rows(MonthActual, (*COUNTS, *MONEY), month=month),
            st.fixed_dictionaries({"a": parts("channel", "Ads"), "b": parts("person", "[b Ana")}),
        ).map(lambda pair: pair[0] | {"parts": pair[1]})
        for month in ("2026-10", "2026-11")
    }
)  # fmt: skip
KPIS = {
    name: {"name": name, "catalogue": name, "baseline": 5, "target": {"value": 10}}
    for name in ("leads", "mrr", "churn-rate", "win-rate", "cost-per-lead", "sales-revenue")
}


@settings(max_examples=60)
@given(
    months=MONTHS,
    expected=rows(MonthActual, (*COUNTS[1:6], "revenue", "spend", *MONEY)),
    kind=st.sampled_from(("recurring", "one_off", "mixed")),
)
def test_no_figure_of_what_came_breaks_anything(
    months: dict[str, Any], expected: dict[str, Any], kind: str
) -> None:
    plan = Plan.model_validate({
        "plan": {"quarter": "2026-Q4", "currency": "EUR"},
        "kpis": {"items": KPIS},
        "goals": {"items": {"g": {"kpis": list(KPIS)}}},
        "team": {"members": {"ana": {"name": "Ana", "status": "current"}}},
        "forecast": {
            "start": "2026-10",
            "months": 6,
            "channels": {"ads": {"name": "Ads", "spend": 500, "cost_per_lead": 10}},
            "rates": {"lead_to_mql_pct": 50, "mql_to_sql_pct": 50, "win_rate_pct": 20},
            "opening": {"customers": 10, "mrr": 1000, "opportunities_created": [5, 4]},
            "revenue": {
                "kind": kind, "new_mrr_per_customer": 100, "one_off_per_customer": 90, "monthly_churn_pct": 2,
                "gross_margin_pct": 80,
            },
            "economics": {"payback_target_months": 12},
            "actuals": months,
        },
        "reviews": {
            "2026-Q4": {
                "frozen_on": date(2026, 10, 1),
                "expected": {"2026-10": {"month": "2026-10", **expected}},
            }
        },
    })  # fmt: skip
    analysis = analyse(plan, TODAY)
    assert rich_text.render(build(plan, analysis), 80).plain
    assert json.dumps(data.report(plan, analysis), allow_nan=False)
    finish(analysis.simulation(10))
    for one in analysis.proposals:
        assert one.new.is_finite()
