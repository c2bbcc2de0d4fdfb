"""The formulas by name: published figures, reasons, words, and what holds for any input."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck import content
from quarterdeck.engine import worth
from quarterdeck.engine.catalogue import FORMULAS, Given
from quarterdeck.engine.figures import LARGEST, known

PUBLISHED = tomllib.loads(
    (Path(__file__).parents[2] / "data" / "published.toml").read_text("utf-8"), parse_float=Decimal
)["figure"]
WORDS = json.loads((files("quarterdeck.content") / "en/messages/formulas.json").read_text("utf-8"))
REASONS = json.loads((files("quarterdeck.content") / "en/messages/figures.json").read_text("utf-8"))


def numbers(values: dict[str, Any]) -> dict[str, Given]:
    return {
        name: tuple(map(Decimal, value)) if isinstance(value, list) else Decimal(value)
        for name, value in values.items()
    }


def reason(formula: str, **values: Any) -> str:
    return FORMULAS[formula].compute(numbers(values)).reason


@pytest.mark.parametrize("figure", PUBLISHED, ids=lambda item: f"{item['formula']}={item['expected']}")
def test_a_published_figure_comes_out(figure: dict[str, Any]) -> None:
    formula = FORMULAS[figure["formula"]]
    assert set(figure["given"]) <= {item.name for item in formula.inputs}
    found = formula.compute(numbers(figure["given"])).number
    assert found is not None
    assert abs(found - Decimal(figure["expected"])) <= Decimal(figure.get("within", "1e-9"))


@pytest.mark.parametrize(
    ("formula", "given", "expected"),
    [
        ("first-year-share", {}, Decimal(650) / 12),
        (
            "leads-needed",
            {"revenue": 50000, "deal_value": 8000, "stage_rates_pct": [30, 40, 25]},
            Decimal(625) / 3,
        ),
        ("lead-velocity-mean", {"qualified_by_month": [100, 120, 120]}, 10),
        ("forecast-error", {"actual": [100, 120], "forecast": [110, 100]}, Decimal(3000) / 220),
        ("forecast-bias", {"actual": [100, 120], "forecast": [110, 100]}, Decimal(-1000) / 220),
        ("win-rate-shrunk", {"won": 4, "decided": 10, "planned_rate_pct": 20}, 24),
        ("magic-number-of-arr", {"net_new_arr": 300, "cost_before": 400}, Decimal("0.75")),
        ("recognised-recurring", {"opening_mrr": 100, "closing_mrr": 120}, 110),
    ],
)
def test_a_figure_worked_out_by_hand_comes_out(
    formula: str, given: dict[str, Any], expected: Decimal | int
) -> None:
    found = FORMULAS[formula].compute(numbers(given)).number
    assert found is not None
    assert round(found, 12) == round(Decimal(expected), 12)


def test_what_cannot_be_computed_has_its_reason() -> None:
    assert reason("ltv-simple", arpa=40, gross_margin_pct=100, monthly_churn_pct=0) == "no_churn"
    assert reason("quick-ratio", new_mrr=5, expansion_mrr=0, churned_mrr=0, contraction_mrr=0) == "no_losses"
    assert reason("cac-payback-of-customer", cac=600, arpa=100, gross_margin_pct=0) == "never"
    assert reason("break-even-revenue", fixed_cost=5, contribution_pct=-1) == "never"
    assert reason("pipeline-coverage", pipeline=5, left_to_win=0) == "reached"
    assert reason("growth", now=5000, before=0) == "no_base"
    assert reason("cac-paid", paid_cost=5000, paid_customers=0) == "no_customers"
    assert reason("sales-cycle-median", cycle_days=[30, 40]) == "too_few"
    assert reason("grr-cohort", begin=[100, 200], end=[100]) == "uneven_lists"
    assert reason("win-rate-narrow", won=0, lost=0) == "nobody_entered"
    assert reason("ltv-to-cac", ltv=5, cac=0) == "no_cost"
    assert reason("break-even-month", monthly_contribution=[10, 10], fixed_cost=50) == "not_within"


def test_a_share_of_more_than_everything_is_impossible() -> None:
    assert reason("ltv-simple", arpa=40, gross_margin_pct=80, monthly_churn_pct=140) == "impossible"
    assert reason("churn-over-months", monthly_churn_pct=2, months="1.5") == "impossible"
    assert reason("cac-paid", paid_cost=5000, paid_customers=-1) == "impossible"


def test_what_is_missing_is_named() -> None:
    found = FORMULAS["cac-paid"].compute(numbers({"paid_cost": 100}))
    assert (found.reason, found.missing) == ("no_data", ("paid_customers",))


def test_a_customer_who_leaves_at_once_is_worth_nothing_in_no_months() -> None:
    nothing = known(0)
    assert worth.finite(known(100), known(Decimal("0.5")), known(1), nothing, nothing).number == 0


def test_a_life_without_churn_ends_after_sixty_months() -> None:
    given = numbers({"arpa": 100, "gross_margin_pct": 50, "monthly_churn_pct": 0})
    assert FORMULAS["ltv-capped"].compute(given).number == 3000
    assert FORMULAS["ltv-finite"].compute(given).number == 3000


def test_a_yearly_churn_is_no_twelve_monthly_ones() -> None:
    monthly = FORMULAS["monthly-of-yearly-churn"].compute(numbers({"yearly_churn_pct": 20})).number
    assert monthly is not None
    assert round(monthly, 2) == Decimal("1.84")


def test_an_age_corrected_win_rate_does_not_punish_young_cohorts() -> None:
    given = numbers({"won": [22, 4], "opportunities": [100, 100], "decided_pct": [100, 20]})
    found = FORMULAS["win-rate-matured"].compute(given).number
    assert found is not None
    assert round(found, 2) == Decimal("21.67")


def test_every_formula_has_its_words_and_all_words_their_formula() -> None:
    assert set(WORDS["of"]) == set(FORMULAS)
    assert set(WORDS["sources"]) == {item.source for item in FORMULAS.values()}
    for formula in FORMULAS.values():
        assert set(WORDS["of"][formula.id]) == {"name", "definition"}, formula.id
        assert formula.group in WORDS["groups"], formula.id
        assert content.choice("kpi_unit", formula.unit) != formula.unit, formula.id


AMOUNTS = st.decimals(-(10**15), 10**15, places=3) | st.sampled_from([Decimal(0), Decimal(1), Decimal(100)])


@settings(max_examples=400)
@given(st.data())
def test_no_input_breaks_a_formula(data: st.DataObject) -> None:
    formula = data.draw(st.sampled_from([*FORMULAS.values()]))
    values: dict[str, Given] = {
        item.name: tuple(data.draw(st.lists(AMOUNTS, max_size=4))) if item.many else data.draw(AMOUNTS)
        for item in formula.inputs
    }
    found = formula.compute(values)
    if found.number is None:
        assert found.reason in REASONS
    else:
        assert found.number.is_finite()
        assert abs(found.number) <= LARGEST


@settings(max_examples=200)
@given(st.data())
def test_scaling_all_money_scales_money_and_leaves_the_rest(data: st.DataObject) -> None:
    formula = data.draw(
        st.sampled_from([item for item in FORMULAS.values() if item.id not in NOT_OF_FIRST_DEGREE])
    )
    sizes = st.decimals("0.5", 99, places=2)
    values = {
        item.name: tuple(data.draw(st.lists(sizes, min_size=5, max_size=5)))
        if item.many
        else data.draw(sizes)
        for item in formula.inputs
        if not item.whole
    } | {item.name: Decimal(6) for item in formula.inputs if item.whole}
    before, after = formula.compute(values), formula.compute(scaled(formula, values))
    if before.number is None or after.number is None:
        assert before.reason == after.reason
        return
    factor = 7 if formula.unit in ("money", "money_per_day") else 1
    assert float(after.number) == pytest.approx(float(before.number) * factor)


NOT_OF_FIRST_DEGREE = frozenset({"customers-per-1000-spent"})
"""So many for every thousand: fewer when money is worth less."""


def scaled(formula: Any, values: dict[str, Given]) -> dict[str, Given]:
    money = {item.name for item in formula.inputs if item.unit == "money"}
    grown: dict[str, Given] = {}
    for name, value in values.items():
        factor = 7 if name in money else 1
        grown[name] = tuple(one * factor for one in value) if isinstance(value, tuple) else value * factor
    return grown
