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


def migrate(document: Document, name: str) -> tuple[Document, int]:
    """`document` without its `schema`, in today's format, and the format it came in.

    Raises PlanUnreadable when a later version made it, or when the format is not a number.
    """
    rest = dict(document)
    found = rest.pop("schema", SCHEMA)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        what, fix = words.situation("read.schema_odd", schema=SCHEMA)
        raise PlanUnreadable(what, hint=fix, place=name)
    if found > SCHEMA:
        what, fix = words.situation("read.newer", found=found, known=SCHEMA)
        raise PlanUnreadable(what, hint=fix, place=name)
    for version in range(found, SCHEMA):
        rest = STEPS[version](rest)
    return rest, found
