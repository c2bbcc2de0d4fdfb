"""Markdown that reads back as what was written, whatever that was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_kit import EXAMPLES, example_document, plain, texts

from quarterdeck.report import markdown
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
)

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    "a | b | c", "`code` and ``more``", "<b>bold</b>", "<script>alert(1)</script>", "[link](http://x.example)",
    "![image](x.png)", "# no heading", "## nor this", "- no list", "+ nor this", "* nor that", "1. no number",
    "2) nor this", "123456789. x", "= rule", "===", "---", "***", "___", "> no quote", "~~gone~~", "**bold**",
    "_x_", "snake_case_name", "&amp; &#65; & AT&T", "back\\slash\\", "\\", "|", "$5 and $6",
    "http://x.example/?a=1&b=2", "<http://auto.example>", "    four spaces", "\tone tab", "trailing  ", "#",
    "heading #", ":---", ":-: x", "```", "~~~", "[x]: http://x.example", "[^1]: note", "one\ntwo",
    "one\n\n- two\n\n# three", "a\n===", "a\n---", "a\n:---", "| a |\n| --- |", "日本語 と 😀",
    "\u202bعربي\u202c", "+1", "-5 points", "−5", "1.5 million", "2027-01", "!", "=",
)  # fmt: skip
ANYTHING = st.text(st.sampled_from("ab1 .)\n\\`*_[]<>#|~$&;:=+-!(\"'\t字"), max_size=25) | st.sampled_from(
    HOSTILE
)


def inline_texts(source: str) -> list[str]:
    """The texts as a reader of the Markdown sees them; anything but plain text and bold is an error."""
    return [_seen(token) for token in PARSER.parse(source) if token.type == "inline"]


def _seen(inline: Token) -> str:
    parts = []
    for child in inline.children or []:
        if child.type == "text":
            parts.append(child.content)
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content == "<br>"):
            parts.append("\n")
        else:
            assert child.type in ("strong_open", "strong_close"), child
    return plain("".join(parts))


def blocks_of(source: str) -> Iterator[str]:
    yield from (token.type for token in PARSER.parse(source))


def document_with(text: str) -> Document:
    table = Table((Column("Head"), Column(text, numeric=True)), ((Cell(text), Cell("1")),), title=text)
    blocks = (
        Heading(text),
        Paragraph(text),
        Facts(((text, text), ("List", (text, "a second item that is long enough for a line")))),
        Facts((("Run in", text), (text, "x")), compact=True),
        Bullets((Cell(text),)),
        table,
    )
    return Document(text, text, (DocSection("x", text, blocks),))


@given(ANYTHING)
def test_whatever_was_written_reads_back_as_plain_text(text: str) -> None:
    found = inline_texts(markdown.render(document_with(text)))
    whole, seen = plain(text), plain(" ".join(found))
    # Each of the places of `document_with` where the text stands.
    assert seen.count(whole) >= 10 if whole else True


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_never_opens_a_block_of_its_own(text: str) -> None:
    expected = [*blocks_of(markdown.render(document_with("x")))]
    found = [*blocks_of(markdown.render(document_with(text)))]
    one_paragraph = [kind for kind in expected if not kind.startswith("paragraph")]
    assert [kind for kind in found if not kind.startswith("paragraph")] == [
        kind for kind in one_paragraph if text.strip() or kind != "inline"
    ] or "\n\n" in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_of_an_example_reads_back(name: str) -> None:
    document = example_document(name)
    seen = " ".join(inline_texts(markdown.render(document)))
    lost = [text for text in texts(document) if plain(text) and plain(text) not in seen]
    assert lost == []


def test_a_spanning_cell_stands_once_and_numbers_stand_right() -> None:
    table = Table(
        (Column("Goal"), Column("Value", numeric=True)),
        ((Cell("A"), Cell("1")), (Cell("A"), Cell("2")), (Cell("B"), Cell("3"))),
        spans=1,
    )
    text = markdown.render(Document("T", "", (DocSection("s", "S", (table,)),)))
    assert text.splitlines()[4:] == [
        "| Goal | Value |",
        "| --- | ---: |",
        "| A | 1 |",
        "|  | 2 |",
        "| B | 3 |",
    ]


def test_headings_deeper_than_markdown_has_are_bold() -> None:
    text = markdown.render(Document("T", "", (DocSection("s", "S", (Heading("Deep", 6),)),)))
    assert text.endswith("\n\n**Deep**\n")
