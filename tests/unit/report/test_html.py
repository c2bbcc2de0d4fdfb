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


def test_a_cell_that_repeats_the_one_above_is_marked_for_wide_screens_only() -> None:
    table = Table((Column("Goal"), Column("KPI")), tuple((Cell("A"), Cell(name)) for name in "xy"), spans=1)
    cells = [cell.get("class") for cell in tree(page_of(table)).iter("td")]
    assert cells == [None, None, "same", None]


def test_a_chart_says_what_it_shows() -> None:
    values = (Decimal(10), Decimal(20))
    chart = Chart(ChartKind.COLUMNS, "MRR", "MRR doubles.", ("Jan", "Feb"), (Series(Role.PLAN, "", values),))
    drawing = next(tree(page_of(chart)).iter("svg"))
    assert drawing.get("aria-label") == "MRR doubles."
    assert [float(bar.get("height", 0)) for bar in drawing.iter("rect")] == [104.0, 208.0]
