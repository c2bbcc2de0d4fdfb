"""Cleaning and measuring what people and files supply. Used at the two doors: file read and session edit."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls but newline and tab; bidi overrides and isolates; zero-width marks that hide text; code
# points that are no characters, which XML does not bear.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef]|[\U000e0000-\U000e0fff]"
)
# An escape sequence goes as a whole: leaving its printable tail behind would garble the text. Of one without
# an end, and of the 8-bit signs that badly converted quotation marks turn into, the sign goes, and no words.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    "|\x1b[\\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"  # OSC and its kin
    "|\x1b[ -/]*[0-~]"
)
_NEWLINES = re.compile("\r\n|[\r\u2028\u2029]")
_BREAKS = re.compile("[\n\t]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MAX_MARKS = 8


def clean(value: str, *, lines: bool = True) -> str:
    """`value` in NFC without control sequences and with plain newlines.

    Not `lines`: on one line, without tabs and white space at its ends. Spaces of any width inside it stay.
    """
    if value.isascii() and value.isprintable():
        return value if lines else value.strip()
    value = _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", value))
    value = _composed(_UNWANTED.sub("", _ESCAPES.sub("", value)))
    return value if lines else " ".join(filter(None, map(str.strip, _BREAKS.split(value))))


def _composed(value: str) -> str:
    """`value` in NFC, its marks limited: before, too, for sorting those of one letter takes their square."""
    if not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", _limit_marks(value))
    return _limit_marks(value)


def _limit_marks(value: str) -> str:
    """At most eight combining marks on one letter: more is a stunt, and it breaks every terminal."""
    run, out = 0, []
    for char in value:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _MAX_MARKS:
            out.append(char)
    return "".join(out)


def slug(value: str, taken: frozenset[str] | set[str] = frozenset(), *, fallback: str = "item") -> str:
    """A stable id from a name: lower-case letters, digits and hyphens, at most 40, not in `taken`."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or fallback
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
