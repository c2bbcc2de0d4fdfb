from __future__ import annotations

from quarterdeck.plan.document import Plan
from quarterdeck.steps.catalogue import PAGES
from quarterdeck.store.codec import loads
from quarterdeck.tui import search
from quarterdeck.tui.search import Entry

PLAN = b"""
schema = 1
[plan]
company = "Acme"
[goals.items.mrr]
statement = "Reach fifty thousand"
[team.members.zoe]
name = "Zo\xc3\xab"
"""


def entry(label: str, text: str = "", kind: str = "field") -> Entry:
    return Entry(label, kind, label, text=text)


def found(entries: list[Entry], typed: str) -> list[str]:
    return [item.label for item in search.find(entries, typed)]


def test_every_word_must_occur_and_the_likeliest_comes_first() -> None:
    entries = [
        entry("Why", text="the win rate of last year"),
        entry("Rate of wins"),
        entry("Win rate"),
        entry("Forecast"),
    ]
    assert found(entries, "win rate") == ["Win rate", "Rate of wins", "Why"]
    assert found(entries, "rate win forecast") == []


def test_a_step_is_found_by_its_title_before_fields_that_only_begin_with_it() -> None:
    entries = [*search.pages(), entry("Tools it needs"), entry("Tools")]
    assert found(entries, "tools")[:3] == ["10  Tools", "Tools", "Tools it needs"]


def test_case_and_accents_do_not_count() -> None:
    assert found([entry("Zoë Über")], "zoe uber") == ["Zoë Über"]


def test_nothing_typed_offers_steps_and_commands_only() -> None:
    entries = [entry("a", kind="step"), entry("b", kind="command"), entry("c"), entry("d", kind="row")]
    assert found(entries, "  ") == ["a", "b"]


def test_every_page_and_every_field_can_be_gone_to() -> None:
    assert [item.path[0] for item in search.pages()] == [page.id for page in PAGES]
    assert len(search.fields()) > 500
    assert len({item.id for item in search.fields()}) == len(search.fields())


def test_rows_are_found_by_the_names_people_gave_them() -> None:
    plan: Plan = loads(PLAN, "acme.toml").plan
    rows = {item.label: item.path for item in search.rows(plan)}
    assert rows["Reach fifty thousand"] == ("goals", "items", "mrr")
    assert found([*search.rows(plan)], "zoe") == ["Zoë"]


def test_a_field_of_a_row_stands_on_the_page_as_its_table() -> None:
    assert search.on_page(("icp", "personas", "name")) == ("icp", "personas")
    assert search.on_page(("icp", "target_audience")) == ("icp", "target_audience")
    assert search.on_page(("goals", "items")) == ("goals", "items")


def test_of_fields_with_one_name_each_tells_its_table_and_the_page_comes_first() -> None:
    goals = [entry for entry in search.find(search.fields(), "goals") if entry.label == "Goals"]
    assert [entry.place for entry in goals] == ["Goals", "Goals › Focus areas"]
