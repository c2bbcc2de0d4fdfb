"""How far each page of the plan is: which essential questions are answered and which are open."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from quarterdeck.plan.asked import holds
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path, fields_of
from quarterdeck.plan.types import Section

EMPTY, STARTED, DONE = "empty", "started", "done"


class Progress(Struct, frozen=True):
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
    counted: list[tuple[Path, bool]] = []
    _count(plan, section, (name,), counted)
    left = tuple(path for path, answered in counted if not answered)
    return Progress(len(counted) - len(left), len(counted), left, bool(section.model_fields_set))


def _count(plan: Plan, node: Section, at: Path, counted: list[tuple[Path, bool]]) -> None:
    """Adds every essential question below `node` that is asked, and whether it is answered.

    A table counts as one question that a first row answers, and then with the questions of its rows; a group
    that is not essential counts only once something in it is answered.
    """
    answered = node.model_fields_set
    for field in _counting(type(node)):
        here, name = (*at, field.name), field.name
        if field.ui.when is not None and not holds(plan, here, field.ui.when):
            continue
        if field.kind is Kind.GROUP:
            if field.ui.essential or name in answered:
                _count(plan, getattr(node, name), here, counted)
            continue
        if field.ui.essential:
            counted.append((here, name in answered and getattr(node, name) is not None))
        if field.kind is Kind.ROWS:
            for row_id, row in getattr(node, name).items():
                _count(plan, row, (*here, row_id), counted)


@cache
def _counting(model: type[Section]) -> tuple[Field, ...]:
    """The fields of a model that count, or that have some below them."""
    return tuple(
        field
        for field in fields_of(model)
        if field.kind is not Kind.COMPUTED
        and (field.ui.essential or (field.model is not None and _counting(field.model)))
    )
