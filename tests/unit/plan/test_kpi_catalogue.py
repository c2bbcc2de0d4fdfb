from __future__ import annotations

import json
from importlib.resources import files

import pytest

from quarterdeck import content
from quarterdeck.plan.choices import LISTS
from quarterdeck.plan.kpi_catalogue import (
    CATALOGUE,
    GOAL_TYPES,
    PROPOSED,
    QUESTIONS,
    answering,
    by_goal_type,
    defaults,
)

# Which measures answer which question: ten rows; the added second one is what the question really asks.
QUESTION_TABLE = {
    "steady_growth": ["mrr", "arr"],
    "sales_targets": ["deals-won", "sales-velocity"],
    "cost_of_customer": ["cac"],
    "revenue_per_user": ["average-order-value", "arpu"],
    "worth_of_customer": ["clv"],
    "customers_lost": ["churn-rate"],
    "sales_cycle": ["sales-cycle"],
    "lead_quality": ["lead-to-opportunity"],
    "qualified_to_paying": ["sql-to-deal", "win-rate"],
    "leads_to_paying": ["lead-to-customer"],
}
GOAL_TABLE = {
    "grow_sales": ["K17", "K18", "K19", "K20"],
    "brand_awareness": ["K51", "K52"],
    "generate_leads": ["K25", "K26", "K27", "K28", "K29", "K30"],
    "website_performance": ["K53", "K54", "K55", "K56", "K57"],
    "social_engagement": ["K59", "K60", "K61", "K62", "K63"],
    "acquire_customers": ["K43", "K44", "K45", "K37"],
    "increase_clv": ["K48", "K49", "K47"],
}


def test_the_catalogue_holds_71_measures_in_the_order_of_their_numbers() -> None:
    assert [kpi.number for kpi in CATALOGUE.values()] == [f"K{number:02}" for number in range(1, 72)]
    assert all(key == kpi.id for key, kpi in CATALOGUE.items())


def test_every_measure_says_unit_direction_and_what_it_serves_in_known_words() -> None:
    for kpi in CATALOGUE.values():
        assert kpi.unit in LISTS["kpi_unit"], kpi
        assert kpi.direction in LISTS["direction"], kpi
        assert kpi.goal_types, kpi
        assert set(kpi.goal_types) <= set(GOAL_TYPES), kpi
        assert set(kpi.question_ids) <= set(QUESTIONS), kpi
        assert kpi.klass in ("core", "supporting"), kpi


def test_costs_churn_and_waiting_are_better_when_lower() -> None:
    lower = {kpi.id for kpi in CATALOGUE.values() if kpi.direction == "down"}
    assert lower == {
        "break-even-time", "sales-cycle", "lead-conversion-time", "cost-per-lead", "cac", "churn-rate",
        "bounce-rate",
    }  # fmt: skip


def test_ten_questions_lead_to_the_measures_that_answer_them() -> None:
    assert {question: [kpi.id for kpi in answering(question)] for question in QUESTIONS} == QUESTION_TABLE


def test_seven_kinds_of_goals_propose_29_measures_in_order() -> None:
    proposed = {kind: [CATALOGUE[id].number for id in ids] for kind, ids in PROPOSED.items()}
    assert proposed == GOAL_TABLE
    assert sum(map(len, proposed.values())) == 29
    assert all(CATALOGUE[id].klass == "core" for ids in PROPOSED.values() for id in ids)


@pytest.mark.parametrize("kind", GOAL_TYPES)
def test_every_kind_of_goal_gets_its_own_table_first_and_no_measure_twice(kind: str) -> None:
    found = [kpi.id for kpi in by_goal_type(kind)]
    assert found[: len(PROPOSED.get(kind, ()))] == list(PROPOSED.get(kind, ()))
    assert len(found) == len(set(found)) > 0


def test_the_first_set_is_short_before_revenue_and_knows_subscriptions_afterwards() -> None:
    assert [kpi.number for kpi in defaults("seed", True)] == ["K25", "K28", "K29", "K30", "K31", "K43", "K45"]
    growing = {kpi.number for kpi in defaults("growth", None)}
    assert growing == {"K29", "K30", "K31", "K12", "K27", "K45", "K46", "K49", "K50", "K21"}
    assert {kpi.number for kpi in defaults("fundraising", True)} == growing | {"K03", "K04"}
    assert defaults(None, None) == defaults("pre_seed", None)


def test_every_measure_has_words_and_one_name_everywhere() -> None:
    words = json.loads((files(content) / content.LANGUAGE / "kpis.json").read_text(encoding="utf-8"))
    assert list(words) == list(CATALOGUE)
    for id, said in words.items():
        assert all(said[part] for part in ("name", "short", "definition", "question")), id
        assert len(said["short"]) <= 14, id
        assert content.choice("kpi", id) == said["name"]
    names = [said["name"] for said in words.values()]
    assert len(set(names)) == len(names)
