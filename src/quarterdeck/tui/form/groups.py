"""Which groups a page or a row consists of, in which order, and which of them stand open at first.

Fields are named by their path below the form's place, since the place of a row that is being added is known
only when it has a name. Free of Textual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from quarterdeck import content
from quarterdeck.plan.asked import asked
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.paths import MISSING, get, without_ids
from quarterdeck.plan.types import Section

Fields = tuple[tuple[Path, Field], ...]
"""Each with its path below the form's place."""


class Group(Struct, frozen=True):
    """Fields that stand together under one heading."""

    key: Path
    """One of a kind on a form."""
    title: str
    help: str
    fields: Fields
    essential: bool
    """Asked first: the group stands open when the form is opened."""


def groups_of(model: type[Section], at: Path) -> tuple[Group, ...]:
    """The groups of the form of `model`, which stands at `at` in the plan.

    Groups with an essential field come first; within each half the order is that of first appearance. A
    nested table is a group of its own, however its fields are grouped; tables in it are groups beside it.
    """
    gathered: dict[Path, list[tuple[Path, Field]]] = {}
    tables: dict[Path, Field] = {}
    _gather(model, (), gathered, tables)
    found = [
        Group(
            key,
            *_heading(at, key, tables.get(key), _shared(gathered, tables)),
            tuple(fields),
            any(field.ui.essential for _, field in fields),
        )
        for key, fields in gathered.items()
        if fields
    ]
    return tuple(sorted(found, key=lambda group: not group.essential))


def asked_in(plan: Plan, at: Path, group: Group) -> Fields:
    """The fields of `group`, on a form at `at`, that concern this founder."""
    return tuple((below, field) for below, field in group.fields if asked(plan, (*at, *below), field))


def answered_in(plan: Plan, at: Path, fields: Fields) -> tuple[int, int]:
    """How many of `fields` are answered, and of how many. Computed figures are not asked and not counted."""
    asked = [(*at, *below) for below, field in fields if field.kind is not Kind.COMPUTED]
    return sum(is_answered(plan, path) for path in asked), len(asked)


def is_answered(plan: Plan, path: Path) -> bool:
    """Whether there is an answer at `path`; a table without rows is none."""
    value = get(plan, path)
    return value is not MISSING and value != {}


def _gather(
    model: type[Section],
    below: Path,
    gathered: dict[Path, list[tuple[Path, Field]]],
    tables: dict[Path, Field],
) -> None:
    if below:
        gathered[below] = []
    for field in fields_of(model):
        here = (*below, field.name)
        if field.kind is Kind.GROUP and field.model is not None:
            tables[here] = field
            _gather(field.model, here, gathered, tables)
        else:
            gathered.setdefault(below or _plain(field), []).append((here, field))


def _plain(field: Field) -> Path:
    """The key of a group that is no nested table: it begins with an empty key, as no table does."""
    return ("", field.ui.group)


def _heading(at: Path, key: Path, table: Field | None, shared: set[str]) -> tuple[str, str]:
    """Title and help of a group. A nested table has its group's, unless other fields stand under that too."""
    name = table.ui.group if table else key[-1]
    said = content.step(at[0]).groups.get(name)
    if said is not None and not (table and name in shared):
        return said.title, said.help
    return (content.field_words(without_ids(Plan, (*at, *key))).label, "") if table else ("", "")


def _shared(gathered: Iterable[Path], tables: dict[Path, Field]) -> set[str]:
    """Group names that plain fields, or more than one nested table, go by."""
    counts = Counter(field.ui.group for field in tables.values())
    return {key[-1] for key in gathered if key not in tables} | {name for name in counts if counts[name] > 1}
