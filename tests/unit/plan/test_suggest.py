"""Which ready answers are offered, given what else was answered."""

from __future__ import annotations

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.paths import declared, replace
from quarterdeck.plan.suggest import suggestion_lists

SOURCE: Path = ("data", "sources", "a", "title")


def field(path: Path) -> Field:
    found = declared(Plan, path)
    assert found is not None
    return found


def test_a_plain_list_is_offered_as_it_is() -> None:
    assert suggestion_lists(field(("situation", "channel_results", "a", "channel")), Plan()) == ("channels",)


def test_the_list_follows_the_answer_it_depends_on() -> None:
    plan = replace(Plan(), ("plan", "maturity"), "starting")
    assert suggestion_lists(field(SOURCE), plan) == ("sources.starting",)


def test_all_lists_are_offered_while_that_answer_is_missing() -> None:
    assert suggestion_lists(field(SOURCE), Plan()) == ("sources.established", "sources.starting")


def test_a_field_without_ready_answers_offers_none() -> None:
    assert suggestion_lists(field(("plan", "company")), Plan()) == ()
