from __future__ import annotations

from datetime import date

from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import replace
from quarterdeck.session.session import Session
from quarterdeck.session.silencing import silence, unsilence

TODAY = date(2026, 11, 22)
PLAN = Plan.model_validate(
    {
        "goals": {"items": {"grow": {"statement": "Win 30 customers by March"}}},
        "situation": {"channel_results": {"fair": {"channel": "Fair"}, "mail": {"channel": "Mail"}}},
        "plan": {"maturity": "established"},
    }
)


def _of(analysis: Analysis, code: str) -> list[str]:
    return [str(item.values) for item in analysis.findings if item.code == code]


def _silenced(plan: Plan, code: str, at: int = 0) -> Plan:
    found = [item for item in analyse(plan, TODAY).findings if item.code == code]
    return silence(plan, found[at], "Decided in March", TODAY)[0]


def test_a_finding_is_silent_at_its_place_and_outlives_a_rename() -> None:
    plan = _silenced(PLAN, "QD402")
    assert _of(analyse(plan, TODAY), "QD402") == []
    renamed = replace(plan, ("goals", "items", "grow", "statement"), "Win 40 customers by June")
    assert _of(analyse(renamed, TODAY), "QD402") == []
    (said,) = analyse(renamed, TODAY).silenced
    assert (said.said.reason, said.said.since) == ("Decided in March", TODAY)


def test_of_several_at_one_place_only_that_one_is_silent() -> None:
    assert len(_of(analyse(PLAN, TODAY), "QD901")) == 2
    plan = _silenced(PLAN, "QD901")
    (left,) = _of(analyse(plan, TODAY), "QD901")
    assert "Mail" in left
    everywhere = replace(plan, ("plan", "silenced", "qd901", "about"), "")
    assert _of(analyse(everywhere, TODAY), "QD901") == []


def test_told_again_it_is_as_it_was() -> None:
    plan = _silenced(PLAN, "QD402")
    assert analyse(unsilence(plan, "qd402"), TODAY).findings == analyse(PLAN, TODAY).findings


def test_silencing_is_one_step_of_undo() -> None:
    session = Session(PLAN, TODAY)
    session.change(_silenced(PLAN, "QD402"), ("plan", "silenced", "qd402"))
    session.undo()
    assert session.plan is PLAN
