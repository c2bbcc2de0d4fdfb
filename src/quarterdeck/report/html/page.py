"""The page around the sections: head, contents, style."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from quarterdeck import content
from quarterdeck.report.document import DocSection, Document
from quarterdeck.report.html.blocks import blocks
from quarterdeck.report.html.markup import Html, element, empty, joined, line, own, text


def render(document: Document) -> str:
    """The whole file. Its own policy forbids scripts, frames, forms and everything from elsewhere."""
    style = _style()
    head = element(
        "head",
        "\n",
        joined(
            (
                empty("meta", charset="utf-8"),
                empty("meta", name="viewport", content="width=device-width, initial-scale=1"),
                empty("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
                empty("meta", name="color-scheme", content="light dark"),
                element("title", line(document.title)),
                f"<style>{style}</style>",
            )
        ),
        "\n",
    )
    parts = joined((_header(document), *map(_section, document.sections)))
    body = element("body", element("main", parts), class_="dense" if document.dense else None)
    return f'<!doctype html>\n<html lang="{content.LANGUAGE}">\n{head}\n{body}\n</html>\n'


def _header(document: Document) -> Html:
    title = element("h1", text(document.title), **own(document.title))
    about = element("p", text(document.subtitle), class_="subtitle", **own(document.subtitle))
    return element("header", title, about if document.subtitle else "", _contents(document))


def _contents(document: Document) -> Html:
    if len(document.sections) < 2 or document.dense:
        return ""
    items = (
        element("li", element("a", text(section.title), href=f"#{section.id}"))
        for section in document.sections
    )
    return element("nav", element("ul", *items), aria_label=content.say("report.contents"))


def _section(section: DocSection) -> Html:
    title = element("h2", text(section.title), **own(section.title))
    return element("section", "\n", joined((title, *blocks(section.blocks))), "\n", id=section.id)


@cache
def _style() -> str:
    return (files("quarterdeck.report.html") / "style.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Only this very style, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
