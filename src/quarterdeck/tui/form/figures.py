"""Answers and computed figures as words, for tables and read-only lines. No figure is made here."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quarterdeck import content
from quarterdeck.content import message, say
from quarterdeck.engine.figures import Word
from quarterdeck.plan import format as formats
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.measure import unit_at
from quarterdeck.tui.form.cell import Place

_SHOWN_WITH_SIGN = frozenset({"money", "percent"})


class Shown(Struct, frozen=True):
    """A figure as it is shown."""

    text: str
    reason: str = ""
    """Why there is none."""


def figure_at(place: Place, path: Path, field: Field) -> Shown:
    """What the engine found for the computed field at `path`."""
    figure = place.session.analysis.computed.get(path)
    if figure is None:
        return Shown(say("form.no_figure"))
    if figure.value is None:
        return Shown(say("form.no_figure"), message(f"figures.{figure.reason}") if figure.reason else "")
    if isinstance(figure.value, Word):
        return Shown(content.choice(figure.value.list_name, figure.value))
    return Shown(words_of(place, path, replace(field, kind=field.answer.kind), figure.value))


def words_of(place: Place, path: Path, field: Field, value: Any) -> str:
    """The answer at `path` as people read it."""
    match field.kind:
        case Kind.CHOICE | Kind.CHOICES:
            values = (value,) if isinstance(value, str) else value
            return ", ".join(content.choice(field.answer.list_name, item) for item in values)
        case Kind.REF | Kind.REFS:
            names = place.names(field.answer.of)
            return ", ".join(
                names.get(item, item) for item in ((value,) if isinstance(value, str) else value)
            )
        case Kind.FLAG:
            return say("form.yes") if value else say("form.no")
        case Kind.ROWS:
            return say("form.row_count", count=len(value))
        case Kind.NUMBER:
            unit = unit_at(place.session.plan, path)
            return formats.quantity(
                value, place.session.style, unit if unit in _SHOWN_WITH_SIGN else Kind.NUMBER
            )
        case _:
            return formats.show(field, value, place.session.style, unit_at(place.session.plan, path))
