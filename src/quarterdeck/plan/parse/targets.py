"""Targets as people write them: `>= 50k`, `between 3 and 5`, `+10 %`, `-5 days`, `50k, stretch 60k`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from quarterdeck.plan.parse.numbers import number, size
from quarterdeck.plan.parse.result import Problem
from quarterdeck.plan.parse.typed import LONGEST, one_line, quoted
from quarterdeck.plan.parse.units import percentage, without
from quarterdeck.plan.style import Style
from quarterdeck.plan.target_text import ABSOLUTE, POINTS
from quarterdeck.plan.target_text import RELATIVE as RELATIVE_PCT
from quarterdeck.plan.types import Target
from quarterdeck.plan.vocabulary import (
    AIMS,
    BETWEEN,
    CHANGE_BY,
    FALLS,
    LIMIT,
    PERCENT,
    RELATIVE,
    RISES,
    STRETCH,
    UNITS,
)
from quarterdeck.plan.vocabulary import POINTS as POINT_WORDS

_EXTRA = re.compile(rf"\s*[,;]?\s*\b({'|'.join((*STRETCH, *LIMIT))})\b:?\s*")
_RANGE = re.compile(r"(?P<low>.*?[0-9%][^-]*?)(?:\s*-\s*|\s+(?:to|and)\s+)(?P<high>[^-]*[0-9].*)")
_BETWEEN = re.compile(rf"{BETWEEN}\s+(?P<low>.+?)\s+(?:and|to)\s+(?P<high>.+)")


class _Aimed(Struct, frozen=True):
    """One number of a target."""

    value: Decimal
    change: str | None


def read_target(raw: str, style: Style, unit: str = "") -> Target | Problem:
    """The target meant; `unit` (`percent` matters) is what its numbers count."""
    text = one_line(raw.replace("\n", "; ")).casefold()
    if len(text) > LONGEST:
        return Problem("not_a_target", {"typed": quoted(raw)})
    fields = _fields(_EXTRA.split(text), style, unit)
    if isinstance(fields, Problem) and fields.key != "not_a_target":
        return fields
    if isinstance(fields, Problem) or not fields:
        return Problem("not_a_target", {"typed": quoted(raw)})
    return Target.model_validate(fields)


def _fields(pieces: list[str], style: Style, unit: str) -> dict[str, object] | Problem:
    """The target's fields from its main part and the words and numbers behind it, in turn."""
    fields: dict[str, object] = {}
    if pieces[0].strip(" ,;"):
        main = _main(pieces[0].strip(" ,;"), style, unit)
        if isinstance(main, Problem):
            return main
        fields |= main
    for word, typed in zip(pieces[1::2], pieces[2::2], strict=True):
        name = "stretch" if word in STRETCH else "limit"
        # Beside a change the others are changes too, of the same kind; nothing needs asking again.
        extra = _aimed(
            typed.strip(" ,;"), style, "" if "change" in fields else unit, leading_minus_changes=False
        )
        if isinstance(extra, Problem):
            return extra
        if name in fields:
            return Problem("not_a_target")
        fields[name] = extra.value
    return fields


def _main(text: str, style: Style, unit: str) -> dict[str, object] | Problem:
    pair = _BETWEEN.fullmatch(text)
    if pair is not None:
        return _between(pair["low"], pair["high"], style, unit)
    aim, rest = _first(text, ((aim, word) for aim, words in AIMS.items() for word in words))
    pair = _RANGE.fullmatch(rest)
    if pair is not None and aim in ("", "at_least", "about"):
        return _between(pair["low"], pair["high"], style, unit)
    found = _aimed(rest, style, unit, leading_minus_changes=not aim)
    if isinstance(found, Problem):
        return found
    return {"aim": aim or "reach", "value": found.value} | ({"change": found.change} if found.change else {})


def _between(low: str, high: str, style: Style, unit: str) -> dict[str, object] | Problem:
    """Both ends; what only stands behind the second (`3-5 %`, `+3 to +5 points`, `40-50k`) holds for both."""
    upper = _aimed(high, style, unit, leading_minus_changes=False)
    if isinstance(upper, Problem):
        return upper
    tail = without(high, (RELATIVE,))
    tail = tail[len(without(tail, (*PERCENT, *POINT_WORDS))) :] + (f" {RELATIVE}" if tail != high else "")
    bare_low = low if without(low, (*PERCENT, *POINT_WORDS, RELATIVE)) != low else f"{low}{tail}"
    lower = _aimed(bare_low, style, unit, leading_minus_changes=upper.change is not None)
    if isinstance(lower, Problem):
        return lower
    times = 1 if size(bare_low, style) > 1 else size(high, style)
    first = lower.value * times if lower.value * times <= upper.value else lower.value
    ends = sorted((first, upper.value))
    fields: dict[str, object] = {"aim": BETWEEN, "value": ends[0], "high": ends[1]}
    change = upper.change or lower.change
    return fields | ({"change": change} if change else {})


def _aimed(text: str, style: Style, unit: str, *, leading_minus_changes: bool) -> _Aimed | Problem:
    """One number with its direction and unit."""
    typed = text
    sign, text = _direction(text)
    changes = sign != 0 or text.startswith("+") or (leading_minus_changes and text.startswith("-"))
    relative = without(text, (RELATIVE,))
    points = without(relative, POINT_WORDS)
    percent = without(points, PERCENT)
    number_text = without(percent, (word for words in UNITS.values() for word in words if len(word) > 1))
    value = number(number_text, style)
    if isinstance(value, Problem):
        return value if value.key != "not_a_number" else Problem("not_a_target", {"typed": quoted(typed)})
    value = -abs(value) if sign < 0 else value
    if points != relative or relative != text or changes:
        return _change(value, typed, unit, relative != text, points != relative, percent != points)
    if unit == "percent" and percent == points:
        asked = percentage(number_text, style)
        return asked if isinstance(asked, Problem) else _Aimed(asked, None)
    return _Aimed(value, None)


def _change(
    value: Decimal, typed: str, unit: str, relative: bool, points: bool, percent: bool
) -> _Aimed | Problem:
    """Which kind of change: of a percentage, "+10 %" can mean 10 % more of it or ten points more."""
    if points:
        return _Aimed(value, POINTS)
    if relative:
        return _Aimed(value, RELATIVE_PCT)
    if unit == "percent":
        return Problem("relative_or_points", {"typed": quoted(typed), "number": typed.rstrip("% ")})
    return _Aimed(value, RELATIVE_PCT if percent else ABSOLUTE)


def _direction(text: str) -> tuple[int, str]:
    """1 for "up 5", -1 for "down 5", with the words taken away; "by" alone says only that it is a change."""
    for sign, words in ((1, RISES), (-1, FALLS)):
        word = next((word for word in words if text.startswith(f"{word} ")), None)
        if word is not None:
            return sign, text.removeprefix(word).strip()
    rest = text.removeprefix(f"{CHANGE_BY} ")
    return (1 if rest != text else 0), rest.strip()


def _first(text: str, words: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The key of the longest word `text` begins with, and the rest; no key if it begins with none."""
    found = [(key, word) for key, word in words if text.startswith(word) and _ends(text, word)]
    if not found:
        return "", text
    key, word = max(found, key=lambda item: len(item[1]))
    return key, text.removeprefix(word).strip()


def _ends(text: str, word: str) -> bool:
    """Whether the word ends there: "to" is no part of "total"."""
    return not word[-1].isalpha() or not text[len(word) : len(word) + 1].isalpha()
