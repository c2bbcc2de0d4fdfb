"""Every view in every format: the same bytes twice, and nothing a person wrote gets out of its place."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from quarterdeck.engine.analysis import analyse
from quarterdeck.plan.document import Plan
from quarterdeck.report import formats, names, views
from quarterdeck.report.document import Heading
from quarterdeck.store import examples

TODAY = date(2026, 11, 22)
HOSTILE = '=HYPERLINK("http://x")\n|</svg><script>BEGIN:VEVENT\x1b]0;x\x07'


def written(plan: Plan, form: str, view: str = names.FULL) -> str:
    return formats.written(plan, analyse(plan, TODAY), form, view)


def hostile() -> Plan:
    row = {"what": HOSTILE, "how": HOSTILE, "due": "2027-01-31", "owner": "ana", "budget": -5}
    return Plan.model_validate(
        {
            "plan": {"company": HOSTILE, "quarter": "2027-Q1", "why_plan": HOSTILE},
            "actions": {"items": {"one": row}},
            "kpis": {"items": {"k": {"name": "+cmd", "target": {"aim": "reach", "value": 5}}}},
        }
    )


def test_every_name_has_a_view_or_a_writer_behind_it() -> None:
    assert tuple(formats.WRITERS) == names.FORMATS
    assert (names.FULL, *views.PARTS) == names.VIEWS


@pytest.mark.parametrize("view", names.VIEWS)
@pytest.mark.parametrize("example", examples.names())
def test_a_view_of_an_example_has_something_in_every_section(example: str, view: str) -> None:
    plan = examples.read(example).plan
    document = views.document(plan, analyse(plan, TODAY), view)
    empty = [section.id for section in document.sections if len(section.blocks) == 0]
    assert document.sections
    assert empty == []
    assert document == views.document(plan, analyse(plan, TODAY), view)


@pytest.mark.parametrize("form", names.FORMATS)
@pytest.mark.parametrize("plan", [Plan(), hostile()], ids=["empty", "hostile"])
@pytest.mark.parametrize("view", names.VIEWS)
def test_any_plan_can_be_written_and_twice_the_same(form: str, plan: Plan, view: str) -> None:
    found = written(plan, form, view)
    assert found == written(plan, form, view)
    assert not {"\x1b", "\x07"} & set(found)


def test_a_picture_is_well_formed_and_fetches_nothing() -> None:
    picture = written(hostile(), "svg", "one-page")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "style", "defs", "clipPath", "rect", "g", "text"}
    assert "url(http" not in picture
    assert "@font-face" not in picture


def test_no_cell_of_a_spreadsheet_is_a_formula_but_numbers_stay_numbers() -> None:
    lines = list(csv.DictReader(StringIO(written(hostile(), "csv"))))
    assert {line["value"][:1] for line in lines if line["figure"] == "how"} == {"'"}
    assert [line["value"] for line in lines if line["figure"] == "budget"] == ["-5"]
    assert {line["name"] for line in lines if line["table"] == "kpis.items"} == {"'+cmd"}


def test_a_calendar_holds_what_is_due_and_what_is_to_be_looked_at() -> None:
    calendar = Calendar.from_ical(written(examples.read("benchline").plan, "ics"))
    days = {str(event["uid"]).partition("@")[0]: event["dtstart"].dt for event in calendar.walk("VEVENT")}
    assert days["action.double-evenings"] == date(2027, 3, 10)
    assert days["review"] == date(2027, 4, 2)
    assert days["quarter"] == date(2027, 3, 31)
    assert [day for day in days if day.startswith("goal.")]


def test_a_hostile_text_is_one_entry_of_the_calendar() -> None:
    calendar = Calendar.from_ical(written(hostile(), "ics"))
    assert [str(event["uid"]).partition("@")[0] for event in calendar.walk("VEVENT")] == [
        "action.one",
        "quarter",
    ]


def test_the_first_reader_says_which_view_comes_first() -> None:
    plan = Plan.model_validate({"plan": {"readers": ["investors", "team"]}})
    assert views.offered(plan)[0] == "board"
    assert sorted(views.offered(plan)) == sorted(names.VIEWS)
    assert views.offered(Plan())[0] == names.FULL


@pytest.mark.parametrize("view", names.VIEWS)
@pytest.mark.parametrize("example", examples.names())
def test_headings_go_down_one_level_at_a_time(example: str, view: str) -> None:
    plan = examples.read(example).plan
    for section in views.document(plan, analyse(plan, TODAY), view).sections:
        above = 1
        for block in section.blocks:
            if isinstance(block, Heading):
                assert block.level <= above + 1, block.text
                above = block.level
