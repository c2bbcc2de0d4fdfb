"""Examples of answers, written as one plan writes its numbers.

The words hold them with a decimal point and commas between thousands. Shown like that in a plan with decimal
commas, "96,000" would teach people to type what is read as 96.
"""

from __future__ import annotations

import re

from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import NUMERIC, Field
from quarterdeck.plan.style import Style

_WITH_NUMBERS = NUMERIC | {Kind.NUMBERS, Kind.SERIES, Kind.TARGET, Kind.MAPPING}
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])\d+\.\d+")


def example_in(style: Style, field: Field, example: str) -> str:
    """`example` of an answer to `field` as it is typed in a plan of that style; text stays as it is."""
    if field.kind not in _WITH_NUMBERS:
        return example
    grouping = "" if style.asks or style.indian else style.grouping
    marks = str.maketrans({",": grouping, ".": style.decimal_mark})
    return _NUMBER.sub(lambda found: found[0].translate(marks), example)
