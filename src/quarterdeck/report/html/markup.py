"""The only place that writes tags: what a person wrote comes through `text` or as an attribute, escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from quarterdeck import text as texts
from quarterdeck.report.layout import lines_of

Html = str
"""Markup that is safe as it is."""


def text(words: str) -> Html:
    """What a person wrote, as text; its line breaks are kept."""
    return "<br/>".join(html.escape(line) for line in lines_of(texts.clean(words)))


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
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(_flat(value))}"'
        for name, value in attributes.items()
        if value is not None
    )


def _flat(value: str) -> str:
    return " ".join(lines_of(texts.clean(value)))
