"""The only place that writes tags: what a person wrote comes through `text` or as an attribute, escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from quarterdeck import text as texts
from quarterdeck.report.layout import LONGEST_WORD, lines_of

Html = str
"""Markup that is safe as it is."""
_LONG = re.compile(rf"[^ \n]{{{LONGEST_WORD + 1},}}")
_LANGUAGES = {"ja": re.compile("[\u3041-\u30ff]"), "ko": re.compile("[\uac00-\ud7a3]")}
"""Letters of one language only: next to them the signs of Chinese look otherwise than in Chinese."""


def text(words: str) -> Html:
    """What a person wrote, as text; its line breaks are kept, and only a very long word may be broken."""
    return "<br/>".join(_LONG.sub(_breakable, html.escape(line)) for line in lines_of(texts.clean(words)))


def _breakable(word: re.Match[str]) -> Html:
    return f'<span class="long">{word[0]}</span>'


def line(words: str) -> Html:
    """What a person wrote, on one line, where no element may stand: in a title or a drawing."""
    return html.escape(" ".join(lines_of(texts.clean(words))))


def own(words: str) -> dict[str, str | None]:
    """Attributes of an element that holds what a person wrote: direction, and language where it shows."""
    if words.isascii():
        return {"dir": "auto"}
    counted = ((name, len(letter.findall(words))) for name, letter in _LANGUAGES.items())
    return {"dir": "auto", "lang": next((name for name, count in counted if count * 4 >= len(words)), None)}


def element(tag: str, /, *children: Html, **attributes: str | None) -> Html:
    """An element; attributes that are None are left out. `class_` and `data_label` lose what Python needs."""
    return f"<{tag}{_attributes(attributes)}>{''.join(children)}</{tag}>"


def empty(tag: str, /, **attributes: str | None) -> Html:
    """An element without content, closed: so the file is well-formed XML too."""
    return f"<{tag}{_attributes(attributes)}/>"


def joined(parts: Iterable[Html]) -> Html:
    """One part a line: a file that a person can look into."""
    return "\n".join(part for part in parts if part)


def _attributes(attributes: dict[str, str | None]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{line(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
