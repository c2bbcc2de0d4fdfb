"""The answers a chooser offers: fixed lists, yes and no, rows of the plan, ready texts. Free of Textual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, field_of, fields_of
from quarterdeck.plan.format import amount, edit_text, show
from quarterdeck.plan.paths import MISSING, declared
from quarterdeck.plan.style import Style
from quarterdeck.plan.suggest import suggestion_lists
from quarterdeck.plan.types import MAX_TEXT, Section
from quarterdeck.session.rows import row_model
from quarterdeck.tui.form.cell import Cell

YES, NO = "yes", "no"
SEVERAL = frozenset({Kind.CHOICES, Kind.REFS})
REFERENCES = frozenset({Kind.REF, Kind.REFS})


class Option(Struct, frozen=True):
    """One answer to choose."""

    value: str
    """What stands in the file, or an id; empty for "not answered"."""
    text: str
    hint: str = ""
    is_known: bool = True
    """Not in the list any more: a hand edit, a row that was deleted."""


def options_of(cell: Cell) -> tuple[Option, ...]:
    """What can be chosen for a field, in order; chosen values nobody knows stand at the end."""
    known = tuple(_known(cell))
    values = {option.value for option in known}
    odd = tuple(_unknown(cell.field, value) for value in chosen(cell) if value not in values)
    return known + odd


def picked(cell: Cell) -> tuple[Option, ...]:
    """The options that are chosen, in the order of the answer. Quick also where thousands could be."""
    if cell.field.kind not in REFERENCES:
        offered = {option.value: option for option in options_of(cell)}
        return tuple(offered[value] for value in chosen(cell))
    names = cell.place.names(cell.field.answer.of)
    return tuple(
        Option(value, names[value]) if value in names else _unknown(cell.field, value)
        for value in chosen(cell)
    )


def empty(cell: Cell) -> str:
    """The key of what stands in a field without an answer: what can be done there."""
    if cell.field.kind not in REFERENCES or cell.place.names(cell.field.answer.of):
        return "form.choose"
    return "form.name_the_first" if table_to_extend(cell.field) else "form.nothing_to_choose"


def chosen(cell: Cell) -> tuple[str, ...]:
    """The values that are chosen, as `Option.value`s."""
    value = cell.value
    if value is MISSING:
        return ()
    if isinstance(value, bool):
        return (YES if value else NO,)
    return (value,) if isinstance(value, str) else tuple(value)


def put(cell: Cell, values: tuple[str, ...]) -> None:
    """Take the chosen values as the answer; none clears it."""
    if not values:
        cell.put(MISSING)
    elif cell.field.kind is Kind.FLAG:
        cell.put(values[0] == YES)
    elif cell.field.kind in SEVERAL:
        cell.put(values)
    else:
        cell.put(values[0])


def toggled(cell: Cell, value: str) -> tuple[str, ...]:
    """The chosen values with one more, or one less; a fixed list keeps its own order."""
    now = chosen(cell)
    if value in now:
        return tuple(item for item in now if item != value)
    order = [option.value for option in options_of(cell)] if cell.field.kind is Kind.CHOICES else []
    both = (*now, value)
    return tuple(sorted(both, key=order.index)) if order else both


def ready_answers(field: Field, plan: Plan) -> tuple[Option, ...]:
    """The texts offered beside free text."""
    lists = suggestion_lists(field, plan)
    texts = dict.fromkeys(text for name in lists for text in content.suggestions(name))
    return tuple(Option(text, text) for text in texts)


def offered(cell: Cell) -> tuple[Option, ...]:
    """Numbers that other steps hold for this field, each with where it comes from."""
    session = cell.session
    found = () if cell.place.is_new else session.analysis.offers.get(cell.path, ())
    return tuple(
        Option(
            edit_text(cell.field, offer.value, session.style, unit=cell.unit),
            content.say(
                "form.offer",
                value=show(cell.field, offer.value, session.style, cell.unit),
                source=content.message(f"offers.{offer.reason}", **_told(offer.values, session.style)),
            ),
        )
        for offer in found
    )


def _told(values: Mapping[str, object], style: Style) -> dict[str, object]:
    return {
        name: amount(value, style) if isinstance(value, Decimal) else value for name, value in values.items()
    }


def table_to_extend(field: Field) -> tuple[str, ...] | None:
    """The one table a reference points to, when a row can be added to it by its name alone."""
    path = tuple(field.answer.of.split(".")) if field.kind in REFERENCES else ()
    table = declared(Plan, path)
    if table is None or table.kind is not Kind.ROWS or table.model is None or _inside_a_row(path):
        return None
    return path if fields_of(table.model)[0].kind is Kind.TEXT else None


def add_named(cell: Cell, name: str) -> str | None:
    """Add a row called `name` to the table a reference points to, and give its id."""
    table = table_to_extend(cell.field)
    if table is None or not name.strip():
        return None
    model = row_model(table)
    return cell.session.add_row(table, {fields_of(model)[0].name: name.strip()[:MAX_TEXT]})


def _known(cell: Cell) -> Iterator[Option]:
    field = cell.field
    if field.kind is Kind.FLAG:
        yield Option(YES, content.say("form.yes"))
        yield Option(NO, content.say("form.no"))
    elif field.kind in REFERENCES:
        for row_id, name in cell.place.names(field.answer.of).items():
            yield Option(row_id, name)
    else:
        for value in field.answer.choices:
            yield Option(value, content.choice(field.answer.list_name, value))


def _unknown(field: Field, value: str) -> Option:
    key = "form.unknown_row" if field.kind in REFERENCES else "form.unknown_answer"
    return Option(value, content.say(key, value=value), is_known=False)


def _inside_a_row(path: tuple[str, ...]) -> bool:
    model: type[Section] | None = Plan
    for key in path[:-1]:
        field = field_of(model, key) if model else None
        if field is None or field.kind is Kind.ROWS:
            return True
        model = field.model
    return False
