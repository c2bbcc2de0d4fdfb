"""The document says every answer of a plan, and says so where there is none."""

from __future__ import annotations

import pytest
from report_kit import EXAMPLES, document_of, example, example_document, plain, plan_of, texts

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import walk
from quarterdeck.plan.paths import answers, without_ids
from quarterdeck.report.build import OVERVIEWS, build
from quarterdeck.report.document import DocSection, Document, Facts, Heading, Paragraph, Table
from quarterdeck.report.reading import Reading
from quarterdeck.report.rich_text import lines, render
from quarterdeck.steps.catalogue import LENS, PAGES, STEPS

SAID_OTHERWISE = {
    *(f"tools.items.{name}" for name in ("proof", "dependable", "support", "community")),
    *("kpis.bofu.baseline", "kpis.bofu.target"),
}
"""Answers of a fixed list that the table of tools shows as ✓ yes, ✗ no, open; counts without their unit."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_answer_of_an_example_stands_in_the_document(name: str) -> None:
    plan, analysis = example(name)
    reading = Reading(plan, analysis, numbered=True)
    printed = "\n".join(plain(text) for text in texts(example_document(name))).casefold()
    lost = []
    for path, field, value in answers(plan):
        if ".".join(without_ids(Plan, path)) in SAID_OTHERWISE:
            continue
        said = reading.show(path, field, value)
        for text in (said,) if isinstance(said, str) else said:
            if plain(text).casefold() not in printed:
                lost.append((path, text))
    assert lost == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_criteria_of_every_tool_are_told_by_sign_and_word(name: str) -> None:
    tools = _section(example_document(name), "tools")
    table = next(block for block in tools.blocks if isinstance(block, Table))
    marks = {cell.text for row in table.rows for cell in row[2:6]}
    assert marks <= {"✓ yes", "✗ no", "open"}
    assert len(table.rows) == len(example(name)[0].tools.items)


def test_the_three_counts_stand_with_what_is_wanted_and_how_many_more_that_is() -> None:
    kpis = _section(example_document("benchline"), "kpis")
    tables = [block for block in kpis.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[1].rows] == [
        ["Fitting workshop", "188", "62", "250"],
        ["Conversation", "93", "32", "125"],
        ["Raised hands", "76", "26", "102"],
    ]


def test_what_an_overview_has_told_is_a_field_of_its_step() -> None:
    declared = {".".join(path) for path, _ in walk(Plan)}
    for page, overview in OVERVIEWS.items():
        assert overview.told <= declared
        assert {path.partition(".")[0] for path in overview.told} <= {page}


def test_the_pages_come_in_their_order_and_what_is_open_comes_last() -> None:
    ids = [section.id for section in example_document("benchline").sections]
    assert ids == [*(page.id for page in PAGES), "changes", "reviews", "basis", "open"]


def test_only_the_wanted_sections_are_made() -> None:
    document = build(*example("benchline"), ("goals", "open"))
    assert [section.id for section in document.sections] == ["goals", "open"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_empty_plan_prints_its_headings_and_says_that_they_are_empty(width: int) -> None:
    document = document_of(plan_of())
    printed = [*lines(render(document, width))]
    assert [section.id for section in document.sections] == [
        *(page.id for page in PAGES if page is not LENS),
        "open",
    ]
    assert printed.count("Not filled in yet.") == len(STEPS) + 2
    assert [line for line in printed if line[:1].isdigit()][-1].startswith(f"{len(STEPS)}  ")


def test_a_plan_with_one_answer_prints_it_and_nothing_unknown() -> None:
    document = document_of(plan_of(plan={"company": "Acme"}))
    assert document.title.startswith("Acme")
    assert not any("no data yet" in text for text in texts(document))


def test_an_answer_of_none_is_an_answer() -> None:
    situation = _section(document_of(plan_of(situation={"strengths": []})), "situation")
    facts = next(block for block in situation.blocks if isinstance(block, Facts))
    assert facts.rows == (("Strengths", "none"),)


def test_one_table_leads_from_the_companys_goals_to_the_owners_of_kpis() -> None:
    plan = plan_of(
        goals={
            "leadership_goals": {"grow": {"statement": "Grow"}, "alone": {"statement": "Alone"}},
            "items": {
                "g": {"statement": "Sell", "kpis": ["k"], "leadership_goal": "grow"},
                "h": {"statement": "Hope"},
            },
        },
        kpis={"items": {"k": {"name": "Sales", "owner": "ana"}, "l": {"name": "Left", "goals": ["g"]},
                        "m": {"name": "Unused"}}},
        team={"members": {"ana": {"name": "Ana"}}},
    )  # fmt: skip
    goals = _section(document_of(plan), "goals")
    table = next(block for block in goals.blocks if isinstance(block, Table))
    assert table.spans == 3
    told = [(row[0].text, plain(row[1].text), row[3].text, row[4].text) for row in table.rows]
    assert [tuple(map(plain, row)) for row in told] == [
        ("Company goal 1: Grow", "Goal 1: Sell", "Sales", "Ana"),
        ("Company goal 1: Grow", "Goal 1: Sell", "Left", "! none"),
        ("Company goal 2: Alone", "! none", "–", "–"),
        ("–", "Goal 2: Hope", "! none", "–"),
        ("–", "! none", "Unused", "! none"),
    ]


def test_a_group_with_one_table_needs_no_second_heading() -> None:
    plan = plan_of(forecast={"lines": {"a": {"name": "Training", "units": 4, "price": 490}}})
    blocks = _section(document_of(plan), "forecast").blocks
    at = next(
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Table) and block.rows[0][0].text == "Training"
    )
    assert isinstance(blocks[at - 1], Heading)
    assert blocks[at].title == ""  # type: ignore[union-attr]


def test_a_forecast_that_cannot_be_made_says_why() -> None:
    blocks = _section(document_of(plan_of(forecast={"hiring_effect": "None"})), "forecast").blocks
    assert any(isinstance(block, Paragraph) and "no first month" in block.text for block in blocks)


def test_what_the_months_brought_stands_beside_their_forecast() -> None:
    plan = plan_of(
        forecast={
            "start": "2026-10",
            "months": 3,
            "channels": {"all": {"name": "All", "organic_leads": 100}},
            "actuals": {
                "oct": {"month": "2026-10", "leads": 90, "spend": 500},
                "old": {"month": "2020-01", "leads": 1},
                "running": {"month": "2026-11", "leads": 40},
            },
        }
    )
    blocks = _section(document_of(plan), "forecast").blocks
    at = next(
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Heading) and block.text == "The months as they came"
    )
    table = blocks[at + 1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Oct 2026", "Leads", "100", "90", "✗ −10"],
        ["Oct 2026", "Channels", "0", "500", "✗ 500"],
    ]


def test_what_is_open_names_the_step_and_stands_by_weight() -> None:
    plan = plan_of(kpis={"items": {"k": {"name": "Sales", "owner": "gone"}}})
    section = _section(document_of(plan), "open")
    titles = [block.text for block in section.blocks if isinstance(block, Heading)]
    assert titles[0] == "To fix"
    assert any(text.startswith("KPIs: ") for text in texts(Document("", "", (section,))))


def _section(document: Document, name: str) -> DocSection:
    return next(section for section in document.sections if section.id == name)
