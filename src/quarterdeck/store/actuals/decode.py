"""Bytes to text: UTF-8 and UTF-16 with and without a mark, and old code pages by the sense they make."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from quarterdeck.store.actuals.refusal import refused

MAX_BYTES = 5_000_000
_MARKED = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PAGES = ("cp1252", "iso8859-15", "cp1250", "gb18030", "cp1256", "cp1251", "mac_roman", "cp850")
"""Tried in this order; of two that make equally much sense the first is taken."""
_ODD = re.compile("[\x80-\x9f\u00a4\ufffd]")
_HEAD = 4000


class Decoded(Struct, frozen=True):
    """The text of a file, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, sense: Callable[[str], int]) -> Decoded:
    """The text of `data`; `sense` counts the words known in a text, to tell old code pages apart.

    Raises ImportRefused for what is too big, empty, a workbook, or no text.
    """
    if len(data) > MAX_BYTES:
        raise refused("too_big", limit=MAX_BYTES // 1_000_000)
    if data.startswith(_WORKBOOKS):
        raise refused("workbook")
    if not data.strip():
        raise refused("empty")
    encoding = _encoding(data, sense)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused("torn", encoding=encoding.upper()) from error
    if "\x00" in text:
        raise refused("not_text")
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _encoding(data: bytes, sense: Callable[[str], int]) -> str:
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    if len(head) >= 4 and head.count(0) > len(head) // 4:
        return "utf-16-be" if not any(head[0:40:2]) else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return max(_PAGES, key=lambda page: _sense(head, page, sense))
    return "utf-8"


def _sense(head: bytes, page: str, sense: Callable[[str], int]) -> int:
    """How much of the beginning makes sense in a code page."""
    text = head.decode(page, "replace")
    return 3 * sense(text) - len(_ODD.findall(text))
