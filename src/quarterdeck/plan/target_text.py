"""How a target is put into words, the same way it may be typed: `at least 50k, stretch 60k`, `+5 points`."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from quarterdeck.plan.types import Target
from quarterdeck.plan.vocabulary import AIMS, BETWEEN, CHANGE_BY, LIMIT, STRETCH

ABSOLUTE, RELATIVE, POINTS = "absolute", "relative_pct", "pct_points"
CHANGES = frozenset({ABSOLUTE, RELATIVE, POINTS})

_WORDS = {aim: AIMS[aim][0] for aim in ("at_least", "at_most", "about")}


def is_change(value: Target) -> bool:
    """Whether the numbers are a way from the baseline, not a level."""
    return value.change in CHANGES


def phrase(value: Target, text: Callable[[Decimal], str]) -> str:
    """The target for reading; `text` writes one of its numbers."""
    main = "" if value.value is None else _main(value, value.value, text)
    return _with_extras(main, value, text)


def typed_phrase(value: Target, text: Callable[[Decimal], str]) -> str:
    """The target as it can be typed: a change behind a word, or a level below zero, is said to be one."""

    def written(number: Decimal) -> str:
        return f"{CHANGE_BY} {text(number)}" if is_change(value) else text(number)

    if value.value is None:
        main = ""
    elif value.aim in _WORDS or _is_between(value):
        main = _main(value, value.value, written)
    elif value.value < 0 and not is_change(value):
        main = f"{AIMS['reach'][0]} {text(value.value)}"
    else:
        main = text(value.value)
    return _with_extras(main, value, text)


def _main(value: Target, number: Decimal, text: Callable[[Decimal], str]) -> str:
    if _is_between(value) and value.high is not None:
        return f"{BETWEEN} {text(number)} and {text(value.high)}"
    word = _WORDS.get(value.aim or "")
    return f"{word} {text(number)}" if word else text(number)


def _is_between(value: Target) -> bool:
    return value.aim == BETWEEN and value.high is not None


def _with_extras(main: str, value: Target, text: Callable[[Decimal], str]) -> str:
    parts = [main] if main else []
    if value.stretch is not None:
        parts.append(f"{STRETCH[0]} {text(value.stretch)}")
    if value.limit is not None:
        parts.append(f"{LIMIT[-1]} {text(value.limit)}")
    return ", ".join(parts)
