"""A plain document as TOML: tables as headers, in order, the same bytes every time.

tomli-w writes keys, texts and dates. What it leaves open is settled here: every table is a header (never
inline, whatever its length), lists of numbers stand on one line, whole amounts have no ".0".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomli_w

PLACES = 12
"""Decimal places that are kept. No plan measures finer, and no exponent is ever written."""
_FINEST = Decimal(1).scaleb(-PLACES)


def emit(document: Mapping[str, Any]) -> str:
    """`document` as TOML text. Values are those tomllib gives; None is not among them."""
    return "\n".join(_tables(document, ()))


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


def _tables(table: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[str]:
    """The blocks of `table` and the tables below it: a header with its values each."""
    values = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    below = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    if values or (at and not below):
        yield _header(at) + "".join(_value(key, value) for key, value in values.items())
    for key, value in below.items():
        yield from _tables(value, (*at, key))


def _header(at: tuple[str, ...]) -> str:
    table: dict[str, Any] = {}
    for key in reversed(at):
        table = {key: table}
    return tomli_w.dumps(table)


def _value(key: str, value: Any) -> str:
    if _is_number(value):
        return f"{_name(key)}{_digits(value)}\n"
    if isinstance(value, (list, tuple)) and value and all(_is_number(item) for item in value):
        return f"{_name(key)}[{', '.join(_digits(item) for item in value)}]\n"
    return tomli_w.dumps({key: _plain(value)}, multiline_strings=True)


def _name(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix("0\n")


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
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value
