"""Bytes that are too big, of another encoding or torn by a merge are refused before anything parses them."""

from __future__ import annotations

import re

from msgspec import Struct

from quarterdeck.errors import PlanUnreadable
from quarterdeck.store import words

MAX_BYTES = 5_000_000
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MERGE = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class Decoded(Struct, frozen=True):
    """The text of a file, its lines ended by a newline alone, and how it was written."""

    text: str
    bom: bool
    newline: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of `data`. Raises PlanUnreadable, with the line where there is one."""
    if len(data) > MAX_BYTES:
        raise refusal("too_big", name, limit=MAX_BYTES // 1_000_000)
    if data.startswith(_UTF16) or _looks_like_utf16(data):
        raise refusal("utf16", name)
    bom = data.startswith(_BOM)
    body = data[len(_BOM) :] if bom else data
    if b"\x00" in body:
        raise refusal("nul", name, line=_line(body, body.index(b"\x00")), plan=name)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal("not_utf8", name, line=_line(body, error.start)) from error
    torn = _MERGE.search(text)
    if torn:
        raise refusal("merge", name, line=text.count("\n", 0, torn.start()) + 1)
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        raise refusal("old_newlines", name, line=text.count("\n", 0, text.index("\r")) + 1)
    return Decoded(text, bom, newline)


def refusal(key: str, name: str, /, line: int | None = None, **values: object) -> PlanUnreadable:
    """The exception for the situation `read.<key>` in the file `name`, at `line` where one is known.

    A sentence that names the file itself needs no place before it.
    """
    what, fix = words.situation(f"read.{key}", **values)
    return PlanUnreadable(what, hint=fix, place="" if name in what else placed(name, line))


def placed(name: str, line: int | None) -> str:
    """The file and the line, as messages begin."""
    return name if line is None else words.say("read.at_line", name=name, line=line)


def _looks_like_utf16(data: bytes) -> bool:
    """Every other byte of the beginning is NUL: Western text in UTF-16 without a mark."""
    head = data[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[::2]))


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
