"""Numbers with the marks of a plan: for reading (rounded, grouped) and for editing (bare, unmistakable)."""

from __future__ import annotations

from decimal import Decimal, localcontext

from quarterdeck.plan import money as currencies
from quarterdeck.plan.style import NARROW_SPACE, Style

MINUS = "−"
MOST_TYPED_DECIMALS = 4
"""A number with more decimals was calculated: it is rounded for reading."""
_MOST_DIGITS = 15


def amount(value: Decimal, style: Style, decimals: int | None = None) -> str:
    """A number with the plan's marks: `1,234.5`. `decimals` fixes how many stand behind the mark."""
    size = abs(value)
    if decimals is None:
        text = _readable(size, 0 if size >= 100 else 1 if size >= 10 else 2)
    else:
        text = f"{_rounded(size, decimals):f}"
    return _signed(value, text, _marked(text, style))


def money(value: Decimal, style: Style) -> str:
    """An amount in the plan's currency: `€12,500`, `€12.50`, `−CHF 5`."""
    digits = currencies.digits(style.currency)
    text = _readable(abs(value), digits)
    fraction = text.partition(".")[2]
    if fraction:
        text += "0" * (digits - len(fraction))
    return _signed(value, text, currencies.mark(style.currency) + _marked(text, style))


def percent(value: Decimal, style: Style) -> str:
    """A percentage from the number a person says: 22 is `22 %`."""
    text = _readable(abs(value), 1)
    return _signed(value, text, f"{_marked(text, style)}{NARROW_SPACE}%")


def quantity(value: Decimal, style: Style, unit: str) -> str:
    """A number in its unit: `money`, `percent`, or a plain one."""
    if unit == "money":
        return money(value, style)
    return percent(value, style) if unit == "percent" else amount(value, style)


def bare(value: Decimal, style: Style) -> str:
    """A number as it is edited: ungrouped, at most 15 digits, and such that it cannot be read in two ways."""
    size = abs(value)
    whole_digits = len(f"{int(size)}")
    text = _trimmed(_rounded(size, max(_MOST_DIGITS - whole_digits, 0)))
    whole, _, fraction = text.partition(".")
    if style.asks and len(fraction) == 3 and len(whole) <= 3 and whole != "0":
        fraction += "0"
    text = f"{whole}{style.decimal_mark}{fraction}" if fraction else whole
    return f"-{text}" if value < 0 and text != "0" else text


def bare_percent(value: Decimal, style: Style) -> str:
    """A percentage as it is edited; below one, with its sign, because 0.15 may be meant as 15 %."""
    text = bare(value, style)
    return f"{text} %" if 0 < abs(value) < 1 else text


def _readable(size: Decimal, digits: int) -> str:
    """The digits of a number that is not negative; one that was calculated rounded to `digits` decimals."""
    text = _trimmed(size)
    if len(text.partition(".")[2]) <= MOST_TYPED_DECIMALS:
        return text
    rounded = _rounded(size, digits)
    # What would vanish keeps two figures: a click for 0.0043 is not free.
    return _trimmed(rounded if rounded else _rounded(size, 1 - size.adjusted()))


def _rounded(size: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=60):
        return size.quantize(Decimal(1).scaleb(-min(decimals, 30)))


def _trimmed(size: Decimal) -> str:
    text = f"{size:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _marked(text: str, style: Style) -> str:
    whole, _, fraction = text.partition(".")
    groups, rest = [whole[-3:]], whole[:-3]
    size = 2 if style.indian else 3
    while rest:
        groups.append(rest[-size:])
        rest = rest[:-size]
    return style.grouping.join(reversed(groups)) + (style.decimal_mark + fraction if fraction else "")


def _signed(value: Decimal, digits: str, text: str) -> str:
    """Text with a minus sign, unless nothing but zeros is shown."""
    return f"{MINUS}{text}" if value < 0 and digits.strip("0.") else text
