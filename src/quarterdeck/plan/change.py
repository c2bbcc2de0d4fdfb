"""How a scenario changes an input when a plain number will not do: by a factor, or for some months only.

`x 0.9`, `x 0.9 from 2027-04`, `18 from 2027-04 to 2027-06`, `18 to 2027-03`. Text on purpose, like months: it
stands in the file as it is said.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct
from typing_extensions import override

_NUMBER, _MONTH = r"\d{1,15}(?:\.\d{1,9})?", r"\d{4}-(?:0[1-9]|1[0-2])"
_UNTIL = rf"(?: from {_MONTH})?(?: to {_MONTH})?"
CHANGE_PATTERN = rf"^(?:x {_NUMBER}{_UNTIL}|-?{_NUMBER}(?: from {_MONTH}(?: to {_MONTH})?| to {_MONTH}))$"
"""As a regular expression of JSON Schema. A number by itself is no change: it stands as a number."""

_PARTS = re.compile(
    rf"(?P<factor>x )?(?P<value>-?{_NUMBER})(?: from (?P<first>{_MONTH}))?(?: to (?P<last>{_MONTH}))?"
)


class Change(Struct, frozen=True):
    """A new value, or what the present one is multiplied by."""

    value: Decimal
    factor: bool = False
    first: str = ""
    """The first month it is true for; empty: from the start."""
    last: str = ""
    """The last one; empty: to the end."""

    @property
    def dated(self) -> bool:
        """Whether it is for some months only."""
        return bool(self.first or self.last)

    def covers(self, month: str) -> bool:
        """Whether it is true for this month."""
        return (not self.first or month >= self.first) and (not self.last or month <= self.last)

    def of(self, now: Decimal) -> Decimal:
        """What becomes of the present value."""
        return now * self.value if self.factor else self.value

    @override
    def __str__(self) -> str:
        text = f"{'x ' if self.factor else ''}{self.value.normalize():f}"
        text += f" from {self.first}" if self.first else ""
        return text + (f" to {self.last}" if self.last else "")


def change(text: str) -> Change | None:
    """The change a text stands for; None where it is none."""
    found = _PARTS.fullmatch(text) if re.search(CHANGE_PATTERN, text) else None
    if found is None:
        return None
    return Change(Decimal(found["value"]), bool(found["factor"]), found["first"] or "", found["last"] or "")
