"""The types of answers, shared by every model. Every one may be unanswered: `None`, or an empty list.

Whether an empty list or table was answered is told by `model_fields_set`: absent, zero, empty and "no" are
four different things.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import override

from quarterdeck.plan.calendar import MONTH_PATTERN, PERIOD_PATTERN, QUARTER_PATTERN
from quarterdeck.plan.change import CHANGE_PATTERN
from quarterdeck.plan.declare import As, Computed, Kind

MAX_TEXT = 200
MAX_LONG = 10_000
MAX_NUMBER = 10**15
"""More than a quadrillion is a slip of the keyboard, not an amount."""


class Section(BaseModel):
    """A table of the plan file: a step, a nested table, or a row. Frozen; unknown keys are kept."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        defer_build=True,
        allow_inf_nan=False,
        ignored_types=(Computed,),
        protected_namespaces=(),
    )

    @classmethod
    @override
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        # An absent table needs no validating: calling its model would first build that model's validator,
        # which doubles the time until a plan is read.
        for field in cls.model_fields.values():
            made_by = field.default_factory
            if isinstance(made_by, type) and issubclass(made_by, Section):
                field.default_factory = made_by.model_construct


class Row(Section):
    """A row of a table. Its id is its key there; the field that names it comes first in the model."""


_Amount = Annotated[Decimal, Field(ge=-MAX_NUMBER, le=MAX_NUMBER, allow_inf_nan=False)]
_Short = Annotated[str, Field(max_length=MAX_TEXT)]

Text = Annotated[_Short | None, As(Kind.TEXT)]
Long = Annotated[Annotated[str, Field(max_length=MAX_LONG)] | None, As(Kind.LONG)]
Texts = Annotated[tuple[_Short, ...], As(Kind.LIST)]
Flag = Annotated[Annotated[bool, Field(strict=True)] | None, As(Kind.FLAG)]
Integer = Annotated[
    Annotated[int, Field(strict=True, ge=-MAX_NUMBER, le=MAX_NUMBER)] | None, As(Kind.INTEGER)
]
Count = Annotated[Annotated[int, Field(strict=True, ge=0, le=MAX_NUMBER)] | None, As(Kind.INTEGER, low=0)]
MonthNumber = Annotated[
    Annotated[int, Field(strict=True, ge=1, le=12)] | None, As(Kind.INTEGER, low=1, high=12)
]
"""A month of any year: 1 is January."""
Number = Annotated[_Amount | None, As(Kind.NUMBER)]
Money = Annotated[_Amount | None, As(Kind.MONEY)]
Percent = Annotated[_Amount | None, As(Kind.PERCENT)]
Share = Annotated[Annotated[_Amount, Field(ge=0, le=100)] | None, As(Kind.PERCENT, low=0, high=100)]
"""A percent that can only lie between 0 and 100."""
Margin = Annotated[Annotated[_Amount, Field(le=100)] | None, As(Kind.PERCENT, high=100)]
"""What is left of each hundred: never more than all of it, and below nothing where one sells at a loss."""
Date = Annotated[date | None, As(Kind.DATE)]
Month = Annotated[Annotated[str, Field(pattern=MONTH_PATTERN)] | None, As(Kind.MONTH)]
"""`2027-01`. Text on purpose: it sorts, compares and stands in the file as it is."""
Quarter = Annotated[Annotated[str, Field(pattern=QUARTER_PATTERN)] | None, As(Kind.QUARTER)]
"""`2027-Q1`, of the plan's fiscal year, which is named after the calendar year it ends in."""
Period = Annotated[Annotated[str, Field(pattern=PERIOD_PATTERN)] | None, As(Kind.PERIOD)]
"""A month or a quarter: `2027-01` or `2027-Q1`."""
Numbers = Annotated[tuple[_Amount, ...], As(Kind.NUMBERS)]
Series = Annotated[_Amount | tuple[_Amount, ...] | None, As(Kind.SERIES)]

_Change = Annotated[str, Field(pattern=CHANGE_PATTERN)]
Overrides = Annotated[dict[str, _Amount | _Change], As(Kind.MAPPING)]
"""Input name to its number, or to how it changes: `x 0.9 from 2027-04`. Empty where nothing is overridden."""


class Target(Section):
    """What is aimed at, as people write it: "at least 50k, stretch 60k", "-5 points", "3 to 5 days"."""

    aim: str | None = None
    """reach | at_least | at_most | between | about"""
    value: _Amount | None = None
    high: _Amount | None = None
    """The upper end of `between`."""
    stretch: _Amount | None = None
    limit: _Amount | None = None
    """A hard limit that must not be passed whatever happens."""
    change: str | None = None
    """Absent: `value` is a level. absolute | relative_pct | pct_points: a change from the baseline."""


Aim = Annotated[Target | None, As(Kind.TARGET)]
