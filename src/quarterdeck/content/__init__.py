"""THE WORDS: everything the program says, per language, as data files beside this module.

    <language>/steps/<step>.json   a step: title, question, groups, and the words of every field
    <language>/choices.json        the answers of fixed lists
    <language>/suggestions.json    ready answers offered beside free text
    <language>/kpis.json           the KPI catalogue's names, definitions and questions
    <language>/messages/<room>.json  what parsing, checks, storage and undefined figures say
    <language>/ui/<room>.json      headings, buttons, keys, units
    <language>/report.schema.json  what the keys of the report as data mean

JSON because it is the common format of message catalogues and loads forty times faster than TOML: the report
reads the words of every step at each start.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field, json

LANGUAGE = "en"
_FOLDER = Path(__file__).parent / LANGUAGE


class FieldWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said about one field."""

    label: str
    asks: dict[str, str] = field(default_factory=dict)
    """Its questions and prompts, by their id in the founders' research; the main one first."""
    help: str = ""
    """Why it is asked and where it is used."""
    good: str = ""
    """What a good answer looks like."""
    vague: str = ""
    """What is too vague."""
    example: str = ""
    """An answer as somebody would type it."""
    of: str | tuple[str, ...] = ()
    """Ids of the research's field records it stands for."""

    @property
    def ask(self) -> str:
        """The main question or prompt."""
        return next(iter(self.asks.values()), self.label)


class GroupWords(Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of a form and, where it needs one, a sentence under it."""

    title: str
    help: str = ""


class StepWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said about one step."""

    title: str
    short: str
    question: str
    """The one plain question on top of the screen."""
    purpose: str
    groups: dict[str, GroupWords]
    fields: dict[str, FieldWords]
    """By path below the step, row ids left out: `personas.who`."""


@cache
def step(name: str) -> StepWords:
    """The words of a step, by its table's name in the file; a table nobody knows is its own title."""
    if name not in _steps():
        title = name.replace("_", " ")
        return StepWords(title, title, "", "", {}, {})
    return json.decode((_FOLDER / "steps" / f"{name}.json").read_bytes(), type=StepWords)


def field_words(path: tuple[str, ...]) -> FieldWords:
    """The words of the field at `path` (step first, row ids left out); an unknown key is its own label."""
    known = step(path[0]).fields.get(".".join(path[1:]))
    return known or FieldWords(path[-1].replace("_", " "))


def label(path: tuple[str, ...]) -> str:
    """The label of the field at `path`."""
    return field_words(path).label


def choice(list_name: str, value: str) -> str:
    """The words for one answer of a fixed list; a value the list does not know stands for itself."""
    return str(_load("choices.json").get(list_name, {}).get(value, value))


def suggestions(name: str) -> tuple[str, ...]:
    """Ready answers offered beside free text."""
    return tuple(_load("suggestions.json").get(name, ()))


def say(key: str, /, **values: object) -> str:
    """A text of the interface: `say("form.add")` is `add` in `ui/form.json`, with `{names}` filled in."""
    return _fill("ui", key, values)


def message(key: str, /, **values: object) -> str:
    """What a check, an error or an undefined figure says: `message("parse.ambiguous", typed=...)`."""
    return _fill("messages", key, values)


def kpi(kpi_id: str) -> dict[str, str]:
    """Name, definition and question of a catalogue KPI."""
    return dict(_load("kpis.json")[kpi_id])


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the report as data, with a description of every key."""
    return _load("report.schema.json")


@cache
def _steps() -> frozenset[str]:
    """The tables that have words. Asked first: a name out of a plan never becomes a path."""
    return frozenset(item.stem for item in (_FOLDER / "steps").iterdir())


def _fill(folder: str, key: str, values: dict[str, object]) -> str:
    room, _, rest = key.partition(".")
    node: Any = _load(f"{folder}/{room}.json")
    for part in rest.split("."):
        node = node[part]
    return str(node).format_map(values) if values else str(node)


@cache
def _load(name: str) -> dict[str, Any]:
    return dict(json.decode((_FOLDER / name).read_bytes()))
