"""How a field is declared: what kind of answer it takes, where it stands on the form, when it is asked.

A field is `name: Annotated[Money, Ui(group="price", essential=True)] = None` in its step's model, and nothing
else: the form, the report, the JSON Schema, the prompts of plain mode, the completeness count and the tests
all read this declaration through `plan.fields`.
"""

from __future__ import annotations

from copy import copy
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Kind(StrEnum):
    """What sort of answer a field takes. An editor, a parser and a formatter exist for each."""

    TEXT = "text"
    LONG = "long"
    LIST = "list"
    """Short texts, one per line."""
    CHOICE = "choice"
    CHOICES = "choices"
    """Several of a fixed list, in the list's order."""
    FLAG = "flag"
    """Yes, no, or not answered."""
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    """The number a person says: 22 for 22 %. The name ends in `_pct`."""
    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    PERIOD = "period"
    """A month or a quarter, for figures that are told for either: `2027-01`, `2027-Q1`."""
    REF = "ref"
    """The id of a row elsewhere in the plan."""
    REFS = "refs"
    NUMBERS = "numbers"
    """A list of plain numbers."""
    SERIES = "series"
    """One amount for every month, or a list with one per month."""
    TARGET = "target"
    MAPPING = "mapping"
    """Numbers, or changes (`plan.change`), by the name of the input: `"rates.win_rate_pct" = 18.0`."""
    ROWS = "rows"
    """A table of rows, keyed by id."""
    GROUP = "group"
    """A nested table of fields, shown as one group of the form."""
    COMPUTED = "computed"


class As(Struct, frozen=True):
    """The kind of answer an alias of `plan.types` stands for."""

    kind: Kind
    choices: tuple[str, ...] = ()
    """CHOICE, CHOICES: the values as they stand in the file, in order."""
    list_name: str = ""
    """CHOICE, CHOICES: the heading in `content/<language>/choices.json` under which their words stand."""
    of: str = ""
    """REF, REFS: where the rows live, for example `kpis.items`. Several places are joined with `|`."""
    low: float | None = None
    high: float | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """REF, REFS: the places of `of`, one by one."""
        return tuple(self.of.split("|")) if self.of else ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """What pydantic asks each field for. Built once: hundreds of fields share two dozen aliases."""
        if self.kind is Kind.TARGET:
            # A model: pydantic itself keeps track of those.
            return handler(source)
        if (self, source) not in _BUILT:
            _BUILT[self, source] = handler(source)
        return copy(_BUILT[self, source])


_BUILT: dict[tuple[As, Any], Any] = {}


class When(Struct, frozen=True):
    """A field is asked when the value at `path` is one of `values`, or is not answered yet."""

    path: str
    values: tuple[str | bool, ...]


class Ui(Struct, frozen=True):
    """Where a field stands on the form."""

    group: str = ""
    """The group's key in the step's words. Fields without one stand in the step's first group."""
    essential: bool = False
    """Asked first and counted for completeness; the others stand folded."""
    when: When | None = None
    unit: str = ""
    """What a number counts, as a key of `units` in the interface's words: days, months, hours, leads …"""
    suggest: str = ""
    """A list of ready answers (in `content/<language>/suggestions.json`) offered beside free text.

    `sources.{plan.maturity}` depends on an answer: `plan.suggest.suggestion_lists` gives the fitting lists.
    """


class Computed(Struct, frozen=True):
    """A figure shown among the fields, never typed and never stored.

    A class attribute of the model; the engine computes it (`engine.computed`) under the same path.
    """

    kind: Kind
    after: str
    """The field it is shown behind."""
    unit: str = ""
    when: When | None = None


ESTABLISHED = When("plan.maturity", ("established",))
PRE_REVENUE = When("plan.stage", ("pre_seed", "seed"))
GROWTH = When("plan.stage", ("growth", "fundraising"))
