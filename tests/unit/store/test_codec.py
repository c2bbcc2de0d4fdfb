from __future__ import annotations

from decimal import Decimal

import pytest

from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import Plan
from quarterdeck.plan.paths import MISSING, get, replace
from quarterdeck.store import codec
from quarterdeck.store.codec import Layout


def loaded(text: str) -> codec.Loaded:
    return codec.loads(text.encode(), "acme.toml")


def saved(text: str) -> str:
    found = loaded(text)
    return codec.dumps(found.plan, found.layout).decode()


def test_the_schema_comes_first_and_the_steps_in_order() -> None:
    text = saved('[tools.items.crm]\nname = "CRM"\n[mine]\nx = 1\n[plan]\ncompany = "Acme"\n')
    assert text == (
        'schema = 1\n\n[plan]\ncompany = "Acme"\n\n[tools.items.crm]\nname = "CRM"\n\n[mine]\nx = 1\n'
    )


def test_rows_are_headers_however_short_and_stay_in_their_order() -> None:
    plan = loaded('[team.members.zoe]\nname="Zoe"\n[team.members.ana]\n').plan
    assert list(plan.team.members) == ["zoe", "ana"]
    assert saved('[team.members]\nzoe = {name="Zoe"}\nana = {}\n') == (
        'schema = 1\n\n[team.members.zoe]\nname = "Zoe"\n\n[team.members.ana]\n'
    )


def test_absent_zero_empty_and_no_stay_four_things() -> None:
    plan = loaded("[plan]\nreaders = []\nsubscription = false\n[forecast]\nmonths = 0\n").plan
    assert get(plan, ("plan", "readers")) == ()
    assert get(plan, ("plan", "subscription")) is False
    assert get(plan, ("forecast", "months")) == 0
    assert get(plan, ("plan", "company")) is MISSING
    text = codec.dumps(plan).decode()
    assert "readers = []" in text
    assert "subscription = false" in text
    assert "months = 0" in text


def test_emptied_sections_leave_no_trace() -> None:
    plan = replace(loaded('[plan]\ncompany = "Acme"\n').plan, ("plan", "company"), MISSING)
    assert codec.dumps(plan) == b"schema = 1\n"
    assert saved("[goals]\n[goals.items]\n") == "schema = 1\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("6000.0", "6000.0"),
        ("120", "120"),
        ("1e3", "1000"),
        ("-0.0", "0.0"),
        ("0.0000001", "0.0000001"),
        ("1_000.50", "1000.50"),
        ("[1, 1.5, 2e1]", "[1, 1.5, 20]"),
    ],
)
def test_numbers_are_written_as_people_write_them(written: str, kept: str) -> None:
    assert f"spend = {kept}\n" in saved(f"[forecast.channels.ads]\nspend = {written}\n")


def test_long_texts_stand_on_their_lines() -> None:
    plan = replace(Plan(), ("plan", "why_plan"), 'one\n\n"two" \\ three\n')
    text = codec.dumps(plan).decode()
    assert 'why_plan = """\none\n' in text
    assert loaded(text).plan.plan.why_plan == 'one\n\n"two" \\ three\n'


def test_comments_stay_where_they_stand() -> None:
    source = (
        '# Acme\n#\n# two\n\nschema = 1\n\n# three\n[plan]  # four\ncompany = "a # b"  # five\n\n'
        '# six\n\n# seven\n[kpis.items.churn]\n# eight\nname = "Churn"\n\n# nine\n'
    )
    found = loaded(source)
    assert found.layout.head == "# Acme\n#\n# two"
    assert codec.dumps(found.plan, found.layout).decode() == source


def test_comments_whose_place_is_gone_stand_at_the_end_with_its_name() -> None:
    found = loaded("schema = 1\n[kpis.items.churn]\n# ask Ana\nname = 'Churn'\n[plan]\ncompany = 'A'\n")
    written = codec.dumps(replace(found.plan, ("kpis", "items"), MISSING), found.layout).decode()
    assert written == 'schema = 1\n\n[plan]\ncompany = "A"\n\n# kpis.items.churn.name: ask Ana\n'
    again = loaded(written)
    assert codec.dumps(again.plan, again.layout).decode() == written


def test_a_comment_never_becomes_part_of_a_value() -> None:
    found = loaded('[plan]\nwhy_plan = "one" # beside\n')
    written = codec.dumps(replace(found.plan, ("plan", "why_plan"), "one\ntwo"), found.layout)
    assert b"# beside\nwhy_plan" in written
    assert loaded(written.decode()).plan.plan.why_plan == "one\ntwo"


def test_mark_and_line_ends_of_windows_are_written_back() -> None:
    data = b'\xef\xbb\xbf# hi\r\n\r\nschema = 1\r\n\r\n[plan]\r\nwhy_plan = """\r\na\r\nb"""\r\n'
    found = codec.loads(data, "acme.toml")
    assert found.plan.plan.why_plan == "a\nb"
    assert codec.dumps(found.plan, found.layout) == data


def test_an_unknown_key_is_kept_and_its_neighbour_named() -> None:
    found = loaded('[plan]\ncompnay = "Acme"\nzzz = [1, { a = "x" }]\n')
    assert [(note.key, note.path, dict(note.values)) for note in found.notes] == [
        ("unknown_key_near", ("plan", "compnay"), {"key": "plan.compnay", "near": "company"}),
        ("unknown_key", ("plan", "zzz"), {"key": "plan.zzz"}),
    ]
    assert loaded(codec.dumps(found.plan).decode()).plan.plan.model_extra == {
        "compnay": "Acme",
        "zzz": [1, {"a": "x"}],
    }


def test_a_whole_table_of_somebody_elses_keys_is_one_remark() -> None:
    found = loaded("".join(f"k{number} = {number}\n" for number in range(50)) + "[plan]\n")
    assert [(note.key, note.values["count"]) for note in found.notes] == [("unknown_keys", "50")]
    assert len(found.plan.model_extra or {}) == 50


def test_lists_of_tables_that_are_not_known_stay_where_they_are() -> None:
    long = "x" * 120
    text = (
        f'schema = 1\n\n[plan]\ncompany = "Acme"\nn = 4\n\n[[plan.made]]\na = "{long}"\n\n[[plan.made]]\n\n'
        f'[[plan.made.inner]]\nb = "{long}"\n\n[plan.made.last]\nc = 1\n\n[[top]]\na = "q"\n'
    )
    found = loaded(text.removeprefix("schema = 1\n\n"))
    assert codec.dumps(found.plan).decode() == text


def test_keys_that_clean_to_the_same_stay_two_and_the_clean_one_keeps_its_name() -> None:
    found = loaded('[goals.items."a\\u200b"]\nstatement = "odd"\n[goals.items.a]\nstatement = "plain"\n')
    assert {key: goal.statement for key, goal in found.plan.goals.items.items()} == {
        "a-2": "odd",
        "a": "plain",
    }


def test_what_would_harm_a_terminal_is_taken_out_of_keys_and_values() -> None:
    found = loaded('[plan]\ncompany = "A\\u001b[31mcme\\u202e"\n"x\\u0007" = "\\u009b0m"\n')
    assert found.plan.plan.company == "Acme"
    assert found.plan.plan.model_extra == {"x": ""}
    assert "cleaned" in {note.key for note in found.notes}


def test_a_figure_that_is_computed_is_left_out_of_the_file() -> None:
    found = loaded("[kpis.bofu]\nrate_pct = 3\nbaseline = 1\n")
    assert [note.key for note in found.notes] == ["computed"]
    assert "rate_pct" not in codec.dumps(found.plan).decode()


def test_a_moment_is_read_as_its_day() -> None:
    found = loaded("[plan]\nnext_review = 2027-01-02T10:00:00Z\n")
    assert [note.key for note in found.notes] == ["time_dropped"]
    assert "next_review = 2027-01-02\n" in codec.dumps(found.plan).decode()


def test_decimals_are_exact() -> None:
    plan = loaded("[forecast.rates]\nwin_rate_pct = 22.10\n").plan
    assert plan.forecast.rates.win_rate_pct == Decimal("22.10")


def test_what_was_typed_with_a_tiny_exponent_has_none_in_the_file() -> None:
    plan = replace(Plan(), ("forecast", "timing"), {"lead_to_mql": Decimal("1E-15")})
    assert b"lead_to_mql = 0\n" in codec.dumps(plan, Layout())


@pytest.mark.parametrize("data", [b"schema = 2", b"schema = 0", b"schema = '1'", b"schema = true"])
def test_a_format_that_is_not_known_is_refused(data: bytes) -> None:
    with pytest.raises(PlanUnreadable):
        codec.loads(data, "acme.toml")


def test_a_file_that_is_no_plan_is_not_taken_for_one() -> None:
    with pytest.raises(PlanUnreadable, match="not a plan"):
        codec.loads(b'[project]\nname = "x"\n', "pyproject.toml")
    assert codec.dumps(codec.loads(b"", "new.toml").plan) == b"schema = 1\n"
