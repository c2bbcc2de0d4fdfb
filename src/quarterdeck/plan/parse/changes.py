"""How an input changes, as people type it: `18`, `x 0,9`, `×1.2 from April to June 2027`, `18 until May`."""

from __future__ import annotations

import re
from decimal import Decimal

from quarterdeck.plan.change import Change, change
from quarterdeck.plan.parse.numbers import number
from quarterdeck.plan.parse.periods import read_month
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import one_line, quoted
from quarterdeck.plan.style import Style
from quarterdeck.plan.vocabulary import FROM, IN, TIMES, TO

_PARTS = re.compile(
    rf"(?P<head>.*?)(?:\s+(?:{'|'.join(IN)})\s+(?P<only>.+)"
    rf"|(?:\s+(?:{'|'.join(FROM)})\s+(?P<first>.+?))?(?:\s+(?:{'|'.join(TO)})\s+(?P<last>.+))?)"
)
_TIMES = re.compile(rf"(?:{'|'.join(map(re.escape, TIMES))})\s*(?=[\d.,])", re.IGNORECASE)


def is_change(raw: str) -> bool:
    """Whether more is said than a number."""
    text = one_line(raw)
    found = _PARTS.fullmatch(text.casefold())
    dated = found is not None and any(found[name] for name in ("only", "first", "last"))
    return dated or _TIMES.match(text) is not None


def read_change(raw: str, style: Style) -> Decimal | str | Problem:
    """A number, or a change as the plan keeps it; or why it is neither."""
    text = one_line(raw).casefold()
    found = _PARTS.fullmatch(text)
    if found is None:
        return Problem("not_a_change", {"typed": quoted(raw)})
    head = found["head"].strip().removesuffix("%").rstrip()
    bare = _TIMES.sub("", head, count=1) if _TIMES.match(head) else head
    value = number(bare, style)
    if isinstance(value, Problem):
        return Problem("not_a_change", {"typed": quoted(raw)}) if value.key == "not_a_number" else value
    ends = []
    for typed in (found["only"] or found["first"], found["only"] or found["last"]):
        month = read_month(typed, style) if typed else ""
        if isinstance(month, Problem):
            return month
        ends.append(month)
    first, last = ends
    if first and last and last < first:
        return Problem("months_reversed", {"first": first, "last": last})
    made = Change(value, bare != head, first, last)
    if not made.factor and not made.dated:
        return value
    return str(made) if change(str(made)) else Problem("not_a_change", {"typed": quoted(raw)})
