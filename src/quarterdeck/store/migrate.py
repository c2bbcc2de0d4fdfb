"""Files of older versions, brought up to date step by step as plain dicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quarterdeck.errors import PlanUnreadable
from quarterdeck.plan.document import SCHEMA
from quarterdeck.store import words

Document = dict[str, Any]

STEPS: Mapping[int, Callable[[Document], Document]] = {}
"""By the format a step starts from; each gives the document in the next format, as a named function."""


def migrate(
    document: Document,
    name: str,
    steps: Mapping[int, Callable[[Document], Document]] = STEPS,
    today: int = SCHEMA,
) -> tuple[Document, int]:
    """`document` without its `schema`, in today's format, and the format it came in.

    A file that does not say is taken for one of today's. Raises PlanUnreadable when a later version made it,
    or when the format is not a number.
    """
    rest = dict(document)
    found = rest.pop("schema", today)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        what, fix = words.situation("read.schema_odd", schema=today)
        raise PlanUnreadable(what, hint=fix, place=name)
    if found > today:
        what, fix = words.situation("read.newer", found=found, known=today)
        raise PlanUnreadable(what, hint=fix, place=name)
    for version in range(found, today):
        rest = steps[version](rest)
    return rest, found
