from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, fields_of
from quarterdeck.plan.paths import MISSING, answers, declared, get, without_ids
from quarterdeck.session.outcome import Draft
from quarterdeck.session.rows import row_model
from quarterdeck.session.session import Session
from quarterdeck.store import codec
from strategies import plans

TODAY = date(2026, 11, 22)
COMPANY = ("plan", "company")
MONTHS = ("forecast", "months")
WIN_RATE = ("forecast", "rates", "win_rate_pct")
GOALS = ("goals", "items")
MEMBERS = ("team", "members")


@pytest.fixture
def session() -> Session:
    return Session(Plan(), TODAY)


def test_an_answer_changes_the_plan_and_makes_it_dirty(session: Session) -> None:
    assert not session.dirty
    assert session.edit(WIN_RATE, "22 %").changed
    assert get(session.plan, WIN_RATE) == Decimal(22)
    assert session.dirty
    session.mark_saved(session.plan)
    assert not session.dirty


def test_what_is_no_answer_stays_where_it_was_typed_and_the_last_answer_in_the_plan(session: Session) -> None:
    session.edit(WIN_RATE, "22")
    outcome = session.edit(WIN_RATE, "140")
    assert outcome.problem is not None
    assert session.drafts[WIN_RATE].raw == "140"
    assert session.drafts[WIN_RATE].problem == outcome.problem
    assert get(session.plan, WIN_RATE) == Decimal(22)
    session.edit(WIN_RATE, "22")
    assert not session.drafts


def test_a_limit_of_the_model_is_a_problem_and_no_crash(session: Session) -> None:
    assert session.set(MONTHS, 10**16).problem is not None
    assert session.set(COMPANY, "x" * 300).problem is not None
    assert session.set(COMPANY, 3).problem is not None
    assert get(session.plan, COMPANY) is MISSING


def test_keys_nobody_knows_in_a_target_outlive_another_answer() -> None:
    goal = {"statement": "Grow", "target": {"value": 5, "agreed_in": "May"}}
    session = Session(Plan.model_validate({"goals": {"items": {"grow": goal}}}), TODAY)
    session.edit(("goals", "items", "grow", "target"), "at least 9")
    target = session.plan.goals.items["grow"].target
    assert target is not None
    assert (target.aim, target.value, target.model_extra) == ("at_least", 9, {"agreed_in": "May"})
    assert not session.edit(("goals", "items", "grow", "target"), "at least 9").changed


def test_emptying_a_field_takes_the_answer_away(session: Session) -> None:
    session.edit(COMPANY, "Acme")
    session.edit(COMPANY, "  ")
    assert get(session.plan, COMPANY) is MISSING
    session.set(("plan", "subscription"), value=False)
    assert get(session.plan, ("plan", "subscription")) is False
    session.clear(("plan", "subscription"))
    assert codec.dumps(session.plan) == codec.dumps(Plan())


def test_text_from_a_screen_is_cleaned_at_the_door(session: Session) -> None:
    session.set(COMPANY, "A\x1b[31mc\u202eme\n")
    session.edit(("plan", "why_plan"), "a\x07\r\nb")
    session.set(("plan", "offer_kind"), ("x\x00",))
    assert session.plan.plan.company == "Acme"
    assert session.plan.plan.why_plan == "a\nb"


def test_edits_of_one_field_in_one_breath_are_one_step(session: Session) -> None:
    for moment, raw in enumerate(("A", "Ac", "Acm", "Acme")):
        session.edit(COMPANY, raw, moment * 0.5)
    session.edit(COMPANY, "Acme AG", 9.0)
    assert session.undo() == COMPANY
    assert get(session.plan, COMPANY) == "Acme"
    assert session.undo() == COMPANY
    assert get(session.plan, COMPANY) is MISSING
    assert session.undo() is None
    assert session.redo() == COMPANY
    assert session.redo() == COMPANY
    assert get(session.plan, COMPANY) == "Acme AG"
    assert session.redo() is None


def test_another_field_or_a_journey_through_time_ends_the_breath(session: Session) -> None:
    session.edit(COMPANY, "A", 0.0)
    session.edit(MONTHS, "12", 0.1)
    session.edit(COMPANY, "B", 0.2)
    session.undo()
    session.edit(COMPANY, "C", 0.3)
    session.undo()
    assert get(session.plan, COMPANY) == "A"


def test_undo_brings_the_text_that_was_no_answer_back(session: Session) -> None:
    session.edit(WIN_RATE, "abc")
    session.edit(WIN_RATE, "30")
    session.undo()
    assert session.drafts[WIN_RATE].raw == "abc"
    session.undo()
    assert not session.drafts
    assert not session.can_undo


def test_only_so_many_steps_are_kept(session: Session) -> None:
    for number in range(250):
        session.edit(MONTHS, str(number + 1))
    steps = 0
    while session.undo():
        steps += 1
    assert steps == 200


def test_a_row_is_named_once_and_keeps_its_id(session: Session) -> None:
    ana = session.add_row(MEMBERS, {"name": "Ana Ruiz"})
    unnamed, again = session.add_row(MEMBERS), session.add_row(MEMBERS, {"name": "Ana Ruiz"})
    assert (ana, unnamed, again) == ("ana-ruiz", "member", "ana-ruiz-2")
    session.edit((*MEMBERS, ana, "name"), "Ana Meyer")
    assert list(session.plan.team.members) == [ana, unnamed, again]
    with pytest.raises(ValidationError):
        session.add_row(MEMBERS, {"name": "x" * 300})
    with pytest.raises(KeyError):
        session.add_row(COMPANY)


def test_rows_that_one_field_may_name_have_different_ids(session: Session) -> None:
    """A budget line and a member of the team can both be assigned, so a reference must tell them apart."""
    assert session.add_row(MEMBERS, {"name": "Media"}) == "media"
    assert session.add_row(("forecast", "budget"), {"item": "Media"}) == "media-2"


def test_rows_are_copied_moved_and_brought_back_at_their_place(session: Session) -> None:
    ids = [session.add_row(MEMBERS, {"name": name}) for name in ("A", "B", "C")]
    copy = session.duplicate_row((*MEMBERS, "a"))
    assert list(session.plan.team.members) == ["a", copy, "b", "c"]
    session.move_row((*MEMBERS, "c"), -9)
    assert list(session.plan.team.members) == ["c", "a", copy, "b"]
    assert session.dirty
    before = codec.dumps(session.plan)
    session.edit((*MEMBERS, "a", "role"), "seller")
    session.undo()
    session.delete_row((*MEMBERS, "a"))
    assert list(session.plan.team.members) == ["c", copy, "b"]
    assert session.undo() == (*MEMBERS, "a")
    assert codec.dumps(session.plan) == before
    assert session.redo() == MEMBERS
    assert ids == ["a", "b", "c"]


def test_deleting_a_row_clears_what_refers_to_it_in_the_same_step(session: Session) -> None:
    ana, ben = (session.add_row(MEMBERS, {"name": name}) for name in ("Ana", "Ben"))
    goal = session.add_row(GOALS, {"statement": "More", "owner": ana, "co_owners": (ana, ben)})
    before = codec.dumps(session.plan)
    owner, others = (*GOALS, goal, "owner"), (*GOALS, goal, "co_owners")
    assert session.uses((*MEMBERS, ana)) == [owner, others]
    assert set(session.delete_row((*MEMBERS, ana)).cleared) == {owner, others}
    assert get(session.plan, owner) is MISSING
    assert get(session.plan, others) == (ben,)
    session.undo()
    assert codec.dumps(session.plan) == before


def test_the_drafts_of_a_deleted_row_go_and_come_back_with_it(session: Session) -> None:
    row = (*MEMBERS, session.add_row(MEMBERS, {"name": "Ana"}))
    field = next(path for path in _numbers(row))
    session.edit(field, "many")
    session.delete_row(row)
    assert not session.drafts
    session.undo()
    assert session.drafts[field].raw == "many"


def _numbers(row: Path) -> list[Path]:
    return [(*row, field.name) for field in fields_of(row_model(row[:-1])) if field.is_number]


def test_the_last_words_of_a_field_whose_row_is_gone_do_nothing(session: Session) -> None:
    row = (*MEMBERS, session.add_row(MEMBERS, {"name": "Ana"}))
    session.delete_row(row)
    assert not session.edit((*row, "name"), "Anna").changed
    assert not session.set((*row, "name"), "Anna").changed
    assert not session.delete_row(row).changed
    assert get(session.plan, MEMBERS) is MISSING
    with pytest.raises(KeyError):
        session.edit(("plan", "nothing"), "x")


def test_what_follows_from_the_plan_is_computed_once_for_each_plan(session: Session) -> None:
    first = session.analysis
    session.typing(COMPANY, "Ac")
    assert session.analysis is first
    session.edit(COMPANY, "Acme")
    assert session.analysis is not first


def test_what_is_being_typed_is_known_but_is_no_step(session: Session) -> None:
    session.typing(COMPANY, "Ac")
    assert session.drafts[COMPANY].raw == "Ac"
    assert session.drafts[COMPANY].problem is None
    assert not session.can_undo
    session.edit(COMPANY, "Acme")
    assert not session.drafts


def test_text_typed_for_a_row_that_is_being_added_goes_when_the_row_is_left(session: Session) -> None:
    new = (*MEMBERS, "")
    session.typing((*new, "name"), "An")
    session.typing((*new, "role"), "x")
    assert len(session.drafts) == 2
    session.typing((*new, "role"), "")
    assert len(session.drafts) == 1
    session.edit(COMPANY, "Acme")
    assert not session.drafts


def test_a_whole_plan_is_taken_over_as_one_step_with_its_half_typed_texts(session: Session) -> None:
    session.edit(COMPANY, "Mine")
    texts = {
        WIN_RATE: "abc",
        COMPANY: "Typed",
        (*MEMBERS, "gone", "name"): "x",
        (*MEMBERS, "", "name"): "Ana",
        (*MEMBERS, "", "capacity"): "?",
        ("nowhere",): "x",
    }
    session.replace_plan(Plan(), texts=texts)
    assert session.plan.plan.company == "Typed"
    assert session.drafts[WIN_RATE].raw == "abc"
    assert [(row_id, row.name) for row_id, row in session.plan.team.members.items()] == [("ana", "Ana")]
    assert session.undo() == ()
    assert session.plan.plan.company == "Mine"


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    verbs = st.sampled_from(["edit", "clear", "delete", "duplicate", "move", "add"])
    texts = st.sampled_from(["", "12", "abc", "1.2.3", "22 %", "2027-01", "yes", "50k to 60k", "\x1b[0m"])
    return draw(st.lists(st.tuples(verbs, st.integers(0, 999), texts), max_size=12))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(plans(2), edits())
def test_taking_every_step_back_gives_the_first_plan_byte_for_byte(
    plan: Plan, steps: list[tuple[str, int, str]]
) -> None:
    session = Session(plan, TODAY)
    start = codec.dumps(plan)
    for verb, place, raw in steps:
        _do(session, verb, place, raw)
    end, refused = codec.dumps(session.plan), _refused(session)
    while session.undo() is not None:
        pass
    assert codec.dumps(session.plan) == start
    assert not session.dirty
    assert not _refused(session)
    while session.redo() is not None:
        pass
    assert codec.dumps(session.plan) == end
    assert _refused(session) == refused


def _refused(session: Session) -> dict[Path, Draft]:
    return {path: draft for path, draft in session.drafts.items() if draft.problem}


def _do(session: Session, verb: str, place: int, raw: str) -> None:
    fields = [path for path, _, _ in answers(session.plan)] or [COMPANY]
    rows = [path[:end] for path in fields for end in range(2, len(path)) if _is_row(path[:end])]
    field = fields[place % len(fields)]
    if verb == "edit":
        session.edit(field, raw, float(place))
    elif verb == "clear":
        session.clear(field)
    elif verb == "add":
        session.add_row(MEMBERS, {"name": raw} if raw.isprintable() else None)
    elif rows:
        row = rows[place % len(rows)]
        {
            "delete": lambda: session.delete_row(row),
            "duplicate": lambda: session.duplicate_row(row),
            "move": lambda: session.move_row(row, place % 5 - 2),
        }[verb]()


def _is_row(path: Path) -> bool:
    field = declared(Plan, path)
    same = without_ids(Plan, path) == without_ids(Plan, path[:-1])
    return field is not None and field.kind is Kind.ROWS and same
