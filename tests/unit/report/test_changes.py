"""What changed between two plans is told in their own words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, replace
from quarterdeck.plan.types import Target
from quarterdeck.report import rich_text
from quarterdeck.report.changes import ADDED, CHANGED, ORDERED, REMOVED, Change, blocks, changes
from quarterdeck.session import rows
from quarterdeck.store import codec, examples

TODAY = date(2026, 11, 22)
PLAN = examples.read("benchline").plan


def told(new: Plan, old: Plan = PLAN) -> Change:
    (change,) = changes(old, new, TODAY)
    return change


def test_a_target_is_one_answer_in_words() -> None:
    path = ("kpis", "items", "mrr", "target")
    change = told(replace(PLAN, path, Target(aim="at_least", value=Decimal(80_000))))
    assert (change.part, change.kind, change.name) == ("targets", CHANGED, "Monthly recurring revenue")
    (edit,) = change.edits
    assert (edit.label, edit.before, edit.after) == (
        "Target",
        "at least €76,000, stretch €78,000",
        "at least €80,000",
    )


def test_rows_come_and_go_under_their_names() -> None:
    plan, row_id = rows.added(PLAN, ("actions", "items"), {"what": "Call everyone", "owner": "ruth"})
    change = told(plan)
    assert (change.part, change.kind, change.name) == ("actions", ADDED, "Call everyone")
    assert [edit.after for edit in change.edits] == ["Call everyone", "Ruth Janssen"]
    gone = told(PLAN, plan)
    assert (gone.kind, gone.path) == (REMOVED, ("actions", "items", row_id))


def test_drivers_results_and_money_are_parts_of_their_own() -> None:
    plan = replace(PLAN, ("forecast", "rates", "win_rate_pct"), Decimal(25))
    plan = replace(plan, ("forecast", "budget", "referrals", "amount"), Decimal(900))
    plan = replace(plan, ("kpis", "items", "mrr", "actuals", "2026-10", "value"), Decimal(68_000))
    assert [(change.part, change.edits[0].after) for change in changes(PLAN, plan, TODAY)] == [
        ("drivers", "25\u202f%"),
        ("budget", "€900"),
        ("results", "€68,000"),
    ]


def test_references_are_told_by_name_and_an_answer_taken_away_as_nothing() -> None:
    path = ("goals", "items", "mrr-76k", "owner")
    assert told(replace(PLAN, path, "ruth")).edits[0].after == "Ruth Janssen"
    assert told(replace(PLAN, path, MISSING)).edits[0].after == ""


def test_small_rows_inside_a_row_stand_together_on_a_line() -> None:
    change = told(replace(PLAN, ("goals", "items", "mrr-76k", "targets"), MISSING))
    (edit,) = change.edits
    assert edit.label == "Broken down"
    assert edit.before.count(";") == 2


def test_another_order_is_a_change() -> None:
    change = told(rows.moved(PLAN, ("goals", "items", "churn-1-2"), -1))
    assert (change.part, change.kind) == ("goals", ORDERED)


def test_hostile_text_stays_text() -> None:
    text = rich_text.blocks(blocks(PLAN, replace(PLAN, ("plan", "vision"), "[red]x[/] :smile:"), TODAY), 90)
    assert "[red]x[/] :smile:" in text.plain


def test_nothing_differs_is_said() -> None:
    assert changes(PLAN, PLAN, TODAY) == ()
    assert "Nothing differs." in rich_text.blocks(blocks(PLAN, PLAN, TODAY), 60).plain


def test_keys_the_program_does_not_know_are_told_as_they_are() -> None:
    text = examples.source("benchline") + b"\n[zebra]\nstripes = 9\n[situation.extra]\nnote = 'x'\n"
    plan = codec.loads(text, "a.toml").plan
    found = [
        (change.part, edit.label, edit.before, edit.after)
        for change in changes(PLAN, plan, TODAY)
        for edit in change.edits
    ]
    assert found == [
        ("situation", "situation.extra.note", "", "x"),
        ("foreign", "zebra.stripes", "", "9"),
    ]
    assert "zebra.stripes" in "".join(str(block) for block in blocks(plan, PLAN, TODAY))
