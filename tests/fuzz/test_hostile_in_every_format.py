"""Trouble in every field of a plan stays text in every format, and breaks none of them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from hostile import answered
from quarterdeck.engine.analysis import Analysis, analyse
from quarterdeck.report import formats, names

TODAY = date(2026, 11, 22)
PARSER = MarkdownIt("commonmark").enable("table")
BLOCKS = {"", "code", *(f"h{level}" for level in range(1, 7)), "p", "ul", "li"}
BLOCKS |= {"table", "thead", "tbody", "tr", "th", "td"}
_PIPES = re.compile(r"(?<!\\)\|")
_FORMULA = re.compile(r"(^|[;\n])\s*([=+@\uff1d\uff0b\uff20]|[-\uff0d](?! |[\d.]+$))")
"""What makes a spreadsheet reckon; a negative number may."""
TROUBLE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\"'><svg onload=alert(1)><a href=javascript:alert(1)>x</a>",
    "ends": "]]></style></title></svg>--><iframe src=http://x.example>",
    "style": "}}</style><style>@import 'http://x.example'; *{background:url(http://x.example)}",
    "formula": '=HYPERLINK("http://x.example","x")',
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "spaced": " =1+1",
    "behind": "x;=1+1;@x\n-2+3",
    "wide": "\uff1d1+1",
    "pipes": "a | b || c |\n| --- | --- |\n| `x` | ``` |\n\n# head\n- item\n> quote",
    "markdown": "[x](javascript:alert(1)) ![x](http://x.example) ~~~ *** <b>b</b> $x$ &lt; \\",
    "calendar": "a;b,c:d\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://x.example\r\n \r\nX-A=1:",
    "escapes": "\x1b]8;;http://x.example\x07x\x1b]8;;\x07\x1b[31m\x9b2J\x00\x08\ufffe\uffff",
    "turned": "\u202eexe.gpj\u202c \u2066a\u2069 \u200bb\ufeff",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 👍🏽 e" + "\u0301" * 40 + " 見積もり عرض سعر",
    "word": "w" * 10_000,
    "braces": "{title} {0} %s {{x}} ${x} [/b] [@click=app.quit]x[/]",
}  # fmt: skip


in_every_field = pytest.mark.parametrize("word", TROUBLE.values(), ids=TROUBLE)


@cache
def analysed(word: str) -> Analysis:
    return analyse(answered(word), TODAY)


@cache
def written(word: str, form: str) -> str:
    analysis = analysed(word)
    return formats.written(analysis.plan, analysis, form, names.FULL)


def controls(text: str) -> set[str]:
    """Characters that command a terminal or turn text round."""
    bad = {char for char in text if unicodedata.category(char) == "Cc"} - {"\n", "\r", "\t"}
    return bad | set(re.findall("[\u202a-\u202e\u2066-\u2069]", text))


def elements(page: str) -> dict[str, set[str]]:
    """The attributes of each kind of element; not well-formed is an error."""
    found: dict[str, set[str]] = {}
    for element in ElementTree.fromstring(page.removeprefix("<!doctype html>\n")).iter():
        found.setdefault(element.tag.rpartition("}")[2], set()).update(element.attrib)
    return found


@in_every_field
@pytest.mark.parametrize("form", ["html", "svg"])
def test_markup_has_the_elements_of_any_other_plan_and_no_more(word: str, form: str) -> None:
    page = written(word, form)
    usual = elements(written("x " * 60, form))
    usual.get("li", set()).update(("lang", "class"))
    for tag, attributes in elements(page).items():
        assert tag in usual or tag in ("br", "tspan"), tag
        assert attributes <= usual.get(tag, set()) | {"class", "lang", "textLength"}, tag
    assert controls(page) == set()
    assert set(re.findall(r'href="(.)', page)) <= {"#"}


@in_every_field
def test_a_table_of_markdown_keeps_its_columns_and_a_text_opens_nothing(word: str) -> None:
    source = written(word, "markdown")
    assert controls(source) == set()
    for block in source.split("\n\n"):
        if block.startswith("| "):
            assert len({len(_PIPES.findall(line)) for line in block.splitlines()}) == 1
            assert [token.type for token in PARSER.parse(block)][:1] == ["table_open"]
    tokens = PARSER.parse(source)
    inner = {child.type for token in tokens for child in token.children or [] if child.content != "<br>"}
    assert {token.tag for token in tokens} <= BLOCKS
    assert inner <= {"text", "hardbreak", "strong_open", "strong_close"}


@in_every_field
def test_no_cell_of_a_spreadsheet_is_a_formula_and_none_moves(word: str) -> None:
    rows = [*csv.reader(io.StringIO(written(word, "csv"), newline=""))]
    assert {len(row) for row in rows} == {6}
    assert len(rows) == len([*csv.reader(io.StringIO(written("x", "csv"), newline=""))])
    assert not {cell for row in rows for cell in row if _FORMULA.search(cell)}


@in_every_field
def test_a_calendar_has_the_entries_of_any_other_plan(word: str) -> None:
    source = written(word, "ics")
    found, usual = (Calendar.from_ical(written(text, "ics")) for text in (word, "x"))
    assert [item.name for item in found.walk()] == [item.name for item in usual.walk()]
    assert [sorted(item) for item in found.walk()] == [sorted(item) for item in usual.walk()]
    assert max(len(line) for line in source.encode().split(b"\r\n")) <= 75
    assert controls(source) == set()
