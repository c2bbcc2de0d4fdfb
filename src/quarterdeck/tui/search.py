"""What can be gone to, and how it is found: pages, commands, every field, the rows of the plan. No screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, walk
from quarterdeck.plan.paths import declared, get, without_ids
from quarterdeck.steps.catalogue import PAGES, Step
from quarterdeck.tui.form.trail import row_name

MOST = 60
"""Results that are worth showing."""
_PAGE_IDS = frozenset(page.id for page in PAGES)


class Entry(Struct, frozen=True):
    """Something to go to."""

    id: str
    kind: str
    """step | command | field | row: its words stand in `ui/goto.json`."""
    label: str
    place: str = ""
    """Where it belongs, for the right side."""
    text: str = ""
    """What else it can be found by: questions, help."""
    path: Path = ()
    """Of a field (row ids left out) or a row."""


@cache
def pages() -> tuple[Entry, ...]:
    """Every page of the wizard."""
    return tuple(_page(page) for page in PAGES)


@cache
def fields() -> tuple[Entry, ...]:
    """Every declared field that takes an answer or holds rows."""
    return tuple(
        _field(path, _place(path))
        for path, field in walk(Plan)
        if path[0] in _PAGE_IDS and len(path) > 1 and field.kind is not Kind.GROUP
    )


def rows(plan: Plan) -> Iterator[Entry]:
    """Every named row of the plan, as people named it."""
    for path, field in walk(Plan):
        if field.kind is not Kind.ROWS or field.model is None or path[0] not in _PAGE_IDS:
            continue
        found, place = get(plan, path), _in_table(path)
        for row_id in found if isinstance(found, Mapping) else ():
            at = (*path, row_id)
            yield Entry("row:" + ".".join(at), "row", row_name(plan, at), place, path=at)


def _page(page: Step) -> Entry:
    words = content.step(page.id)
    label = words.title
    if page.number is not None:
        label = content.say("goto.step_line", number=page.number, title=words.title)
    said = f"{words.short} {words.question}"
    return Entry(f"step:{page.id}", "step", label, text=said, path=(page.id,))


@cache
def on_page(path: Path) -> Path:
    """The part of a path without row ids that stands on the page itself: up to the first table of rows."""
    ends = (end for end in range(2, len(path)) if _is_table(path[:end]))
    return path[: next(ends, len(path))]


def _place(path: Path) -> str:
    """The page, and the table a field stands in: two tables may ask the same."""
    table = on_page(path)
    return content.step(path[0]).short if table == path else _in_table(table)


def _in_table(table: Path) -> str:
    words = content.field_words(without_ids(Plan, table))
    return content.say("goto.in_table", page=content.step(table[0]).short, table=words.label)


def _is_table(path: Path) -> bool:
    field = declared(Plan, path)
    return field is not None and field.kind is Kind.ROWS


def _field(path: Path, place: str) -> Entry:
    words = content.field_words(path)
    said = " ".join((*words.asks.values(), words.help, words.example))
    return Entry("field:" + ".".join(path), "field", words.label, place, said, path)


def find(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries in which every word of `typed` occurs, the most likely first.

    The label itself, one that begins with it, one with a word that begins so, one that holds it, the rest;
    among equals what stands on a page before what stands in a row.
    The number before a step's title does not count.
    """
    sought = folded(typed).split()
    if not sought:
        return [entry for entry in entries if entry.kind in ("step", "command")]
    ranked = []
    for at, entry in enumerate(entries):
        label = folded(entry.label)
        whole = f"{label} {folded(entry.place)} {folded(entry.text)}"
        if all(word in whole for word in sought):
            in_row = entry.kind == "row" or on_page(entry.path) != entry.path
            ranked.append((_rank(label, sought), in_row, at, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda item: item[:3])]


def _rank(label: str, sought: list[str]) -> int:
    words = label.lstrip("0123456789 ")
    if words == " ".join(sought):
        return 0
    if words.startswith(sought[0]) and all(word in label for word in sought):
        return 1
    if all(f" {word}" in f" {label}" for word in sought):
        return 2
    return 3 if all(word in label for word in sought) else 4


@cache
def folded(text: str) -> str:
    """`text` for comparing: case and accents do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
