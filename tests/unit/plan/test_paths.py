"""Reading and replacing what stands at a path of a frozen plan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import (
    MISSING,
    answers,
    declared,
    dotted,
    get,
    own_values,
    replace,
    undotted,
    without_ids,
)

EMPTY = Plan()
COMPANY = ("plan", "company")
SPEND = ("situation", "channel_results", "search-ads", "spend")


def test_an_unanswered_field_is_missing() -> None:
    assert get(EMPTY, COMPANY) is MISSING
    assert get(EMPTY, SPEND) is MISSING
    assert get(EMPTY, ("plan", "no_such_field")) is MISSING
    assert get(EMPTY, ("nowhere", "at", "all")) is MISSING


def test_zero_no_and_an_empty_list_are_answers() -> None:
    plan = replace(EMPTY, ("situation", "first_customers"), 0)
    plan = replace(plan, ("plan", "subscription"), False)
    plan = replace(plan, ("situation", "strengths"), ())
    assert get(plan, ("situation", "first_customers")) == 0
    assert get(plan, ("plan", "subscription")) is False
    assert get(plan, ("situation", "strengths")) == ()
    assert get(plan, ("situation", "weaknesses")) is MISSING


def test_replacing_leaves_the_plan_it_started_from_alone() -> None:
    named = replace(EMPTY, COMPANY, "Plumbline")
    assert get(named, COMPANY) == "Plumbline"
    assert get(EMPTY, COMPANY) is MISSING


def test_a_value_is_validated_where_it_is_put() -> None:
    with pytest.raises(ValidationError):
        replace(EMPTY, ("plan", "quarter"), "spring")
    with pytest.raises(ValidationError):
        replace(EMPTY, ("plan", "fiscal_year_start"), 13)


def test_numbers_become_decimals() -> None:
    plan = replace(EMPTY, ("situation", "channel_results", "search-ads"), {"channel": "Search ads"})
    plan = replace(plan, SPEND, "15600.50")
    assert get(plan, SPEND) == Decimal("15600.50")


def test_a_row_is_added_changed_and_removed_by_its_id() -> None:
    rows = ("data", "competitors")
    plan = replace(EMPTY, (*rows, "crewplan"), {"name": "Crewplan"})
    plan = replace(plan, (*rows, "bauwerk"), {"name": "Bauwerk Suite"})
    plan = replace(plan, (*rows, "crewplan", "name"), "Crewplan 2")
    assert list(get(plan, rows)) == ["crewplan", "bauwerk"]
    assert get(plan, (*rows, "crewplan", "name")) == "Crewplan 2"
    assert list(get(replace(plan, (*rows, "crewplan"), MISSING), rows)) == ["bauwerk"]


def test_taking_an_answer_back_makes_it_missing_again() -> None:
    plan = replace(replace(EMPTY, COMPANY, "Plumbline"), COMPANY, MISSING)
    assert get(plan, COMPANY) is MISSING
    assert plan == EMPTY
    assert list(answers(plan)) == []


def test_a_nested_table_disappears_with_its_last_answer() -> None:
    at = ("situation", "site_funnel_last_year", "visits")
    plan = replace(EMPTY, at, 62_000)
    assert get(plan, at) == 62_000
    assert get(replace(plan, at, MISSING), at[:-1]) is MISSING


def test_a_path_that_leads_nowhere_is_told_by_its_name() -> None:
    with pytest.raises(KeyError, match="company"):
        replace(EMPTY, (*COMPANY, "deeper"), 1)


def test_unknown_keys_are_kept_through_changes() -> None:
    plan = Plan.model_validate({"plan": {"company": "Plumbline", "mood": "sunny"}, "future": {"a": 1}})
    plan = replace(plan, ("plan", "vision"), "Everyone at the right site")
    assert own_values(plan.plan) == {
        "company": "Plumbline",
        "vision": "Everyone at the right site",
        "mood": "sunny",
    }
    assert get(plan, ("future",)) == {"a": 1}


def test_answers_come_with_full_paths_rows_and_nested_tables_entered() -> None:
    plan = replace(EMPTY, COMPANY, "Plumbline")
    plan = replace(plan, ("plan", "stage_names", "lead"), "Enquiry")
    plan = replace(plan, ("icp", "personas", "olaf"), {"name": "Owner Olaf"})
    plan = replace(plan, ("icp", "personas", "olaf", "buyer_journey", "trial"), {"stage": "Trial"})
    assert [(dotted(path), value) for path, _, value in answers(plan)] == [
        ("plan.company", "Plumbline"),
        ("plan.stage_names.lead", "Enquiry"),
        ("icp.personas.olaf.name", "Owner Olaf"),
        ("icp.personas.olaf.buyer_journey.trial.stage", "Trial"),
    ]


def test_declarations_are_found_with_row_ids_in_the_path() -> None:
    spend, table = declared(Plan, SPEND), declared(Plan, SPEND[:-1])
    assert spend is not None
    assert table is not None
    assert (spend.name, table.name) == ("spend", "channel_results")
    assert declared(Plan, (*SPEND[:-1], "weather")) is None


def test_words_stand_under_the_path_without_row_ids() -> None:
    assert without_ids(Plan, SPEND) == ("situation", "channel_results", "spend")
    assert without_ids(Plan, ("icp", "personas", "olaf", "buyer_journey", "trial", "stage")) == (
        "icp",
        "personas",
        "buyer_journey",
        "stage",
    )


@given(st.lists(st.text(max_size=5) | st.text('."\\\\a', max_size=5), min_size=1).map(tuple))
def test_any_path_written_with_dots_reads_back(path: tuple[str, ...]) -> None:
    assert undotted(dotted(path)) == path


def test_a_key_with_a_dot_stands_in_quotes_as_in_the_file() -> None:
    assert dotted(("goals", "items", "acme.com", "owner")) == 'goals.items."acme.com".owner'
