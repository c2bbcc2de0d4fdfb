"""Plans nobody would write by hand: whatever stands in them, figures are finite or have a reason."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quarterdeck import content
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.engine.forecast.kernels import lag_kernel, spread, undecided
from quarterdeck.engine.forecast.model import run
from quarterdeck.engine.simulation.run import finish
from quarterdeck.plan.document import Plan
from quarterdeck.report import data
from quarterdeck.report.build import build
from quarterdeck.report.rich_text import render

TODAY = date(2026, 11, 22)
AMOUNTS = st.sampled_from([0, 1, 7, 10**12]) | st.integers(0, 10**12)
PERCENTS = st.sampled_from([0, 1, 50, 100]) | st.integers(0, 100)
MARGINS = st.sampled_from([-1000, -20, 0, 100]) | st.integers(-1000, 100)
LAGS = st.sampled_from([0, "0.5", 1, 59])
CHANGES = st.sampled_from(["x 0", "x 3", "5 from 2027-02", "x 9 from 2027-01 to 2027-01", "0 to 2027-02"])
RATES = ("lead_to_mql_pct", "mql_to_sql_pct", "sql_to_opportunity_pct", "win_rate_pct")
INPUTS = (
    "rates.win_rate_pct",
    "revenue.monthly_churn_pct",
    "channels.a.spend",
    "revenue.new_mrr_per_customer",
)
HEALTH = list(HealthCheck)


@st.composite
def channels(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(["a", "b.c", "d"]), max_size=3, unique=True))
    return {
        name: draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "organic_leads": AMOUNTS,
                    "spend": AMOUNTS | st.lists(AMOUNTS, max_size=4),
                    "cost_per_lead": AMOUNTS,
                    "reference_spend": AMOUNTS,
                    "saturation": st.sampled_from(["0.01", "0.5", 1]),
                    "growth_pct": st.sampled_from([-100, 0, 100, 1000]),
                },
            )
        )
        for name in names
    }


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these answers."""
    return st.fixed_dictionaries({}, optional=fields)


REVENUE = some(
    new_mrr_per_customer=AMOUNTS,
    one_off_per_customer=AMOUNTS,
    order_value=AMOUNTS,
    repeat_rate_pct=PERCENTS,
    monthly_churn_pct=PERCENTS,
    early_churn_pct=PERCENTS,
    monthly_expansion_pct=PERCENTS,
    monthly_contraction_pct=PERCENTS,
    gross_margin_pct=MARGINS,
)
LINE = some(
    kind=st.sampled_from(["piece", "yearly", "prepaid", "volume"]),
    units=AMOUNTS,
    price=AMOUNTS,
    growth_pct=st.sampled_from([-100, 100]),
    fee_pct=PERCENTS,
    volume=AMOUNTS,
)
CAPACITY = some(
    revenue_per_rep=AMOUNTS,
    attrition_pct=PERCENTS,
    founder_hours_per_deal=AMOUNTS,
    founder_hours_per_month=AMOUNTS,
)
COUNTS = st.lists(AMOUNTS, max_size=3)
KPIS = st.sampled_from(["mrr", "new-customers", "sales-revenue", "arpu", "churn-rate"])


@st.composite
def hostile(draw: st.DrawFn) -> dict[str, Any]:
    """Tables of a plan: the forecast filled with what should break it, goals far away, a scenario."""
    kind = draw(st.sampled_from(["recurring", "one_off", "mixed"]))
    timing = some(lead_to_mql=LAGS, sql_to_opportunity=LAGS, close_curve_pct=st.lists(PERCENTS, max_size=3))
    changes = draw(st.dictionaries(st.sampled_from(INPUTS), CHANGES | PERCENTS))
    seller = {"status": "current", "sells": draw(st.booleans()), "monthly_salary": draw(AMOUNTS)}
    goal = {"statement": "Win", "kpis": ["k"], "target": {"value": draw(AMOUNTS)}}
    return {
        "plan": {"quarter": "2027-Q1", "maturity": "established"},
        "forecast": {
            "start": "2027-01",
            "months": draw(st.sampled_from([1, 3, 12, 60])),
            "seed": draw(st.integers(0, 10**6)),
            "channels": draw(channels()),
            "rates": draw(some(**dict.fromkeys(RATES, PERCENTS))),
            "timing": draw(timing),
            "opening": draw(some(customers=AMOUNTS, mrr=AMOUNTS, opportunities_created=COUNTS)),
            "revenue": draw(REVENUE) | {"kind": kind},
            "lines": {"l": draw(LINE)},
            "capacity": draw(CAPACITY),
            "ranges": {"win_rate_pct": {"low": draw(PERCENTS), "high": draw(PERCENTS)}},
            "scenarios": {"s": {"name": "S", "overrides": changes}},
        },
        "team": {"members": {"r": seller}},
        "kpis": {"items": {"k": {"name": "K", "catalogue": draw(KPIS)}}},
        "goals": {"items": {"g": goal}},
    }


def finite(value: Any) -> None:
    """No number anywhere in it that JSON could not hold."""
    json.dumps(value, allow_nan=False)


def all_of_it(analysis: Analysis) -> None:
    """Everything the program can say about a plan."""
    finite(data.report(analysis.plan, analysis))
    finite(data.simulation(finish(analysis.simulation(4))))
    for result in analysis.scenarios.values():
        finite(data.forecast(analysis.plan, result))
    for item in analysis.measures:
        assert item.figure.known or content.message(f"figures.{item.figure.reason}")
    for finding in analysis.findings:
        assert content.message(f"checks.{finding.code}.message", place="here", **finding.values)
    assert render(build(analysis.plan, analysis), 80).plain


@settings(max_examples=60, suppress_health_check=HEALTH)
@given(hostile(), st.dictionaries(st.sampled_from(INPUTS), CHANGES | PERCENTS.map(Decimal)))
def test_a_hostile_plan_gives_figures_or_reasons(tables: dict[str, Any], what_if: dict[str, Any]) -> None:
    plan = Plan.model_validate(tables)
    all_of_it(analyse(plan, TODAY))
    all_of_it(analyse(plan, TODAY, "s", what_if))


@settings(max_examples=60, suppress_health_check=HEALTH)
@given(hostile())
def test_every_lead_is_won_lost_or_still_on_its_way(tables: dict[str, Any]) -> None:
    """What came in, and what was on its way before, goes somewhere: nobody vanishes and nobody is made up."""
    tables["forecast"] |= {"capacity": {}, "scenarios": {}}
    inputs = analyse(Plan.model_validate(tables), TODAY).inputs
    found, timing, opening = run(inputs), inputs.timing, inputs.opening
    if not found.wins.known or None in (rates := [getattr(inputs.rates, name[:-4]) for name in RATES]):
        return
    kernels = [*map(lag_kernel, (timing.lead_to_mql, timing.mql_to_sql, timing.sql_to_opportunity))]
    entered = (found.leads, found.mqls, found.sqls, found.opportunities)
    before = (
        opening.leads_created,
        opening.mqls_created,
        opening.sqls_created,
        opening.opportunities_created,
    )
    came, gone = sum(found.leads.values), sum(found.wins.values)
    for track, rate, kernel, history in zip(
        entered, rates, [*kernels, timing.close_curve], before, strict=True
    ):
        came += sum(count * sum(kernel[age + 1 :]) for age, count in enumerate(history))
        gone += sum(spread(track.values, kernel, history, 1.0 - rate))
        gone += spread(track.values, undecided(kernel), history)[-1]
    assert gone == pytest.approx(came, rel=1e-6, abs=1e-6)


MONEY = frozenset(
    {
        *("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "mrr"),
        *("one_off_revenue", "line_revenue", "revenue", "spend", "team_cost", "tools_cost"),
    }
)
_PRICED = frozenset(
    {
        *("spend", "cost_per_lead", "reference_spend", "price", "volume", "mrr", "revenue_per_rep"),
        *("new_mrr_per_customer", "one_off_per_customer", "order_value"),
    }
)


def scaled(tables: dict[str, Any], size: int) -> dict[str, Any]:
    """The same plan in a currency of which it takes so many more."""
    forecast = tables["forecast"]
    grown = {
        name: {key: _times(value, size) if key in _PRICED else value for key, value in forecast[name].items()}
        for name in ("revenue", "opening", "capacity")
    }
    grown |= {
        name: {
            row: {key: _times(value, size) if key in _PRICED else value for key, value in fields.items()}
            for row, fields in forecast[name].items()
        }
        for name in ("channels", "lines")
    }
    people = {
        row: fields | {"monthly_salary": fields["monthly_salary"] * size}
        for row, fields in tables["team"]["members"].items()
    }
    return tables | {"forecast": forecast | grown, "team": {"members": people}}


def _times(value: Any, size: int) -> Any:
    return [item * size for item in value] if isinstance(value, list) else value * size


@settings(max_examples=60, suppress_health_check=HEALTH)
@given(hostile(), st.sampled_from([2, 10]))
def test_money_in_another_currency_changes_money_and_nothing_else(tables: dict[str, Any], size: int) -> None:
    tables["forecast"] |= {"scenarios": {}}
    before = run(analyse(Plan.model_validate(tables), TODAY).inputs)
    after = run(analyse(Plan.model_validate(scaled(tables, size)), TODAY).inputs)
    for name in before.__slots__:
        one, two = getattr(before, name), getattr(after, name)
        if name == "bound_by":
            continue
        factor = size if name in MONEY else 1
        assert one.known == two.known, name
        assert two.values == pytest.approx([value * factor for value in one.values], rel=1e-6, abs=1e-6), name


@pytest.mark.parametrize("rate", [0, 100])
def test_certain_and_impossible_rates_are_figures_too(rate: int) -> None:
    forecast = {
        "start": "2027-01",
        "months": 3,
        "channels": {"w": {"organic_leads": 10}},
        "rates": dict.fromkeys(RATES, rate),
        "opening": {"customers": 1, "mrr": 1},
        "revenue": {"kind": "recurring", "new_mrr_per_customer": 1, "monthly_churn_pct": 100},
    }
    plan = Plan.model_validate({"plan": {"quarter": "2027-Q1"}, "forecast": forecast})
    analysis = analyse(plan, TODAY)
    assert analysis.forecast.year.wins == 30 * prod([rate / 100] * 4)
    all_of_it(analysis)
