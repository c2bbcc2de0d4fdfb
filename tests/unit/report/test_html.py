"""The report as a page for a browser: well-formed, closed to the outside, and no text is ever markup."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.analysis import analyse
from quarterdeck.report import html
from quarterdeck.report.build import build
from quarterdeck.report.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartKind,
    Column,
    DocSection,
    Document,
    Facts,
    Heading,
    Paragraph,
    Role,
    Series,
    Table,
    Tone,
)
from quarterdeck.store import examples

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{}",
    "javascript:alert(1)",
    "]]>&amp;&lt;\x1b]0;x\x07",
    "a\nb\x00c\u202ed",
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "nav", "section", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "p", "ul", "li", "a", "dl", "div", "dt", "dd", "br", "table", "thead", "tbody", "tr"),
    *("th", "td", "span", "figure", "figcaption", "svg", "rect", "line", "text"),
}


def tree(page: str) -> ElementTree.Element:
    """The page, read as strictly as XML is."""
    return ElementTree.fromstring(page.removeprefix("<!doctype html>\n"))


def page_of(*blocks: Block, title: str = "Plan") -> str:
    return html.render(Document(title, "", (DocSection("goals", title, blocks),)))


def every_block(words: str) -> tuple[Block, ...]:
    numbers = (Decimal(3), None, Decimal(-1))
    series = (Series(Role.PLAN, words, numbers, (words,) * 3), Series(Role.TARGET, words, numbers))
    return (
        Heading(words),
        Paragraph(words),
        Facts(((words, words), (words, (words, words * 9)))),
        Facts(((words, words),), compact=True),
        Bullets((Cell(words, Tone.BAD),)),
        Table((Column(words), Column(words, numeric=True)), ((Cell(words), Cell(words)),), title=words),
        *(Chart(kind, words, words, (words,) * 3, series) for kind in ChartKind),
    )


@pytest.mark.parametrize("name", examples.names())
def test_every_example_is_a_well_formed_page_of_known_elements(name: str) -> None:
    plan = examples.read(name).plan
    document = build(plan, analyse(plan, date(2026, 11, 22)))
    page = html.render(document)
    found = tree(page)
    assert {element.tag for element in found.iter()} <= ALLOWED
    assert [heading.text for heading in found.iter("h2")] == [part.title for part in document.sections]
    assert page == html.render(document)


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = page_of(Paragraph("x"))
    policy = next(item for item in tree(page).iter("meta") if item.get("http-equiv"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.get("content", "").startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"https?:|url\(|@import|src=|style=", page)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_is_text_and_never_markup(words: str) -> None:
    page = page_of(*every_block(words), title=words)
    assert {element.tag for element in tree(page).iter()} <= ALLOWED
    assert not any(char in page for char in "\x00\x07\x1b\u202e")


@given(st.text(max_size=60))
def test_any_text_gives_a_well_formed_page(words: str) -> None:
    assert tree(page_of(*every_block(words), title=words)).tag == "html"


def classes(page: str, tag: str = "td") -> list[set[str]]:
    return [set((cell.get("class") or "").split()) for cell in tree(page).iter(tag)]


def test_a_cell_that_repeats_the_one_above_is_marked() -> None:
    table = Table((Column("Goal"), Column("KPI")), tuple((Cell("A"), Cell(name)) for name in "xy"), spans=1)
    assert ["same" in found for found in classes(page_of(table))] == [False, False, True, False]


def test_columns_that_do_not_fit_a_page_stand_in_tables_of_their_own_behind_the_same_name() -> None:
    names = [f"Counted {number}" for number in range(1, 15)]
    columns = (Column("Month"), *(Column(name, numeric=True) for name in names))
    page = tree(page_of(Table(columns, ((Cell("Jan"), *map(Cell, names)),), title="All")))
    heads = [[head.text for head in table.iter("th")] for table in page.iter("table")]
    assert heads == [["All", "Month", *names[:5]], ["Month", *names[5:10]], ["Month", *names[10:]]]


def test_words_stay_whole_unless_they_are_longer_than_any_column() -> None:
    table = Table((Column("What"), Column("Due")), ((Cell("x" * 30), Cell("31 Mar 2027")),))
    page = page_of(table)
    assert [item.text for item in tree(page).iter("span") if item.get("class") == "long"] == ["x" * 30]
    assert classes(page)[1] == {"whole"}
    crowded = tuple(Column("1" * 40) for _ in range(3))
    assert classes(page_of(Table(crowded, (), spans=2)), "table") == [{"tight"}]


def test_what_a_person_wrote_has_its_own_direction_and_the_language_that_its_letters_show() -> None:
    words = {"عرض سعر": None, "見積もり": "ja", "견적": "ko", "Quote": None, "a quote (見積もり)": None}
    found = tree(page_of(*map(Paragraph, words))).findall(".//section/p")
    assert [(item.get("dir"), item.get("lang")) for item in found] == [
        ("auto", name) for name in words.values()
    ]


def test_every_drawing_has_words_and_fits_a_sheet() -> None:
    labels = tuple(f"Action {number}" for number in range(50))
    ends = tuple(Decimal(number) for number in range(50))
    series = (Series(Role.LOW, "", ends), Series(Role.HIGH, "", tuple(end + 1 for end in ends)))
    drawings = [*tree(page_of(Chart(ChartKind.GANTT, "", "All of it.", labels, series))).iter("svg")]
    assert [item.get("aria-label") for item in drawings] == ["All of it."] * 3
    assert sum(len(item.findall("rect")) for item in drawings) == 50
    assert all(float((item.get("viewBox") or "").split()[-1]) < 850 for item in drawings)


def test_a_state_is_told_by_its_sign_as_well_as_its_colour() -> None:
    done = Series(Role.PLAN, "", (Decimal(1), Decimal(2)), tones=(Tone.GOOD, Tone.BAD))
    drawing = next(tree(page_of(Chart(ChartKind.BARS, "", "x", ("Do", "Try"), (done,)))).iter("svg"))
    assert [item.text for item in drawing.iter("text")] == ["✓ Do", "✗ Try"]


def test_on_paper_nothing_is_split_that_belongs_together() -> None:
    style = re.search(r"@media print \{(.*?)\n\}", page_of(), re.DOTALL)
    assert style is not None
    assert re.search(r"tr, .*li, .*\{ break-inside: avoid; \}", style[1])
    assert "thead { display: table-header-group; }" in style[1]


def test_a_chart_says_what_it_shows() -> None:
    values = (Decimal(10), Decimal(20))
    chart = Chart(ChartKind.COLUMNS, "MRR", "MRR doubles.", ("Jan", "Feb"), (Series(Role.PLAN, "", values),))
    drawing = next(tree(page_of(chart)).iter("svg"))
    assert drawing.get("aria-label") == "MRR doubles."
    assert [float(bar.get("height", 0)) for bar in drawing.iter("rect")] == [100.0, 200.0]
