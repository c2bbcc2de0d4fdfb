"""Where things stand in a TOML file: lines of keys and comments, which tomllib does not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from quarterdeck.plan.fields import Path
from quarterdeck.text import clean

# What is never closed ends with the text: to look for its end from every beginning would take for ever.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"{3,5}|\\?\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
    r"|[\[\]{}=\n]"
    r'|[^\s\[\]{}=#"\']+',
    re.DOTALL,
)
_PART = re.compile(r'"(?:\\.|[^"\\])*"?|\'[^\']*\'?|[^\s."\']+')
_BARE = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_DOTTED = re.compile(rf"{_BARE}(?:[ \t]*\.[ \t]*{_BARE})*")
_MOST_PARTS = 200
"""Of a key: more are none that anybody wrote."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Statement(Struct, frozen=True):
    """A header or a key with its value."""

    path: Path
    line: int
    header: bool = False
    many: bool = False
    """A `[[header]]`, which may stand more than once."""


class Comment(Struct, frozen=True):
    """A comment, with the sign."""

    text: str
    line: int
    alone: bool
    """Nothing else stands on its line."""
    inside: bool
    """It stands inside a list or an inline table."""


def scan(text: str) -> Iterator[Statement | Comment]:
    """Headers, keys and comments of `text`, in order. It never fails, however broken the text is."""
    table: Path = ()
    depth, line, start, first, value = 0, 1, 0, True, False
    for token in _TOKEN.finditer(text):
        found = token.group()
        if found == "\n":
            if depth == 0:
                start, first, value = token.end(), True, False
            line += 1
            continue
        if found.startswith("#"):
            before = text[text.rfind("\n", 0, token.start()) + 1 : token.start()]
            yield Comment(found.rstrip(), line, not before.strip(), depth > 0)
        elif found == "=" and depth == 0 and not value:
            yield Statement((*table, *_parts(text[start : token.start()])), line)
            value = True
        elif found == "[" and first:
            end = text.find("\n", token.start())
            inside = text[token.start() : end if end >= 0 else len(text)]
            table = _parts(_header(inside))
            yield Statement(table, line, header=True, many=inside.startswith("[["))
            value = True
            depth += 1
        elif found in "[{":
            depth += 1
        elif found in "]}":
            depth = max(0, depth - 1)
        first = False
        line += found.count("\n")


def line_of(text: str, path: Path) -> int | None:
    """The line on which the value at `path` is written, or the nearest table around it."""
    best: tuple[int, int] | None = None
    for item in scan(text):
        if isinstance(item, Statement) and item.path == path[: len(item.path)]:
            rank = len(item.path)
            if best is None or rank > best[0]:
                best = (rank, item.line)
    return best[1] if best else None


def longest_key(text: str) -> int:
    """How many parts the longest dotted key has; 0 where no line has a hundred dots."""
    lines = (line for line in text.split("\n") if line.count(".") > 99)
    return max((len(_PART.findall(key)) for line in lines for key in _DOTTED.findall(line)), default=0)


def repeated(text: str) -> tuple[Path, int, int] | None:
    """The first key or table that is given twice: its path, and the lines of both."""
    first: dict[tuple[tuple[str, int], ...], int] = {}
    turns: Counter[Path] = Counter()
    for item in scan(text):
        if not isinstance(item, Statement):
            continue
        turns[item.path] += item.many
        # What stands below one of several [[headers]] is another thing than what stands below the next.
        place = tuple((part, turns[item.path[:end]]) for end, part in enumerate(item.path, 1))
        if place in first:
            return item.path, first[place], item.line
        first[place] = item.line
    return None


def leading_comments(text: str) -> str:
    """The block of comments at the top of the file, cleaned, blank lines inside it included."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        # A sign that ends a line for some is none for TOML: what stands behind it is still the comment.
        lines.append(clean(line.strip()).replace("\n", " "))
    return "\n".join(lines).strip("\n")


def _header(line: str) -> str:
    inner = line.lstrip("[")
    quoted = re.match(r'(?:"(?:\\.|[^"\\])*"|\'[^\']*\'|[^\]"\'])*', inner)
    return quoted.group() if quoted else inner


def _parts(key: str) -> Path:
    return tuple(_plain(part.group()) for part in islice(_PART.finditer(key.strip()), _MOST_PARTS))


def _plain(part: str) -> str:
    if part.startswith("'"):
        return part.strip("'")
    if part.startswith('"'):
        return _ESCAPE.sub(r"\1", part[1:-1])
    return part
