"""Telling "more customers" from "30 new customers": a sentence that only wants more, without an amount."""

from __future__ import annotations

import re

# Recognised in what founders type, never shown. The structure (no amount, hardly a sentence) works in every
# language; these let it see through a few words more in the one the program speaks.
_COMPARATIVES = frozenset(
    {
        "more", "better", "higher", "bigger", "greater", "larger", "stronger", "faster", "fewer",
        "less", "lower", "increase", "increased", "grow", "growth", "improve", "improved", "boost",
        "raise", "expand", "maximise", "maximize", "optimise", "optimize", "enhance", "strengthen",
        "reduce", "cut", "decrease", "win", "get", "gain", "sell", "drive",
    }
)  # fmt: skip
_AMOUNTS = frozenset(
    {
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen",
        "hundred", "thousand", "million", "double", "doubled", "triple", "twice", "half", "halve",
        "halved", "quarter", "third", "first",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_FEW, _SHORT = 3, 5


def vague(statement: str) -> bool:
    """Whether a goal says no more than "more X".

    It has no amount, and is either hardly a sentence or a short one that starts with a comparative.
    """
    words = [word.lower() for word in _WORD.findall(statement)]
    if any(char.isnumeric() for char in statement) or _AMOUNTS.intersection(words):
        return False
    return len(words) < _FEW or (len(words) <= _SHORT and words[0] in _COMPARATIVES)
