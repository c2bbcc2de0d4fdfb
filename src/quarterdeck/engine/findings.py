"""What a check finds: a code, a place, and the values its sentence needs. The words stand in the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from quarterdeck.engine.figures import LARGEST
from quarterdeck.plan.fields import Path

if TYPE_CHECKING:
    from quarterdeck.engine.analysis import Analysis

ERROR, WARNING, ADVICE = "error", "warning", "advice"
SEVERITIES = (ERROR, WARNING, ADVICE)
"""An error makes figures wrong or breaks a reference; nothing ever blocks saving."""

_MONEY = "money"
_FEW, _LARGE = 10, 1000
_CENTS = 2


class Finding(Struct, frozen=True):
    """One thing the plan argues back."""

    code: str
    """`QD402`: the step's number, then the rule's. Codes never change their meaning."""
    severity: str
    step: str
    """The page where it is mended, by its table's name."""
    path: Path
    """The field or row it is about, row ids included."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the sentence names: texts, numbers, dates, words of fixed lists. `place` is added for all."""
    about: str = ""
    """What tells it from the same rule's other findings at that place; made of ids, so a rename keeps it."""


class Hit(Struct, frozen=True):
    """A place where a rule applies."""

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)
    about: str = ""

    def which(self, about: str) -> Hit:
        """The same, told apart by ids from the rule's other hits at that place."""
        return replace(self, about=about)


class Rule(Struct, frozen=True):
    """One thing that can be wrong or missing."""

    code: str
    severity: str
    find: Callable[[Analysis], Iterable[Hit]]


class Counted(Struct, frozen=True):
    """A number and what it counts: sentences write it as the plan does, money with its currency."""

    number: Decimal
    unit: str
    """`money`, `percent`, or anything else: a plain number."""


def counted(value: Decimal | None, unit: str) -> Counted | None:
    """A number as it is said in a sentence, with what it counts; only money keeps its hundredths."""
    number = _said(value, _CENTS) if unit == _MONEY and value is not None else told(value)
    return Counted(number, unit) if isinstance(number, Decimal) else None


def money(value: Decimal | None) -> Counted | None:
    """An amount in the plan's currency, as it is said in a sentence."""
    return counted(value, _MONEY)


def hit(*path: str, **values: object) -> Hit:
    """A place and what to say about it: `hit("goals", "items", id, goal=name)`."""
    return Hit(path, {name: told(value) for name, value in values.items()})


def told(value: object) -> object:
    """A number as it is said in a sentence: no more decimals than matter. The exact one stands elsewhere."""
    return _said(value, _CENTS if abs(value) < _FEW else 1) if isinstance(value, Decimal) else value


def _said(value: Decimal, decimals: int) -> Decimal:
    if abs(value) > LARGEST:
        return value
    said = round(value, decimals if abs(value) < _LARGE else 0)
    return said.quantize(Decimal(1)) if said == said.to_integral_value() else said
