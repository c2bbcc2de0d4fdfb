"""Bringing what was typed into one script and one set of marks before it is read."""

from __future__ import annotations

import unicodedata

from quarterdeck.text import clean

LONGEST = 200
"""Characters; a longer text is no number and no date."""

_SAME = str.maketrans(
    {
        "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-", "＋": "+",
        "’": "'", "ʼ": "'", "′": "'", "‘": "'", "＇": "'", "٬": "'",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
        "，": ",", "．": ".", "、": ",", "％": "%", "٪": "%", "（": "(", "）": ")", "；": ";", "؛": ";",
        "＝": "=", "／": "/", "＊": "*", "×": "*", "·": "*", "÷": "/", "∕": "/", "⁄": "/",
        "＄": "$", "￥": "¥", "￡": "£",
    }
)  # fmt: skip


def one_line(raw: str) -> str:
    """`raw` cleaned, on one line, with the digits, marks and spaces of every script as ASCII."""
    text = clean(raw, lines=False).strip()
    return text if text.isascii() else "".join(map(_digit, text)).translate(_SAME).strip()


def quoted(raw: str) -> str:
    """`raw` as it is repeated in a message: one line, and not all of a long text."""
    text = clean(raw, lines=False).strip()
    return text if len(text) <= 40 else f"{text[:39]}…"


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char
