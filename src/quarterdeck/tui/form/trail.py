"""Where in the plan one is, in words: "Goals › Reach 50k a month › Targets"."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from quarterdeck import content
from quarterdeck.content import say
from quarterdeck.plan import refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path, field_of, fields_of
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.plan.types import Section
from quarterdeck.tui.form.draw import ELLIPSIS
from quarterdeck.tui.form.flat import one_line

ARROW = " › "


def trail(plan: Plan, place: Path) -> str:
    """The page, and every table and row on the way to `place`."""
    stations = list(_stations(plan, place))
    return ARROW.join(name for at, name in enumerate(stations) if at == 0 or name != stations[at - 1])


def shortened(way: str, width: int) -> str:
    """`way` in at most `width` cells, if leaving out its first stations is enough for that; its end stays."""
    stations = way.split(ARROW)
    while cell_len(way) > width and len(stations) > 1:
        stations = stations[1:]
        way = ARROW.join([ELLIPSIS, *stations])
    return way


def _stations(plan: Plan, place: Path) -> Iterator[str]:
    yield content.step(place[0]).short
    model: type[Section] | None = Plan
    plain: Path = ()
    at = 0
    while at < len(place) and model is not None:
        field = field_of(model, place[at])
        if field is None or field.model is None:
            return
        plain, at, model = (*plain, field.name), at + 1, field.model
        if field.kind is not Kind.ROWS:
            continue
        yield content.field_words(plain).label
        if at < len(place):
            yield row_name(plan, place[: at + 1]) if place[at] else say("form.new_row")
            at += 1


def row_name(plan: Plan, row: Path) -> str:
    """What a row is called, on one line: its first answer in words, or its id while that is empty."""
    found = get(plan, row)
    first = fields_of(type(found))[0] if isinstance(found, Section) else None
    if first is not None and first.kind is Kind.CHOICE:
        value = get(plan, (*row, first.name))
        return content.choice(first.answer.list_name, value) if value is not MISSING else row[-1]
    return one_line(refs.name_of(plan, row))
