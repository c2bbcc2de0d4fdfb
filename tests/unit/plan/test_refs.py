from __future__ import annotations

from quarterdeck.plan import refs
from quarterdeck.plan.document import Plan

PLAN = Plan.model_validate(
    {
        "plan": {"north_star": "mrr"},
        "kpis": {"items": {"mrr": {"name": "MRR"}, "cac": {}}},
        "team": {"members": {"ana": {"name": "Ana"}}},
        "goals": {"items": {"grow": {"name": "Grow", "kpis": ["mrr", "gone"], "owner": "nobody"}}},
    }
)


def test_rows_have_the_name_of_their_first_answer_or_their_id() -> None:
    assert refs.rows_at(PLAN, "kpis.items") == {"mrr": "MRR", "cac": "cac"}
    assert refs.rows_at(PLAN, "team.members|kpis.items") == {"ana": "Ana", "mrr": "MRR", "cac": "cac"}
    assert refs.rows_at(PLAN, "no.such.place") == {}
    assert refs.name_of(PLAN, ("kpis", "items", "mrr")) == "MRR"
    assert refs.name_of(PLAN, ("kpis", "items", "gone")) == "gone"


def test_every_use_of_a_row_is_found() -> None:
    assert refs.uses(PLAN, "kpis.items", "mrr") == [
        ("plan", "north_star"),
        ("goals", "items", "grow", "kpis"),
    ]


def test_references_that_lead_nowhere_are_found() -> None:
    found = [(path[-1], field.name, row_id) for path, field, row_id in refs.dangling(PLAN)]
    assert found == [("kpis", "kpis", "gone"), ("owner", "owner", "nobody")]
