"""A plain document as TOML: tables as headers, in order, the same bytes every time.

tomli-w writes keys, texts and dates. What it leaves open is settled here: every table, and every one of a
list of tables, is a header (never inline, whatever its length), lists of numbers stand on one line, whole
amounts have no ".0".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

PLACES = 12
"""Decimal places that are kept. No plan measures finer, and no exponent is ever written."""
_FINEST = Decimal(1).scaleb(-PLACES)


def emit(document: dict[str, Any]) -> str:
    """`document` as TOML text. Values are those tomllib gives; None is not among them."""
    return "\n".join(_tables(document, ""))


def plain(number: Decimal) -> Decimal | int:
    """The number without exponent or negative zero: whole ones as int, others with at most 12 places."""
    if number == number.to_integral_value() and _exponent(number) >= 0:
        return int(number)
    if _exponent(number) < -PLACES:
        number = number.quantize(_FINEST).normalize()
        return plain(number) if _exponent(number) >= 0 else number
    return number.copy_abs() if number.is_zero() else number


def _exponent(number: Decimal) -> int:
    found = number.as_tuple().exponent
    return found if isinstance(found, int) else 0


def _tables(table: dict[str, Any], name: str, *, listed: bool = False) -> Iterator[str]:
    """The blocks of the table called `name` and of those below it: a header with its values each.

    One of a list of tables has a header even when nothing but tables is in it: it begins the next of them.
    """
    below = {key: value for key, value in table.items() if _holds_tables(value)}
    values = {key: value for key, value in table.items() if key not in below}
    if values or listed or (name and not below):
        header = f"[[{name}]]\n" if listed else f"[{name}]\n" if name else ""
        yield header + "".join(_values(values))
    for key, value in below.items():
        inner = f"{name}.{_key(key)}" if name else _key(key)
        if isinstance(value, dict):
            yield from _tables(value, inner)
        else:
            for item in value:
                yield from _tables(item, inner, listed=True)


def _holds_tables(value: Any) -> bool:
    """Whether the value is a table or a list of nothing but tables."""
    items = value if isinstance(value, list) and value else [value]
    return all(isinstance(item, dict) for item in items)


def _values(values: dict[str, Any]) -> Iterator[str]:
    """The lines of a table's values; those that are no numbers go to tomli-w together, which is faster."""
    import tomli_w

    waiting: dict[str, Any] = {}
    for key, value in values.items():
        written = _numbers(value)
        if written is None:
            waiting[key] = _plain(value)
            continue
        yield tomli_w.dumps(waiting, multiline_strings=True)
        yield f"{_key(key)} = {written}\n"
        waiting = {}
    yield tomli_w.dumps(waiting, multiline_strings=True)


def _numbers(value: Any) -> str | None:
    """A number, or a list of nothing but numbers, on one line; None for anything else."""
    if _is_number(value):
        return _digits(value)
    if isinstance(value, (list, tuple)) and value and all(map(_is_number, value)):
        return f"[{', '.join(map(_digits, value))}]"
    return None


@lru_cache(1024)
def _key(key: str) -> str:
    import tomli_w

    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _digits(value: int | Decimal) -> str:
    found = plain(value) if isinstance(value, Decimal) else value
    return str(found) if isinstance(found, int) else f"{found:f}"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
