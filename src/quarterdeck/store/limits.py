"""The limits of an answer, in the words of a file: as long, as high, of such a pattern, and no further.

They are the limits of `plan.types`, which holds what is typed to them. A file is held to them here, where one
can say what to write instead; so a plan is put together without validating each of its answers twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.plan.calendar import MONTH_PATTERN, PERIOD_PATTERN, QUARTER_PATTERN
from quarterdeck.plan.declare import As, Kind
from quarterdeck.plan.types import MAX_LONG, MAX_TEXT
from quarterdeck.store.kinds import Refused

_LENGTHS: Mapping[Kind, int] = {Kind.TEXT: MAX_TEXT, Kind.LONG: MAX_LONG, Kind.LIST: MAX_TEXT}
_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    Kind.MONTH: re.compile(MONTH_PATTERN),
    Kind.QUARTER: re.compile(QUARTER_PATTERN),
    Kind.PERIOD: re.compile(PERIOD_PATTERN),
}


def hold(declared: As, value: Any) -> None:
    """Nothing, if `value` is within the limits of what was declared. Raises Refused."""
    kind = declared.kind
    if kind in _LENGTHS:
        for text in value if kind is Kind.LIST else (value,):
            if len(text) > _LENGTHS[kind]:
                raise Refused("too_long", limit=_LENGTHS[kind], length=len(text))
    elif kind in _PATTERNS:
        if not _PATTERNS[kind].fullmatch(value):
            raise Refused(kind.value)
    elif isinstance(value, (int, Decimal)):
        if declared.low is not None and value < declared.low:
            raise Refused("too_low", low=_short(declared.low))
        if declared.high is not None and value > declared.high:
            raise Refused("too_high", high=_short(declared.high))


def _short(limit: float) -> str:
    return f"{limit:g}"
