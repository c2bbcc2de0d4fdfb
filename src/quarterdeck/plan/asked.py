"""Which fields are asked of this founder: what is declared as `When`, read against the plan."""

from __future__ import annotations

from quarterdeck.plan.declare import When
from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field, Path
from quarterdeck.plan.paths import MISSING, declared, get


def asked(plan: Plan, path: Path, field: Field) -> bool:
    """Whether `field`, which stands at `path` (row ids included), and every table around it are asked."""
    around = ((path[:end], declared(Plan, path[:end])) for end in range(1, len(path)))
    return holds(plan, path, field.ui.when) and all(
        holds(plan, at, table.ui.when) for at, table in around if table is not None
    )


def holds(plan: Plan, path: Path, when: When | None) -> bool:
    """Whether a condition declared at `path` is met, or cannot be told yet.

    A dotted condition starts at the top of the plan; a plain name stands in the field's own table or row.
    """
    if when is None:
        return True
    place = tuple(when.path.split("."))
    value = get(plan, place if len(place) > 1 else (*path[:-1], *place))
    if isinstance(value, tuple):
        return not value or any(item in when.values for item in value)
    return value is MISSING or value in when.values
