"""Which lists of ready answers a field offers: some depend on what was answered elsewhere."""

from __future__ import annotations

import re

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Field
from quarterdeck.plan.paths import MISSING, declared, get

_PLACE = re.compile(r"\{([a-z_.]+)\}")


def suggestion_lists(field: Field, plan: Plan) -> tuple[str, ...]:
    """The names of the lists (in the content's suggestions) to offer for `field`, the fitting ones only.

    `sources.{plan.maturity}` becomes the list for the answer at that path; while that is unanswered, the
    lists for all of its answers. Empty where the field offers none.
    """
    name = field.ui.suggest
    place = _PLACE.search(name)
    if place is None:
        return (name,) if name else ()
    path = tuple(place[1].split("."))
    answer = get(plan, path)
    if answer is not MISSING:
        return (name.replace(place[0], str(answer)),)
    asked = declared(Plan, path)
    return tuple(name.replace(place[0], value) for value in (asked.answer.choices if asked else ()))
