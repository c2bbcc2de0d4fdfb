"""What is at the other end of the standard streams: a terminal or not, how wide, whether it bears colour."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TextIO

MOST_COLUMNS = 120
"""A report wider than this is hard to read, however wide the terminal is."""
PIPE_COLUMNS = 100
NARROWEST, WIDEST = 40, 400

_SPELLED = {
    **dict(zip("─━│•·−–—…›‹", "--|*.---~><", strict=True)),
    **dict(zip("“”„‘’‚", "\"\"\"'''", strict=True)),
    **dict(zip("✓✔✗✘×→←▸▶●○★◆█▓▒░▁", "vvxxx><>>oo**###._", strict=True)),
    **dict(zip("▂▃▄▅▆▇", "--==+*", strict=True)),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **{"≥": ">=", "≤": "<=", "≈": "~", "→": "->", "€": "EUR ", "£": "GBP ", "¥": "JPY ", "ß": "ss"},
}
"""How to say it where only ASCII arrives."""


def prepare() -> None:
    """Make every stream bear any text: what its encoding does not know is spelled out, or `?`."""
    codecs.register_error("spelled", _spell)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="spelled")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spelled, error.object[error.start : error.end])), error.end


def _spelled(char: str) -> str:
    """A sign by its like, a letter without its accents, else `?`."""
    from unicodedata import combining, normalize

    if char in _SPELLED:
        return _SPELLED[char]
    if combining(char):
        return ""
    return normalize("NFKD", char).encode("ascii", "ignore").decode() or "?"


def spelled(text: str) -> str:
    """`text` with the characters that standard output bears."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return text.encode(encoding, "spelled").decode(encoding)


def is_talking() -> bool:
    """Whether a person sits at both ends: input and output are a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def can_draw() -> bool:
    """Whether the wizard can be shown: all three streams are a terminal (it draws through stderr)."""
    return is_talking() and is_terminal(sys.stderr) and not is_dumb()


def is_dumb() -> bool:
    """Whether the terminal knows no more than lines of text."""
    return os.environ.get("TERM", "" if os.name != "nt" else "windows") in ("", "dumb")


def is_utf8() -> bool:
    """Whether every character can be written as it is."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf32", "utf8sig")


def colour(refused: bool = False) -> str:
    """`none` (no escape codes at all), `mono` (bold and dim), or `full`.

    FORCE_COLOR and CLICOLOR_FORCE give a pipe its colours; NO_COLOR, `--no-color` and CLICOLOR=0 take the
    colours away, not the bold letters.
    """
    forced = _set("FORCE_COLOR") or _set("CLICOLOR_FORCE")
    if not forced and (not is_terminal(sys.stdout) or is_dumb()):
        return "none"
    if refused or os.environ.get("NO_COLOR") or (os.environ.get("CLICOLOR") == "0" and not forced):
        return "mono" if is_terminal(sys.stdout) else "none"
    return "full"


def width(wanted: int | None = None) -> int:
    """Columns for text: as wanted, or the terminal's up to 120, or COLUMNS, or 100."""
    if wanted is not None:
        return wanted
    if is_terminal(sys.stdout):
        columns = min(size()[0], MOST_COLUMNS)
    else:
        columns = _given("COLUMNS") or PIPE_COLUMNS
    return min(max(columns, NARROWEST), WIDEST)


def size() -> tuple[int, int]:
    """Columns and rows: COLUMNS and LINES, or the terminal's; 80 by 24 where nobody knows."""
    try:
        real = os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ is not None else (0, 0)
    except (ValueError, OSError):
        real = (0, 0)
    return _given("COLUMNS") or real[0] or 80, _given("LINES") or real[1] or 24


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a terminal is at the other end of the stream; no for one that is closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # A stream that was closed behind our back.
        return False


def _given(name: str) -> int:
    """A number of columns or rows that the environment gives; 0 for none that anybody could mean."""
    given = os.environ.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0


def _set(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0")
