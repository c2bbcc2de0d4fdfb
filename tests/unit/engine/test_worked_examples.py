"""Published examples of each formula, reproduced within their own rounding."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

import pytest

from quarterdeck.engine import economics, metrics
from quarterdeck.engine.figures import Figure, known, lacking
from quarterdeck.engine.forecast.capacity import limit, seat
from quarterdeck.engine.forecast.inputs import Capacity, Channel, Inputs, Opening, Rates, Rep, Revenue
from quarterdeck.engine.forecast.kernels import spread
from quarterdeck.engine.forecast.model import Run, run
from quarterdeck.plan.calendar import months

FILE = Path(__file__).parents[2] / "data" / "worked_examples.json"
EXAMPLES = {item["id"]: item for item in json.loads(FILE.read_text("utf-8"), parse_float=Decimal)}


def of(given: dict[str, Any], *names: str) -> tuple[Figure, ...]:
    return tuple(known(given[name]) for name in names)


def ratio(rule: Callable[..., Figure], *names: str) -> Callable[[dict[str, Any]], Any]:
    return lambda given: rule(*of(given, *names)).number


def share(pct: Figure) -> Decimal | None:
    return None if pct.number is None else pct.number / 100


def base(given: dict[str, Any]) -> Run:
    """A base of subscriptions with the same amount of new revenue every month."""
    return run(
        Inputs(
            months=months("2027-01", given["months"]),
            channels=(Channel("all", float(given["new"])),),
            rates=Rates(None, 1, 1, 1, 1),
            opening=Opening(customers=float(given["start"]), mrr=float(given["start"])),
            revenue=Revenue(
                new_mrr_per_customer=1,
                churn=float(given["churn"]),
                expansion=float(given.get("expansion", 0)),
                contraction=float(given.get("contraction", 0)),
            ),
        )
    )


def stages(given: dict[str, Any]) -> list[Decimal | None]:
    counts = given["counts"]
    return [metrics.conversion(known(b), known(a)).number for a, b in pairwise(counts)]


def ramped(given: dict[str, Any]) -> list[float]:
    """Ramped rep equivalents, each class of reps as so many seats that far into the ramp."""
    ramp = tuple(float(given["ramp"][name]) for name in ("first", "second", "third", "fourth"))
    found = []
    for quarter in range(4):
        worth = 0.0
        for tenure, name in enumerate((*("first", "second", "third", "fourth"), "steady")):
            each = seat(Rep(name, hired=-tenure), Capacity(ramp=ramp), 1)[0]
            worth += each * given["reps"][name][quarter]
        found.append(worth)
    return found


def lost_revenue(given: dict[str, Any]) -> Decimal | None:
    whole = given["small_accounts"] * given["small_arpa"] + given["large_accounts"] * given["large_arpa"]
    lost = given["lost_small"] * given["small_arpa"] + given["lost_large"] * given["large_arpa"]
    return metrics.conversion(known(lost), known(whole)).number


RULES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "aov-projectiongenie": ratio(economics.average_order, "revenue", "orders"),
    "bep-revenue": ratio(economics.break_even_revenue, "fixed", "contribution_ratio"),
    "bep-units": lambda given: (
        metrics.break_even_units(
            known(given["fixed"]), metrics.unit_margin(*of(given, "price", "variable"))
        ).number
    ),
    "cac-adsexpert-paid": ratio(metrics.acquisition_cost, "spend", "customers"),
    "cac-promptatlas": ratio(metrics.acquisition_cost, "spend", "customers"),
    "cacratio-smsb-2": ratio(economics.cost_ratio, "sm", "new_carr", "expansion_carr"),
    "churn-skok-logo": lambda given: (
        metrics.conversion(
            known(given["lost_small"] + given["lost_large"]),
            known(given["small_accounts"] + given["large_accounts"]),
        ).number
    ),
    "churn-skok-revenue": lost_revenue,
    "coverage-gangly-18": ratio(economics.required_coverage, "win_rate"),
    "coverage-mentor-25": ratio(economics.required_coverage, "win_rate"),
    "coverage-kellogg-3x": ratio(economics.coverage, "pipeline", "target"),
    "e2e-lotoftools-abm": lambda given: prod(given["stage_rates"]),
    "e2e-lotoftools-plg": lambda given: prod(given["stage_rates"]),
    "e2e-lotoftools-smb": lambda given: prod(given["stage_rates"]),
    "grr-smsb-annualise-month": lambda given: (
        economics.over_periods(known(given["rate"]), given["power"]).number
    ),
    "grr-smsb-cohort": lambda given: economics.gross_retention(given["begin"], given["end"]).number,
    "nrr-smsb-cohort": lambda given: economics.net_retention(given["begin"], given["end"]).number,
    "nrr-smsb-formula": ratio(
        economics.net_retention_of_bridge, "begin", "churned", "expansion", "contraction"
    ),
    "ltv-datarekha": ratio(economics.lifetime_value, "arpu_month", "gross_margin", "monthly_churn"),
    "ltv-ruler": ratio(economics.lifetime_value, "arpu_month", "gross_margin", "monthly_churn"),
    "lvr-220-250": lambda given: share(metrics.change_pct(*of(given, "now", "prev"))),
    "lvr-80-92": lambda given: share(metrics.change_pct(*of(given, "now", "prev"))),
    "magic-xlslides-payback": ratio(economics.implied_payback, "delta_quarterly_revenue", "prev_quarter_sm"),
    "maxcac-skok": lambda given: (
        economics.affordable_cost(*of(given, "mrr_per_customer", "months"), known(1)).number
    ),
    "mqlsql-metrichq": ratio(metrics.conversion, "sql", "mql"),
    "mrr-metrickit": lambda given: base(given).mrr.values[-1],
    "mrr-skok-churn3": lambda given: base(given).mrr.values[-1],
    "payback-calcsimpler-2": ratio(
        economics.payback_months, "cac", "arpa_month", "gross_margin", "monthly_churn"
    ),
    "payback-primecalc": lambda given: (
        economics.payback_months(*of(given, "cac", "arpa_month", "gross_margin"), known(0)).number
    ),
    "payback-smsb-1": ratio(economics.payback_of_recurring, "sm", "new_carr", "gross_margin"),
    "payback-smsb-2": ratio(economics.payback_of_recurring, "sm", "new_carr", "gross_margin"),
    "quick-1": ratio(economics.quick_ratio, "new", "expansion", "churned", "contraction"),
    "quick-2": ratio(economics.quick_ratio, "new", "expansion", "churned", "contraction"),
    "romi-qammunity": lambda given: share(
        metrics.return_on_investment_pct(*of(given, "incremental_gross_profit", "cost"))
    ),
    "rpr-littlestream": ratio(metrics.conversion, "repeat", "unique"),
    "velocity-maven": ratio(economics.velocity, "opps", "deal", "win_rate", "cycle_days"),
    "velocity-winsabove": ratio(economics.velocity, "opps", "deal", "win_rate", "cycle_days"),
    "winrate-metrickit": ratio(metrics.conversion, "won", "opportunities"),
}
TOLERANCE = {
    "mrr-metrickit": 0.005,
    "mrr-skok-churn3": 0.01,
    "churn-skok-revenue": 0.02,
    "coverage-gangly-18": 0.01,
}
"""Published with fewer digits than the rest; as a share of the figure."""


@pytest.mark.parametrize("name", RULES)
def test_a_published_figure_comes_out(name: str) -> None:
    example = EXAMPLES[name]
    found, expected = float(RULES[name](example["inputs"])), float(example["expected"])
    assert found == pytest.approx(expected, rel=TOLERANCE.get(name, 0.005))


def test_conversions_from_stage_to_stage() -> None:
    example = EXAMPLES["funnel-thecalcs"]
    assert stages(example["inputs"]) == example["expected"]["stages"]
    found = stages(EXAMPLES["funnel-altiorco"]["inputs"])
    published = [float(value) for value in EXAMPLES["funnel-altiorco"]["expected"]["stages"]]
    assert [float(value or 0) for value in found] == pytest.approx(published, abs=0.005)


def test_deals_and_sqls_from_a_goal_are_rounded_for_display_only() -> None:
    given = EXAMPLES["reverse-kellogg-1"]["inputs"]
    deals = metrics.needed(*of(given, "goal", "asp"))
    sqls = metrics.needed(deals, known(given["sql_to_close"]))
    assert round(deals.number or 0) == EXAMPLES["reverse-kellogg-1"]["expected"]["deals"]
    assert round(sqls.number or 0) == EXAMPLES["reverse-kellogg-1"]["expected"]["sqls"]


def test_a_funnel_turned_round_prices_its_first_stage() -> None:
    given = EXAMPLES["reverse-wbd"]["inputs"]
    mqls = metrics.needed(
        known(1), known(given["win_rate"] * given["qualified_per_meeting"] * given["mql_to_meeting"])
    )
    cost = metrics.cost_per(known(given["acv"] * given["acquisition_share"]), mqls, "no_leads")
    assert {"mql_per_win": mqls.value, "cost_per_mql": cost.value} == EXAMPLES["reverse-wbd"]["expected"]


def test_ramped_reps_give_the_published_capacity() -> None:
    example = EXAMPLES["capacity-kellogg-rre"]
    given, expected = example["inputs"], example["expected"]
    reps = ramped(given)
    assert reps == pytest.approx([float(value) for value in expected["rre"]])
    quarter = limit(Capacity((Rep("a"),), (), 12.0 * given["productivity_k"] / 3, 1.0), 1)
    assert quarter is not None
    # A quarter's productivity of a thousand is a year's of four thousand; capacity comes by the month.
    capacity = [count * quarter[0] * 3 / 4 for count in reps]
    assert capacity == pytest.approx([float(value) for value in expected["capacity_k"]])


def test_closing_by_age_gives_the_published_wins() -> None:
    example = EXAMPLES["timebased-kellogg"]
    rates = [float(value) / 100 for value in example["expected"]["averages_pct"]]
    opportunities = [float(value) for value in example["inputs"]["opps"]]
    won = spread((opportunities[0],), rates, opportunities[1:])
    assert won[0] == pytest.approx(float(example["expected"]["total"]), abs=0.6)


def test_one_month_of_recurring_revenue() -> None:
    given, expected = EXAMPLES["mrr-calclet"]["inputs"], EXAMPLES["mrr-calclet"]["expected"]
    kept = float(given["start"]) * (1 - float(given["churn"]) + float(given["net_expansion"]))
    revenue = Revenue(
        new_mrr_per_customer=0,
        churn=float(given["churn"]),
        expansion=float(given["net_expansion"]) / (1 - float(given["churn"])),
    )
    found = run(
        Inputs(
            months=("2027-01",),
            channels=(Channel("a", 0),),
            rates=Rates(None, 1, 1, 1, 1),
            opening=Opening(mrr=float(given["start"])),
            revenue=revenue,
        )
    )
    assert found.mrr.values[0] == pytest.approx(kept) == pytest.approx(float(expected["mrr"]))


def test_customers_without_rounding_each_month() -> None:
    given = EXAMPLES["customers-lilja-12m"]["inputs"]
    found = base(given | {"months": 12}).customers.values
    assert found[-1] == pytest.approx(273.4, abs=0.1)


def test_what_cannot_be_divided_has_its_reason() -> None:
    nothing = known(0)
    assert economics.lifetime_value(known(40), known(1), nothing).reason == "no_churn"
    assert economics.quick_ratio(known(5), nothing, nothing, nothing).reason == "no_losses"
    assert economics.payback_months(known(600), known(100), nothing, nothing).reason == "never"
    assert economics.break_even_revenue(known(5), known(-1)).reason == "never"
    assert economics.coverage(known(5), lacking("goal")).missing == ("goal",)
