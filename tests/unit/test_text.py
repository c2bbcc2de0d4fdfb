"""What a text keeps and what it loses at the two doors, and the ids that are made from names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck import text

KEPT = [
    "[/foo]",
    "[@click=app.quit]x[/]",
    "東京",
    "مرحبا",
    "\N{FAMILY}\ufe0f",
    "👩\u200d💻",
    "naïve",
    "a\tb",
    "1\u202f000",
]


@pytest.mark.parametrize("value", KEPT)
def test_what_people_write_stays_as_it_is(value: str) -> None:
    assert text.clean(value) == value


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x1bPq\x9cb", "ab"),
        ("a\x1b]0;no end", "a0;no end"),
        ("\xe2\x80\x9dsaid she\xe2\x80\x9c", "\xe2said she\xe2"),
        ("bell\x07 nul\x00 del\x7f", "bell nul del"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("half \ud800", "half \ufffd"),
        ("e\u0301", "é"),
        ("z" + "\u0334" * 500, "z" + "\u0334" * 8),
    ],
)
def test_what_a_terminal_would_obey_or_nobody_could_see_goes(value: str, left: str) -> None:
    assert text.clean(value) == left


@pytest.mark.parametrize("value", ["a  b", "é  b", " a\n\t \u2028 b\n", "10\u202f000\u00a0€", "\n"])
def test_a_text_of_one_line_loses_line_ends_tabs_and_its_margins_alone(value: str) -> None:
    kept = {" a\n\t \u2028 b\n": "a b", "\n": ""}
    assert text.clean(value, lines=False) == kept.get(value, value)


@pytest.mark.parametrize(
    "value",
    ["\x9d" * 1_000_000 + "\x1bA", "\x1b]" * 500_000, "a" + "\u0301\u0323\u0345" * 300_000],
    ids=["ends", "beginnings", "marks"],
)
def test_a_text_made_to_take_for_ever_is_cleaned_soon(value: str) -> None:
    assert len(text.clean(value)) < 10


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_no_control_character(value: str) -> None:
    found = text.clean(value)
    assert text.clean(found) == found
    assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in found)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("50k MRR by March!", "50k-mrr-by-march"),
        ("Çelik & Söhne", "celik-sohne"),
        ("../../etc/passwd", "etc-passwd"),
        ("東京", "item"),
        ("", "item"),
        ("x" * 90, "x" * 40),
    ],
)
def test_an_id_is_made_of_plain_letters_and_is_never_empty(name: str, found: str) -> None:
    assert text.slug(name) == found


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert text.slug("Ana", {"ana", "ana-2"}) == "ana-3"
