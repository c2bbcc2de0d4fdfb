"""How far each page of the plan is: which essential questions are answered and which are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quarterdeck.plan.declare import Kind, When
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.paths import MISSING, get
from quarterdeck.plan.types import Section

EMPTY, STARTED, DONE = "empty", "started", "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """One page."""

    answered: int = 0
    """Essential questions that are answered; rows of tables are counted one by one."""
    essential: int = 0
    open: tuple[Path, ...] = ()
    """Essential fields that are not answered, in the order of the form."""
    touched: bool = False
    """Whether anything at all is answered, essential or not."""

    @property
    def state(self) -> str:
        """`empty`, `started` or `done`."""
        if not self.touched:
            return EMPTY
        return STARTED if self.open else DONE


def progress(plan: Plan) -> dict[str, Progress]:
    """Every page by its table's name, in the order of the file."""
    return {
        field.name: of_page(plan, field.name, getattr(plan, field.name))
        for field in fields_of(Plan)
        if field.kind is Kind.GROUP
    }


def of_page(plan: Plan, name: str, section: Section) -> Progress:
    """One page."""
    counted = list(essentials(plan, section, (name,)))
    left = tuple(path for path, answered in counted if not answered)
    return Progress(len(counted) - len(left), len(counted), left, bool(section.model_fields_set))


def essentials(plan: Plan, node: Section, at: Path) -> Iterator[tuple[Path, bool]]:
    """Every essential question below `node` that is asked, and whether it is answered.

    A table counts as one question that a first row answers, and then with the questions of its rows; a group
    that is not essential counts only once something in it is answered.
    """
    for field in fields_of(type(node)):
        here = (*at, field.name)
        answered = field.name in node.model_fields_set
        if field.kind is Kind.COMPUTED or not asked(plan, here, field):
            continue
        if field.kind is Kind.GROUP:
            if field.ui.essential or answered:
                yield from essentials(plan, getattr(node, field.name), here)
            continue
        if field.ui.essential:
            yield here, answered and getattr(node, field.name) is not None
        if field.kind is Kind.ROWS:
            for row_id, row in getattr(node, field.name).items():
                yield from essentials(plan, row, (*here, row_id))


def asked(plan: Plan, path: Path, field: Field) -> bool:
    """Whether the field at `path` is asked in this plan: its condition holds, or is not answered yet."""
    return holds(plan, path, field.ui.when)


def holds(plan: Plan, path: Path, when: When | None) -> bool:
    """A condition at `path`. One without a dot speaks of a neighbour in the same table or row."""
    if when is None:
        return True
    place = tuple(when.path.split("."))
    value = get(plan, place if len(place) > 1 else (*path[:-1], *place))
    if isinstance(value, tuple):
        return not value or any(item in when.values for item in value)
    return value is MISSING or value in when.values
