"""How words are found and filled in, and what every file of words keeps to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from quarterdeck import content

ROOM = Path(content.__file__).parent / content.LANGUAGE
FILES = sorted(str(path.relative_to(ROOM)) for path in ROOM.rglob("*.json"))
SPACES = {0x202F: " ", 0x00A0: " "}


def unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"said twice: {sorted({n for n in names if names.count(n) > 1})}"
    return dict(pairs)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def load(name: str) -> Any:
    return json.loads((ROOM / name).read_text(encoding="utf-8"), object_pairs_hook=unrepeated)


def test_the_words_of_a_field_are_found_by_its_path_without_row_ids() -> None:
    words = content.field_words(("icp", "personas", "who"))
    assert words.label == "Who they are"
    assert words.ask == words.asks["Q2.01"]


def test_the_first_question_is_the_main_one() -> None:
    words = content.field_words(("situation", "availability"))
    assert len(words.asks) > 1
    assert words.ask == next(iter(words.asks.values()))


def test_a_field_nobody_wrote_words_for_is_its_own_label() -> None:
    words = content.field_words(("icp", "favourite_colour"))
    assert (words.label, words.ask, words.help) == ("favourite colour", "favourite colour", "")


def test_a_table_nobody_wrote_words_for_is_its_own_title() -> None:
    assert content.step("../choices").title == "../choices"
    assert content.field_words(("made_up", "by_hand")).label == "by hand"


def test_an_answer_outside_its_list_stands_for_itself() -> None:
    assert content.choice("maturity", "starting") == "Starting out"
    assert content.choice("maturity", "[b]ripe[/b]") == "[b]ripe[/b]"
    assert content.choice("no such list", "x") == "x"


def test_a_list_that_does_not_exist_offers_nothing() -> None:
    assert content.suggestions("channels")
    assert content.suggestions("no such list") == ()


def test_braces_in_a_value_are_text_and_nothing_else() -> None:
    key = next(
        f"parse.{name}"
        for name, text in load("messages/parse.json").items()
        if isinstance(text, str) and "{typed}" in text
    )
    names = {name for _, name, _, _ in Formatter().parse(content.message(key)) if name}
    assert "{typed.__class__}" in content.message(key, **dict.fromkeys(names, "{typed.__class__}"))


@pytest.mark.parametrize("name", FILES)
def test_no_key_of_a_file_is_said_twice(name: str) -> None:
    load(name)


PARTS = tuple(name for name in FILES if name.startswith(("ui/", "messages/")))


@pytest.mark.parametrize("name", FILES)
def test_texts_hold_no_control_characters(name: str) -> None:
    strays = [
        text for text in texts(load(name)) if not text.replace("\n", "").translate(SPACES).isprintable()
    ]
    assert strays == []


@pytest.mark.parametrize("name", sorted(set(FILES) - set(PARTS)))
def test_prose_has_no_stray_spaces(name: str) -> None:
    assert [text for text in texts(load(name)) if text != text.strip() or "  " in text] == []


@pytest.mark.parametrize("name", PARTS)
def test_placeholders_are_plain_names(name: str) -> None:
    places = {
        place for text in texts(load(name)) for _, place, _, _ in Formatter().parse(text) if place is not None
    }
    assert [place for place in places if not place.isidentifier()] == []
