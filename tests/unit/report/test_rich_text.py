"""The terminal's text: within the width, free of control characters, readable without colour."""

from __future__ import annotations

import pytest
from report_kit import EXAMPLES, answer_texts, example_document, plain
from rich.cells import cell_len
from rich.text import Text

from quarterdeck.report.document import (
    Bullets,
    Cell,
    Column,
    DocSection,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Tone,
)
from quarterdeck.report.rich_text import blocks, lines, render

NAMES = Table(
    (Column("Goal"), Column("KPI"), Column("Answers for it")),
    (
        (Cell("More revenue"), Cell("Customers"), Cell("Ana")),
        (Cell("More revenue"), Cell("Monthly recurring revenue"), Cell("Ben")),
        (Cell("Less churn"), Cell("Churn"), Cell("Ben")),
    ),
    spans=1,
)
MONTHS = Table(
    (Column("Month"), *(Column(f"Figure {number}", numeric=True) for number in range(1, 9))),
    tuple(
        (Cell(month), *(Cell(f"{number},234,567") for number in range(1, 9)))
        for month in ("Jan 2027", "Feb 2027")
    ),
)


def shown(text: Text) -> list[str]:
    return list(lines(text))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_fits_the_page(name: str, width: int) -> None:
    printed = shown(render(example_document(name), width))
    assert [line for line in printed if cell_len(line) > width] == []
    assert [line for line in printed if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_the_document_is_printed(name: str, width: int) -> None:
    printed = {word.strip(",;") for word in render(example_document(name), width).plain.split()}
    for section in example_document(name).sections:
        words = {
            word.strip(",;")
            for block in section.blocks
            for text in answer_texts(block)
            for word in text.split()
        }
        assert {word for word in words - printed if len(word) < 20} <= {"–"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_month_tables_stay_tables_at_80_columns(name: str) -> None:
    section = next(part for part in example_document(name).sections if part.id == "forecast")
    text = render(Document("", "", (section,)), 80).plain
    assert sum(line.strip().startswith("Jan 2027") for line in text.splitlines()) >= 2
    assert "Month: " not in text


def test_a_column_that_spans_rows_says_its_text_once() -> None:
    assert shown(blocks([NAMES], 60)) == [
        "Goal          KPI                        Answers for it",
        "────────────  ─────────────────────────  ──────────────",
        "More revenue  Customers                  Ana",
        "              Monthly recurring revenue  Ben",
        "",
        "Less churn    Churn                      Ben",
    ]


def test_a_spanning_table_without_room_becomes_an_outline() -> None:
    assert shown(blocks([NAMES], 24)) == [
        "More revenue",
        "  • Customers · Ana",
        "  • Monthly recurring",
        "    revenue · Ben",
        "",
        "Less churn",
        "  • Churn · Ben",
    ]


def test_too_many_numbers_are_split_into_tables_and_never_cut() -> None:
    said = shown(blocks([MONTHS], 50))
    assert [line.split()[0] for line in said if line and line.split()[0] in ("Jan", "Feb")] == [
        "Jan",
        "Feb",
    ] * 3
    assert all(f"{number},234,567" in " ".join(said) for number in range(1, 9))


def test_a_table_of_words_without_room_is_told_row_by_row() -> None:
    table = Table(
        (Column("Wish"), Column("What became of it"), Column("Why")),
        ((Cell("Sell abroad"), Cell("Put aside"), Cell("Nobody has the time for it this winter")),),
    )
    assert shown(blocks([table], 30)) == [
        "Sell abroad",
        "  What became of it: Put aside",
        "  Why: Nobody has the time for",
        "    it this winter",
    ]


def test_short_answers_share_a_line_and_long_lists_have_lines_of_their_own() -> None:
    facts = Facts(
        (
            ("Kind", "Tool"),
            ("Status", "In use"),
            ("Needs", ("To know before she signs whether it pays", "Her Sundays")),
        ),
        compact=True,
    )
    assert shown(blocks([facts], 60)) == [
        "Kind: Tool · Status: In use",
        "Needs:",
        "  • To know before she signs whether it pays",
        "  • Her Sundays",
    ]


def test_what_belongs_to_a_heading_is_set_in_under_it() -> None:
    said = shown(blocks([Heading("Goals"), Heading("Goal 1", 3), Paragraph("Sell more")], 40))
    assert said == ["Goals", "  Goal 1", "    Sell more"]


def test_good_and_bad_are_told_by_signs_and_not_by_colour_alone() -> None:
    items = tuple(Cell("said", tone) for tone in (Tone.GOOD, Tone.WATCH, Tone.BAD, Tone.PLAIN))
    assert shown(blocks([Bullets(items)], 40)) == ["✓ said", "! said", "✗ said", "• said"]


def test_no_control_character_of_a_document_reaches_the_terminal() -> None:
    section = DocSection("x", "\x1b]0;x\x07", (Paragraph("\x1b[31mred\x9b2J"), Facts((("a\x08", "b\rc"),))))
    text = render(Document("\x07title", "\x1bsub", (section,)), 80).plain
    assert [char for char in text if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")] == []
    assert "red" in plain(text)


def test_markup_is_shown_as_it_was_typed() -> None:
    text = render(
        Document("[/foo]", "[bold]x[/]", (DocSection("x", "[red]", (Paragraph("[@click=quit]y[/]"),)),)), 80
    )
    assert text.plain.splitlines()[0] == "[/foo]"
    assert "[@click=quit]y[/]" in text.plain
