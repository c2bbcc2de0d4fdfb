"""Rows that are known to be useful in a table, offered when one is added. Free of Textual.

By rule: a table whose rows are named by a text with ready answers offers these; one named by a choice offers
the choices; one named by a reference offers the rows that can be referred to. What a table has already is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan import refs
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.paths import MISSING, declared, get
from quarterdeck.plan.suggest import suggestion_lists


class Template(Struct, frozen=True):
    """A row to be added as it is, or as a start."""

    label: str
    values: Mapping[str, Any]
    hint: str = ""


def offered(table: Path, plan: Plan) -> dict[str, Template]:
    """The templates for the table at `table`, by a key of their own, the most fitting first."""
    declaration = declared(Plan, table)
    if declaration is None or declaration.model is None:
        return {}
    first = fields_of(declaration.model)[0]
    found = _by_name(first, plan)
    rows = get(plan, table)
    present = {getattr(row, first.name) for row in rows.values()} if rows is not MISSING else set()
    return {str(n): item for n, item in enumerate(found) if item.values.get(first.name) not in present}


def _by_name(first: Field, plan: Plan) -> Iterator[Template]:
    if first.kind is Kind.TEXT:
        texts = dict.fromkeys(
            text for name in suggestion_lists(first, plan) for text in content.suggestions(name)
        )
        yield from (Template(text, {first.name: text}) for text in texts)
    elif first.kind is Kind.CHOICE:
        for value in first.answer.choices:
            yield Template(content.choice(first.answer.list_name, value), {first.name: value})
    elif first.kind is Kind.REF:
        for row_id, name in refs.rows_at(plan, first.answer.of).items():
            yield Template(name, {first.name: row_id})
