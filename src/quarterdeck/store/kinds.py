"""One answer of a file held against its kind: what the model takes, or why it is not one.

pydantic reads "12.5" as a number and 1 as true, which is right for a form and wrong for a file that a person
reads. So kinds are checked here, where the way to write it can be said, and limits in `store.limits`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeGuard, TypeVar, cast, get_args

from quarterdeck import text
from quarterdeck.plan.change import change
from quarterdeck.plan.declare import Kind
from quarterdeck.plan.fields import Path
from quarterdeck.plan.types import MAX_NUMBER, Section, Target
from quarterdeck.store.emit import PLACES, plain

S = TypeVar("S", bound=Section)
Tell = Callable[..., None]
"""Takes the key of a note and its values: what was changed while reading."""


class Refused(Exception):
    """A value of the wrong kind: the situation's key under `read`, and what its words need."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
        self.below: Path = ()
        """Keys from the value down to the part that is refused."""


def answer(kind: Kind, value: Any, tell: Tell) -> Any:
    """`value` as the model takes it. Raises Refused."""
    return _READERS[kind](value, tell)


def amount(value: int | Decimal, tell: Tell) -> Decimal:
    """The number as every sum takes it."""
    return Decimal(bounded(value, tell))


def bounded(value: int | Decimal, tell: Tell) -> int | Decimal:
    """The number, if anybody can reckon with it: finite, at most a quadrillion, no exponent."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise Refused("not_finite", typed=str(value))
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise Refused("huge")
    if isinstance(value, int):
        return value
    found = plain(value)
    if found != value:
        tell("rounded", places=str(PLACES))
    return found


def cleaned(value: str, tell: Tell, *, lines: bool = False) -> str:
    """The text without what no terminal should get; told when that was more than white space."""
    found = text.clean(value, lines=lines)
    if not value.isprintable() and any(not char.isprintable() and not char.isspace() for char in value):
        tell("cleaned")
    return found


def keys(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of a table as it is written and as it is taken: cleaned, never empty, and no two the same."""
    taken, turns = set(table), Counter[str]()
    for key in table:
        plain = key if key.isascii() and key.isprintable() else text.clean(key, lines=False)
        found = plain = plain or "-"
        while found != key and found in taken:
            turns[plain] += 1
            found = f"{plain}-{turns[plain] + 1}"
        taken.add(found)
        yield key, found


def is_number(value: Any) -> TypeGuard[int | Decimal]:
    """Whether TOML wrote a number: true and false are none."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _text(key: str = "text") -> Callable[[Any, Tell], str]:
    def read(value: Any, tell: Tell) -> str:
        if not isinstance(value, str):
            raise Refused(key)
        return cleaned(value, tell)

    return read


def _long(value: Any, tell: Tell) -> str:
    if not isinstance(value, str):
        raise Refused("text")
    return cleaned(value, tell, lines=True)


def _texts(value: Any, tell: Tell) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Refused("texts")
    return tuple(cleaned(item, tell) for item in value)


def _flag(value: Any, _: Tell) -> bool:
    if not isinstance(value, bool):
        raise Refused("flag")
    return value


def _number(value: Any, tell: Tell) -> Decimal:
    if isinstance(value, str):
        raise Refused("number_text", example=_meant(value))
    if not is_number(value):
        raise Refused("number")
    return amount(value, tell)


def _whole(value: Any, tell: Tell) -> int:
    if not is_number(value):
        raise Refused("whole_number", example=_meant(value))
    found = bounded(value, tell)
    if found != int(found):
        raise Refused("whole_number", example=str(int(found)))
    return int(found)


def _numbers(value: Any, tell: Tell) -> tuple[Decimal, ...]:
    if not isinstance(value, list) or not all(map(is_number, value)):
        raise Refused("numbers")
    return tuple(amount(item, tell) for item in value)


def _series(value: Any, tell: Tell) -> Decimal | tuple[Decimal, ...]:
    items = value if isinstance(value, list) else [value]
    if not all(map(is_number, items)):
        raise Refused("series")
    return _numbers(value, tell) if isinstance(value, list) else amount(value, tell)


def _mapping(value: Any, tell: Tell) -> dict[str, Decimal | str]:
    if not isinstance(value, Mapping):
        raise Refused("mapping")
    return _each(value, _override, tell)


def _override(value: Any, tell: Tell) -> Decimal | str:
    if isinstance(value, str) and change(value):
        return value
    if not is_number(value):
        raise Refused("mapping")
    return amount(value, tell)


def _date(value: Any, tell: Tell) -> date:
    if isinstance(value, datetime):
        tell("time_dropped")
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused("date") from None


def _target(value: Any, tell: Tell) -> Target:
    if not isinstance(value, Mapping):
        raise Refused("target", example="50000")
    texts = {key for key, info in Target.model_fields.items() if str in get_args(info.annotation)}
    numbers = Target.model_fields.keys() - texts
    known = {
        **_each({key: value[key] for key in value if key in texts}, _text(), tell),
        **_each({key: value[key] for key in value if key in numbers}, _number, tell),
    }
    others = {key: value[key] for key in value if key not in Target.model_fields}
    return put_together(Target, known, _each(others, unknown, tell))


def put_together(model: type[S], known: Mapping[str, Any], others: Mapping[str, Any]) -> S:
    """A table of the plan from answers that were held against its declaration, and what is not declared."""
    made = cast("S", model.model_construct({*known, *others}, **known))
    if made.model_extra is not None:
        made.model_extra.update(others)
    return made


def unknown(value: Any, tell: Tell) -> Any:
    """What the program does not know is kept; only what would harm a terminal or a sum is not."""
    if isinstance(value, str):
        return cleaned(value, tell, lines=True)
    if isinstance(value, Mapping):
        return _each(value, unknown, tell)
    if isinstance(value, list):
        return [unknown(item, tell) for item in value]
    return bounded(value, tell) if is_number(value) else value


def _each(table: Mapping[str, Any], read: Callable[[Any, Tell], Any], tell: Tell) -> dict[str, Any]:
    """Every value of a table, and where in it one was refused."""
    content: dict[str, Any] = {}
    for key, taken in keys(table):
        try:
            content[taken] = read(table[key], tell)
        except Refused as refused:
            refused.below = (key, *refused.below)
            raise
    return content


def _meant(value: Any) -> str:
    """What a number written as a text was probably meant to be."""
    digits = "".join(char for char in value if char in "0123456789.") if isinstance(value, str) else ""
    return digits if digits.count(".") < 2 and digits.strip(".") else "12"


_READERS: Mapping[Kind, Callable[[Any, Tell], Any]] = {
    Kind.TEXT: _text(),
    Kind.LONG: _long,
    Kind.LIST: _texts,
    Kind.CHOICE: _text(),
    Kind.CHOICES: _texts,
    Kind.FLAG: _flag,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.DATE: _date,
    Kind.MONTH: _text("month"),
    Kind.QUARTER: _text("quarter"),
    Kind.PERIOD: _text("period"),
    Kind.REF: _text(),
    Kind.REFS: _texts,
    Kind.NUMBERS: _numbers,
    Kind.SERIES: _series,
    Kind.MAPPING: _mapping,
    Kind.TARGET: _target,
}
