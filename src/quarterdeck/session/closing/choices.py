"""One thing that needs a decision when a quarter ends, what can be chosen, and what is suggested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from quarterdeck.plan.document import Plan
from quarterdeck.plan.fields import Path
from quarterdeck.plan.paths import dotted

if TYPE_CHECKING:
    from quarterdeck.session.closing.facts import Facts


class Why(Struct, frozen=True):
    """The reason for a suggestion: a key of `closing.why` in the interface's words, and its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class Choice(Struct, frozen=True):
    """What was chosen for one item."""

    option: str
    value: Decimal | None = None
    """A figure of one's own, where the item takes one."""
    reason: str = ""


class Item(Struct, frozen=True):
    """A goal, an action, a person … and what may become of it."""

    kind: str
    """A key of `closing.kinds` in the interface's words."""
    path: Path
    """The row, or the field, it is about."""
    options: tuple[str, ...]
    """Keys of `closing.options`, in the order they are offered."""
    suggested: str
    why: Why
    was: object = None
    """What was planned: an answer of the plan, as it stands in the file."""
    came: Decimal | None = None
    """What came of it, where that is a figure; None where it is not known."""
    value: Decimal | None = None
    """The figure suggested along with the option `takes_value`."""
    takes_value: str = ""
    """The option with which a figure of one's own may be given."""
    asks_reason: frozenset[str] = frozenset()
    """Options that are better given with a reason."""

    @property
    def id(self) -> str:
        """The same for the same thing, whenever it is asked."""
        return dotted(self.path)

    def chosen(self, choices: Mapping[str, Choice]) -> Choice:
        """What was chosen for it, else what is suggested. A choice it does not offer counts as none."""
        made = choices.get(self.id)
        if made is None or made.option not in self.options:
            return Choice(self.suggested, self.value)
        if made.option == self.takes_value and made.value is None:
            return Choice(made.option, self.value, made.reason)
        return made


Choices = Mapping[str, Choice]
"""What was chosen so far, by item."""
NOTHING: Choices = MappingProxyType({})
Asks = Callable[["Facts", Choices], Iterator[Item]]
Applies = Callable[[Plan, "Facts", Item, Choice], Plan]


class Rule(Struct, frozen=True):
    """What is asked about one kind of thing, and what follows from the answer."""

    kind: str
    asks: Asks
    """The items, given what was chosen so far: one choice can ask for the next."""
    applies: Applies
    """The next plan with the answer carried out."""
