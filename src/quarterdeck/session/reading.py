"""What editing needs from the plan's language and from the engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis
    from quarterdeck.plan.parse import Problem, Read
    from quarterdeck.plan.style import Style

REFERENCES = frozenset({Kind.REF, Kind.REFS})


def read(field: Field, raw: str, plan: Plan, today: date) -> Read | Problem:
    """`raw` as an answer to `field`; references may be typed as ids or as names."""
    from quarterdeck.plan import parse, refs

    rows = refs.rows_at(plan, field.answer.of) if field.kind in REFERENCES else None
    return parse.read(field, raw, style_of(plan, today), rows)


def is_problem(answer: Any) -> bool:
    """Whether the reading failed."""
    from quarterdeck.plan.parse import Problem

    return isinstance(answer, Problem)


def style_of(plan: Plan, today: date) -> Style:
    """How numbers and dates are written in `plan`."""
    from quarterdeck.plan import style

    return style.style_of(plan, today)


def uses(plan: Plan, of: str, row_id: str) -> list[Path]:
    """Where the row `row_id` of the table at `of` is referred to."""
    from quarterdeck.plan import refs

    return refs.uses(plan, of, row_id)


def analyse(plan: Plan, today: date) -> Analysis:
    """The engine's one call. Imported late: a session that only saves needs none of it."""
    from quarterdeck.engine.analysis import analyse as compute

    return compute(plan, today)


def problem_of(error: ValidationError, raw: str) -> Problem:
    """Why the model refuses a value that could be read, in the parser's terms."""
    from quarterdeck.plan.parse import Problem

    kind = error.errors(include_url=False, include_input=False)[0]["type"]
    return Problem("too_long" if kind == "string_too_long" else "out_of_range", {"typed": raw})
