"""Every field has words, every answer of a list has words, and nothing the research asks for is left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest

from quarterdeck import content
from quarterdeck.plan.choices import LISTS
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, walk
from quarterdeck.plan.parse import Problem, read
from quarterdeck.plan.paths import declared
from quarterdeck.plan.style import Style

PAGES = tuple(Plan.model_fields)

QUESTIONS = {"H": 6, "1": 3, "2": 14, "3": 21, "4": 1, "5": 14, "6": 12, "8": 20, "9": 7, "10": 1, "X": 5}
PROMPTS = {"H": 6, "1": 15, "2": 10, "3": 9, "4": 15, "5": 13, "6": 11, "7": 5, "8": 6, "9": 12, "10": 12}
RECORDS = {
    "H": 18, "1": 15, "2": 26, "3": 32, "4": 22, "5": 24, "6": 27, "7": 13, "8": 20, "9": 20, "10": 17,
    "X": 8,
}  # fmt: skip
"""How many ids each chapter of the founders' research holds: Q1.01 to Q1.03, FH.01 to FH.18 and so on."""

ASKED = re.compile(r"[QP](H|X|\d+)\.\d\d")
TYPED = frozenset(
    {
        Kind.TEXT, Kind.LONG, Kind.LIST, Kind.FLAG, Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT,
        Kind.DATE, Kind.MONTH, Kind.QUARTER, Kind.PERIOD, Kind.NUMBERS, Kind.SERIES, Kind.TARGET, Kind.CHOICE,
        Kind.CHOICES,
    }
)  # fmt: skip
STYLE = Style(".", ",", "dmy", "EUR", 1, date(2026, 11, 22))


def ids(letter: str, counts: dict[str, int], chapter: str) -> set[str]:
    return {f"{letter}{chapter}.{number:02}" for number in range(1, counts[chapter] + 1)}


@cache
def fields_by_page() -> dict[str, list[tuple[Path, Field]]]:
    found: dict[str, list[tuple[Path, Field]]] = {page: [] for page in PAGES}
    for path, field in walk(Plan):
        if len(path) > 1:
            found[path[0]].append((path, field))
    return found


def fields(page: str) -> dict[str, Field]:
    return {".".join(path[1:]): field for path, field in fields_by_page()[page]}


@cache
def asked_keys() -> Counter[str]:
    return Counter(
        key for page in PAGES for words in content.step(page).fields.values() for key in words.asks
    )


def all_choices() -> dict[str, Any]:
    raw = files("quarterdeck.content") / content.LANGUAGE / "choices.json"
    return dict(json.loads(raw.read_text(encoding="utf-8")))


def test_the_research_has_104_questions_114_prompts_and_242_records() -> None:
    assert (sum(QUESTIONS.values()), sum(PROMPTS.values()), sum(RECORDS.values())) == (104, 114, 242)


@pytest.mark.parametrize("page", PAGES)
def test_every_field_has_label_question_help_and_example(page: str) -> None:
    words = content.step(page).fields
    silent = {
        key: [part for part in ("label", "asks", "help", "example") if not getattr(words[key], part)]
        if key in words
        else ["everything"]
        for key in fields(page)
    }
    assert {key: lacking for key, lacking in silent.items() if lacking} == {}


@pytest.mark.parametrize("page", PAGES)
def test_no_words_are_kept_for_fields_that_do_not_exist(page: str) -> None:
    assert set(content.step(page).fields) - set(fields(page)) == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_group_has_a_title_and_every_title_a_group(page: str) -> None:
    used = {field.ui.group for field in fields(page).values()} - {""}
    groups = content.step(page).groups
    assert set(groups) == used
    assert all(group.title for group in groups.values())


@pytest.mark.parametrize("page", PAGES)
def test_groups_are_told_in_the_order_the_form_shows_them(page: str) -> None:
    of_the_page = [field.ui.group for path, field in fields_by_page()[page] if len(path) == 2]
    shown = [group for group in dict.fromkeys(of_the_page) if group]
    assert [group for group in content.step(page).groups if group in shown] == shown


@pytest.mark.parametrize("page", PAGES)
def test_labels_are_short_enough_to_stand_beside_an_input(page: str) -> None:
    words = content.step(page)
    assert {w.label for w in words.fields.values() if len(w.label) > 40} == set()
    assert all((words.title, words.question, words.purpose))
    assert len(words.short) <= 12


@pytest.mark.parametrize("page", PAGES)
def test_what_the_examples_show_can_be_typed(page: str) -> None:
    refused = {}
    for key, field in fields(page).items():
        answers = {value: content.choice(field.answer.list_name, value) for value in field.answer.choices}
        if field.kind in TYPED:
            found = read(field, content.step(page).fields[key].example, STYLE, rows=answers or None)
            if isinstance(found, Problem):
                refused[key] = (content.step(page).fields[key].example, found.key)
    assert refused == {}


@pytest.mark.parametrize("page", PAGES)
def test_every_list_of_ready_answers_exists(page: str) -> None:
    wanted = {name for field in fields(page).values() for name in _lists(field.ui.suggest)}
    assert {name for name in wanted if not content.suggestions(name)} == set()


def _lists(suggest: str) -> tuple[str, ...]:
    if not suggest:
        return ()
    places = [place for _, place, _, _ in Formatter().parse(suggest) if place]
    if not places:
        return (suggest,)
    asked = declared(Plan, tuple(places[0].split(".")))
    assert asked is not None, f"{suggest} asks for an answer that does not exist"
    return tuple(suggest.replace("{" + places[0] + "}", value) for value in asked.answer.choices)


def test_every_answer_of_a_list_has_words_and_all_words_their_answer() -> None:
    told = all_choices()
    assert set(told) == set(LISTS)
    for name, answers in LISTS.items():
        assert set(told[name]) == set(answers), name
        assert all(told[name].values()), name


@pytest.mark.parametrize("chapter", QUESTIONS)
def test_every_question_is_asked_exactly_once(chapter: str) -> None:
    assert {key: asked_keys()[key] for key in ids("Q", QUESTIONS, chapter) if asked_keys()[key] != 1} == {}


@pytest.mark.parametrize("chapter", PROMPTS)
def test_every_prompt_is_given_exactly_once(chapter: str) -> None:
    assert {key: asked_keys()[key] for key in ids("P", PROMPTS, chapter) if asked_keys()[key] != 1} == {}


@pytest.mark.parametrize("chapter", RECORDS)
def test_every_record_of_the_research_is_a_field(chapter: str) -> None:
    kept = {key for page in PAGES for words in content.step(page).fields.values() for key in words.of}
    assert ids("F", RECORDS, chapter) - kept == set()


def test_no_question_or_prompt_is_asked_that_the_research_does_not_know() -> None:
    known = {key for chapter in QUESTIONS for key in ids("Q", QUESTIONS, chapter)}
    known |= {key for chapter in PROMPTS for key in ids("P", PROMPTS, chapter)}
    assert {key for key in asked_keys() if ASKED.fullmatch(key)} - known == set()
